import Encoding
import Foundation
import TestSupport
import Testing

@Suite("Keying desks", .serialized)
struct DeskCommandTests {
  private let room: ElectionRoom

  init() throws { room = try ElectionRoom.primary(smallCell: 1) }

  private func take(_ path: String, by clerk: String = "clerk-1") throws -> Peer.Output {
    try Binary.run(["import", path] + room.workspace + room.signer(clerk))
  }

  @Test("come to a final result that both audits hold, with the files in the package")
  func night() throws {
    try room.vote(east: ["r1", "r1", "r1", "r2", "r2"].map { ("a1", $0) }, west: ["a2"])
    let others = Dictionary(
      uniqueKeysWithValues: Primary.stations.dropFirst().map {
        ($0, [4, 3, 2, 1, 0, 0, 0, 0])
      })
    try room.paper(others)
    _ = try room.keyAtDesk("clerk-1")
    let first = try take("\(room.path)/desks")
    #expect(first.status == 0 && first.stdout.contains("desk of clerk-1, file 1, 2 entries"))
    #expect(first.stdout.contains("0 agreed, 2 keyed by nobody else yet, 0 to look at"))
    _ = try room.keyAtDesk("clerk-2")
    let second = try take("\(room.path)/desks")
    #expect(second.stdout.contains("2 agreed, 0 keyed by nobody else yet, 0 to look at"))
    #expect(second.stdout.contains("2 files of desks: 1 accepted, 1 already there, 0 refused"))
    let again = try take("\(room.path)/desks")
    #expect(again.status == 0 && again.stdout.contains("0 accepted, 2 already there, 0 refused"))
    try room.reconcile()
    let output = try room.count("final")
    #expect(output.status == 0, "\(output.stderr)")
    let package = try room.package("final")
    let report = try Binary.json(["verify", package])
    #expect(report["holds"] == true)
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(package)/desks")
    #expect(names.count == 4)
    // Stock minisign checks a clerk's own signature.
    let file = try #require(names.first { $0.hasSuffix(".clerk-2.minisig") })
    let signed = "\(package)/desks/\(file.replacing(".clerk-2.minisig", with: ""))"
    let checked = try Peer.run(
      "/usr/bin/env",
      ["minisign", "-V", "-H", "-p", "\(room.path)/keys/clerk-2.pub", "-m", signed]
        + ["-x", "\(package)/desks/\(file)"])
    #expect(checked.status == 0, "\(checked.stderr)")
  }

  @Test("take paper and nothing else, and say what is exported")
  func desk() throws {
    let stick = try room.keyAtDesk("clerk-1")
    #expect(stick.hasSuffix("-clerk-1-1"))
    let desk = ["--workspace", "\(room.path)/desk-clerk-1"]
    let officer = room.signer("officer-a")
    for words in [
      ["status"], ["paper", "status"], ["journal"], ["import", stick] + room.signer("clerk-1"),
      ["paper", "explain", "s1", "--reason", "x"] + officer,
      ["count", "--stage", "final"] + room.shares + officer,
      ["export", "\(room.path)/out"] + officer,
    ] {
      let output = try Binary.run(words + desk)
      #expect(output.status == 1, "\(words): \(output.stderr)")
      #expect(output.stderr.contains("[desk]"), "\(words): \(output.stderr)")
    }
    let status = try Binary.json(["desk", "status"] + desk)
    #expect(status["clerks"]?.array?.first?["exported"] == 2)
    let words = try Binary.succeed(["desk", "status"] + desk)
    #expect(words.contains("clerk-1: 2 keyed, 2 exported"))
    let rekeyed = try Binary.run(
      ["paper", "import", "\(room.path)/other.csv"] + desk + room.signer("clerk-1"))
    #expect(rekeyed.status != 0)
    for line in [["desk", "status"], ["desk", "export", stick] + room.signer("clerk-1")] {
      let output = try Binary.run(line + room.workspace)
      #expect(output.status == 1 && output.stderr.contains("[workspace]"), "\(output.stderr)")
    }
    let made = try Binary.run(
      ["desk", "init", desk[1], "--election", "\(room.path)/made/election.json"])
    #expect(made.status == 1 && made.stderr.contains("[exists]"))
  }

  @Test("are refused with what is wrong and whom to ask, and beside others that are good")
  func refused() throws {
    let good = try room.keyAtDesk("clerk-1")
    let bad = try room.keyAtDesk("clerk-2")
    let path = "\(bad)/desk.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacingOccurrences(of: "\"a1\":4", with: "\"a1\":3").write(
      toFile: path, atomically: true, encoding: .utf8)
    let output = try take("\(room.path)/desks")
    #expect(output.status == 1)
    #expect(output.stdout.hasPrefix("1 of 2 taken in; 1 refused:"))
    #expect(output.stdout.contains("accepted  \(good)"))
    #expect(output.stdout.contains("refused   \(bad): signature: desk.json.clerk-2.minisig"))
    #expect(output.stdout.contains("export again at the desk"))
    // Who does not exist, or holds another's key, is refused also where all is in.
    for (person, key) in [("clerk-9", "clerk-1"), ("clerk-2", "clerk-1")] {
      let signer = ["--as", person] + room.signer(key).suffix(2)
      let refused = try Binary.run(["import", good] + room.workspace + signer)
      #expect(refused.status == 1 && !refused.stdout.contains("already"), "\(refused.stdout)")
    }
    let mended = try room.keyAtDesk("clerk-2")
    #expect(mended == bad)
    let json = try Binary.json(
      ["import", "\(room.path)/desks"] + room.workspace + room.signer("clerk-1"))
    #expect(json["accepted"] == 1 && json["alreadyImported"] == 1 && json["refused"] == 0)
    #expect(json["desks"]?.array?.count == 2)
  }
}
