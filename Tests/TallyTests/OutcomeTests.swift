@testable import Election
import Encoding
import Paper
import Tally
import Testing
import Result

@Suite("What the votes decide")
struct OutcomeTests {
  private static func seats(_ seats: Int, _ least: Int = 1, _ most: Int = 1) -> JSON {
    [
      "method": "plurality", "seats": .integer(seats), "minChoices": .integer(least),
      "maxChoices": .integer(most),
    ]
  }
  private static let names = ["a", "b", "c", "d", "e"]

  @Test(
    "in plurality most votes win, and exactly those level at the last seat draw lots",
    arguments: [
      (1, [5, 3, 1], "elected a"), (1, [3, 5, 1], "elected b"), (1, [1, 0, 0], "elected a"),
      (1, [5, 5, 1], "tie level a b"), (1, [5, 5, 5], "tie level a b c"),
      (1, [0, 0, 0], "tie level a b c"), (1, [1, 5, 5], "tie level b c"),
      (2, [5, 3, 1], "elected a b"), (2, [1, 3, 5], "elected b c"),
      (2, [5, 3, 3], "tie a level b c"), (2, [3, 5, 3], "tie b level a c"),
      (2, [5, 5, 3], "elected a b"), (2, [5, 5, 5], "tie level a b c"),
      (2, [9, 3, 3, 3, 1], "tie a level b c d"), (2, [9, 0, 0, 0, 0], "tie a level b c d e"),
      (3, [5, 5, 5, 2, 1], "elected a b c"), (3, [9, 5, 5, 5, 1], "tie a level b c d"),
      (3, [9, 8, 5, 5, 1], "tie a b level c d"), (3, [1, 2, 3, 4, 5], "elected c d e"),
      (4, [1, 0, 1, 1, 1], "elected a c d e"), (4, [1, 0, 0, 1, 1], "tie a d e level b c"),
    ])
  func plurality(seats: Int, votes: [Int], expected: String) throws {
    let count = try SampleCount(
      method: Self.seats(seats), options: Array(Self.names.prefix(votes.count)))
    let result = try count.result(votes: votes)
    #expect(result.outcome.words == expected)
    #expect(result.turnout == votes.reduce(0, +))
    let level = result.outcome.ties.first?.count ?? 0
    let filled = result.outcome.elected.count + result.outcome.vacant
    #expect(level == 0 ? filled == seats : filled < seats && filled + level > seats)
  }

  @Test("a block vote counts every choice of a ballot, and none of one that does not hold")
  func block() throws {
    let count = try SampleCount(method: Self.seats(2, 2, 2), options: Self.names)
    let result = try count.result([
      ([1, 1, 0, 0, 0], 4), ([0, 1, 1, 0, 0], 3), ([0, 0, 0, 1, 0], 50), ([1, 1, 1, 0, 0], 60),
      ([0, 0, 0, 0, 0], 7), ([0, 0, 0, 2, 1], 8),
    ])
    #expect(result.outcome.words == "elected a b")
    let ballots = result.total.ballots
    #expect([ballots.valid, ballots.undervoted, ballots.overvoted] == [7, 50, 60])
    #expect([ballots.blank, ballots.malformed] == [7, 8])
    #expect(result.votes("b") == .chosen(7))
    #expect(result.votes("d") == .chosen(0))
    #expect(result.turnout == 132)
  }

  @Test("approval takes any number of choices")
  func approval() throws {
    let count = try SampleCount(method: Self.seats(1, 1, 3), options: ["a", "b", "c"])
    let result = try count.result([([1, 1, 1], 5), ([0, 0, 1], 1), ([0, 1, 1], 2)])
    #expect(result.outcome.words == "elected c")
    #expect(result.total.votes == [.chosen(5), .chosen(7), .chosen(8)])
  }

  @Test(
    "who is out before the poll gets no vote; who falls during it leaves the seat empty",
    arguments: [
      (1, ["a": "died-before"], [9, 3, 1], "elected b"),
      (1, ["a": "disqualified-before"], [9, 3, 3], "tie level b c"),
      (1, ["a": "died-during"], [9, 3, 1], "elected vacant 1"),
      (1, ["a": "disqualified-during"], [9, 3, 1], "elected vacant 1"),
      (1, ["b": "died-during"], [9, 3, 1], "elected a"),
      (2, ["a": "died-during"], [9, 3, 1], "elected b vacant 1"),
      (2, ["a": "died-during", "b": "disqualified-during"], [9, 3, 1], "elected vacant 2"),
      (2, ["a": "died-during"], [9, 3, 3], "tie vacant 1 level b c"),
      (1, ["b": "died-during"], [5, 5, 1], "tie level a b"),
    ])
  func statuses(
    seats: Int, statuses: [String: String], votes: [Int], expected: String
  ) throws {
    let count = try SampleCount(
      method: Self.seats(seats), options: Array(Self.names.prefix(votes.count)),
      statuses: statuses)
    let result = try count.result(votes: votes)
    #expect(result.outcome.words == expected)
  }

  @Test(
    "no more candidates than seats are returned unopposed, and no vote is counted",
    arguments: [
      (1, 1, [:], "uncontested a"), (2, 2, [:], "uncontested a b"),
      (3, 2, [:], "uncontested a b vacant 1"),
      (1, 2, ["a": "died-before"], "uncontested b"),
      (2, 2, ["b": "disqualified-before"], "uncontested a vacant 1"),
      (1, 1, ["a": "died-before"], "uncontested vacant 1"),
      (2, 2, ["a": "died-during"], "uncontested b vacant 1"),
    ] as [(Int, Int, [String: String], String)])
  func uncontested(
    seats: Int, options: Int, statuses: [String: String], expected: String
  ) throws {
    let count = try SampleCount(
      method: Self.seats(seats), options: Array(Self.names.prefix(options)), statuses: statuses)
    let sheet = count.sheet(
      "s1", papers: 5, votes: (0..<options).map { _ in .chosen(5) })
    let result = try count.result(
      [((0..<options).map { $0 == options - 1 ? 1 : 0 }, 7)], sheets: [sheet])
    #expect(result.outcome.words == expected)
    #expect(result.turnout == 0)
    #expect(result.total.votes.allSatisfy { $0 == .chosen(0) })
    #expect(result.places.isEmpty)
  }

  /// For each option: how many support and how many oppose it.
  @Test(
    "the highest net support wins provided that more support than oppose",
    arguments: [
      ([(5, 1), (1, 5), (0, 0)], [:], "recommended a"),
      ([(5, 1), (9, 4), (0, 0)], [:], "recommended b"),
      ([(3, 3), (2, 3), (0, 0)], [:], "none"), ([(0, 0), (0, 0), (0, 0)], [:], "none"),
      ([(1, 0), (0, 0), (0, 9)], [:], "recommended a"),
      ([(5, 1), (9, 5), (0, 0)], [:], "tie level a b"),
      ([(5, 1), (9, 5), (4, 0)], [:], "tie level a b c"),
      ([(1, 2), (2, 3), (3, 4)], [:], "none"),
      ([(5, 1), (3, 1), (0, 0)], ["a": "died-before"], "recommended b"),
      ([(5, 1), (3, 1), (0, 0)], ["a": "died-during"], "recommended vacant 1"),
      ([(5, 1), (0, 1), (0, 0)], ["a": "died-before"], "none"),
    ] as [([(Int, Int)], [String: String], String)])
  func netSupport(
    judgements: [(Int, Int)], statuses: [String: String], expected: String
  ) throws {
    let count = try SampleCount(
      method: ["method": "support-oppose"], options: ["a", "b", "c"], statuses: statuses)
    var ballots: [([UInt8], Int)] = []
    for (index, judgement) in judgements.enumerated() {
      let one = { (mark: UInt8) in (0..<3).map { $0 == index ? mark : 0 } }
      ballots += [(one(1), judgement.0), (one(2), judgement.1), (one(3), 2)]
    }
    let result = try count.result(ballots)
    #expect(result.outcome.words == expected)
    if statuses["a"]?.hasSuffix("before") != true {
      let (support, oppose) = judgements[0]
      #expect(
        result.votes("a") == .judged(support: support, oppose: oppose, abstain: 2))
    } else {
      #expect(result.votes("a") == .judged(support: 0, oppose: 0, abstain: 0))
    }
  }

  @Test(
    "every option that reaches the required number passes",
    arguments: [
      (3, [3, 2, 4], [:], "passed a c"), (3, [2, 2, 2], [:], "none"),
      (1, [0, 0, 0], [:], "none"), (1, [1, 1, 1], [:], "passed a b c"),
      (3, [3, 9, 0], ["b": "died-before"], "passed a"),
      (3, [3, 9, 0], ["b": "died-during"], "passed a vacant 1"),
    ] as [(Int, [Int], [String: String], String)])
  func threshold(
    required: Int, votes: [Int], statuses: [String: String], expected: String
  ) throws {
    let count = try SampleCount(
      method: ["method": "threshold", "required": .integer(required), "maxChoices": 2],
      options: ["a", "b", "c"], statuses: statuses)
    #expect(try count.result(votes: votes).outcome.words == expected)
  }

  /// Votes for yes, no and abstain, and blank ballots.
  @Test(
    "a question passes when yes is more than no and the minima are reached",
    arguments: [
      ([3, 2, 0, 0], nil, nil, "passed yes"), ([3, 3, 0, 0], nil, nil, "rejected"),
      ([2, 3, 0, 0], nil, nil, "rejected"), ([0, 0, 5, 0], nil, nil, "rejected"),
      ([1, 0, 9, 9], nil, nil, "passed yes"),
      ([3, 2, 0, 0], 3, nil, "passed yes"), ([3, 2, 0, 0], 4, nil, "rejected"),
      ([3, 2, 0, 0], nil, 5, "passed yes"), ([3, 2, 0, 0], nil, 6, "rejected"),
      ([3, 2, 1, 0], nil, 6, "passed yes"), ([3, 2, 0, 1], nil, 6, "passed yes"),
      ([3, 2, 1, 1], 3, 7, "passed yes"), ([3, 2, 1, 1], 4, 7, "rejected"),
      ([3, 2, 1, 1], 3, 8, "rejected"), ([0, 0, 0, 0], 0, 0, "rejected"),
    ] as [([Int], Int?, Int?, String)])
  func question(votes: [Int], minYes: Int?, minTurnout: Int?, expected: String) throws {
    var method: JSON.Members = ["method": "question"]
    method["minYes"] = minYes.map { .integer($0) }
    method["minTurnout"] = minTurnout.map { .integer($0) }
    let count = try SampleCount(method: .object(method), options: ["yes", "no", "abstain"])
    let result = try count.result([
      ([1, 0, 0], votes[0]), ([0, 1, 0], votes[1]), ([0, 0, 1], votes[2]), ([0, 0, 0], votes[3]),
    ])
    #expect(result.outcome.words == expected)
    #expect(result.turnout == votes.reduce(0, +))
  }

  @Test("the published figures of 2017 decide as published")
  func referendum() throws {
    let figures = [(59_878, 2_707, 2_607), (1_009, 62_628, 1_555), (17_659, 25_665, 21_868)]
    let count = try SampleCount(
      method: ["method": "support-oppose"], options: ["tsang", "lam", "woo"])
    let sheet = count.sheet(
      "s1", papers: 65_192,
      votes: figures.map { .judged(support: $0.0, oppose: $0.1, abstain: $0.2) })
    let result = try count.result([], sheets: [sheet])
    #expect(result.outcome.words == "recommended tsang")
    #expect(result.turnout == 65_192)
    #expect(result.json["options"]?.array?[0]["total"]?["net"] == 57_171)
    #expect(result.json["options"]?.array?[1]["total"]?["net"] == -61_619)
  }
}
