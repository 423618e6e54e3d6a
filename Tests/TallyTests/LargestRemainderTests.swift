@testable import Election
import Result
import Encoding
import Tally
import TestSupport
import Testing

@Suite("Lists by largest remainder")
struct LargestRemainderTests {
  private func count(
    _ seats: Int, _ options: [String], _ statuses: [String: String] = [:]
  ) throws -> SampleCount {
    try SampleCount(
      method: ["method": "largest-remainder", "seats": .integer(seats)], options: options,
      statuses: statuses)
  }

  /// How many seats each list has.
  private func seats(_ result: ContestResult) -> [String: Int] {
    Dictionary(result.outcome.elected.map { ($0, 1) }, uniquingKeysWith: +)
  }

  @Test("take the seats of Wikipedia's example for the Hare quota")
  func wikipedia() throws {
    let lists = ["yellows", "whites", "reds", "greens", "blues", "pinks"]
    let result = try count(10, lists).result(
      votes: [47_000, 16_000, 15_800, 12_000, 6_100, 3_100])
    #expect(
      seats(result) == ["yellows": 5, "whites": 2, "reds": 1, "greens": 1, "blues": 1])
    guard case .lists(let allocation) = result.working else {
      Issue.record("no allocation")
      return
    }
    #expect(allocation.lists.map(\.quotas) == [4, 1, 1, 1, 0, 0])
    // In votes, times ten seats.
    #expect(
      allocation.lists.map(\.remainder) == [70_000, 60_000, 58_000, 20_000, 61_000, 31_000])
  }

  @Test("take the five seats of Hong Kong's District Council (Second) constituency of 2012")
  func districtCouncils() throws {
    // The lists' votes as declared; none reaches the quota of 318,374.4.
    let lists = ["to", "lee", "fung", "chan", "ho", "lau", "pak"]
    let result = try count(5, lists).result(
      votes: [316_468, 277_143, 262_172, 246_196, 228_840, 199_732, 61_321])
    #expect(result.outcome.elected == ["to", "lee", "fung", "chan", "ho"])
    #expect(result.turnout == 1_591_872)
  }

  @Test(
    "draw lots where remainders are level at the last seat",
    arguments: [
      (2, [10, 10, 10], "tie level a b c"), (3, [10, 10, 10], "elected a b c"),
      (3, [20, 5, 5], "tie a a level b c"), (4, [10, 10, 0], "elected a a b b"),
      (1, [5, 5, 0], "tie level a b"),
    ])
  func level(seats: Int, votes: [Int], expected: String) throws {
    let result = try count(seats, ["a", "b", "c"]).result(votes: votes)
    #expect(result.outcome.words == expected)
    guard let draw = result.outcome.draw else { return }
    let draws = draw.candidates.enumerated().map { "\($1)=\(10 - $0)" }.joined(separator: " ")
    var ballots: [([UInt8], Int)] = []
    for (index, number) in votes.enumerated() {
      ballots.append((votes.indices.map { $0 == index ? 1 : 0 }, number))
    }
    let drawn = try count(seats, ["a", "b", "c"]).result(
      ballots, lots: [LotsTests.round(draws, seats: draw.seats)])
    #expect(drawn.outcome.kind == .elected)
    #expect(drawn.outcome.elected.count == seats)
  }

  @Test("without a valid vote nobody is elected")
  func nothing() throws {
    #expect(try count(3, ["a", "b"]).result([]).outcome.words == "none vacant 3")
  }

  @Test("a single list is unopposed; one that cannot serve leaves its seats empty")
  func few() throws {
    #expect(
      try count(3, ["a", "b"], ["b": "died-before"]).result([]).outcome.words
        == "uncontested a a a")
    let result = try count(3, ["a", "b"], ["a": "disqualified-during"]).result(votes: [20, 10])
    #expect(result.outcome.words == "elected b vacant 2")
    #expect(result.outcome.failed == ["a", "a"])
  }

  @Test(
    "fill every seat, and no list is a whole seat from its quota",
    arguments: 1...100 as ClosedRange<UInt64>)
  func quota(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let lists = (0..<Int.random(in: 2...9, using: &random)).map { "l\($0)" }
    let places = Int.random(in: 1...30, using: &random)
    let votes = lists.map { _ in Int.random(in: 0...5_000, using: &random) }
    let result = try count(places, lists).result(votes: votes)
    let total = votes.reduce(0, +)
    guard result.outcome.draw == nil, total > 0 else { return }
    let taken = seats(result)
    #expect(taken.values.reduce(0, +) == places)
    for (list, number) in zip(lists, votes) {
      let difference = (taken[list] ?? 0) * total - number * places
      #expect(abs(difference) < total)
    }
  }
}
