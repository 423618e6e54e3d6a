import Cryptography
import Encoding
import Foundation
import TestSupport
import Testing

/// An election with the keys of the vectors, changed and signed again.
private struct RehearsedElection: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let changes: JSON.Members
  /// Contests whose outcome cannot be said beforehand.
  var unpredicted = 0
  var ballotsAtLeast = 100

  static func option(_ id: String, _ status: String? = nil) -> JSON {
    var members: JSON.Members = ["id": .string(id), "name": name(id)]
    members["status"] = status.map { .string($0) }
    return .object(members)
  }

  static func name(_ text: String) -> JSON { ["en": .string(text), "zh-Hant": .string(text)] }

  static func contest(_ id: String, _ more: JSON.Members, _ options: [JSON]) -> JSON {
    let members: JSON.Members = [
      "id": .string(id), "title": name(id), "area": "hk", "options": .array(options),
    ]
    return .object(members.merging(more) { $1 })
  }

  private static func five() -> [JSON] { (1...5).map { option("c\($0)") } }

  private static let everyMethod: [JSON] = [
    contest(
      "mayor", ["method": "plurality", "seats": 1, "minChoices": 1, "maxChoices": 1], five()),
    contest(
      "board", ["method": "plurality", "seats": 3, "minChoices": 1, "maxChoices": 3],
      five() + [option("gone", "died-before")]),
    contest(
      "block", ["method": "plurality", "seats": 2, "minChoices": 2, "maxChoices": 2], five()),
    contest(
      "unopposed", ["method": "plurality", "seats": 5, "minChoices": 1, "maxChoices": 1],
      five()),
    contest("chief", ["method": "support-oppose"], five() + [option("late", "died-during")]),
    contest("petition", ["method": "threshold", "required": 12, "maxChoices": 2], five()),
    contest(
      "motion", ["method": "question", "minYes": 3, "minTurnout": 5],
      ["yes", "no", "abstain"].map { option($0) }),
    contest("runoff", ["method": "instant-runoff"], five()),
    contest("transfer", ["method": "single-transferable", "seats": 2], five()),
    contest("lists", ["method": "largest-remainder", "seats": 7], five()),
    contest(
      "deep", ["method": "instant-runoff", "minChoices": 2, "maxChoices": 3], five()),
  ]

  private static func styles(_ first: [String], _ second: [String]) -> JSON {
    [
      ["id": "all", "area": "hk", "contests": .array(first.map { .string($0) })],
      ["id": "east", "area": "east", "contests": .array(second.map { .string($0) })],
    ]
  }

  static let all = [
    RehearsedElection(testDescription: "the vectors' own", changes: [:]),
    RehearsedElection(
      testDescription: "every method in one, two styles of it",
      changes: [
        "contests": .array(everyMethod),
        "styles": styles(
          everyMethod.compactMap { $0["id"]?.string }, ["lists", "chief", "mayor", "transfer"]),
      ], unpredicted: 1),
    RehearsedElection(
      testDescription: "the first vote counts, under an embargo far away",
      changes: [
        "policy": [
          "embargo": "2099-01-01T00:00:00+08:00", "smallCell": 5, "withinChannel": "first",
        ]
      ]),
    RehearsedElection(
      testDescription: "nobody collects and nobody counts",
      changes: ["stations": [], "collectors": .array([])], ballotsAtLeast: 0),
  ]
}

@Suite("A rehearsal")
struct RehearsalTests {
  private func rehearse(
    _ election: RehearsedElection, to folder: String, _ more: [String] = []
  ) throws -> Peer.Output {
    let vectors = Binary.vectors
    let bytes = try VectorElection.bytes("election.json")
    var members = try #require(try JSON.parse(canonical: bytes).object)
    members = members.merging(election.changes) { $1 }
    let file = "\(folder)/election.json"
    try Data(JSON.object(members).canonical).write(to: URL(filePath: file))
    try VectorElection.signByQuorum(file)
    return try Binary.run(
      [
        "rehearse", "--election", file, "--vault-key", "\(vectors)/keys/vault-2.secret", "--to",
        "\(folder)/rehearsal", "--json",
      ] + Binary.share("officer-a") + Binary.share("officer-c") + more)
  }

  @Test("of an election that is laid out well holds to the last figure", arguments: [0, 1, 2])
  private func holds(_ number: Int) throws {
    let election = RehearsedElection.all[number]
    let folder = try TemporaryFolder()
    let output = try rehearse(election, to: folder.path(""), Binary.signer("officer-b"))
    try #require(output.status == 0, "\(election.testDescription): \(output.stderr)")
    let report = try JSON.parse(canonical: Array(output.stdout.utf8))
    #expect(report["holds"] == true)
    #expect(report["differences"] == [])
    #expect(report["ballots"]?.integer ?? 0 >= election.ballotsAtLeast)
    #expect(report["figures"]?.integer ?? 0 > 100)
    let notTried = report["notTried"]?.array?.count
    #expect(notTried == 2 + (election.unpredicted > 0 ? 1 : 0))

    // The protocol is signed, with a tool that others wrote, and is what was printed.
    let name = folder.path("rehearsal/rehearsal.json")
    #expect(try Data(contentsOf: URL(filePath: name)) == Data(output.stdout.utf8))
    let bytes = try VectorElection.bytes("election.json")
    let people = try #require(try JSON.parse(canonical: bytes)["people"]?.array)
    let key = try #require(people.first { $0["id"] == "officer-b" }?["publicKey"]?.string)
    let verified = try Peer.run(
      "/usr/bin/minisign", ["-V", "-H", "-P", key, "-m", name, "-x", "\(name).officer-b.minisig"])
    #expect(verified.status == 0, "\(verified.stderr)")

    // What was counted is a package that holds; the throw-away keys and the workspace are gone.
    try Binary.succeed(["verify", folder.path("rehearsal/package")])
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path("rehearsal"))
    #expect(left.sorted() == ["package", "rehearsal.json", "rehearsal.json.officer-b.minisig"])
  }

  @Test("leaves no trace in the count, and nothing of it can be counted there")
  func leavesNoTrace() throws {
    let room = try ElectionRoom.begun()
    let before = try room.contents()
    let folder = try TemporaryFolder()
    let output = try rehearse(
      RehearsedElection.all[0], to: folder.path(""), room.workspace)
    try #require(output.status == 0, "\(output.stderr)")
    #expect(try room.contents() == before)
    // Its election is another one.
    let bytes = try VectorElection.bytes("election.json")
    let verified = try Binary.run([
      "verify", folder.path("rehearsal/package"), "--definition", Digest.of(bytes).description,
    ])
    #expect(verified.status == 1)
  }

  @Test("that cannot be made says why and leaves no protocol")
  func refusals() throws {
    let folder = try TemporaryFolder()
    let alone = try Binary.run(
      [
        "rehearse", "--election", VectorElection.definition, "--vault-key",
        "\(Binary.vectors)/keys/vault.secret", "--to", folder.path("alone"),
      ] + Binary.share("officer-a"))
    #expect(alone.status == 1, "\(alone.stderr)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("alone")))
    // Nobody collects ballots: nothing can be counted.
    let empty = try rehearse(RehearsedElection.all[3], to: folder.path(""))
    #expect(empty.status == 1, "\(empty.stderr)")
    #expect(empty.stderr.contains("no collector sends ballots"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("rehearsal/rehearsal.json")))
    // A folder that is there already.
    try FileManager.default.createDirectory(
      atPath: folder.path("rehearsal"), withIntermediateDirectories: false)
    let again = try rehearse(RehearsedElection.all[0], to: folder.path(""))
    #expect(again.status == 1)
    #expect(again.stderr.contains("something stands there"))
  }
}
