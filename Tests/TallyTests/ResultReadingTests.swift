import Election
import Encoding
import Result
import Tally
import TestSupport
import Testing
import Words
import Cryptography

/// A change of a result that makes it none, and the path that must be named.
struct BrokenResult: CustomTestStringConvertible, Sendable {
  let path: String
  let value: JSON?
  let named: String

  init(_ path: String, _ value: JSON?, _ named: String? = nil) {
    self.path = path
    self.value = value
    self.named = named ?? path
  }

  var testDescription: String {
    let shown = value.map { String(decoding: $0.canonical.dropLast(), as: UTF8.self) }
    return "\(path) \(shown ?? "taken out")"
  }
}

@Suite("Results are read as strictly as they are written")
struct ResultReadingTests {
  private static func definition(_ method: JSON) throws -> Definition {
    var changes = [("$.contests[1].seats", JSON?.none), ("$.contests[1].minChoices", nil)]
    changes.append(("$.contests[1].maxChoices", nil))
    for (key, value) in method.object ?? [:] { changes.append(("$.contests[1].\(key)", value)) }
    return try SampleDefinition().setting(changes.map { (path: $0.0, value: $0.1) }).definition()
  }

  private static let lots = LotsRound(
    contest: "council", seats: 1, draws: ["c1": 1, "c2": 2], drawer: "officer-a",
    witnesses: ["A", "B"])

  private static func roundTrip(
    _ contests: [ContestResult], _ definition: Definition, stage: Stage = .partial
  ) throws {
    let result = SampleResult.result(contests, stage: stage)
    let again = try ElectionResult(file: result.file, of: definition)
    #expect(again == result)
    #expect(again.file == result.file)
    let shown = PublicResult(
      result, hash: Digest.of(result.file), definition: definition, earlier: [])
    #expect(try PublicResult(file: shown.file, of: definition) == shown)
  }

  @Test("what is counted reads as what it was", arguments: 1...60 as ClosedRange<UInt64>)
  func counted(seed: UInt64) throws {
    let election = try RandomElection(seed: seed)
    try Self.roundTrip(try election.count(order: seed), election.definition)
  }

  @Test(
    "so do rounds of transfers, lists and draws of lots",
    arguments: [
      ["method": "instant-runoff", "minChoices": 1, "maxChoices": 4],
      ["method": "single-transferable", "seats": 2, "minChoices": 1, "maxChoices": 4],
      ["method": "largest-remainder", "seats": 3],
    ] as [JSON], 1...20 as ClosedRange<UInt64>)
  func otherMethods(method: JSON, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let definition = try Self.definition(method)
    let contest = definition.contests[1]
    var patterns = PatternTable()
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      var marks = contest.options.map { _ in UInt8(0) }
      if contest.method.isRanked {
        marks = (1...UInt8(marks.count)).shuffled(using: &random)
      } else {
        marks[Int.random(in: marks.indices, using: &random)] = 1
      }
      patterns.add(
        Pattern(
          style: "east", contest: contest.id, channel: "online", collector: "web",
          marks: .marks(marks)), count: Int.random(in: 1...3, using: &random))
    }
    let contests = try Tally.contests(
      definition, patterns: patterns, sheets: [], lots: [Self.lots], unresolved: ["s1": 3])
    try Self.roundTrip(contests, definition)
  }

  static let broken: [BrokenResult] = [
    BrokenResult("$.more", 1), BrokenResult("$.stage", nil), BrokenResult("$.stage", "fina1"),
    BrokenResult("$.format", "coldcount/result/2"), BrokenResult("$.public", [:]),
    BrokenResult("$.election", "00"), BrokenResult("$.eligibility", "unknown"),
    BrokenResult("$.replaces", nil), BrokenResult("$.replaces", false),
    BrokenResult(
      "$.inputs.manifests[1]", .string(String(repeating: "03", count: 32)), "$.inputs.manifests"),
    BrokenResult("$.inputs.patterns", []), BrokenResult("$.inputs.tracking", "00"),
    BrokenResult("$.inputs.more", []), BrokenResult("$.software.version", 1),
    BrokenResult("$.electronic.read", -1), BrokenResult("$.electronic.entries", .integer(1 << 41)),
    BrokenResult("$.electronic.struck.other", 1),
    BrokenResult("$.electronic.struck.duplicate", "1"),
    BrokenResult("$.unresolved[1].station", "s1"), BrokenResult("$.unresolved[0].station", "s9"),
    BrokenResult("$.stations[1].station", "s1", "$.stations"),
    BrokenResult("$.stations[0].state", "nowhere"), BrokenResult("$.stations[0].papers", nil),
    BrokenResult("$.outstanding[0].kind", "other"), BrokenResult("$.outstanding[1].sequence", nil),
    BrokenResult("$.outstanding[1].issued", 1), BrokenResult("$.outstanding[8].entries", nil),
    BrokenResult("$.outstanding[17].papers.chief", "9"),
    BrokenResult("$.outstanding[20].accountedFor", nil),
    BrokenResult("$.outstanding[2].words.fr", ""), BrokenResult("$.contests[3]", nil, "$.contests"),
    BrokenResult("$.contests[0].id", "council"), BrokenResult("$.contests[0].more", 1),
    BrokenResult("$.contests[0].turnout", .integer(1 << 20)),
    BrokenResult("$.contests[0].electorate", "500"),
    BrokenResult("$.contests[0].ballots.web", [:]),
    BrokenResult("$.contests[0].ballots.online", nil, "$.contests[0].options[0].channels.online"),
    BrokenResult("$.contests[0].ballots.total", nil),
    BrokenResult("$.contests[1].ballots.total.rejected.other", 0),
    BrokenResult("$.contests[1].ballots.total.rejected.unmarked", nil),
    BrokenResult("$.contests[1].ballots.online.valid", .integer(1 << 37)),
    BrokenResult("$.contests[0].options[0].total", 1),
    BrokenResult("$.contests[0].options[0].total.net", .integer(1 << 30)),
    BrokenResult("$.contests[1].options[1].id", "c1"),
    BrokenResult("$.contests[1].options[0].total", -1),
    BrokenResult("$.contests[1].options[0].channels.web", 0),
    BrokenResult("$.contests[1].options[3]", nil, "$.contests[1].options"),
    BrokenResult("$.contests[1].places[0].channel", "web"),
    BrokenResult("$.contests[1].places[0].ballots.valid", nil),
    BrokenResult("$.contests[1].places[0].options[0].count", "1"),
    BrokenResult("$.contests[1].outcome.kind", "won"),
    BrokenResult("$.contests[1].outcome.elected", ["c9"]),
    BrokenResult("$.contests[1].outcome.ties", [["c1"]]),
    BrokenResult("$.contests[1].outcome.draw", ["candidates": [], "seats": 1]),
    BrokenResult("$.contests[1].unresolved.papers", nil),
    BrokenResult("$.contests[1].unresolved.couldChange", "no"),
    BrokenResult("$.contests[1].rounds", [:]), BrokenResult("$.contests[1].allocation", []),
  ]

  @Test("what no count writes is refused where it stands", arguments: broken)
  func refused(_ change: BrokenResult) throws {
    let election = try RandomElection(seed: 3)
    let result = SampleResult.result(try election.count(order: 1), stage: .partial)
    let file = result.json.setting(change.path, to: change.value).canonical
    #expect(file != result.file)
    let error = #expect(throws: ResultError.self) {
      try ElectionResult(file: file, of: election.definition)
    }
    #expect(error?.report.code == "result")
    let problems = error?.problems.map(\.english) ?? []
    #expect(problems.contains { $0.hasPrefix(change.named.asTold) }, "\(problems)")
  }

  @Test("places out of order or twice are refused")
  func places() throws {
    let election = try RandomElection(seed: 3)
    let result = SampleResult.result(try election.count(order: 1), stage: .partial)
    let places = try #require(result.json["contests"]?.array?[0]["places"]?.array)
    #expect(places.count > 1)
    for changed in [Array(places.reversed()), places + [places[places.count - 1]]] {
      let json = result.json.setting("$.contests[0].places", to: .array(changed))
      let error = #expect(throws: ResultError.self) {
        try ElectionResult(file: json.canonical, of: election.definition)
      }
      #expect(error?.problems.first?.english.hasPrefix("contests[0].places: ") == true)
    }
  }
}
