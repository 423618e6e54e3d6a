import Encoding
import Foundation
import TestSupport
import Testing

@Suite("Halls", .serialized)
struct HallCommandTests {
  private let room: ElectionRoom
  private var central: [String] { ["--workspace", "\(room.path)/central"] }

  /// A hall with ballots, paper and a desk, and an empty count elsewhere.
  init() throws {
    room = try ElectionRoom.primary(smallCell: 1)
    try room.vote(east: ["r1", "r2", "r2"].map { ("a1", $0) }, west: ["a2", "a3"])
    try room.succeed([
      "init", "\(room.path)/central", "--election", room.definition, "--vault",
      "\(room.path)/central-vault",
    ])
  }

  private func take(_ path: String, as person: String = "clerk-2", key: String = "clerk-2") throws
    -> Peer.Output
  {
    try Binary.run(
      ["import", path] + central + ["--as", person] + room.signer(key).suffix(2))
  }

  /// The last result of a workspace, without the journal's head that stands in it, and its patterns.
  private func counted(_ place: [String]) throws -> [String] {
    let officer = place + room.signer("officer-a")
    try room.succeed(["reconcile"] + room.vaultKey + place + room.signer("keeper"))
    try room.succeed(["count", "--stage", "partial"] + room.shares + officer)
    let folder = "\(place[1])/results/partial"
    let bytes = try Data(contentsOf: URL(filePath: "\(folder)/result.json"))
    guard case .object(var members) = try JSON.parse(canonical: Array(bytes)) else { return [] }
    members["journal"] = .null
    return [
      String(decoding: JSON.object(members).canonical, as: UTF8.self),
      try String(contentsOfFile: "\(folder)/patterns.csv", encoding: .utf8),
    ]
  }

  @Test("come to the same count elsewhere, from an older copy on and however often they come")
  func night() throws {
    let older = try room.inputs()
    let lines = older.split(separator: "-").last ?? ""
    try room.paper(["s2": [4, 3, 2, 1, 0, 0, 0, 0]])
    for clerk in ["clerk-1", "clerk-2"] {
      _ = try room.keyAtDesk(clerk)
      try room.succeed(["import", "\(room.path)/desks"] + room.workspace + room.signer("clerk-1"))
    }
    let newer = try room.inputs(to: "newer")
    let first = try take(older)
    #expect(first.status == 0, "\(first.stdout)\(first.stderr)")
    #expect(first.stdout.contains("accepted  \(older): hall, \(lines) new lines"))
    let second = try take(newer)
    #expect(second.stdout.contains("2 bundles, 1 hall: 1 accepted, 2 already there, 0 refused"))
    for path in [newer, older, "\(room.path)/newer"] {
      let again = try take(path)
      #expect(again.status == 0 && again.stdout.contains("0 accepted, 3 already there, 0 refused"))
    }
    #expect(try counted(central) == counted(room.workspace))
    // Nobody writes what halls wrote, and a result does not go with what came in.
    let nested = try Binary.run(
      ["export", "--inputs", "\(room.path)/out"] + central + room.signer("clerk-2"))
    #expect(nested.status == 1 && nested.stderr.contains("[not-exportable]"))
    let both = try Binary.run(
      ["export", "--inputs", "--public", "\(room.path)/out"] + room.workspace
        + room.signer("clerk-1"))
    #expect(both.status == 2 && both.stderr.contains("no result goes with --inputs"))
    #expect(!FileManager.default.fileExists(atPath: "\(room.path)/out"))
  }

  @Test("are refused with what is wrong, the file and what to do, beside a stick that is good")
  func refused() throws {
    let hall = try room.inputs()
    let path = "\(hall)/journal.jsonl"
    let journal = try String(contentsOfFile: path, encoding: .utf8)
    try journal.replacing("clerk-1", with: "clerk-2").write(
      toFile: path, atomically: false, encoding: .utf8)
    let desk = try room.keyAtDesk("clerk-1", to: "hall")
    let output = try take("\(room.path)/hall")
    #expect(output.status == 1)
    #expect(output.stdout.hasPrefix("1 of 2 taken in; 1 refused:"), "\(output.stdout)")
    #expect(output.stdout.contains("accepted  \(desk)"))
    #expect(output.stdout.contains("refused   \(hall): hash-mismatch: journal.jsonl"))
    #expect(output.stdout.contains("write it again at the hall with 'coldcount export --inputs'"))
    // The hall writes it again, over what was damaged.
    #expect(try room.inputs() == hall)
    let mended = try take("\(room.path)/hall")
    #expect(mended.status == 0 && mended.stdout.contains("3 accepted, 1 already there, 0 refused"))
  }

  @Test(
    "and bundles are taken in by a person of the election alone, also when all is in already",
    arguments: [
      ("clerk-9", "clerk-1", "person-unknown"), ("clerk-2", "clerk-1", "key-mismatch"),
      ("keeper", "keeper", "role"),
    ])
  func signer(person: String, key: String, code: String) throws {
    let hall = try room.inputs()
    #expect(try take(hall).status == 0)
    for path in [hall, "\(room.path)/stick"] {
      let head = try Binary.json(["status"] + central)["journal"]
      let output = try take(path, as: person, key: key)
      #expect(output.status == 1 && output.stdout.isEmpty, "\(output.stdout)")
      #expect(output.stderr.contains("[\(code)]"), "\(output.stderr)")
      #expect(try Binary.json(["status"] + central)["journal"] == head)
    }
  }
}
