@testable import Election
import Encoding
import Tally
import TestSupport
import Testing
import Result

@Suite("Unresolved duplicates against the margin")
struct MarginTests {
  private static func plurality(_ seats: Int) -> JSON {
    ["method": "plurality", "seats": .integer(seats), "minChoices": 1, "maxChoices": 1]
  }
  private static let question: JSON = ["method": "question", "minYes": 3, "minTurnout": 8]

  /// A method, votes for each option, unresolved papers, the margin, and whether they could matter.
  static let cases: [(String, JSON, [Int], Int, Int?, Bool)] = [
    ("first against second", plurality(1), [10, 7, 1], 2, 3, false),
    ("as many as the margin bring a tie", plurality(1), [10, 7, 1], 3, 3, true),
    ("the last seat", plurality(2), [10, 7, 1], 5, 6, false),
    ("a tie is upset by one", plurality(1), [7, 7, 1], 1, 1, true),
    ("one vote ahead", plurality(1), [7, 6, 1], 1, 1, true),
    ("no unresolved paper changes anything", plurality(1), [7, 6, 1], 0, 1, false),
    ("unopposed", plurality(3), [7, 6, 1], 99, nil, false),
    (
      "a threshold that is reached", ["method": "threshold", "required": 5, "maxChoices": 1],
      [9, 6, 1], 1, 2, false
    ),
    (
      "a threshold that one paper less would not reach",
      ["method": "threshold", "required": 5, "maxChoices": 1], [9, 5, 1], 1, 1, true
    ),
    (
      "nobody reaches it, with or without",
      ["method": "threshold", "required": 50, "maxChoices": 1],
      [9, 6, 1], 99, nil, false
    ),
    (
      "lists, where it cannot be told", ["method": "largest-remainder", "seats": 2],
      [9, 6, 1], 1, nil, true
    ),
    (
      "lists, with nothing unresolved", ["method": "largest-remainder", "seats": 2],
      [9, 6, 1], 0, nil, false
    ),
  ]

  @Test("are told with both numbers", arguments: cases)
  func votes(
    what: String, method: JSON, votes: [Int], unresolved: Int, margin: Int?, could: Bool
  ) throws {
    let count = try SampleCount(method: method, options: ["a", "b", "c"])
    let ballots = votes.enumerated().map { index, number in
      (votes.indices.map { $0 == index ? UInt8(1) : 0 }, number)
    }
    let result = try count.result(ballots, unresolved: ["s1": unresolved])
    #expect(
      result.unresolved == .init(papers: unresolved, margin: margin, isDecisive: could), "\(what)")
  }

  @Test(
    "of a question count what each condition has to spare",
    arguments: [
      ([6, 2, 4], 2, 4, false), ([6, 2, 0], 1, 1, true), ([4, 3, 9], 1, 1, true),
      ([9, 2, 9], 6, 7, false), ([3, 5, 9], 2, 3, false), ([3, 5, 9], 3, 3, true),
      // Without minYes votes no paper less brings it through.
      ([2, 5, 9], 9, nil, false), ([5, 6, 0], 9, 2, true), ([3, 7, 0], 9, nil, false),
    ] as [([Int], Int, Int?, Bool)])
  func question(votes: [Int], unresolved: Int, margin: Int?, could: Bool) throws {
    let count = try SampleCount(method: Self.question, options: ["yes", "no", "abstain"])
    let ballots = votes.enumerated().map { index, number in
      (votes.indices.map { $0 == index ? UInt8(1) : 0 }, number)
    }
    let result = try count.result(ballots, unresolved: ["s2": unresolved])
    #expect(result.unresolved == .init(papers: unresolved, margin: margin, isDecisive: could))
  }

  /// For each option support and opposition.
  @Test(
    "of net support count two for one paper, and what is left to qualify",
    arguments: [
      ([(10, 0), (5, 0)], 2, 3, false), ([(10, 0), (5, 0)], 3, 3, true),
      ([(10, 8), (0, 9)], 1, 2, false), ([(10, 8), (0, 9)], 2, 2, true),
      ([(3, 5), (0, 9)], 2, 3, false), ([(3, 5), (0, 9)], 3, 3, true),
    ])
  func netSupport(
    judgements: [(Int, Int)], unresolved: Int, margin: Int, could: Bool
  ) throws {
    let count = try SampleCount(method: ["method": "support-oppose"], options: ["a", "b"])
    var ballots: [([UInt8], Int)] = []
    for (index, (support, oppose)) in judgements.enumerated() {
      ballots.append(([0, 1].map { $0 == index ? 1 : 0 }, support))
      ballots.append(([0, 1].map { $0 == index ? 2 : 0 }, oppose))
    }
    let result = try count.result(ballots, unresolved: ["s1": unresolved])
    #expect(result.unresolved == .init(papers: unresolved, margin: margin, isDecisive: could))
  }

  @Test(
    "a margin holds: with fewer papers less the outcome is the same",
    arguments: 1...150 as ClosedRange<UInt64>)
  func holds(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let methods: [JSON] = [
      Self.plurality(1), Self.plurality(2), ["method": "instant-runoff"],
      ["method": "support-oppose"],
      [
        "method": "threshold", "required": .integer(Int.random(in: 1...15, using: &random)),
        "maxChoices": 2,
      ],
    ]
    let method = try #require(methods.randomElement(using: &random))
    let count = try SampleCount(method: method, options: ["a", "b", "c"])
    let highest = count.contest.highestMark
    var papers = (0..<Int.random(in: 1...40, using: &random)).map { _ in
      (0..<3).map { _ in UInt8.random(in: 0...highest, using: &random) }
    }
    let tally = { (papers: [[UInt8]]) in try count.result(papers.map { ($0, 1) }) }
    let before = try tally(papers)
    let most = before.unresolved.margin.map { $0 - 1 } ?? papers.count
    guard before.outcome.kind != .tie else { return }
    for _ in 0..<min(most, papers.count) {
      papers.remove(at: Int.random(in: papers.indices, using: &random))
      let after = try tally(papers)
      #expect(after.outcome.words == before.outcome.words)
    }
  }
}
