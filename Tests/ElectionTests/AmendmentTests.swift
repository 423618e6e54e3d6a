@testable import Election
import Encoding
import TestSupport
import Testing
import Words

@Suite("An amendment")
struct AmendmentTests {
  private let definition: Definition
  private static let election = Digest([32 of UInt8](repeating: 7))
  private static let bundle = String(repeating: "ab", count: 32)

  init() throws { definition = try SampleDefinition().definition() }

  private func json(_ changes: [JSON], number: Int = 1, previous: JSON = .null) -> JSON {
    [
      "format": "coldcount/amendment/1", "election": .string(Self.election.description),
      "number": .integer(number), "previous": previous, "changes": .array(changes),
      "reason": "because",
    ]
  }

  private func amendment(_ words: [String], number: Int = 1) throws -> Amendment {
    try Amendment(
      json: json(
        words.compactMap { Change.json(words: $0) }, number: number,
        previous: number == 1 ? .null : .string(Self.bundle)),
      definition: definition, election: Self.election)
  }

  static let changes = [
    "status council c1 died-before", "status council c1 standing", "revoke web 3",
    "exclude \(bundle)", "restore \(bundle)", "exclude \(bundle) 17", "restore \(bundle) 0",
    "missing app 2", "last web 4", "accept-chain web 5", "accept-cross-style 2",
    "accept-register s1 30", "lots 12 c1=3 c2=10",
  ]

  @Test("says in words what it says in JSON, and is read back", arguments: changes)
  func words(words: String) throws {
    let amendment = try amendment([words])
    #expect(amendment.changes.map(\.words) == [words])
    let again = try Amendment(
      file: amendment.file, definition: definition, election: Self.election)
    #expect(again == amendment)
    #expect(again.fileName == "amendment-001.json")
  }

  @Test(
    "in words that are none is none",
    arguments: [
      "", " ", "status", "status council c1", "status council c1 died-before now", "revoke web",
      "revoke web one", "exclude", "exclude a b", "exclude a 1 2", "lots 3", "lots x a=1",
      "lots 3 a", "lots 3 a=b", "lots 3 a=1 a=2", "dismiss web",
    ])
  func noWords(words: String) { #expect(Change.json(words: words) == nil) }

  @Test(
    "that does not hold is refused with every point",
    arguments: [
      ("format", "coldcount/amendment/2", "$.format: not coldcount/amendment/1"),
      ("number", 0, "$.number"), ("number", 1_000, "$.number"),
      ("number", 2, "$.previous: null in the first amendment"),
      ("previous", 5, "$.previous"), ("changes", [], "$.changes: no change"),
      ("changes", [["kind": "bribe"]], "$.changes[0].kind: not a kind of change"),
      ("changes", [[:]], "$.changes[0].kind: missing"),
      (
        "changes",
        [["kind": "status", "contest": "council", "option": "p1", "status": "standing"]],
        "$.changes[0].option: not an option of its contest"
      ),
      (
        "changes", [["kind": "revoke", "collector": "web", "last": -1]],
        "$.changes[0].last: not an integer"
      ),
      (
        "changes", [["kind": "revoke", "collector": "web", "last": 1, "why": "x"]],
        "$.changes[0].why: unknown here: is it misspelt?"
      ),
      (
        "changes", [["kind": "lots", "line": 3, "draws": ["c1": 11]]],
        "$.changes[0].draws.c1: not an integer from 1 to 10"
      ),
      (
        "changes", [["kind": "lots", "line": 3, "draws": ["c1=2 c3": 1]]],
        "$.changes[0].draws.c1=2 c3: not an identifier"
      ),
      ("reason", "", "$.reason"), ("reason", nil, "$.reason: missing"),
      ("more", 1, "$.more: unknown here: is it misspelt?"),
      ("election", .string(String(repeating: "0", count: 64)), "$.election: another election's"),
    ] as [(String, JSON?, String)])
  func refused(key: String, value: JSON?, expected: String) throws {
    var members = json([["kind": "revoke", "collector": "web", "last": 1]]).object ?? [:]
    members[key] = value
    let error = try #require(throws: AmendmentError.self) {
      try Amendment(json: .object(members), definition: definition, election: Self.election)
    }
    #expect(error.problems.contains { $0.english.hasPrefix(expected.asTold) }, "\(error.problems)")
  }

  @Test("that is not canonical, not JSON or too large is refused")
  func bytes() throws {
    let file = try amendment(["revoke web 1"]).file
    for bytes in [
      [], Array(" ".utf8) + file, Array(file.dropLast()), Array(file.dropLast(9)),
      [0xFF] + file, [UInt8](repeating: 0x5B, count: 1 << 20),
    ] {
      #expect(throws: AmendmentError.self) {
        try Amendment(file: bytes, definition: definition, election: Self.election)
      }
    }
  }

  @Test("a later one prevails, and what it says of a candidate changes the definition")
  func rulings() throws {
    let first = try amendment([
      "status council c1 died-before", "revoke web 2", "exclude \(Self.bundle)",
      "exclude \(Self.bundle) 4", "restore \(Self.bundle) 5",
    ])
    let hash = try #require(Digest(hex: Self.bundle))
    var rulings = Rulings([first])
    #expect(definition.amended(by: rulings).contest("council")?.options[0].status == .diedBefore)
    #expect(definition.amended(by: rulings).contest("council")?.options[1].status == .standing)
    #expect(rulings.isExcluded(hash, collector: "app", sequence: 1))
    #expect(rulings.excludedBallots(of: hash) == [4])
    #expect(rulings.isRestored(hash, index: 5) && !rulings.isRestored(hash, index: 4))
    #expect(rulings.isExcluded(Self.election, collector: "web", sequence: 3))
    #expect(!rulings.isExcluded(Self.election, collector: "web", sequence: 2))
    #expect(!rulings.isExcluded(Self.election, collector: "app", sequence: 3))
    let second = try amendment(
      ["status council c1 standing", "restore \(Self.bundle)", "restore \(Self.bundle) 4"],
      number: 2)
    rulings = Rulings([first, second])
    #expect(definition.amended(by: rulings) == definition)
    #expect(!rulings.isExcluded(hash, collector: "web", sequence: 9))
    #expect(rulings.excludedBallots(of: hash).isEmpty)
  }
}
