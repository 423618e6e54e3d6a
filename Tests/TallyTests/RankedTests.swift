@testable import Election
import Result
import Encoding
import Foundation
import Tally
import TestSupport
import Testing

/// A ranked contest whose papers are written like `a>b>c`.
struct RankedCount {
  let count: SampleCount
  let ballots: [([UInt8], Int)]

  init(
    _ method: String = "single-transferable", seats: Int = 1, options: [String],
    _ papers: [(String, Int)], statuses: [String: String] = [:]
  ) throws {
    var members: JSON.Members = ["method": .string(method)]
    if method == "single-transferable" { members["seats"] = .integer(seats) }
    count = try SampleCount(method: .object(members), options: options, statuses: statuses)
    ballots = papers.map { ranking, number in
      let ranks = ranking.split(separator: ">").map(String.init)
      return (
        options.map { option in UInt8((ranks.firstIndex(of: option) ?? -1) + 1) }, number
      )
    }
  }

  func result(lots: [LotsRound] = []) throws -> ContestResult {
    try count.result(ballots, lots: lots)
  }

  /// The stages of a result.
  static func table(_ result: ContestResult) throws -> TransferTable {
    guard case .transfers(let table) = result.working else {
      throw Missing(description: "no stages")
    }
    return table
  }

  struct Missing: Error, CustomStringConvertible { let description: String }
}

@Suite("Ranked papers")
struct RankedTests {
  /// The ward as it was counted and as the program Droop counts it, stage by stage.
  struct Ward {
    var seats = 0
    var elected: [Int] = []
    var quota = ""
    var stages: [[String]] = []
    var options: [String] = []
    var papers: [([UInt8], Int)] = []

    init(_ name: String) throws {
      let path = "\(Peer.packageRoot)/Tests/TallyTests/Elections/\(name).txt"
      for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
        let words = line.split(separator: " ").map(String.init)
        let numbers = words.dropFirst().compactMap { Int($0) }
        switch words[0] {
        case "candidates":
          options = (1...numbers[0]).map { "c\($0)" }
          seats = numbers[1]
        case "elected": elected = numbers
        case "quota": quota = words[1]
        case "stage": stages.append(Array(words.dropFirst()))
        case "ballots":
          var marks = [UInt8](repeating: 0, count: options.count)
          for (rank, option) in numbers.dropFirst().enumerated() {
            marks[option - 1] = UInt8(rank + 1)
          }
          papers.append((marks, numbers[0]))
        default: Issue.record("\(line)")
        }
      }
    }
  }

  private static func decimal(_ parts: Int) -> String {
    "\(parts / 100_000).\(String(100_000 + parts % 100_000).dropFirst())"
  }

  @Test(
    "of a ward of Glasgow in 2007 come to the same at every stage, to the fifth decimal place",
    arguments: ["calton-2007", "springburn-2007"])
  func glasgow(name: String) throws {
    let ward = try Ward(name)
    let count = try SampleCount(
      method: ["method": "single-transferable", "seats": .integer(ward.seats)],
      options: ward.options)
    let result = try count.result(ward.papers)
    #expect(result.outcome.kind == .elected)
    #expect(result.outcome.elected == ward.elected.map { "c\($0)" })
    let table = try RankedCount.table(result)
    #expect(table.quota.map(Self.decimal) == ward.quota)
    #expect(table.stages.map { $0.votes.map(Self.decimal) } == ward.stages)
  }

  @Test("instant runoff goes on until somebody has more than half of what is left")
  func tennessee() throws {
    // Wikipedia, "Instant-runoff voting", the choice of Tennessee's capital, in percent.
    let count = try RankedCount(
      "instant-runoff", options: ["memphis", "nashville", "chattanooga", "knoxville"],
      [
        ("memphis>nashville>chattanooga>knoxville", 42),
        ("nashville>chattanooga>knoxville>memphis", 26),
        ("chattanooga>knoxville>nashville>memphis", 15),
        ("knoxville>chattanooga>nashville>memphis", 17),
      ])
    let result = try count.result()
    #expect(result.outcome.words == "elected knoxville")
    let table = try RankedCount.table(result)
    #expect(
      table.stages.map(\.votes) == [[42, 26, 15, 17], [42, 26, 0, 32], [42, 0, 0, 58]])
    #expect(result.unresolved.margin == 2)
    #expect(result.json["rounds"]?["quota"] == .null)
  }

  @Test("the food of Wikipedia's example is chosen as there, by Scotland's rules too")
  func food() throws {
    // Wikipedia, "Single transferable vote", 20 guests and 3 kinds of food, Droop quota 6.
    let count = try RankedCount(
      seats: 3, options: ["orange", "pear", "chocolate", "strawberry", "hamburger"],
      [
        ("orange", 4), ("pear>orange", 2), ("chocolate>strawberry", 8),
        ("chocolate>hamburger", 4), ("strawberry", 1), ("hamburger", 1),
      ])
    let result = try count.result()
    #expect(Set(result.outcome.elected) == ["chocolate", "orange", "strawberry"])
    let table = try RankedCount.table(result)
    #expect(table.quota == 600_000)
    // 12 papers and 6 of surplus: each is worth half a vote.
    #expect(table.stages[1].votes == [400_000, 200_000, 600_000, 500_000, 300_000])
    #expect(table.stages[2].action == .exclusion(of: "pear"))
    #expect(table.stages[2].votes[0] == 600_000)
  }

  @Test("a paper keeps its rank where one was taken out before the poll")
  func outBefore() throws {
    let count = try RankedCount(
      "instant-runoff", options: ["a", "b", "c"], [("c>a>b", 5), ("b", 4), ("c", 2)],
      statuses: ["c": "died-before"])
    let result = try count.result()
    #expect(result.outcome.words == "elected a")
    #expect(result.total.ballots.blank == 2)
    #expect(result.total.ballots.valid == 9)
  }

  @Test("who died during the poll wins an empty seat, and nobody moves up")
  func diedDuring() throws {
    let count = try RankedCount(
      seats: 2, options: ["a", "b", "c"], [("a>b", 9), ("b", 5), ("c", 3)],
      statuses: ["a": "died-during"])
    #expect(try count.result().outcome.words == "elected b vacant 1")
    #expect(try count.result().outcome.failed == ["a"])
  }

  @Test("no more candidates than seats are returned unopposed")
  func unopposed() throws {
    let count = try RankedCount(seats: 2, options: ["a", "b"], [("a>b", 9)])
    #expect(try count.result().outcome.words == "uncontested a b")
    let one = try RankedCount(
      "instant-runoff", options: ["a", "b"], [("a>b", 9)], statuses: ["b": "died-before"])
    #expect(try one.result().outcome.words == "uncontested a")
  }

  /// SSI 2007/42, schedule 1, rule 51: regard is had to the most recent stage at which they had
  /// unequal numbers of votes; else lots decide.
  @Test("level candidates are told apart by the stage before, and else by lots")
  func level() throws {
    // After d goes out, b and c have 5 each; before, c had 4.
    let before = try RankedCount(
      "instant-runoff", options: ["a", "b", "c", "d"],
      [("a", 8), ("b>a", 5), ("c>b", 4), ("d>c", 1)])
    let table = try RankedCount.table(try before.result())
    #expect(table.stages[2].action == .exclusion(of: "c"))
    // b and c are level from the beginning.
    let lots = try RankedCount(
      "instant-runoff", options: ["a", "b", "c"], [("a", 8), ("b>c", 4), ("c>b", 4)])
    let outcome = try lots.result().outcome
    #expect(outcome.words == "tie level b c")
    #expect(outcome.draw?.prize == .stay && outcome.draw?.seats == 1)
    // The lower number goes out; then 8 votes stand against 8, and c had fewer the stage before.
    let round = LotsTests.round("b=2 c=7", seats: 1)
    let second = try lots.result(lots: [round])
    #expect(second.outcome.words == "elected a")
    #expect(second.outcome.lots == [round])
    #expect(try RankedCount.table(second).stages[2].action == .exclusion(of: "c"))
  }

  @Test("of three who are level only the lowest number goes out")
  func three() throws {
    let count = try RankedCount(
      "instant-runoff", options: ["a", "b", "c", "d"], [("a", 9), ("b", 2), ("c", 2), ("d", 2)])
    let outcome = try count.result().outcome
    #expect(outcome.draw == nil || outcome.kind == .tie)
    #expect(outcome.words == "elected a")
    let even = try RankedCount(
      "instant-runoff", options: ["a", "b", "c", "d"], [("a", 6), ("b", 2), ("c", 2), ("d", 2)])
    #expect(try even.result().outcome.draw?.seats == 2)
    let drawn = try even.result(lots: [LotsTests.round("b=9 c=1 d=4", seats: 2)])
    let table = try RankedCount.table(drawn)
    #expect(table.stages[1].action == .exclusion(of: "c"))
    #expect(drawn.outcome.words == "elected a")
  }

  @Test("equal surpluses are transferred in the order of the stage before, and else by lots")
  func surpluses() throws {
    let count = try RankedCount(
      seats: 3, options: ["a", "b", "c", "d", "e"],
      [("a>c", 12), ("b>d", 12), ("c", 2), ("d", 2), ("e", 2)])
    let outcome = try count.result().outcome
    #expect(outcome.draw?.prize == .first && outcome.draw?.candidates == ["a", "b"])
    #expect(outcome.words == "tie a b level a b")
    let drawn = try count.result(lots: [LotsTests.round("a=1 b=5", seats: 1)])
    let table = try RankedCount.table(drawn)
    #expect(table.stages[1].action == .surplus(of: "b"))
    #expect(table.stages[2].action == .surplus(of: "a"))
  }

  @Test("candidates without a paper go out one after the other, and nobody draws for that")
  func withoutPapers() throws {
    let count = try RankedCount(
      "instant-runoff", options: ["a", "b", "c", "d"], [("a>b", 3), ("b>a", 3)])
    let outcome = try count.result().outcome
    #expect(outcome.draw?.candidates == ["a", "b"])
    let table = try RankedCount.table(try count.result())
    #expect(
      table.stages.map(\.action)
        == [.firstPreferences, .exclusion(of: "c"), .exclusion(of: "d")])
  }

  @Test("without any valid paper all draw lots")
  func nothing() throws {
    let count = try RankedCount(seats: 2, options: ["a", "b", "c"], [])
    let outcome = try count.result().outcome
    #expect(outcome.draw?.candidates == ["a", "b", "c"] && outcome.draw?.seats == 2)
    let drawn = try count.result(lots: [LotsTests.round("a=3 b=1 c=2", seats: 2)])
    #expect(drawn.outcome.words == "elected a c")
  }

  @Test("every vote is somewhere at every stage", arguments: 1...60 as ClosedRange<UInt64>)
  func conserved(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let options = (0..<Int.random(in: 3...8, using: &random)).map { "o\($0)" }
    let seats = Int.random(in: 1..<options.count, using: &random)
    let papers = (0..<Int.random(in: 0...25, using: &random)).map { _ in
      (
        options.shuffled(using: &random).prefix(Int.random(in: 1...8, using: &random))
          .joined(separator: ">"), Int.random(in: 1...50, using: &random)
      )
    }
    let count = try RankedCount(seats: seats, options: options, papers)
    var lots: [LotsRound] = []
    var result = try count.result()
    while let draw = result.outcome.draw, lots.count < 200 {
      let draws = draw.candidates.map { ($0, Int.random(in: 1...10, using: &random)) }
      lots.append(
        LotsRound(
          contest: "it", seats: draw.seats,
          draws: Dictionary(draws, uniquingKeysWith: { one, _ in one }), drawer: "o",
          witnesses: ["w"]))
      result = try count.result(lots: lots)
    }
    #expect(result.outcome.elected.count == seats && result.outcome.kind == .elected)
    let total = papers.reduce(0) { $0 + $1.1 } * 100_000
    for stage in try RankedCount.table(result).stages {
      #expect(stage.votes.reduce(0, +) + stage.nonTransferable == total)
      #expect(stage.votes.allSatisfy { $0 >= 0 })
    }
  }
}
