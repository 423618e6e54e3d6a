import Foundation
import TestSupport
import Testing

@Suite("Manual pages, completions and packages")
struct ReferencePageTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("every manual page is roff without a warning, and names the parts of a manual page")
  func manual() throws {
    try Binary.succeed(["generate", "man", "--to", folder.path("man")])
    let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path("man"))
    #expect(pages.contains("coldcount.1") && pages.contains("coldcount-paper-import.1"))
    for page in pages.sorted() {
      let path = folder.path("man/\(page)")
      let checked = try Peer.run(
        "/usr/bin/env", ["groff", "-man", "-Tutf8", "-P-cbou", "-K", "utf8", "-ww", path])
      #expect(checked.status == 0 && checked.stderr.isEmpty, "\(page): \(checked.stderr)")
      for part in ["NAME", "SYNOPSIS", "EXIT STATUS"] {
        #expect(checked.stdout.contains(part), "\(page): \(part)")
      }
    }
  }

  @Test(
    "bash completes commands, options, values, files and folders",
    arguments: [
      ("coldcount ver", "verify"),
      ("coldcount paper ", "account enter explain import reopen status void --help"),
      ("coldcount count --sta", "--stage"),
      ("coldcount count --stage ", "electronic partial final"),
      ("coldcount status --lang z", "zh-Hant"),
      ("coldcount verify o", "one"), ("coldcount init --election fi", "file.json"),
      ("coldcount key new --to ", "one"), ("coldcount frob ", "allow amend"),
    ] as [(String, String)])
  func bash(line: String, expected: String) throws {
    try Binary.succeed(["generate", "bash", "--to", folder.path("shell")])
    try FileManager.default.createDirectory(
      atPath: folder.path("work/one"), withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: folder.path("work/file.json")))
    let script = """
      compopt() { :; }
      source "$1"; cd "$2"
      IFS=' ' read -ra COMP_WORDS <<<"$3"
      [[ "$3" == *' ' ]] && COMP_WORDS+=('')
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _coldcount
      echo "${COMPREPLY[*]}"
      """
    let output = try Peer.run(
      "/bin/bash",
      ["-c", script, "bash", folder.path("shell/coldcount.bash"), folder.path("work"), line])
    #expect(output.status == 0 && output.stderr.isEmpty, "\(output.stderr)")
    #expect(
      output.stdout.hasPrefix(expected) && (expected.isEmpty == (output.stdout == "\n")),
      "\(line): \(output.stdout)")
  }

  @Test("completions are scripts that their shells can read", arguments: ["bash", "zsh", "fish"])
  func scripts(shell: String) throws {
    try Binary.succeed(["generate", shell, "--to", folder.path("shell")])
    let name = shell == "zsh" ? "_coldcount" : "coldcount.\(shell)"
    let text = try String(contentsOfFile: folder.path("shell/\(name)"), encoding: .utf8)
    for word in ["reconcile", "sever", "--passphrase-file", "zh-Hant"].map({
      shell == "fish" ? $0.replacing(/^--/, with: "") : $0
    }) {
      #expect(text.contains(word), "\(word)")
    }
    let read = try Peer.run("/usr/bin/env", [shell, "-n", folder.path("shell/\(name)")])
    #expect(read.status == 0 && read.stderr.isEmpty, "\(read.stderr)")
  }

  @Test(
    "fish completes commands, options, values and files",
    arguments: [
      ("coldcount ver", ["verify"]),
      ("coldcount paper ", ["account", "enter", "explain", "import", "reopen", "status", "void"]),
      ("coldcount count --sta", ["--stage"]),
      ("coldcount count --stage ", ["electronic", "partial", "final"]),
      ("coldcount status --lang z", ["zh-Hant"]), ("coldcount verify o", ["one/"]),
      ("coldcount init --election fi", ["file.json"]),
    ] as [(String, [String])])
  func fish(line: String, expected: [String]) throws {
    try Binary.succeed(["generate", "fish", "--to", folder.path("shell")])
    try FileManager.default.createDirectory(
      atPath: folder.path("work/one"), withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: folder.path("work/file.json")))
    let output = try Peer.run(
      "/usr/bin/env",
      [
        "HOME=\(folder.path("home"))", "fish", "--no-config", "-c",
        "source $argv[1]; cd $argv[2]; complete -C $argv[3]", folder.path("shell/coldcount.fish"),
        folder.path("work"), line,
      ])
    #expect(output.status == 0 && output.stderr.isEmpty, "\(output.stderr)")
    // A description follows each after a tab.
    let offered = output.stdout.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
    #expect(Set(expected).isSubset(of: offered), "\(line): \(offered)")
    #expect(offered.count == expected.count, "\(line): \(offered)")
  }

  @Test(
    "zsh is told commands, options, values and files",
    arguments: [
      (["ver"], "verify"), (["paper", ""], "account enter explain import reopen status void"),
      (["count", "--sta"], "--stage["), (["count", "--stage", ""], "(electronic partial final)"),
      (["verify", "o"], "*:argument:_files -/"), (["init", "--election", "f"], ":FILE:_files"),
    ] as [([String], String)])
  func zsh(words: [String], expected: String) throws {
    try Binary.succeed(["generate", "zsh", "--to", folder.path("shell")])
    // Stand-ins for what zsh offers with: they say what they are told.
    let script = """
      compadd() { print -r -- "$*" }
      _arguments() { print -r -- "$*" }
      file=$1; shift
      words=(coldcount "$@"); CURRENT=$#words
      source $file
      """
    let output = try Peer.run(
      "/usr/bin/env", ["zsh", "-f", "-c", script, "zsh", folder.path("shell/_coldcount")] + words)
    #expect(output.status == 0 && output.stderr.isEmpty, "\(output.stderr)")
    #expect(output.stdout.contains(expected), "\(words): \(output.stdout)")
  }

  @Test("a package of the same program has the same bytes, and its lists are signed")
  func package() throws {
    // A stand-in of the program's own size would take minutes to pack; this one calls it.
    let stand = folder.path("coldcount")
    try Data("#!/bin/sh\nexec '\(Binary.path)' \"$@\"\n".utf8).write(
      to: URL(fileURLWithPath: stand))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: stand)
    let key = folder.path("release.key")
    let made = try Peer.run(
      "/usr/bin/env", ["minisign", "-G", "-W", "-p", folder.path("release.pub"), "-s", key])
    #expect(made.status == 0, "\(made.stderr)")
    for name in ["first", "second"] {
      let output = try Peer.run(
        "/usr/bin/env",
        [
          "python3", "\(Peer.packageRoot)/Sources/Packaging/package.py", stand, "--to",
          folder.path(name),
          "--key", key,
        ])
      #expect(output.status == 0, "\(output.stderr)")
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path("first"))
    let package = try #require(files.first { $0.hasSuffix(".deb") })
    for name in [package, "SHA256SUMS", "B2SUMS"] {
      #expect(
        FileManager.default.contentsEqual(
          atPath: folder.path("first/\(name)"), andPath: folder.path("second/\(name)")), "\(name)")
    }
    let script = """
      set -e; cd "$1"; sha256sum -c --strict SHA256SUMS; b2sum -c --strict B2SUMS
      minisign -V -H -p ../release.pub -m SHA256SUMS; minisign -V -H -p ../release.pub -m B2SUMS
      dpkg-deb -f "$2"; dpkg-deb -c "$2"
      """
    let checked = try Peer.run("/bin/bash", ["-c", script, "bash", folder.path("first"), package])
    #expect(checked.status == 0, "\(checked.stdout)\(checked.stderr)")
    for part in [
      "Package: coldcount", "Depends: libc6", "root/root", "./usr/bin/coldcount",
      "./usr/share/man/man1/coldcount-count.1.gz",
      "./usr/share/bash-completion/completions/coldcount",
      "./usr/share/zsh/vendor-completions/_coldcount",
      "./usr/share/fish/vendor_completions.d/coldcount.fish",
      "./usr/share/coldcount/samples/referendum-2017/election.json",
    ] {
      #expect(checked.stdout.contains(part), "\(part)")
    }
  }
}
