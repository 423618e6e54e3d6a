@testable import Election
import Encoding
import Tally
import TestSupport
import Testing
import Words
import Result

@Suite("The drawing of lots")
struct LotsTests {
  /// A round in words: `a=7 b=3`.
  static func round(_ words: String, seats: Int, contest: String = "it") -> LotsRound {
    var draws: [String: Int] = [:]
    for word in words.split(separator: " ") {
      let parts = word.split(separator: "=")
      draws[String(parts[0])] = Int(parts[1])
    }
    return LotsRound(
      contest: contest, seats: seats, draws: draws, drawer: "officer-a", witnesses: ["w"])
  }

  /// Candidates for seats, the rounds with the seats that each is for, and what comes of it.
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let candidates: String
    let seats: Int
    let rounds: [(String, Int)]
    let drawn: String
    let toDraw: String

    init(
      _ words: String, _ candidates: String, for seats: Int, _ rounds: [(String, Int)],
      drawn: String, again: String = ""
    ) {
      testDescription = words
      self.candidates = candidates
      self.seats = seats
      self.rounds = rounds
      self.drawn = drawn
      toDraw = again
    }
  }

  static let cases = [
    Case("nobody has drawn", "a b", for: 1, [], drawn: "", again: "a b"),
    Case("two for one seat", "a b", for: 1, [("a=3 b=9", 1)], drawn: "b"),
    Case(
      "two for one seat, equal once", "a b", for: 1, [("a=4 b=4", 1)], drawn: "", again: "a b"),
    Case(
      "two for one seat, equal twice and then decided", "a b", for: 1,
      [("a=4 b=4", 1), ("a=10 b=10", 1), ("a=2 b=1", 1)], drawn: "a"),
    Case(
      "five for one seat where two share the highest", "a b c d e", for: 1,
      [("a=7 b=2 c=7 d=1 e=6", 1)], drawn: "", again: "a c"),
    Case(
      "five for one seat, the two then draw again", "a b c d e", for: 1,
      [("a=7 b=2 c=7 d=1 e=6", 1), ("a=5 c=8", 1)], drawn: "c"),
    Case(
      "three for two seats: high, middle, low", "a b c", for: 2, [("a=9 b=5 c=1", 2)], drawn: "a b"),
    Case(
      "three for two seats: high, high, low: both are in and nobody draws again", "a b c", for: 2,
      [("a=9 b=9 c=1", 2)], drawn: "a b"),
    Case(
      "three for two seats: high, low, low: the lows draw again for what is left", "a b c", for: 2,
      [("a=9 b=1 c=1", 2)], drawn: "a", again: "b c"),
    Case(
      "three for two seats: high, low, low, and then decided", "a b c", for: 2,
      [("a=9 b=1 c=1", 2), ("b=2 c=10", 1)], drawn: "a c"),
    Case(
      "three for two seats, all equal", "a b c", for: 2, [("a=6 b=6 c=6", 2)], drawn: "",
      again: "a b c"),
    Case(
      "six for three seats, three at the boundary for one", "a b c d e f", for: 3,
      [("a=10 b=10 c=4 d=4 e=4 f=1", 3)], drawn: "a b", again: "c d e"),
    Case(
      "six for three seats, and the boundary again", "a b c d e f", for: 3,
      [("a=10 b=10 c=4 d=4 e=4 f=1", 3), ("c=3 d=3 e=1", 1)], drawn: "a b", again: "c d"),
    Case(
      "a round of others is none of this drawing", "a b", for: 1,
      [("a=9 c=1", 1), ("a=9 b=1 c=2", 1), ("a=1 b=5", 1)], drawn: "b"),
    Case(
      "a round for another number of seats is none of this drawing", "a b c", for: 1,
      [("a=9 b=8 c=1", 2), ("a=1 b=5 c=9", 1)], drawn: "c"),
    Case(
      "a round after the decision changes nothing", "a b", for: 1,
      [("a=9 b=1", 1), ("a=1 b=9", 1)], drawn: "a"),
  ]

  @Test("gives the seats to the higher numbers, and only those level draw again", arguments: cases)
  func drawing(_ example: Case) {
    let drawing = LotsDrawing(
      candidates: example.candidates.split(separator: " ").map(String.init),
      seats: example.seats, recorded: example.rounds.map { Self.round($0.0, seats: $0.1) })
    #expect(drawing.winners.sorted().joined(separator: " ") == example.drawn)
    #expect(drawing.toDraw.joined(separator: " ") == example.toDraw)
    #expect(drawing.isDecided == example.toDraw.isEmpty)
    #expect(drawing.winners.count + drawing.seats == example.seats)
  }

  @Test(
    "of any n for fewer seats ends in as many winners as seats",
    arguments: 1...200 as ClosedRange<UInt64>)
  func any(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 2...12, using: &random)
    let seats = Int.random(in: 1..<count, using: &random)
    let candidates = (0..<count).map { "c\($0)" }
    var rounds: [LotsRound] = []
    var drawing = LotsDrawing(candidates: candidates, seats: seats, recorded: rounds)
    while !drawing.isDecided {
      let draws = Dictionary(
        drawing.toDraw.map { ($0, Int.random(in: 1...10, using: &random)) },
        uniquingKeysWith: { one, _ in one })
      #expect(drawing.objection(to: draws) == nil)
      let before = drawing
      rounds.append(
        LotsRound(
          contest: "it", seats: drawing.seats, draws: draws, drawer: "o", witnesses: ["w"]))
      drawing = LotsDrawing(candidates: candidates, seats: seats, recorded: rounds)
      // Nobody comes in below anybody who is out, and who is in stays in.
      #expect(drawing.winners.starts(with: before.winners))
      #expect(Set(drawing.toDraw).isSubset(of: before.toDraw))
      #expect(Set(drawing.winners).isDisjoint(with: drawing.toDraw))
      if rounds.count > 200 { break }
    }
    #expect(drawing.isDecided && drawing.winners.count == seats)
    #expect(drawing.rounds == rounds)
  }

  @Test(
    "refuses whoever does not draw, who is missing, and what is on no ball",
    arguments: [
      (["a": 3, "b": 4, "c": 1], LotsError.notToDraw("c", toDraw: ["a", "b"])),
      (["a": 3], .missing("b")), ([:], .missing("a")), (["a": 0, "b": 4], .outOfRange("a", 0)),
      (["a": 3, "b": 11], .outOfRange("b", 11)), (["a": 3, "b": -1], .outOfRange("b", -1)),
    ])
  func refused(_ draws: [String: Int], _ expected: LotsError) {
    let drawing = LotsDrawing(candidates: ["a", "b"], seats: 1, recorded: [])
    #expect(drawing.objection(to: draws) == expected)
    #expect(expected.report.code == "lots" && expected.report.kind == .refused)
  }

  @Test("is over once it is decided")
  func over() {
    let drawing = LotsDrawing(
      candidates: ["a", "b"], seats: 1, recorded: [Self.round("a=1 b=2", seats: 1)])
    #expect(drawing.objection(to: ["a": 1, "b": 2]) == .nothingToDraw)
  }

  private static let plurality: JSON = [
    "method": "plurality", "seats": 2, "minChoices": 1, "maxChoices": 1,
  ]

  @Test(
    "decides the last seat, and the round is in the outcome",
    arguments: [
      ([], "tie a level b c"), ([("b=3 c=8", 1)], "elected a c"),
      ([("b=8 c=8", 1)], "tie a level b c"), ([("b=8 c=8", 1), ("b=2 c=1", 1)], "elected a b"),
      // Drawn for another tie: it decides nothing.
      ([("a=8 b=1", 1)], "tie a level b c"),
    ])
  func plurality(_ rounds: [(String, Int)], _ expected: String) throws {
    let count = try SampleCount(method: Self.plurality, options: ["a", "b", "c"])
    let result = try count.result(
      [([1, 0, 0], 9), ([0, 1, 0], 4), ([0, 0, 1], 4)],
      lots: rounds.map { Self.round($0.0, seats: $0.1) })
    #expect(result.outcome.words == expected)
    let isUsed = rounds.first?.0.contains("a=") == false
    #expect(result.outcome.lots.count == (isUsed ? rounds.count : 0))
    #expect(result.json["outcome"]?["lots"]?.array?.count == result.outcome.lots.count)
  }

  @Test("is held with a candidate who died, and the seat that such a one draws stays empty")
  func death() throws {
    let count = try SampleCount(
      method: Self.plurality, options: ["a", "b", "c"], statuses: ["b": "died-during"])
    let ballots: [([UInt8], Int)] = [([1, 0, 0], 9), ([0, 1, 0], 4), ([0, 0, 1], 4)]
    let won = try count.result(ballots, lots: [Self.round("b=9 c=2", seats: 1)]).outcome
    #expect(won.words == "elected a vacant 1")
    #expect(won.failed == ["b"])
    let lost = try count.result(ballots, lots: [Self.round("b=1 c=2", seats: 1)]).outcome
    #expect(lost.words == "elected a c")
    #expect(lost.failed.isEmpty)
  }

  @Test("decides between options of level net support")
  func netSupport() throws {
    let count = try SampleCount(method: ["method": "support-oppose"], options: ["a", "b", "c"])
    let ballots: [([UInt8], Int)] = [([1, 1, 2], 5), ([2, 2, 1], 1)]
    #expect(try count.result(ballots).outcome.words == "tie level a b")
    let result = try count.result(ballots, lots: [Self.round("a=1 b=2", seats: 1)])
    #expect(result.outcome.words == "recommended b")
  }
}
