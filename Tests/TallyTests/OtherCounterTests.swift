@testable import Election
import Result
import Encoding
import Foundation
import Tally
import TestSupport
import Testing

/// A thousand random elections, counted by us and by programs that others wrote.
@Suite("Other programs count a thousand random elections alike")
struct OtherCounterTests {
  private struct RandomPapers {
    let method: String
    let seats: Int
    let options: [String]
    let papers: [(ranking: [String], number: Int)]

    init(_ method: String, seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      self.method = method
      let count = Int.random(in: 3...7, using: &random)
      options = (0..<count).map { "o\($0)" }
      seats = method == "instant-runoff" ? 1 : Int.random(in: 1..<count, using: &random)
      let kinds = count + Int.random(in: 0...15, using: &random)
      papers = (0..<kinds).map { [options] kind in
        let most = method == "plurality" ? 1 : count
        var ranking = options.shuffled(using: &random)
        // Everybody is somebody's first preference: who has no paper at all is excluded by others
        // in ways of their own.
        if kind < count, let place = ranking.firstIndex(of: options[kind]) {
          ranking.swapAt(0, place)
        }
        return (
          Array(ranking.prefix(Int.random(in: 1...most, using: &random))),
          Int.random(in: 1...40, using: &random)
        )
      }
    }

    var json: JSON {
      [
        "method": .string(method), "seats": .integer(seats),
        "options": .array(options.map { .string($0) }),
        "papers": .array(
          papers.map { [.array($0.ranking.map { .string($0) }), .integer($0.number)] }),
      ]
    }

    func result() throws -> ContestResult {
      var members: JSON.Members = ["method": .string(method)]
      if method != "instant-runoff" { members["seats"] = .integer(seats) }
      if method == "plurality" { (members["minChoices"], members["maxChoices"]) = (1, 1) }
      let count = try SampleCount(method: .object(members), options: options)
      return try count.result(
        papers.map { paper in
          (
            options.map { option in
              UInt8((paper.ranking.firstIndex(of: option) ?? -1) + 1)
            }, paper.number
          )
        })
    }
  }

  /// The elections with our results and those of the others.
  private func counts(
    _ method: String
  ) throws -> [(election: RandomPapers, ours: ContestResult, others: JSON)] {
    let elections = (1...1_000).map { RandomPapers(method, seed: UInt64($0)) }
    let script = try String(
      contentsOfFile: "\(Peer.packageRoot)/Tests/Peers/ranked_counts.py", encoding: .utf8)
    let input = JSON.array(elections.map(\.json)).canonical
    let output = try Peer.run(script: script, input: String(decoding: input, as: UTF8.self))
    let others = try #require(JSON.parse(draft: Array(output.utf8)).array)
    try #require(others.count == elections.count)
    return try zip(elections, others).map { ($0, try $0.result(), $1) }
  }

  private func names(_ ids: [String]) -> JSON { .array(ids.sorted().map { .string($0) }) }

  @Test("plurality, ties too")
  func plurality() throws {
    for (election, ours, others) in try counts("plurality") {
      if ours.outcome.kind == .tie {
        #expect(others["votelib"] == "tie", "\(election)")
      } else {
        #expect(others["votelib"] == names(ours.outcome.elected), "\(election)")
      }
    }
  }

  /// The exclusions of a count: the votes of who went out, and those of the others who might have.
  private func exclusions(_ ours: ContestResult) throws -> [(out: Int, others: [Int])] {
    let table = try RankedCount.table(ours)
    var gone: Set<String> = []
    var found: [(Int, [Int])] = []
    for (before, stage) in zip(table.stages, table.stages.dropFirst()) {
      gone.formUnion(before.elected)
      guard case .exclusion(let id) = stage.action else { continue }
      gone.insert(id)
      let votes = zip(before.votes.indices, before.votes).map { ("o\($0)", $1) }
      let out = try #require(votes.first { $0.0 == id }).1
      found.append((out, votes.filter { !gone.contains($0.0) }.map(\.1)))
    }
    return found
  }

  /// Whether somebody was excluded who was level with another: each program breaks that in a way
  /// of its own.
  private func wasLevel(_ ours: ContestResult) throws -> Bool {
    try ours.outcome.kind == .tie
      || exclusions(ours).contains { exclusion in exclusion.others.contains(exclusion.out) }
  }

  @Test("instant runoff, but where somebody is level or has exactly half")
  func runoff() throws {
    var compared = 0
    for (election, ours, others) in try counts("instant-runoff") where try !wasLevel(ours) {
      compared += 1
      let table = try RankedCount.table(ours)
      // Who has more than half of the votes that are left need not have more than half of all:
      // votelib goes on then, and may come to a tie between those who are behind.
      let most = table.stages.last?.votes.max() ?? 0
      let goesOn =
        most * 2 <= ours.total.ballots.total
        && others["votelib"]?.string?.contains("tie in STV elimination") == true
      #expect(goesOn || others["votelib"] == names(ours.outcome.elected), "\(election)")
      // pyrankvote takes half of the votes for a majority.
      let isHalf = table.stages.contains { stage in
        let left = stage.votes.reduce(0, +)
        return stage.votes.contains { $0 * 2 == left }
      }
      #expect(
        isHalf || others["pyrankvote"] == names(ours.outcome.elected), "\(election) \(others)")
    }
    #expect(compared > 850)
  }

  @Test("single transferable vote, but where the rules of Scotland are not votelib's")
  func transferable() throws {
    var compared = 0
    var explained = 0
    for (election, ours, others) in try counts("single-transferable") where try !wasLevel(ours) {
      compared += 1
      guard others["votelib"] != names(ours.outcome.elected) else { continue }
      explained += 1
      let stages = try RankedCount.table(ours).stages
      // votelib transfers the surpluses of all who are elected in a count at once; by rule 49 one
      // follows the other, and papers pass over whoever has reached the quota in between.
      let isOneByOne = stages.contains { stage in
        guard case .surplus = stage.action else { return false }
        return !stage.elected.isEmpty
      }
      // votelib counts in fractions; by rule 48 what is beyond five decimal places is lost.
      let isRounded = try exclusions(ours).contains { exclusion in
        exclusion.others.contains { abs($0 - exclusion.out) < 1_000 }
      }
      #expect(isOneByOne || isRounded, "\(election) \(others) \(stages)")
    }
    #expect(compared > 850)
    #expect(explained < 10)
  }
}
