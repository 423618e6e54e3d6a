@testable import Election
import Result
import Encoding
import Paper
import Tally
import TestSupport
import Testing

/// Counts one contest of the sample, changed to what a test needs.
struct SampleCount {
  let definition: Definition
  let contest: Contest

  /// The sample with the contest of this index given another method, options and statuses.
  init(method: JSON, options: [String], statuses: [String: String] = [:]) throws {
    let list = options.map { id -> JSON in
      var option: JSON.Members = [
        "id": .string(id), "name": SampleDefinition.name("N \(id)", "名 \(id)"),
      ]
      option["status"] = statuses[id].map { .string($0) }
      return .object(option)
    }
    var members = method.object ?? [:]
    members["id"] = "it"
    members["area"] = "hk"
    members["title"] = SampleDefinition.name("It", "它")
    members["options"] = .array(list)
    definition = try SampleDefinition().setting([
      ("$.contests", [.object(members)]),
      ("$.styles", [["id": "all", "area": "hk", "contests": ["it"]]]),
      ("$.stations[0].styles", ["all"]), ("$.collectors[0].styles", ["all"]),
      ("$.collectors[1].styles", ["all"]), ("$.collectors[2].styles", ["all"]),
      ("$.collectors[3].styles", ["all"]),
    ]).definition()
    contest = try #require(definition.contests.first)
  }

  /// The result of ballots: runs of marks and how often each occurs.
  func result(
    _ ballots: [([UInt8], Int)], sheets: [Sheet] = [], lots: [LotsRound] = [],
    unresolved: [String: Int] = [:]
  ) throws -> ContestResult {
    var table = PatternTable()
    for (marks, count) in ballots where count > 0 {
      let kind: Pattern.Marks =
        contest.judge(marks) == .malformed ? .malformed : .marks(marks)
      let pattern = Pattern(
        style: "all", contest: "it", channel: "online", collector: "web", marks: kind)
      table.add(pattern, count: count)
    }
    return try #require(
      try Tally.contests(
        definition, patterns: table, sheets: sheets, lots: lots, unresolved: unresolved
      ).first)
  }

  /// The result of so many ballots for each option alone.
  func result(votes: [Int]) throws -> ContestResult {
    try result(
      votes.enumerated().map { index, count in
        (votes.indices.map { $0 == index ? 1 : 0 }, count)
      })
  }

  /// A sheet of a station with so many votes for each option.
  func sheet(
    _ station: String, batch: String = "b1", papers: Int, votes: [OptionCount],
    rejected: [String: Int] = [:]
  ) -> Sheet {
    Sheet(
      election: Digest([32 of UInt8](repeating: 0)),
      key: SheetKey(station: station, batch: batch, contest: "it"), papers: papers,
      counts: Dictionary(
        zip(contest.options.map(\.id), votes).map { ($0, $1) },
        uniquingKeysWith: { first, _ in first }),
      rejected: rejected, objections: nil)
  }
}

extension ContestResult.Outcome {
  /// The outcome in one line: `elected a b, vacant 1, tie c d`.
  var words: String {
    var words = [kind.rawValue] + elected
    if vacant != 0 { words.append("vacant \(vacant)") }
    for tie in ties { words.append("level " + tie.joined(separator: " ")) }
    return words.joined(separator: " ")
  }
}

extension ContestResult.Outcome {
  /// Options that are level where lots decide.
  var ties: [[String]] { draw.map { [$0.candidates] } ?? [] }
}
