import Election
import Encoding
import TestSupport
import Testing

@testable import Result

/// Random results of many stations, stage after stage.
private struct RandomStages {
  let definition: Definition
  /// Each with more papers than the one before.
  private(set) var results: [ElectionResult] = []

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

  private func result(_ cells: [[String]: [[Int]]]) -> ElectionResult {
    let contests = definition.contests.enumerated().map { position, contest -> ContestResult in
      let layout = FigureLayout(contest, definition: definition)
      func figures(_ chosen: [[Int]]) -> Figures {
        let size = contest.options.count + 1
        let sum = chosen.reduce([Int](repeating: 0, count: size)) { zip($0, $1).map { $0 + $1 } }
        var ballots = Ballots(rejected: definition.rejections.map { _ in 0 })
        ballots.valid = sum.dropLast().reduce(0, +)
        ballots.blank = sum[size - 1]
        return Figures(
          ballots: ballots,
          votes: sum.dropLast().map {
            layout.isJudged ? .judged(support: $0, oppose: 0, abstain: 0) : .chosen($0)
          })
      }
      func places(_ kind: ContestResult.Place.Kind) -> [ContestResult.Place] {
        cells.filter { $0.key[0] == kind.rawValue }.map { key, numbers in
          ContestResult.Place(
            kind: kind, id: key[1], channel: key[2], figures: figures([numbers[position]]))
        }
      }
      let papers = definition.areas.map(\.id).compactMap { area -> ContestResult.Place? in
        let inside = definition.stations.filter { $0.area == area }.map(\.id)
        let rows = cells.filter { $0.key[0] == "station" && inside.contains($0.key[1]) }
        guard !rows.isEmpty else { return nil }
        return ContestResult.Place(
          kind: .area, id: area, channel: "paper",
          figures: figures(rows.values.map { $0[position] }))
      }
      let inAreas = cells.filter { $0.key[0] == "area" }
      let stations = cells.filter { $0.key[0] == "station" }
      let all = (places(.area) + papers + places(.station)).sorted {
        ($0.kind.rawValue, $0.id, $0.channel) < ($1.kind.rawValue, $1.id, $1.channel)
      }
      return ContestResult(
        id: contest.id, layout: layout, outcome: .init(kind: .none, elected: []),
        channels: definition.channels.map(\.id).map { channel in
          let rows = inAreas.merging(stations) { one, _ in one }.filter { $0.key[2] == channel }
          return .init(id: channel, figures: figures(rows.values.map { $0[position] }))
        }, total: figures(cells.values.map { $0[position] }), places: all, electorate: nil,
        working: nil, unresolved: .init(papers: 0, margin: nil, isDecisive: false))
    }
    return SampleResult.result(contests, stage: .partial)
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

  private static func shown(_ results: [ElectionResult], _ definition: Definition) -> PublicResult {
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
      #expect(shown.check(stages.definition).problems == [])
      #expect(shown.contests.map(\.total) == stages.results[end].contests.map(\.total))
      #expect(shown.whole == Self.hash)
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
    for (position, contest) in stages.definition.contests.enumerated() {
      let rule = SmallRule(contest, definition: stages.definition)
      let rows = pages.map { Self.rows($0.contests[position]) }
      for (stage, now) in rows.enumerated().dropFirst() {
        let differences = SmallPlaces(
          stages.results[stage], earlier: Array(stages.results[..<stage]),
          definition: stages.definition
        ).differences
        for (name, row) in now {
          guard let old = rows[stage - 1][name] else { continue }
          var difference = row
          difference.subtract(old)
          let isTold = differences.contains { $0.contest == contest.id }
          #expect(isTold || !rule.isTelling(difference), "\(contest.id) \(name)")
        }
      }
    }
  }

  /// The rows of places by their ids and channels.
  private static func rows(_ contest: PublicResult.Contest) -> [String: [Int]] {
    let rows = contest.places.map {
      ("\($0.isStation) \($0.ids) \($0.channels)", contest.layout.row($0.figures))
    }
    return Dictionary(rows) { first, _ in first }
  }

  @Test("a few ballots more since an earlier result are named, for exact totals cannot hide them")
  func smallDifference() throws {
    let definition = try SampleDefinition().definition()
    let result = { (votes: Int) in
      try SampleResult.result([Self.contest(definition, votes: votes)], stage: .partial)
    }
    let before = try result(50)
    #expect(definition.policy.smallCell > 2)
    let differences = { (result: ElectionResult) in
      SmallPlaces(result, earlier: [before], definition: definition).differences
    }
    #expect(differences(try result(52)).map(\.ballots) == [2])
    #expect(differences(before) == [])
    #expect(differences(try result(70)) == [])
  }

  /// A contest of so many votes for its first two options.
  private static func contest(_ definition: Definition, votes: Int) throws -> ContestResult {
    let contest = definition.contests[1]
    var ballots = Ballots(rejected: definition.rejections.map { _ in 0 })
    ballots.valid = votes
    let counts = contest.options.indices.map { position -> OptionCount in
      .chosen(position == 0 ? votes / 2 : position == 1 ? votes - votes / 2 : 0)
    }
    let figures = Figures(ballots: ballots, votes: counts)
    return ContestResult(
      id: contest.id, layout: FigureLayout(contest, definition: definition),
      outcome: .init(kind: .none, elected: []), channels: [.init(id: "online", figures: figures)],
      total: figures,
      places: [.init(kind: .area, id: "east", channel: "online", figures: figures)],
      electorate: nil, working: nil, unresolved: .init(papers: 0, margin: nil, isDecisive: false))
  }
}
