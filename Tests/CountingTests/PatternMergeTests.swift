import Cryptography
import Election
import Encoding
import Foundation
import Storage
import TestSupport
import Testing

@testable import Counting

@Suite("Merging the counts of workers")
struct PatternMergeTests {
  private static let none = Digest([32 of UInt8](repeating: 0))
  private let folder: TemporaryFolder
  private let definition: Definition
  private let sources: [BallotSource]
  private let groups: PatternGroups

  init() throws {
    folder = try TemporaryFolder()
    definition = try SampleDefinition().setting([
      ("$.contests[1].method", "single-transferable"), ("$.contests[1].seats", 2),
      ("$.contests[1].minChoices", 1), ("$.contests[1].maxChoices", 4),
    ]).definition()
    let definition = definition
    // Two bundles of every style and collector, in an order that is not that of the file.
    sources = (0..<2).flatMap { _ in
      definition.styles.indices.reversed().flatMap { style in
        definition.collectors.prefix(2).map { collector in
          BallotSource(
            bundle: Self.none, path: "", style: style, collector: collector.id,
            channel: collector.channel ?? "", count: 1, size: 1, hash: Self.none, isExcluded: false,
            excluded: [])
        }
      }
    }
    groups = PatternGroups(definition, sources: sources)
  }

  private func spill(blockByteCount: Int = 64) throws -> PatternSpill {
    try PatternSpill(
      path: folder.path("spill"), blockByteCount: blockByteCount, disk: LiveDisk())
  }

  /// Ballots with random marks, a few of them malformed or unreadable, counted by some workers.
  private func count(
    _ number: Int, workers: Int, budget: Int, spill: PatternSpill,
    _ random: inout SeededGenerator
  ) throws -> (runs: [PatternRun], expected: PatternTable) {
    let layout = MarkLayout(definition)
    var counters = (0..<workers).map { _ in
      PatternCounter(groups: groups, spill: spill, budget: budget)
    }
    var expected = PatternTable()
    for _ in 0..<number {
      let position = Int.random(in: sources.indices, using: &random)
      let source = sources[position]
      let style = definition.styles[source.style]
      func add(_ contest: String, _ marks: Pattern.Marks) {
        expected.add(
          Pattern(
            style: style.id, contest: contest, channel: source.channel,
            collector: source.collector, marks: marks), count: 1)
      }
      let worker = Int.random(in: 0..<workers, using: &random)
      var share = counters[worker].take(source: position)
      if Int.random(in: 0..<10, using: &random) == 0 {
        share.addUnreadable()
        add(Pattern.noContest, .unreadable)
      } else {
        var marks: [[UInt8]] = []
        for id in style.contests {
          let contest = try #require(definition.contest(id))
          // One more than the highest now and then.
          let most = contest.highestMark + (Int.random(in: 0..<8, using: &random) == 0 ? 1 : 0)
          marks.append(contest.options.map { _ in UInt8.random(in: 0...most, using: &random) })
          add(id, layout.marks(marks.last ?? [], contest: id))
        }
        let vector = try #require(layout.vector(style: style.id, marks: marks))
        share.add(vector.span, slices: layout.slices(style: source.style))
      }
      try counters[worker].put(share, source: position)
    }
    var runs: [PatternRun] = []
    for worker in counters.indices { runs += try counters[worker].finish() }
    return (runs, expected)
  }

  private func file(_ merge: PatternMerge) throws -> [UInt8] {
    var bytes = PatternFile.headerLine
    try merge.forEach { PatternFile.append($0, times: $1, to: &bytes) }
    return bytes
  }

  @Test(
    "gives the lines of patterns.csv in order, whatever is spilled",
    arguments: [1, 2, 5], [(0, 2), (0, 256), (3_000, 2), (3_000, 7), (1 << 30, 2)])
  func random(workers: Int, limits: (budget: Int, width: Int)) throws {
    for (seed, number) in [0, 1, 30, 400].enumerated() {
      var random = SeededGenerator(seed: UInt64(seed))
      let spill = try spill()
      let (runs, expected) = try count(
        number, workers: workers, budget: limits.budget, spill: spill, &random)
      let spilled = runs.count { if case .spilled = $0 { true } else { false } }
      #expect(limits.budget == 0 ? spilled == number : limits.budget < 1 << 30 || spilled == 0)
      let merge = try PatternMerge(runs, groups: groups, spill: spill, width: limits.width)
      #expect(try file(merge) == expected.file)
      // Once more, as a blind count does.
      #expect(try file(merge) == expected.file)
      #expect(try folder.snapshot().isEmpty)
    }
  }

  /// What this process has open and no folder holds.
  private func nameless() -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    return all.map { "/proc/self/fd/\($0)" }.filter { path in
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
      return target == "\(folder.path("spill")) (deleted)"
    }
  }

  /// Records whose keys are easily found.
  private func write(_ spill: PatternSpill) throws -> PatternRun {
    let group = try #require(groups.origins.first?.contests.first)
    return try spill.append { append in
      for number in 0..<200 {
        let marks = [UInt8](repeating: 0x55, count: groups.packing(group).byteCount)
        try append(PatternKey(group: group), marks.span, number + 1)
      }
    }
  }

  @Test("nothing that is spilled can be read on the disk")
  func sealed() throws {
    let spill = try spill(blockByteCount: 256)
    _ = try write(spill)
    let path = try #require(nameless().first)
    let bytes = try #require(FileManager.default.contents(atPath: path))
    #expect(bytes.count > 1_000 && bytes.count.isMultiple(of: 256 + ScratchCipher.overhead))
    // The counts are mostly zeros: seven of them after each other are in every record.
    #expect(bytes.range(of: Data(repeating: 0, count: 7)) == nil)
  }

  @Test("a spill that comes back changed ends the count")
  func changed() throws {
    let spill = try spill(blockByteCount: 256)
    let run = try write(spill)
    let merge = try PatternMerge([run], groups: groups, spill: spill)
    #expect(throws: Never.self) { try file(merge) }
    let path = try #require(nameless().first)
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    try handle.seek(toOffset: 300)
    try handle.write(contentsOf: [1, 2, 3])
    #expect(throws: CryptographyError.scratch) { try file(merge) }
    try handle.truncate(atOffset: 400)
    #expect(throws: (any Error).self) { try file(merge) }
  }
}
