import Foundation
import TestSupport
import Testing

/// A file or folder that the user may not use, and a command line that comes to it.
///
/// `@` is the room's folder.
private struct Closed: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// What is closed, and the rights that are left.
  let path: String
  var mode = 0
  let line: String
  /// What the message names, where it is not what is closed.
  var place: String?

  private static let keeper = " --as keeper --key @/keys/keeper.key"
  private static let clerk = " --as clerk-1 --key @/keys/clerk-1.key"
  private static let officer = " --as officer-b --key @/keys/officer-b.key"
  private static let count = " --workspace @/count"
  private static let shares =
    " --share @/keys/shares/officer-a.txt --share @/keys/shares/officer-b.txt"

  static let all = [
    Closed(
      testDescription: "a signing key", path: "keys/keeper.key", line: "key show @/keys/keeper.key"),
    Closed(
      testDescription: "the key of who acts", path: "keys/clerk-1.key",
      line: "import @/media" + count + clerk),
    Closed(
      testDescription: "a share", path: "keys/shares/officer-a.txt",
      line: "count --stage electronic" + shares + count + officer),
    Closed(
      testDescription: "the vault key", path: "keys/vault.secret",
      line: "reconcile --vault-key @/keys/vault.secret" + count + keeper),
    Closed(
      testDescription: "a passphrase", path: "pass",
      line: "key new me --to @/new --passphrase-file @/pass"),
    Closed(
      testDescription: "a definition", path: "election.json",
      line: "init @/new --election @/election.json --vault @/new-vault"),
    Closed(
      testDescription: "a signature beside a definition", path: "election.json.officer-a.minisig",
      line: "init @/new --election @/election.json --vault @/new-vault"),
    Closed(testDescription: "a stick", path: "media", line: "import @/media" + count + clerk),
    Closed(testDescription: "a package", path: "package", line: "verify @/package"),
    Closed(
      testDescription: "a folder in a package", path: "package/manifests",
      line: "verify @/package"),
    Closed(
      testDescription: "a file of a package", path: "package/tracking.txt",
      line: "verify @/package"),
    Closed(
      testDescription: "a package's list", path: "package/B2SUMS", line: "verify @/package"),
    Closed(
      testDescription: "a package's signature", path: "package/B2SUMS.officer-b.minisig",
      line: "verify @/package"),
    Closed(
      testDescription: "a package to compare", path: "package/result.json",
      line: "compare @/package @/package"),
    Closed(
      testDescription: "a package to disclose", path: "package/result.json",
      line: "disclose @/package --to @/new"),
    Closed(
      testDescription: "a workspace", path: "count", line: "status" + count,
      place: "count/"),
    Closed(
      testDescription: "a journal", path: "count/journal.jsonl", line: "status" + count),
    Closed(
      testDescription: "a workspace's lock", path: "count/lock", mode: 0o400,
      line: "import @/media" + count + clerk),
    Closed(
      testDescription: "a vault", path: "vault", line: "status" + count, place: "vault/vault.json"),
    Closed(testDescription: "a vault's heads", path: "vault/heads", line: "status" + count),
    Closed(
      testDescription: "a vault that cannot be written to", path: "vault", mode: 0o500,
      line: "reconcile --vault-key @/keys/vault-2.secret" + count + keeper,
      place: "vault/rejected.sealed.new"),
    Closed(
      testDescription: "a folder for keys", path: "home", mode: 0o500,
      line: "key new me --no-passphrase --to @/home", place: "home/me.key.tmp"),
    Closed(
      testDescription: "a folder for packages", path: "home", mode: 0o500,
      line: "export @/home/package --as officer-b --key @/keys/officer-b.key" + count,
      place: "home/package"),
    Closed(
      testDescription: "a folder for workspaces", path: "home", mode: 0o500,
      line: "init @/home/count --election @/election.json --vault @/new-vault",
      place: "home/count"),
    Closed(
      testDescription: "a folder for pages", path: "home", mode: 0o500,
      line: "disclose @/package --to @/home/public", place: "home/public"),
  ]
}

/// What an ordinary user is told of files that are closed to him.
@Suite(
  "What belongs to others is said to be closed, and nothing is said against it",
  .disabled(if: Sanitizer.isWatching, "says nothing about memory"),
  .enabled(if: User.canOrdinaryRead, "\(User.hidden)"))
struct ClosedFileTests {
  private let room: ElectionRoom
  private let files = FileManager.default
  private var clerk: [String] { ["--as", "clerk-1", "--key", "\(room.path)/keys/clerk-1.key"] }

  init() throws {
    room = try ElectionRoom.begun()
    try room.fill()
    _ = try room.export()
    let signatures = ["a", "b"].map { "election.json.officer-\($0).minisig" }
    for name in ["keys", "media", "election.json"] + signatures {
      try files.copyItem(atPath: "\(Binary.vectors)/\(name)", toPath: "\(room.path)/\(name)")
    }
    try Data("a passphrase\n".utf8).write(to: URL(filePath: "\(room.path)/pass"))
    try files.createDirectory(atPath: "\(room.path)/home", withIntermediateDirectories: false)
    try Binary.succeed([
      "init", "\(room.path)/empty", "--election", "\(Binary.vectors)/election.json", "--vault",
      "\(room.path)/empty-vault",
    ])
  }

  private func run(_ arguments: [String]) throws -> Peer.Output {
    let line = User.ordinary([Binary.path] + arguments)
    return try Peer.run(line[0], Array(line.dropFirst()))
  }

  private func close(_ path: String, _ mode: Int) throws {
    try files.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  @Test("with the place and what to do, in both languages")
  func told() throws {
    try User.give(room.path)
    for closed in Closed.all {
      let path = "\(room.path)/\(closed.path)"
      let before = try #require(files.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
      try close(path, closed.mode)
      let words = closed.line.split(separator: " ").map {
        String($0).replacing("@", with: room.path)
      }
      for (language, expected) in [
        ("en", ["Permission denied [denied]", "look whose it is"]),
        ("zh-Hant", ["沒有權限 [denied]", "請檢查它屬於誰"]),
      ] {
        let output = try run(words + ["--lang", language])
        #expect(output.status == 3, "\(closed.testDescription): \(output)")
        for text in expected + ["\(room.path)/\(closed.place ?? closed.path)", "ls -ld"] {
          #expect(output.stderr.contains(text), "\(closed.testDescription): \(output)")
        }
        for text in ["damaged", "FAILS", "does not hold", "medium"] {
          #expect(
            !(output.stdout + output.stderr).contains(text), "\(closed.testDescription): \(output)")
        }
      }
      try close(path, before)
    }
  }

  @Test(
    "a file of a bundle, which is refused with what to do; the bundles beside it are taken",
    arguments: ["manifest.json", "manifest.json.minisig", "ballots.sealed", "identities.sealed"])
  func bundle(file: String) throws {
    try User.give(room.path)
    try close("\(room.path)/media/web-1/\(file)", 0)
    let line = ["import", "\(room.path)/media", "--workspace", "\(room.path)/empty"] + clerk
    let output = try run(line)
    #expect(output.status == 1 && output.stdout.contains("7 accepted"), "\(output)")
    #expect(output.stdout.contains("/media/web-1: denied: \(file): cannot open"), "\(output)")
    #expect(output.stdout.contains("next: look whose it is and who may read it"), "\(output)")
    #expect(!output.stdout.contains("copy the bundle"), "\(output)")
    // Once it is open it is taken.
    try close("\(room.path)/media/web-1/\(file)", 0o600)
    #expect(try run(line).status == 0)
  }

  @Test("a workspace and a stick, which the console shows with why and what to do")
  func console() throws {
    try User.give(room.path)
    try close("\(room.path)/count/journal.jsonl", 0)
    try close("\(room.path)/media", 0)
    let window = try TerminalWindow(
      [
        "console", "--workspace", "\(room.path)/count", "--media", "\(room.path)/media", "--lang",
        "en",
      ], columns: 132, rows: 24, isOrdinary: true)
    let screen = try window.wait("Permission denied")
    #expect(screen.contains("/count/journal.jsonl"), "\(screen)")
    #expect(screen.contains("look whose it is and who may use it"), "\(screen)")
    #expect(screen.contains("/media  cannot list: Permission denied"), "\(screen)")
    try window.type("q")
    try window.wait("status 0")
  }

  @Test("a folder on a stick, such as lost+found, keeps nobody from the bundles beside it")
  func lostAndFound() throws {
    let stick = "\(room.path)/media"
    try files.createDirectory(atPath: "\(stick)/lost+found", withIntermediateDirectories: false)
    try User.give(room.path)
    try close("\(stick)/lost+found", 0)
    let line = ["import", stick, "--workspace", "\(room.path)/empty"] + clerk
    let output = try run(line)
    #expect(output.status == 0 && output.stdout.contains("8 accepted"), "\(output)")
    #expect(output.stdout.contains("closed    in \(stick): lost+found"), "\(output)")
    #expect(
      try run(line + ["--json"]).stdout.contains(#""closed":{"count":1,"first":["lost+found"]}"#))
    // Where there is nothing else, that is what is wrong.
    for name in try files.contentsOfDirectory(atPath: stick) where name != "lost+found" {
      try files.removeItem(atPath: "\(stick)/\(name)")
    }
    let none = try run(line)
    #expect(none.status == 1 && none.stderr.contains("[no-bundle]"), "\(none)")
    #expect(none.stderr.contains("closed to this user: lost+found"), "\(none)")
    try close("\(stick)/lost+found", 0o700)
  }
}

@Suite(
  "A stick that was mounted for another user",
  .enabled(if: User.isRoot, "needs root: mounts"),
  .enabled(if: User.canOrdinaryRead, "\(User.hidden)"))
struct ClosedMediumNeedsRootTests {
  private let room: ElectionRoom

  init() throws {
    room = try ElectionRoom.begun()
    try User.give(room.path)
  }

  /// Imports from what is mounted, which is one medium for each of `modes`, the first with bundles.
  private func imported(_ modes: [String]) throws -> Peer.Output {
    let mounts = modes.enumerated().map { index, mode in
      "mkdir /media/stick-\(index) && mount -t tmpfs -o mode=755 stick /media/stick-\(index) && "
        + (index == 0 ? "cp -r \(Binary.vectors)/media/* /media/stick-0 && " : "")
        + "chmod -R a+rX /media/stick-\(index) && chmod \(mode) /media/stick-\(index) && "
    }
    let program = User.ordinary(
      [Binary.path, "import"] + room.workspace + Binary.signer("clerk-1"))
    return try Peer.run(
      "/usr/bin/unshare",
      [
        "--mount", "/bin/sh", "-c",
        "mount -t tmpfs -o mode=755 media /media && \(mounts.joined())exec \"$@\"", "sh",
      ] + program)
  }

  @Test("is named with what to do, and keeps nobody from the media beside it")
  func beside() throws {
    let output = try imported(["755", "700"])
    #expect(output.status == 0 && output.stdout.contains("8 accepted"), "\(output)")
    #expect(output.stdout.contains("closed    in /media: stick-1"), "\(output)")
    #expect(output.stdout.contains("next: if a bundle is in there"), "\(output)")
  }

  @Test("is an error where there is nothing else")
  func alone() throws {
    let output = try imported(["700"])
    #expect(output.status == 3 && output.stdout.isEmpty, "\(output)")
    #expect(output.stderr.contains("[denied]"), "\(output)")
    #expect(output.stderr.contains("at /media/stick-0"), "\(output)")
    #expect(output.stderr.contains("look whose it is"), "\(output)")
  }
}

@Suite(
  "What root left in a folder of everybody's",
  .enabled(if: User.isRoot, "needs root: files of two users"),
  .enabled(if: User.canOrdinaryRead, "\(User.hidden)"))
struct StickyFolderNeedsRootTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.setAttributes([.posixPermissions: 0o1777], ofItemAtPath: folder.path)
  }

  private func run(_ arguments: [String]) throws -> Peer.Output {
    let line = User.ordinary([Binary.path] + arguments)
    return try Peer.run(line[0], Array(line.dropFirst()))
  }

  @Test("cannot be replaced by others, which is said, and stays")
  func sticky() throws {
    try folder.write("x", to: "me.key.tmp")
    let line = ["key", "new", "me", "--no-passphrase", "--to", folder.path]
    let output = try run(line)
    #expect(output.status == 3, "\(output)")
    #expect(output.stderr.contains("Operation not permitted [denied]"), "\(output)")
    #expect(output.stderr.contains("only they can replace or remove it"), "\(output)")
    #expect(try run(line + ["--lang", "zh-Hant"]).stderr.contains("只有該人可取代或移除它"))
    #expect(folder.read("me.key.tmp") == Array("x".utf8))
  }

  @Test("can be looked at where it is open, and not written to")
  func workspace() throws {
    let count = folder.path("count")
    try Binary.succeed([
      "init", count, "--election", "\(Binary.vectors)/election.json", "--vault",
      folder.path("vault"),
    ])
    let status = ["status", "--workspace", count]
    let closed = try run(status)
    #expect(closed.status == 3 && closed.stderr.contains("[denied]"), "\(closed)")
    let opened = try Peer.run("/bin/chmod", ["-R", "a+rX", count, folder.path("vault")])
    #expect(opened.status == 0)
    #expect(try run(status).status == 0)
    let imported = try run(
      ["import", "\(Binary.vectors)/media", "--workspace", count] + Binary.signer("clerk-1"))
    #expect(imported.status == 3, "\(imported)")
    #expect(imported.stderr.contains("\(count)/lock"), "\(imported)")
    #expect(imported.stderr.contains("[denied]"), "\(imported)")
  }
}
