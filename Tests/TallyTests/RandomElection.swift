@testable import Election
import Result
import Encoding
import Paper
import Tally
import TestSupport
import Testing

/// The sample with random statuses and limits, random ballots and random sheets.
struct RandomElection {
  let definition: Definition
  let ballots: [NaiveCount.Ballot]
  let sheets: [Sheet]

  init(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var sample = SampleDefinition()
    for (contest, options) in [(0, 3), (1, 4), (2, 3)] {
      for option in 0..<options where Int.random(in: 0..<5, using: &random) == 0 {
        let status = OptionStatus.allCases.dropFirst().randomElement(using: &random)
        sample = sample.setting(
          "$.contests[\(contest)].options[\(option)].status",
          to: (status?.rawValue).map { .string($0) })
      }
    }
    let most = Int.random(in: 1...4, using: &random)
    definition = try sample.setting([
      ("$.contests[1].seats", .integer(Int.random(in: 1...4, using: &random))),
      ("$.contests[1].maxChoices", .integer(most)),
      ("$.contests[1].minChoices", .integer(Int.random(in: 1...most, using: &random))),
      ("$.contests[2].required", .integer(Int.random(in: 1...30, using: &random))),
      ("$.contests[3].minYes", .integer(Int.random(in: 0...20, using: &random))),
      ("$.contests[3].minTurnout", .integer(Int.random(in: 0...90, using: &random))),
    ]).definition()
    ballots = Self.ballots(definition, &random)
    sheets = Self.sheets(definition, &random)
  }

  private static func ballots(
    _ definition: Definition, _ random: inout SeededGenerator
  ) -> [NaiveCount.Ballot] {
    var ballots: [NaiveCount.Ballot] = []
    for _ in 0..<Int.random(in: 0...120, using: &random) {
      guard let style = definition.styles.randomElement(using: &random),
        let collector = definition.collectors.prefix(2).randomElement(using: &random)
      else { continue }
      for id in style.contests {
        guard let contest = definition.contest(id) else { continue }
        let marks = contest.options.map { _ -> UInt8 in
          switch Int.random(in: 0..<20, using: &random) {
          case 0: UInt8.random(in: 0...255, using: &random)
          case 1...8: UInt8.random(in: 0...contest.highestMark, using: &random)
          default: 0
          }
        }
        ballots.append(
          .init(style: style.id, collector: collector.id, contest: id, marks: marks))
      }
    }
    return ballots
  }

  private static func sheets(
    _ definition: Definition, _ random: inout SeededGenerator
  ) -> [Sheet] {
    var sheets: [Sheet] = []
    for station in definition.stations {
      let carried = definition.styles.filter { station.styles.contains($0.id) }
      for contest in definition.contests
      where carried.contains(where: { $0.contests.contains(contest.id) }) {
        for batch in 0..<Int.random(in: 0...2, using: &random) {
          let papers = Int.random(in: 0...20, using: &random)
          let refused = Int.random(in: 0...papers, using: &random)
          var counts: [String: OptionCount] = [:]
          for option in contest.options {
            let number = { (random: inout SeededGenerator) in Int.random(in: 0...6, using: &random)
            }
            counts[option.id] =
              contest.method.marking == .judged
              ? .judged(
                support: number(&random), oppose: number(&random), abstain: number(&random))
              : .chosen(number(&random))
          }
          sheets.append(
            Sheet(
              election: Digest([32 of UInt8](repeating: 0)),
              key: SheetKey(station: station.id, batch: "b\(batch)", contest: contest.id),
              papers: papers, counts: counts, rejected: ["unmarked": refused, "overvoted": 0],
              objections: nil))
        }
      }
    }
    return sheets
  }

  /// The patterns of the ballots, added in an order that `random` makes.
  func patterns(_ random: inout SeededGenerator) throws -> PatternTable {
    let layout = MarkLayout(definition)
    var table = PatternTable()
    for ballot in ballots.shuffled(using: &random) {
      let channel = definition.collectors.first { $0.id == ballot.collector }?.channel
      let pattern = Pattern(
        style: ballot.style, contest: ballot.contest, channel: try #require(channel),
        collector: ballot.collector,
        marks: layout.marks(ballot.marks, contest: ballot.contest))
      table.add(pattern, count: 1)
    }
    return table
  }

  /// The result, counted in an order that the seed makes.
  func count(order seed: UInt64) throws -> [ContestResult] {
    var random = SeededGenerator(seed: seed)
    return try Tally.contests(
      definition, patterns: try patterns(&random), sheets: sheets.shuffled(using: &random))
  }
}
