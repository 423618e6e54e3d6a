import Election
import Encoding

/// The patterns of a count in the order of patterns.csv, merged from sorted runs as often as they
/// are asked for.
struct PatternMerge: Sendable {
  /// How many runs are merged at once: each takes the memory of a block.
  static let standardWidth = 256

  private let groups: PatternGroups
  private let spill: PatternSpill
  private var runs: [PatternRun]

  /// Merges so many runs before that no more than `width` are left.
  init(
    _ runs: [PatternRun], groups: PatternGroups, spill: PatternSpill, width: Int = standardWidth
  ) throws {
    self.groups = groups
    self.spill = spill
    self.runs = runs
    while self.runs.count > width {
      // The oldest first, so that each is merged as often as any other.
      let merged = Array(self.runs.prefix(width))
      self.runs.removeFirst(width)
      self.runs.append(
        try Self.write(merged, groups: groups, spill: spill))
    }
  }

  private static func write(
    _ runs: [PatternRun], groups: PatternGroups, spill: PatternSpill
  ) throws -> PatternRun {
    try spill.append { append in
      try merge(runs, groups: groups, spill: spill) { try append($0, $1, $2) }
    }
  }

  /// Gives every pattern with its count.
  func forEach(_ body: (Pattern, Int) throws -> Void) throws {
    try Self.merge(runs, groups: groups, spill: spill) { key, packed, times in
      try body(groups.pattern(key, packed: packed), times)
    }
  }

  /// Gives the records of several runs in order, with the counts of equal ones added up.
  private static func merge(
    _ runs: [PatternRun], groups: PatternGroups, spill: PatternSpill,
    _ body: (PatternKey, Span<UInt8>, Int) throws -> Void
  ) throws {
    var merge = try KWayMerge(runs.map { RunReader($0, groups: groups, spill: spill) })
    var key: PatternKey?
    var packed: [UInt8] = []
    var times = 0
    while let lowest = merge.lowest {
      let reader = merge.sources[lowest]
      if let key, key == reader.key, reader.hasMarks(packed) {
        // The sum is at most the number of ballots.
        times += reader.times
      } else {
        if let key { try body(key, packed.span, times) }
        key = reader.key
        reader.copyMarks(to: &packed)
        times = reader.times
      }
      try merge.advance()
    }
    if let key { try body(key, packed.span, times) }
  }
}
