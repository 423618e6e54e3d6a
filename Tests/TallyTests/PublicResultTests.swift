@testable import Election
import Encoding
import TestSupport
import Testing

@testable import Tally

/// Random results of many stations, stage after stage.
private struct RandomStages {
  let definition: Definition
  /// Each with more papers than the one before.
  private(set) var results: [JSON] = []

  init(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let stations = (0..<Int.random(in: 2...9, using: &random)).map { number -> JSON in
      [
        "id": .string("p\(number)"), "name": SampleDefinition.name("P\(number)", "站\(number)"),
        "area": number.isMultiple(of: 2) ? "east" : "hk", "channel": "paper",
        "styles": number.isMultiple(of: 2) ? ["east"] : ["all"],
      ]
    }
    let least = Int.random(in: 2...12, using: &random)
    definition = try SampleDefinition().setting([
      ("$.stations", .array(stations)), ("$.policy.smallCell", .integer(least)),
    ]).definition(withoutRegisters: true)
    var cells: [[String]: [[Int]]] = [:]
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      for area in ["hk", "east"] {
        for channel in ["kiosk", "online"] where Bool.random(using: &random) {
          add(to: &cells, ["area", area, channel], &random)
        }
      }
      for station in definition.stations where Bool.random(using: &random) {
        add(to: &cells, ["station", station.id, "paper"], &random)
      }
      results.append(result(cells))
    }
  }

  /// Of each contest a number for each option and one of blank ballots.
  private func add(
    to cells: inout [[String]: [[Int]]], _ key: [String], _ random: inout SeededGenerator
  ) {
    let sizes = definition.contests.map { $0.options.count + 1 }
    let most = [0, 1, 3, 20, 200].randomElement(using: &random) ?? 0
    let isAlike = Int.random(in: 0..<4, using: &random) == 0
    let more = sizes.map { size in
      (0..<size).map { $0 > 0 && isAlike ? 0 : Int.random(in: 0...most, using: &random) }
    }
    guard let before = cells[key] else {
      cells[key] = more
      return
    }
    cells[key] = zip(before, more).map { zip($0, $1).map { $0 + $1 } }
  }

  private func result(_ cells: [[String]: [[Int]]]) -> JSON {
    let contests = definition.contests.enumerated().map { position, contest -> JSON in
      let count = { (numbers: [Int], option: Int) -> JSON in
        guard contest.method == .supportOppose else { return .integer(numbers[option]) }
        return ["support": .integer(numbers[option]), "oppose": 0, "abstain": 0, "net": 0]
      }
      func tables(_ chosen: [[Int]]) -> (ballots: JSON, numbers: [Int]) {
        let size = contest.options.count + 1
        let sum = chosen.reduce([Int](repeating: 0, count: size)) { zip($0, $1).map { $0 + $1 } }
        let ballots: JSON = [
          "valid": .integer(sum.dropLast().reduce(0, +)), "blank": .integer(sum[size - 1]),
          "overvoted": 0, "undervoted": 0, "malformed": 0,
          "rejected": ["unmarked": 0, "overvoted": 0],
        ]
        return (ballots, sum)
      }
      var rows = cells.map { (key: $0.key, numbers: $0.value[position]) }
      for area in definition.areas.map(\.id) {
        let inside = definition.stations.filter { $0.area == area }.map(\.id)
        let papers = rows.filter { $0.key[0] == "station" && inside.contains($0.key[1]) }
        if !papers.isEmpty {
          rows.append((["area", area, "paper"], tables(papers.map(\.numbers)).numbers))
        }
      }
      let places = rows.map { key, numbers -> JSON in
        .object([
          key[0]: .string(key[1]), "channel": .string(key[2]),
          "ballots": tables([numbers]).ballots,
          "options": .array(
            contest.options.enumerated().map {
              ["id": .string($1.id), "count": count(numbers, $0)]
            }),
        ])
      }
      let areas = rows.filter { $0.key[0] == "area" }
      let total = tables(areas.map(\.numbers))
      var ballots: JSON.Members = ["total": total.ballots]
      for channel in definition.channels.map(\.id) {
        ballots[channel] = tables(areas.filter { $0.key[2] == channel }.map(\.numbers)).ballots
      }
      return [
        "id": .string(contest.id), "ballots": .object(ballots), "places": .array(places),
        "options": .array(
          contest.options.enumerated().map {
            ["id": .string($1.id), "total": count(total.numbers, $0), "channels": [:]]
          }),
      ]
    }
    return ["contests": .array(contests), "stage": "partial"]
  }
}

extension SampleDefinition {
  /// The definition when its stations are others than those of its register's collector.
  fileprivate func definition(withoutRegisters: Bool) throws -> Definition {
    try setting("$.collectors[2].station", to: "p0").definition()
  }
}

@Suite("What may be published of places")
struct PublicResultTests {
  private static let hash = Digest([32 of UInt8](repeating: 7))

  private static func shown(_ results: [JSON], _ definition: Definition) -> PublicResult {
    PublicResult(
      results[results.count - 1], hash: hash, definition: definition,
      earlier: Array(results.dropLast()))
  }

  @Test(
    "no row of a place or channel is small or unanimous, and rows add up to exact totals",
    arguments: 1...150 as ClosedRange<UInt64>)
  func rows(seed: UInt64) throws {
    let stages = try RandomStages(seed: seed)
    for end in stages.results.indices {
      let shown = Self.shown(Array(stages.results[...end]), stages.definition)
      let check = PublicResult.check(
        shown.json["contests"] ?? .null, definition: stages.definition)
      #expect(check.problems == [])
      for (whole, part) in zip(
        stages.results[end]["contests"]?.array ?? [], shown.json["contests"]?.array ?? [])
      {
        #expect(whole["ballots"]?["total"] == part["ballots"]?["total"])
        #expect(
          whole["options"]?.array?.map { $0["total"] }
            == part["options"]?.array?.map { $0["total"] })
      }
      #expect(shown.json["accounts"] == [])
      #expect(shown.json["public"]?["result"]?.string == Self.hash.description)
    }
  }

  @Test(
    "rows that two stages have in common differ by nothing or by enough",
    arguments: 1...150 as ClosedRange<UInt64>)
  func differences(seed: UInt64) throws {
    let stages = try RandomStages(seed: seed)
    guard stages.results.count > 1 else { return }
    let pages = stages.results.indices.map {
      Self.shown(Array(stages.results[...$0]), stages.definition)
    }
    for contest in stages.definition.contests {
      let layout = FigureLayout(contest, definition: stages.definition)
      let rows = pages.map { Self.rows($0.json, contest: contest.id, layout) }
      for (before, (page, now)) in zip(rows, zip(pages, rows).dropFirst()) {
        for (name, row) in now {
          guard let old = before[name] else { continue }
          var difference = row
          difference.subtract(old)
          let isTold = page.smallDifferences.contains { $0.contest == contest.id }
          #expect(
            isTold || !layout.isTelling(difference, minimum: stages.definition.policy.smallCell),
            "\(contest.id) \(name)")
        }
      }
    }
  }

  /// The rows of places by their ids and channels.
  private static func rows(
    _ json: JSON, contest: String, _ layout: FigureLayout
  ) -> [String: [Int]] {
    let found = json["contests"]?.array?.first { $0["id"]?.string == contest }
    var rows: [String: [Int]] = [:]
    for place in found?["places"]?.array ?? [] {
      let name = ["area", "areas", "station", "stations", "channel", "channels"]
        .map { String(decoding: (place[$0] ?? .null).canonical, as: UTF8.self) }.joined()
      rows[name] = layout.row(ballots: place["ballots"]) { id in
        place["options"]?.array?.first { $0["id"]?.string == id }?["count"]
      }
    }
    return rows
  }

  @Test("a few ballots more since an earlier result are named, for exact totals cannot hide them")
  func smallDifference() throws {
    let count = { (votes: Int) in try SampleCount.publicContest(votes: votes) }
    let (definition, before) = try count(50)
    let (_, few) = try count(52)
    let (_, many) = try count(70)
    let least = definition.policy.smallCell
    #expect(least > 2)
    let shown = { (result: JSON) in
      PublicResult(result, hash: Self.hash, definition: definition, earlier: [before])
        .smallDifferences
    }
    #expect(shown(few).map(\.ballots) == [2])
    #expect(shown(before) == [])
    #expect(shown(many) == [])
  }
}

extension SampleCount {
  /// A result with one contest of so many votes for each of two options.
  fileprivate static func publicContest(votes: Int) throws -> (Definition, JSON) {
    let definition = try SampleDefinition().definition()
    let contest = definition.contests[1]
    let rows = contest.options.prefix(2).map(\.id)
    let ballots: JSON = [
      "valid": .integer(votes), "blank": 0, "overvoted": 0, "undervoted": 0, "malformed": 0,
      "rejected": ["unmarked": 0, "overvoted": 0],
    ]
    let counts = rows.enumerated().map { ($1, $0 == 0 ? votes / 2 : votes - votes / 2) }
    let result: JSON = [
      "contests": [
        [
          "id": .string(contest.id), "ballots": ["total": ballots, "online": ballots],
          "options": .array(
            counts.map { ["id": .string($0), "total": .integer($1), "channels": [:]] }),
          "places": [
            [
              "area": "east", "channel": "online", "ballots": ballots,
              "options": .array(counts.map { ["id": .string($0), "count": .integer($1)] }),
            ]
          ],
        ]
      ]
    ]
    return (definition, result)
  }
}
