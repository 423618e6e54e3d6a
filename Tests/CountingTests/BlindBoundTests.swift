import Election
import Encoding
import Paper
import Result
import Tally
import TestSupport
import Testing

@testable import Counting

@Suite("How large a blind count can be")
struct BlindBoundTests {
  private static let none = Digest([32 of UInt8](repeating: 0))

  private static func definition(_ random: inout SeededGenerator) throws -> Definition {
    let ranked = Bool.random(using: &random)
    var sample = SampleDefinition()
    if ranked {
      sample = sample.setting([
        ("$.contests[1].method", "single-transferable"),
        ("$.contests[1].seats", .integer(Int.random(in: 1...3, using: &random))),
        ("$.contests[1].minChoices", 1), ("$.contests[1].maxChoices", 4),
      ])
    }
    return try sample.definition()
  }

  @Test(
    "is never less than the files of any count, and depends on no vote",
    arguments: 1...60 as ClosedRange<UInt64>)
  func bound(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let definition = try Self.definition(&random)
    let count = [1, 7, 90, 1_000].randomElement(using: &random) ?? 1
    let sources = definition.styles.indices.flatMap { style in
      definition.collectors.prefix(2).map { collector in
        BallotSource(
          bundle: Self.none, path: "", style: style, collector: collector.id,
          channel: collector.channel ?? "", count: count, size: 1, hash: Self.none,
          isExcluded: false, excluded: [])
      }
    }
    var sizes: [Int] = []
    // As different as can be, all alike, and as large as numbers get.
    for kind in 0..<3 {
      var patterns = PatternTable()
      for source in sources {
        let style = definition.styles[source.style]
        for number in 0..<(kind == 0 ? count : 1) {
          for id in style.contests {
            guard let contest = definition.contest(id) else { continue }
            let marks = contest.options.indices.map { option -> UInt8 in
              kind == 0
                ? UInt8.random(in: 0...contest.highestMark, using: &random)
                : contest.method.isRanked ? UInt8(option + 1) : option == 0 ? 1 : 0
            }
            let isMalformed = kind == 0 && number == 0
            patterns.add(
              Pattern(
                style: style.id, contest: id, channel: source.channel,
                collector: source.collector, marks: isMalformed ? .malformed : .marks(marks)),
              count: kind == 2 ? 1 << 30 : 1)
          }
        }
      }
      let lots = [
        LotsRound(
          contest: "council", seats: 1, draws: ["c1": 1, "c2": 2], drawer: "officer-a",
          witnesses: ["A", "B"])
      ]
      let result = try Self.result(definition, patterns, lots: lots)
      let size = ResultBound(definition: definition, lots: lots).byteCount(
        frame: result.framed(by: .init(stations: [], outstanding: [])))
      #expect(result.file.count <= size)
      let bound = PatternBound(definition: definition, sources: sources).byteCount
      if kind < 2 { #expect(patterns.file.count <= bound) }
      sizes.append(bound)
    }
    #expect(Set(sizes).count == 1)
  }

  private static func result(
    _ definition: Definition, _ patterns: PatternTable, lots: [LotsRound]
  ) throws -> ElectionResult {
    let contests = try Tally.contests(
      definition, patterns: patterns, sheets: [], lots: lots, unresolved: ["s1": 12])
    let ties = contests.compactMap { contest in
      contest.outcome.draw.map {
        StillOut(.lots(contest: contest.id, candidates: $0.candidates))
      }
    }
    return ElectionResult(
      head: ResultHead(
        election: none, stage: .partial, journal: none,
        inputs: .init(
          manifests: [none], sheets: [], strikes: none, reconciliation: none, amendments: []),
        software: .init(version: "test", hash: none), isEligibilityChecked: true,
        replaces: nil),
      electronic: .init(entries: 0, excluded: 0, struck: [:], read: 0, unreadable: 0),
      unresolved: [:], accounts: [], corrections: [],
      openness: .init(stations: [], outstanding: ties),
      contests: contests)
  }
}
