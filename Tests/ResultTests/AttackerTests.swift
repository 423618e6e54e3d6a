import Election
import Encoding
import Foundation
import TestSupport
import Testing

@testable import Result

/// A place in which the rule is switched off.
private enum Unruled {
  /// Every result is published as if there were no earlier one.
  case stages
  /// What became of sealed ballots is told as it is.
  case strikes
}

/// What somebody knows who has kept everything that was published, for the solver of
/// Tests/Peers/attacker.py.
private struct Published {
  let stages: StagedElection
  /// The rows of places, channels and all, stage after stage.
  let pages: [PublicResult]

  private let unruled: Unruled?

  init(seed: UInt64, unruled: Unruled?) throws {
    self.unruled = unruled
    stages = try StagedElection(seed: seed, stages: 1...4)
    let results = stages.results
    let definition = stages.definition
    pages = results.indices.map { end in
      PublicResult(
        results[end], hash: Digest([32 of UInt8](repeating: 7)), definition: definition,
        earlier: unruled == .stages ? [] : Array(results[..<end]))
    }
  }

  private var places: [SmallPlaces] {
    stages.results.indices.map { end in
      SmallPlaces(
        stages.results[end], earlier: Array(stages.results[..<end]),
        definition: stages.definition)
    }
  }

  /// Whether exact totals tell of few, which nothing can hide.
  var isTold: Bool { places.contains { !$0.differences.isEmpty } }

  /// Whether the number of all sealed ballots does.
  private var isSealedTold: Bool { places.contains(where: \.isSealedTold) }

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
      line(
        "\(name) ballots", stages.batches, contests: Array(all),
        hasSealed: unruled == .strikes || !isSealedTold
      ) { [$0.count, 0] }
    ]
  }

  /// What is told of sealed ballots, stage after stage, as sums of the batches and of those that are
  /// in no contest, whose atoms follow.
  private func sealedSums(
    _ list: [StagedElection.Batch], _ outside: [(stage: Int, fate: SealedFate)]
  ) -> [JSON] {
    pages.enumerated().flatMap { stage, page -> [JSON] in
      let parts =
        unruled == .strikes ? stages.results[stage].sealed.parts : page.sealed.parts
      // The tracking list has a line for each sealed ballot.
      return (parts.map(\.fates) + [SealedFate.all]).map { fates in
        let read = list.indices.filter {
          fates.contains(.read) && list[$0].stage <= stage && stages.isSealed(list[$0])
        }
        let others = outside.indices.filter {
          outside[$0].stage <= stage && fates.contains(outside[$0].fate)
        }
        return [
          "atoms": .array((read + others.map { $0 + list.count }).map { .integer($0) })
        ]
      }
    }
  }

  /// Atoms are what comes in at one place for one stage; of several contests, of one style.
  private func line(
    _ name: String, _ batches: [StagedElection.Batch], contests: [Int], hasSealed: Bool = false,
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
    var rows = list.map(\.row)
    if hasSealed {
      let outside = stages.outside.enumerated().flatMap { stage, fates in
        fates.sorted { $0.key.name < $1.key.name }.map { (stage: stage, fate: $0.key) }
      }
      sums += sealedSums(list.map(\.first), outside)
      rows += outside.map { [stages.outside[$0.stage][$0.fate] ?? 0, 0] }
    }
    return [
      "name": .string(name), "minimum": .integer(stages.definition.policy.smallCell),
      "atoms": .array(rows.map { .array($0.map { .integer($0) }) }), "sums": .array(sums),
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

  private static func attack(
    _ seeds: ClosedRange<UInt64>, unruled: Unruled?
  ) throws -> [Wins] {
    var lines: [UInt8] = []
    for seed in seeds {
      let published = try Published(seed: seed, unruled: unruled)
      guard unruled != nil || !published.isTold else { continue }
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
    let wins = try Self.attack(Self.seeds, unruled: nil)
    #expect(wins.count > Self.seeds.count)
    for one in wins {
      #expect(one.derived.isEmpty && one.bounded.isEmpty, "\(one)")
    }
  }

  @Test("wins where stages are published without regard to one another")
  func ruleOff() throws {
    let wins = try Self.attack(1...60, unruled: .stages)
    #expect(wins.contains { $0.derived.contains { $0.few != nil } })
    #expect(wins.contains { $0.derived.contains { $0.alike != nil } })
    #expect(wins.contains { !$0.bounded.isEmpty })
  }

  @Test("wins where the public is told how many ballots were struck for each reason")
  func strikesTold() throws {
    let wins = try Self.attack(1...30, unruled: .strikes).filter { $0.name.hasSuffix("ballots") }
    #expect(wins.contains { $0.derived.contains { $0.few != nil } })
  }
}
