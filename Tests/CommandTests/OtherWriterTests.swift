import Encoding
import Foundation
import TestSupport
import Testing

@Suite("Bundles of a second, independent writer")
struct OtherWriterTests {
  /// Writes a bundle of the vectors' election with the Python program.
  private func write(
    _ room: ElectionRoom, _ name: String, collector: String, kind: String, channel: String?,
    style: String,
    sequence: Int = 1, previous: String? = nil, entries: [(token: Digest, cast: Int, marks: [Int])]
  ) throws -> String {
    let list = entries.map { entry -> JSON in
      [
        "token": .string(entry.token.description), "cast": .integer(entry.cast),
        "marks": .array(entry.marks.map { .integer($0) }),
      ]
    }
    let plan: JSON = [
      "collector": .string(collector), "sequence": .integer(sequence),
      "previous": previous.map { .string($0) } ?? .null, "final": true, "kind": .string(kind),
      "channel": channel.map { .string($0) } ?? .null, "style": .string(style),
      "from": "2017-03-10T12:00:00+08:00", "to": "2017-03-19T22:00:00+08:00",
      "entries": .array(list),
    ]
    let output = try Peer.run(
      Peer.python,
      [
        "\(Peer.packageRoot)/Tests/Peers/bundle_writer.py", "\(Binary.vectors)/election.json",
        "\(Binary.vectors)/keys/\(collector).key", "\(room.path)/stick/\(name)",
      ], input: String(decoding: plan.canonical, as: UTF8.self))
    try #require(output.status == 0, "\(output.stderr)")
    return output.stdout.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func token(_ number: Int) throws -> Digest {
    try #require(Digest((0..<32).map { UInt8(truncatingIfNeeded: number >> (8 * ($0 % 4)) + $0) }))
  }

  @Test(
    "ballots, a register and a roll are taken, opened and counted",
    arguments: [0, 1, 1_365, 1_366, 3_000])
  func counted(_ count: Int) throws {
    let room = try ElectionRoom.begun()
    let noon = 1_489_204_800  // 2017-03-11T12:00:00+08:00
    let voters = try (0..<count).map { number in
      // Support for the first option by all, opposition to the third by every second voter.
      (
        token: try token(number), cast: noon + number,
        marks: [1, 0, number.isMultiple(of: 2) ? 2 : 3]
      )
    }
    try FileManager.default.createDirectory(
      atPath: "\(room.path)/stick", withIntermediateDirectories: true)
    let hash = try write(
      room, "web-1", collector: "web", kind: "ballots", channel: "online", style: "all",
      entries: voters)
    // The first voter also took a paper at the station.
    _ = try write(
      room, "desk-1", collector: "desk", kind: "register", channel: "paper", style: "all",
      entries: voters.prefix(1).map { ($0.token, noon, []) })
    let outcome = try Binary.json(
      ["import", "\(room.path)/stick"] + room.workspace + Binary.signer("clerk-1"))
    #expect(outcome["accepted"] == 2)
    let imported = outcome["bundles"]?.array?.compactMap { $0["bundle"]?.string }
    #expect(imported?.contains(hash) == true)
    let reconciled = try Binary.json(
      ["reconcile", "--vault-key", "\(Binary.vectors)/keys/vault-2.secret"] + room.workspace
        + Binary.signer("keeper"))
    #expect(reconciled["identities"] == [])
    let result = try Binary.json(
      ["count", "--stage", "electronic"] + Binary.share("officer-a") + Binary.share("officer-b")
        + room.workspace + Binary.signer("officer-b"))
    let struck = min(1, count)
    #expect(result["electronic"]?["read"] == .integer(count - struck))
    #expect(result["electronic"]?["unreadable"] == 0)
    let chief = result["contests"]?.array?.first { $0["id"] == "chief" }
    let options = chief?["options"]?.array
    #expect(options?.first?["total"]?["support"] == .integer(count - struck))
    #expect(options?.last?["total"]?["oppose"] == .integer((count + 1) / 2 - struck))
    #expect(options?.last?["total"]?["abstain"] == .integer(count / 2))
  }

  @Test("a roll of the other writer decides who may vote")
  func roll() throws {
    let room = try ElectionRoom.begun()
    let noon = 1_489_204_800
    try FileManager.default.createDirectory(
      atPath: "\(room.path)/stick", withIntermediateDirectories: true)
    let voters = try (0..<10).map { (token: try token($0), cast: noon, marks: [1, 1, 1]) }
    _ = try write(
      room, "web-1", collector: "web", kind: "ballots", channel: "online", style: "all",
      entries: voters)
    let first = try write(
      room, "roll-1", collector: "registrar", kind: "roll", channel: nil, style: "all",
      entries: voters.prefix(7).map { ($0.token, 0, []) })
    _ = try write(
      room, "roll-2", collector: "registrar", kind: "roll", channel: nil, style: "east",
      sequence: 2, previous: first, entries: [])
    try Binary.succeed(
      ["import", "\(room.path)/stick"] + room.workspace + Binary.signer("clerk-1"))
    let reconciled = try Binary.json(
      ["reconcile", "--vault-key", "\(Binary.vectors)/keys/vault.secret"] + room.workspace
        + Binary.signer("keeper"))
    #expect(reconciled["eligibility"] == "roll")
    #expect(reconciled["struck"]?.array?.first?["count"] == 3)
    #expect(reconciled["struck"]?.array?.first?["reason"] == "not-on-roll")
  }
}
