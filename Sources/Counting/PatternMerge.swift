import Election

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
    var readers = runs.map {
      RunReader($0, groups: groups, blockByteCount: spill.blockByteCount)
    }
    defer { for position in readers.indices { readers[position].wipe() } }
    for position in readers.indices { try readers[position].advance(spill) }
    var heap = MergeHeap(readers.indices.filter { readers[$0].key != nil }, readers)
    var key: PatternKey?
    var packed: [UInt8] = []
    var times = 0
    while let first = heap.first {
      if let key, key == readers[first].key, readers[first].hasMarks(packed) {
        // The sum is at most the number of ballots.
        times += readers[first].times
      } else {
        if let key { try body(key, packed.span, times) }
        key = readers[first].key
        readers[first].copyMarks(to: &packed)
        times = readers[first].times
      }
      try readers[first].advance(spill)
      heap.settle(readers)
    }
    if let key { try body(key, packed.span, times) }
  }
}

/// Which of several readers has the least record: a binary heap of their positions.
private struct MergeHeap {
  private var order: [Int]

  init(_ positions: [Int], _ readers: [RunReader]) {
    order = positions
    for place in order.indices.reversed() { sink(place, readers) }
  }

  /// The reader with the least record; nil where all have ended.
  var first: Int? { order.first }

  /// Finds the place of the first again, which went on.
  mutating func settle(_ readers: [RunReader]) {
    if let first, readers[first].key == nil {
      order.swapAt(0, order.count - 1)
      order.removeLast()
    }
    sink(0, readers)
  }

  private mutating func sink(_ place: Int, _ readers: [RunReader]) {
    var place = place
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < order.count {
        if readers[order[child]].precedes(readers[order[least]]) { least = child }
      }
      guard least != place else { return }
      order.swapAt(place, least)
      place = least
    }
  }
}
