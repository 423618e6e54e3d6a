import Election
import Encoding
import Foundation
import TestSupport
import Testing

@testable import Result

/// What somebody knows who has kept everything that was published, for the solver of
/// Tests/Peers/attacker.py.
private struct Published {
  let stages: StagedElection
  /// The rows of places, channels and all, stage after stage.
  let pages: [PublicResult]

  /// Where the rule is off, every result is published as if there were no earlier one.
  init(seed: UInt64, isRuleOff: Bool) throws {
    stages = try StagedElection(seed: seed, stages: 1...4)
    let results = stages.results
    let definition = stages.definition
    pages = results.indices.map { end in
      PublicResult(
        results[end], hash: Digest([32 of UInt8](repeating: 7)), definition: definition,
        earlier: isRuleOff ? [] : Array(results[..<end]))
    }
  }

  /// Whether exact totals tell of few, which nothing can hide.
  var isTold: Bool {
    stages.results.indices.contains { end in
      let places = SmallPlaces(
        stages.results[end], earlier: Array(stages.results[..<end]),
        definition: stages.definition)
      return !places.differences.isEmpty
    }
  }

  /// Whether so few of a style come in for a stage that totals of contests tell how many.
  private var isStyleFew: Bool {
    let counts = Dictionary(grouping: stages.batches) { "\($0.style.id) \($0.stage)" }
      .mapValues { $0.reduce(0) { $0 + $1.count } }
    return counts.values.contains { $0 < stages.definition.policy.smallCell }
  }

  /// A line for every contest, and one for the number of ballots of all together.
  func lines(_ name: String) -> [JSON] {
    let contests = stages.definition.contests.enumerated().compactMap {
      position, contest -> JSON? in
      // Where a whole contest is few or alike, its total tells that.
      let rule = SmallRule(contest, definition: stages.definition)
      let totals = pages.map { rule.layout.row($0.contests[position].total) }
      guard !totals.contains(where: rule.isTelling) else { return nil }
      let batches = stages.batches.filter { $0.votes[contest.id] != nil }
      let isChoice = contest.standing.count > 1 || contest.method.marking == .judged
      return line("\(name) \(contest.id)", batches, contests: [position]) { batch in
        let votes = (batch.votes[contest.id] ?? []).dropLast()
        return [batch.count, votes.reduce(0, +)] + (isChoice ? votes : [])
      }
    }
    let all = stages.definition.contests.indices
    guard !isStyleFew else { return contests }
    return contests + [
      line("\(name) ballots", stages.batches, contests: Array(all)) { [$0.count, 0] }
    ]
  }

  /// Atoms are what comes in at one place for one stage; of several contests, of one style.
  private func line(
    _ name: String, _ batches: [StagedElection.Batch], contests: [Int],
    _ figures: (StagedElection.Batch) -> [Int]
  ) -> JSON {
    var atoms: [[String]: (first: StagedElection.Batch, row: [Int])] = [:]
    for batch in batches {
      let style = contests.count > 1 ? batch.style.id : ""
      let key = [batch.area, batch.channel, batch.station ?? "", "\(batch.stage)", style]
      var row = figures(batch)
      if let known = atoms[key] { row.add(known.row) }
      atoms[key] = (batch, row)
    }
    let list = atoms.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    var sums: [JSON] = []
    for (stage, page) in pages.enumerated() {
      for contest in contests {
        let shown = page.contests[contest]
        func sum(_ isIn: (StagedElection.Batch) -> Bool) {
          let inside = list.indices.filter { atom in
            let batch = list[atom].first
            return batch.stage <= stage && batch.votes[shown.id] != nil && isIn(batch)
          }
          sums.append(["atoms": .array(inside.map { .integer($0) })])
        }
        sum { _ in true }
        for channel in shown.channels { sum { channel.ids.contains($0.channel) } }
        for place in shown.places {
          sum { batch in
            place.isStation
              ? place.ids.contains(batch.station ?? "")
              : place.ids.contains(batch.area) && place.channels.contains(batch.channel)
          }
        }
      }
    }
    return [
      "name": .string(name), "minimum": .integer(stages.definition.policy.smallCell),
      "atoms": .array(list.map { .array($0.row.map { .integer($0) }) }), "sums": .array(sums),
    ]
  }
}

@Suite("An attacker with a solver and everything that was published")
struct AttackerTests {
  private struct Wins: Decodable {
    struct Set: Decodable {
      let few: [Int]?
      let alike: [Int]?
    }
    let name: String
    let derived: [Set]
    let bounded: [[Double]]
  }

  private static func attack(_ seeds: ClosedRange<UInt64>, isRuleOff: Bool) throws -> [Wins] {
    var lines: [UInt8] = []
    for seed in seeds {
      let published = try Published(seed: seed, isRuleOff: isRuleOff)
      guard isRuleOff || !published.isTold else { continue }
      for line in published.lines("\(seed)") { lines += line.canonical }
    }
    return try Peer.inTemporaryFolder { folder in
      let file = "\(folder)/published.jsonl"
      try Data(lines).write(to: URL(filePath: file))
      let output = try Peer.run(
        Peer.python, ["\(Peer.packageRoot)/Tests/Peers/attacker.py", file])
      #expect(output.status == 0, "\(output.stderr)")
      return try output.stdout.split(separator: "\n").map {
        try JSONDecoder().decode(Wins.self, from: Data($0.utf8))
      }
    }
  }

  /// So many elections; `make torture` sets more.
  private static let seeds: ClosedRange<UInt64> =
    1...(ProcessInfo.processInfo.environment["ATTACKED_ELECTIONS"].flatMap(UInt64.init) ?? 150)

  @Test("computes no few and no unanimous ballots, and bounds no small place closely")
  func nothing() throws {
    let wins = try Self.attack(Self.seeds, isRuleOff: false)
    #expect(wins.count > Self.seeds.count)
    for one in wins {
      #expect(one.derived.isEmpty && one.bounded.isEmpty, "\(one)")
    }
  }

  @Test("wins where stages are published without regard to one another")
  func ruleOff() throws {
    let wins = try Self.attack(1...60, isRuleOff: true)
    #expect(wins.contains { $0.derived.contains { $0.few != nil } })
    #expect(wins.contains { $0.derived.contains { $0.alike != nil } })
    #expect(wins.contains { !$0.bounded.isEmpty })
  }
}
