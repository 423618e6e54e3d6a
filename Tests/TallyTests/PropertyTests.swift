@testable import Election
import Result
import Encoding
import Paper
import Tally
import TestSupport
import Testing
import Words

@Suite("Any election")
struct PropertyTests {
  @Test("is counted alike by a second counter", arguments: 1...80 as ClosedRange<UInt64>)
  func naive(seed: UInt64) throws {
    let election = try RandomElection(seed: seed)
    for result in try election.count(order: seed) {
      let contest = try #require(election.definition.contest(result.id))
      let naive = NaiveCount(
        contest, election.definition, ballots: election.ballots, sheets: election.sheets)
      #expect(result.outcome.words == naive.outcome)
      let ballots = result.total.ballots
      #expect(ballots.valid == naive.valid)
      #expect(ballots.blank == naive.blank)
      #expect(ballots.overvoted == naive.over)
      #expect(ballots.undervoted == naive.under)
      #expect(ballots.malformed == naive.malformed)
      #expect(ballots.rejectedTotal == naive.rejected)
      for (position, option) in contest.options.enumerated() {
        let zeros = contest.method.marking == .judged ? [0, 0, 0] : [0]
        #expect(result.total.votes[position].numbers == naive.votes[option.id] ?? zeros)
        for channel in result.channels {
          #expect(
            channel.figures.votes[position].numbers
              == naive.byChannel[channel.id]?[option.id] ?? zeros)
        }
      }
    }
  }

  @Test(
    "elects a winner under plurality with one vote more for them too",
    arguments: 1...100 as ClosedRange<UInt64>)
  func monotonic(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let options = (0..<Int.random(in: 2...7, using: &random)).map { "o\($0)" }
    let most = Int.random(in: 1...options.count, using: &random)
    let method: JSON = [
      "method": "plurality", "seats": .integer(Int.random(in: 1..<options.count, using: &random)),
      "minChoices": 1, "maxChoices": .integer(most),
    ]
    let count = try SampleCount(method: method, options: options)
    var ballots: [([UInt8], Int)] = []
    for _ in 0..<Int.random(in: 1...30, using: &random) {
      let marks = options.map { _ in UInt8.random(in: 0...1, using: &random) }
      ballots.append((marks, Int.random(in: 1...3, using: &random)))
    }
    for winner in try count.result(ballots).outcome.elected {
      let more = options.map { $0 == winner ? UInt8(1) : 0 }
      #expect(try count.result(ballots + [(more, 1)]).outcome.elected.contains(winner))
    }
  }

  @Test("comes to the same in whatever order", arguments: 1...20 as ClosedRange<UInt64>)
  func order(seed: UInt64) throws {
    let election = try RandomElection(seed: seed)
    let files = try (0..<4).map { order in
      JSON.array(try election.count(order: order).map(\.json)).canonical
    }
    #expect(Set(files).count == 1)
  }

  @Test("comes to the same from patterns.csv", arguments: 1...20 as ClosedRange<UInt64>)
  func fromFile(seed: UInt64) throws {
    let election = try RandomElection(seed: seed)
    var random = SeededGenerator(seed: seed)
    let table = try election.patterns(&random)
    let again = try PatternTable(file: table.file, definition: election.definition)
    #expect(again == table)
    #expect(
      try Tally.contests(election.definition, patterns: again, sheets: election.sheets)
        == election.count(order: 0))
  }

  @Test("adds up by channel and by place", arguments: 1...40 as ClosedRange<UInt64>)
  func sums(seed: UInt64) throws {
    let election = try RandomElection(seed: seed)
    for result in try election.count(order: seed) {
      let contest = try #require(election.definition.contest(result.id))
      let counted = result.places.filter { $0.kind != .area }
      let areas = result.places.filter { $0.kind == .area }
      for list in [
        result.channels.map(\.figures), counted.map(\.figures), areas.map(\.figures),
      ] {
        #expect(list.map(\.ballots.total).reduce(0, +) == result.turnout)
        for category in BallotCategory.allCases {
          let sum = list.map { $0.ballots[category] }.reduce(0, +)
          #expect(sum == result.total.ballots[category])
        }
        for position in contest.options.indices {
          let total = result.total.votes[position].numbers
          let sum = list.map { $0.votes[position].numbers }.reduce(total.map { _ in 0 }) {
            zip($0, $1).map(+)
          }
          #expect(sum == total)
        }
      }
    }
  }

  @Test(
    "fills, leaves empty or draws lots for every seat", arguments: 1...40 as ClosedRange<UInt64>)
  func seats(seed: UInt64) throws {
    let election = try RandomElection(seed: seed)
    for result in try election.count(order: seed) {
      let contest = try #require(election.definition.contest(result.id))
      let outcome = result.outcome
      #expect(Set(outcome.elected).isDisjoint(with: outcome.ties.joined()))
      #expect(outcome.ties.isEmpty == (outcome.kind != .tie))
      guard case .plurality(let seats, _, _) = contest.method else { continue }
      let toDraw = seats - outcome.elected.count - outcome.vacant
      #expect(outcome.ties.isEmpty ? toDraw == 0 : toDraw > 0)
      if let level = outcome.ties.first { #expect(level.count > toDraw) }
    }
  }
}

@Suite("Figures without measure")
struct OverflowTests {
  private static let plurality: JSON = [
    "method": "plurality", "seats": 1, "minChoices": 1, "maxChoices": 1,
  ]

  @Test(
    "a pattern that occurs too often is an error",
    arguments: [
      ContestResult.maxFigure - 1, ContestResult.maxFigure, ContestResult.maxFigure + 1,
      JSON.integers.upperBound,
    ])
  func pattern(times: Int) throws {
    let count = try SampleCount(method: Self.plurality, options: ["a", "b"])
    guard times > ContestResult.maxFigure else {
      #expect(try count.result([([1, 0], times)]).turnout == times)
      return
    }
    #expect(throws: TallyError.tooLarge(contest: "it")) {
      try count.result([([1, 0], times)])
    }
  }

  @Test("a sum that grows too large is an error", arguments: [-1, 0, 1])
  func sum(beyond: Int) throws {
    let count = try SampleCount(method: Self.plurality, options: ["a", "b"])
    let ballots: [([UInt8], Int)] = [([1, 0], ContestResult.maxFigure - 5), ([0, 1], 5 + beyond)]
    guard beyond > 0 else {
      #expect(try count.result(ballots).turnout == ContestResult.maxFigure + beyond)
      return
    }
    #expect(throws: TallyError.tooLarge(contest: "it")) { try count.result(ballots) }
  }

  @Test("sheets with impossible figures are an error", arguments: [1 << 41, Int.max / 2, Int.max])
  func sheets(votes: Int) throws {
    let count = try SampleCount(method: Self.plurality, options: ["a", "b"])
    let sheets = ["s1", "s2"].map {
      count.sheet($0, papers: votes, votes: [.chosen(votes), .chosen(0)])
    }
    let error = #expect(throws: TallyError.self) { try count.result([], sheets: sheets) }
    #expect(error?.report.kind == .refused)
    #expect(error?.report.code == "too-large")
  }
}
