import Cryptography
import Encoding
import Foundation
import TestSupport
import Testing

/// A copy of workspace and vault put back together, which the vault alone cannot notice.
@Suite("A workspace held against the packages that were exported of it")
struct ExportedHeadTests {
  private let files = FileManager.default

  private func replace(_ path: String, with other: String) throws {
    try? files.removeItem(atPath: path)
    try files.copyItem(atPath: other, toPath: path)
  }

  /// A room in which a package was exported after a copy was made of workspace and vault.
  private func room() throws -> ElectionRoom {
    let room = try ElectionRoom.begun()
    try room.fill()
    try files.createDirectory(
      atPath: "\(room.path)/backup", withIntermediateDirectories: false)
    for name in ["count", "vault"] {
      try replace("\(room.path)/backup/\(name)", with: "\(room.path)/\(name)")
    }
    try files.createDirectory(atPath: "\(room.path)/stick", withIntermediateDirectories: false)
    try files.moveItem(atPath: try room.export(), toPath: "\(room.path)/stick/first")
    return room
  }

  private func restore(_ names: [String], in room: ElectionRoom) throws {
    for name in names { try replace("\(room.path)/\(name)", with: "\(room.path)/backup/\(name)") }
  }

  /// Counts as somebody else than before: the same person in the same second would write the very
  /// same lines.
  private func countAgain(_ room: ElectionRoom) throws {
    try Binary.succeed(
      ["count", "--stage", "electronic"] + Binary.share("officer-b") + Binary.share("officer-c")
        + room.workspace + Binary.signer("officer-c"))
    try VectorElection.signByQuorum("\(room.path)/count/results/electronic/result.json")
  }

  private func export(_ room: ElectionRoom, to folder: String) throws -> Peer.Output {
    try Binary.run(
      ["export", "\(room.path)/\(folder)"] + room.workspace + Binary.signer("officer-b"))
  }

  private func against(_ room: ElectionRoom, _ folder: String) throws -> Peer.Output {
    try Binary.run(["journal", "--against", "\(room.path)/\(folder)"] + room.workspace)
  }

  @Test("has every line of theirs where nothing was put back, and exports beside them")
  func latest() throws {
    let room = try room()
    let output = try against(room, "stick/first")
    #expect(output.status == 0, "\(output.stderr)")
    #expect(output.stderr.contains("every line of the journal in \(room.path)/stick/first"))
    let other = try against(room, "stick")
    #expect(other.status == 1)
    #expect(other.stderr.contains("is not a package with a journal of this election"))
    // A package that is damaged keeps nobody from exporting, and is told.
    try replace("\(room.path)/stick/damaged", with: "\(room.path)/stick/first")
    let journal = "\(room.path)/stick/damaged/journal.jsonl"
    let text = try String(contentsOfFile: journal, encoding: .utf8)
    try Data(text.replacing("\"n\":3,", with: "\"n\":4,").utf8).write(to: URL(filePath: journal))
    #expect(try against(room, "stick/damaged").status == 1)
    let second = try export(room, to: "stick/second")
    #expect(second.status == 0, "\(second.stderr)")
    #expect(second.stderr.contains("stick/damaged was not compared"), "\(second.stderr)")
    #expect(!second.stderr.contains("stick/first"))
  }

  @Test("is another one's of the same election where the first line is another: no fault")
  func otherWorkspace() throws {
    let room = try room()
    // A second opinion on the same stick. By somebody else: the same line 1 in the same second.
    try Binary.succeed(
      [
        "init", "\(room.path)/second", "--election", "\(Binary.vectors)/election.json", "--vault",
        "\(room.path)/second-vault",
      ] + Binary.signer("clerk-1"))
    let workspace = ["--workspace", "\(room.path)/second"]
    try Binary.succeed(
      ["import", "\(Binary.vectors)/media"] + workspace + Binary.signer("clerk-1"))
    try Binary.succeed(
      ["reconcile", "--vault-key", "\(Binary.vectors)/keys/vault.secret"] + workspace
        + Binary.signer("keeper"))
    try Binary.succeed(
      ["count", "--stage", "electronic"] + Binary.share("officer-b") + Binary.share("officer-c")
        + workspace + Binary.signer("officer-b"))
    try VectorElection.signByQuorum("\(room.path)/second/results/electronic/result.json")
    let output = try Binary.run(
      ["export", "\(room.path)/stick/second"] + workspace + Binary.signer("officer-b"))
    #expect(output.status == 0, "\(output.stderr)")
    #expect(!output.stderr.contains("note: "), "\(output.stderr)")
  }

  @Test("is not stopped by lines beside it that nobody of the election signed")
  func forged() throws {
    let room = try room()
    let journal = "\(room.path)/stick/first/journal.jsonl"
    let text = try String(contentsOfFile: journal, encoding: .utf8)
    let lines = text.split(separator: "\n").map(String.init)
    let head = Digest.of(Array(try #require(lines.last).utf8))
    // Beyond the line of the export, which the journal here has and the package has not.
    for extra in 1...3 {
      var forged = text
      var previous = head.description
      for number in lines.count + 1...lines.count + extra {
        let line =
          #"{"at":"2026-07-12T21:00:00Z","by":"-","data":{"result":"\#(head)"},"event":"shown","#
          + #""n":\#(number),"prev":"\#(previous)"}"#
        previous = Digest.of(Array(line.utf8)).description
        forged += line + "\n"
      }
      try Data(forged.utf8).write(to: URL(filePath: journal))
      let output = try export(room, to: "stick/beside-\(extra)")
      #expect(output.status == 0, "\(output.stderr)")
      #expect(output.stderr.contains("nobody of this election signed what follows"))
    }
  }

  @Test("is told as an older copy where workspace and vault were put back together")
  func restored() throws {
    let room = try room()
    try restore(["count", "vault"], in: room)
    // The vault remembers no more than the journal has.
    let status = try Binary.run(["status"] + room.workspace)
    #expect(status.status == 0 && !status.stderr.contains("older copy"), "\(status.stderr)")
    let lines = try Binary.json(["journal"] + room.workspace)["lines"]?.array?.count ?? 0
    let older = try against(room, "stick/first")
    #expect(older.status == 1)
    #expect(older.stderr.contains("which here ends at line \(lines): this workspace is an older"))
    #expect(older.stderr.contains("[older-copy]"))
    try countAgain(room)
    let other = try against(room, "stick/first")
    #expect(other.status == 1)
    #expect(other.stderr.contains("has another line \(lines + 1) than this journal"))
    let refused = try export(room, to: "stick/second")
    #expect(refused.status == 1)
    #expect(refused.stderr.contains("has another line \(lines + 1) than this journal"))
    #expect(!files.fileExists(atPath: "\(room.path)/stick/second"))
    // On another medium there is nothing to compare with.
    #expect(try export(room, to: "other/second").status == 0)
  }

  @Test("goes on beside them where the officers allowed it, and says what they have")
  func allowed() throws {
    let room = try room()
    try restore(["count"], in: room)
    for officer in ["officer-a", "officer-c"] {
      try Binary.succeed(
        ["allow", "resume", "--reason", "the disk broke"] + room.workspace
          + Binary.signer(officer))
    }
    try countAgain(room)
    let output = try export(room, to: "stick/second")
    #expect(output.status == 0, "\(output.stderr)")
    #expect(output.stderr.contains("note: the package \(room.path)/stick/first has another line"))
  }
}
