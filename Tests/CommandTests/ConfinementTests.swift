import Confinement
import Console
import Encoding
import Foundation
import Glibc
import Storage
import TestSupport
import Testing

@testable import coldcount

/// What the built program denies itself, seen from outside.
@Suite("The built program confines itself")
struct ConfinementTests {
  private static let calls = [
    "%network", "execve", "execveat", "fork", "vfork", "clone", "clone3", "ptrace",
    "process_vm_readv", "process_vm_writev", "bpf", "perf_event_open", "mount", "umount2",
    "pivot_root", "chroot", "setns", "unshare", "keyctl", "add_key", "request_key",
    "userfaultfd", "io_uring_setup", "open_by_handle_at", "name_to_handle_at", "personality",
    "init_module", "finit_module", "kexec_load", "reboot", "swapon", "memfd_create", "seccomp",
    "landlock_restrict_self",
  ]

  @Test("A whole count makes none of the calls that it denies itself")
  func wholeCount() throws {
    let folder = try TemporaryFolder()
    let output = try Peer.run(
      "/usr/bin/strace",
      [
        "-f", "-qq", "--seccomp-bpf", "-e", "signal=none", "-o", folder.path("calls"), "-e",
        "trace=\(Self.calls.joined(separator: ","))", Binary.path, "demo", folder.path("demo"),
        "--samples", "\(Peer.packageRoot)/samples", "--quiet",
      ])
    #expect(output.status == 0, "\(output.stderr)")
    let log = try String(contentsOfFile: folder.path("calls"), encoding: .utf8)
    var names: [String: Int] = [:]
    for line in log.split(separator: "\n") {
      let call = line.drop { $0.isNumber || $0 == " " }
      if call.hasPrefix("+++") || call.hasPrefix("<...") { continue }
      names[String(call.prefix { $0 != "(" }), default: 0] += 1
      // A thread, never a process.
      if call.hasPrefix("clone(") { #expect(call.contains("CLONE_THREAD"), "\(call)") }
      // The filter says that there is no such call.
      if call.hasPrefix("clone3("), !call.contains("unfinished") {
        #expect(call.contains("ENOSYS"), "\(call)")
      }
    }
    // The program itself is the one that is executed.
    #expect(names["execve"] == 1)
    #expect(names["seccomp"] == 1)
    #expect(names["landlock_restrict_self"] == (Landlock.version > 0 ? 1 : nil))
    let allowed: Set<String> = [
      "execve", "seccomp", "landlock_restrict_self", "clone", "clone3",
    ]
    #expect(Set(names.keys).subtracting(allowed) == [])
  }

  @Test(
    "The filter stands before any file of ours is read",
    .enabled(if: Tracer.isHere, "\(Tracer.missing)"))
  func order() throws {
    let output = try Tracer.run(
      [
        "-qq", "-e", "trace=openat,seccomp,prctl", Binary.path, "key", "show",
        "\(Binary.vectors)/keys/web.key",
      ])
    let lines = output.stderr.split(separator: "\n")
    let filter = try #require(lines.firstIndex { $0.hasPrefix("seccomp(") })
    let reading = try #require(lines.firstIndex { $0.contains("web.key") })
    let dumpable = try #require(lines.firstIndex { $0.contains("PR_SET_DUMPABLE") })
    let rights = try #require(lines.firstIndex { $0.contains("PR_SET_NO_NEW_PRIVS") })
    #expect(dumpable < filter && rights < filter && filter < reading)
  }

  @Test("What is in force is told as such, and what is not is not claimed")
  func told() throws {
    let output = try Binary.run(["doctor", "--json"])
    let report = try JSON.parse(canonical: Array(output.stdout.utf8))
    func verdict(_ check: LaptopCheck) -> String? {
      report["checks"]?.array?.first { $0["check"]?.string == check.rawValue }?["verdict"]?.string
    }
    #expect(verdict(.callFilter) == "good")
    #expect(verdict(.fileScope) == (Landlock.version > 0 ? "good" : "look"))
    #expect(report["checks"]?.array?.count == LaptopCheck.allCases.count)
    #expect(output.status == (report["fit"] == true ? 0 : 1))
  }

  @Test(
    "A file that the command line does not name cannot be opened",
    .enabled(if: Landlock.version > 0, "this kernel has no Landlock that can be used"),
    .enabled(if: Tracer.isHere, "\(Tracer.missing)"))
  func outside() throws {
    let medium = try TemporaryFolder()
    let trace = try Tracer.run(
      ["-qq", "-f", "-e", "trace=openat", Binary.path, "doctor", "--workspace", medium.path])
    let denied = trace.stderr.split(separator: "\n").filter { $0.contains("/etc/passwd") }
    #expect(denied.count == 1 && denied.allSatisfy { $0.contains("EACCES") }, "\(denied)")
  }

  @Test(
    "A link that leads out of the workspace is not followed, and it is said where it failed",
    .enabled(if: Landlock.version > 0, "this kernel has no Landlock that can be used"))
  func link() throws {
    let room = try ElectionRoom.begun()
    let elsewhere = try TemporaryFolder()
    try room.fill()
    let inside = "\(room.path)/count/reconciliation"
    try FileManager.default.moveItem(atPath: inside, toPath: elsewhere.path("reconciliation"))
    try FileManager.default.createSymbolicLink(
      atPath: inside, withDestinationPath: elsewhere.path("reconciliation"))
    let output = try Binary.run(
      ["count", "--stage", "electronic"] + Binary.share("officer-a") + Binary.share("officer-b")
        + room.workspace + Binary.signer("officer-b"))
    #expect(output.status == 3)
    #expect(output.stderr.contains("\(inside)/"), "\(output.stderr)")
    #expect(output.stderr.contains("Permission denied"), "\(output.stderr)")
    #expect(output.stderr.contains("whether a link leads there"))
    #expect(!FileManager.default.fileExists(atPath: "\(room.path)/count/results"))
  }

  @Test(
    "Where memory cannot be locked, secrets are refused and nothing is read",
    .disabled(if: Sanitizer.isWatching, "under a sanitizer mlock does nothing and says yes"))
  func unlocked() throws {
    let line = [
      "--memlock=0", "/usr/bin/setpriv", "--bounding-set=-ipc_lock", "--inh-caps=-ipc_lock",
      Binary.path, "key", "show", "\(Binary.vectors)/keys/web.key",
    ]
    let output = try Peer.run("/usr/bin/prlimit", line)
    #expect(output.status == 3, "\(output.stdout)")
    #expect(output.stderr.contains("[memory-lock]"), "\(output.stderr)")
    #expect(output.stdout.isEmpty)
  }
}

/// Which files a command line comes to.
@Suite("The files of a command")
struct FileScopeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func rules(_ line: [String]) throws -> [AccessRule] {
    guard case .run(let parsed) = try Commands.table.parse(line) else { return [] }
    let own = FileScope.system.map(\.path) + [try OwnProcess.executable()]
    return try FileScope(parsed, disk: LiveDisk()).rules.filter { !own.contains($0.path) }
  }

  @Test("A file that is read can be read, and a folder that is made can be written")
  func kinds() throws {
    let out = folder.path("out/new")
    #expect(
      try rules(["seal", "a.csv", "--election", "e", "--as", "w", "--key", "k", "--to", out]) == [
        AccessRule("a.csv", .read), AccessRule("e", .read), AccessRule("k", .read),
        AccessRule(folder.path, [.read, .write]),
      ])
  }

  @Test("The signatures beside a definition can be read, and nothing else of its folder")
  func signatures() throws {
    for name in [
      "e.json", "e.json.a.minisig", "e.json.b.minisig", "other.json", "f.json.a.minisig",
    ] {
      try folder.write("", to: name)
    }
    let found = try rules([
      "init", folder.path("count"), "--election", folder.path("e.json"), "--vault",
      folder.path("vault"),
    ]).map(\.path)
    #expect(
      found.filter { $0.hasSuffix("json") || $0.hasSuffix("sig") }
        == ["e.json", "e.json.a.minisig", "e.json.b.minisig"].map(folder.path))
  }

  @Test("A workspace brings its vault, to be read where the command only reads")
  func workspace() throws {
    try folder.write("", to: "journal.jsonl")
    let vault = folder.path("elsewhere")
    try folder.write("\(vault)\n", to: "vault")
    // What it names is allowed only where it is a vault: on a stick anything may be written there.
    #expect(
      try !rules(["status", "--workspace", folder.path]).map(\.path).contains(vault))
    try FileManager.default.createDirectory(atPath: vault, withIntermediateDirectories: false)
    try folder.write("{}", to: "elsewhere/vault.json")
    for (words, access) in [
      (["status"], FileAccess.read), (["reconcile", "--vault-key", "k"], [.read, .write]),
    ] {
      let found = try rules(words + ["--workspace", folder.path])
      #expect(found.contains(AccessRule(folder.path, access)))
      #expect(found.contains(AccessRule(vault, access)))
    }
    #expect(
      try !rules(["verify", "x", "--workspace", folder.path]).map(\.path).contains(folder.path))
  }

  @Test("What is signed brings no workspace but the one among whose results it lies")
  func signing() throws {
    let package = folder.path("package")
    try FileManager.default.createDirectory(atPath: package, withIntermediateDirectories: false)
    try folder.write("", to: "package/journal.jsonl")
    try folder.write("/\n", to: "package/vault")
    let found = try rules(["sign", "\(package)/B2SUMS", "--as", "a", "--key", "k"])
    #expect(
      Set(found.filter { $0.access.isSuperset(of: .write) }.map(\.path)) == [package])
    #expect(!found.contains { $0.path == "/" })
    let result = try rules([
      "sign", "\(package)/results/final/result.json", "--as", "a", "--key", "k",
    ])
    #expect(
      Set(result.filter { $0.access.isSuperset(of: .write) }.map(\.path))
        == ["\(package)/results/final", package])
    #expect(!result.contains { $0.path == "/" })
  }

  @Test("Where a key is removed or a signature written, nothing can be read beside it")
  func beside() throws {
    let found = try rules([
      "vault", "sever", "--vault-key", folder.path("old"), "--new-key", folder.path("new"),
      "--share", "s", "--share", "t",
    ])
    #expect(found.contains(AccessRule(folder.path("old"), .read)))
    #expect(found.contains(AccessRule(folder.path, [.list, .remove])))
    #expect(found.contains(AccessRule(folder.path, [.list, .write])))
    #expect(!found.contains { $0.path == folder.path && $0.access.isSuperset(of: .read) })
  }

  @Test("The console reaches the media that are plugged in later")
  func console() throws {
    let found = try rules(["console", "--workspace", folder.path("count")])
    for path in FileScope.mediaFolders + [folder.path] {
      #expect(found.contains(AccessRule(path, [.read, .write])))
    }
  }
}
