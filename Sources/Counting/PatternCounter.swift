import Election

/// One worker's counts of runs of marks, in no more memory than it was given: what is more goes
/// to the spill as a sorted run.
struct PatternCounter {
  /// What was counted of the ballots of one style and collector.
  struct Portion {
    fileprivate let packings: [MarkPacking]
    fileprivate var contests: [RunCounter]
    fileprivate var malformed: [Int]
    fileprivate var unreadable = 0
    private var packed: [UInt8]

    fileprivate init(_ packings: [MarkPacking]) {
      self.packings = packings
      contests = packings.map { RunCounter(length: $0.byteCount) }
      malformed = packings.map { _ in 0 }
      packed = [UInt8](repeating: 0, count: packings.map(\.byteCount).max() ?? 0)
    }

    /// Counts the marks of a ballot, which lie in it where `slices` says.
    mutating func add(_ marks: Span<UInt8>, slices: [Range<Int>]) {
      var packed = exchange(&self.packed, with: [])
      for contest in packings.indices {
        let start = slices[contest].lowerBound
        if packings[contest].pack(marks, at: start, into: &packed) {
          contests[contest].add(packed.span)
        } else {
          malformed[contest] += 1
        }
      }
      self.packed = packed
    }

    /// Counts a ballot that could not be read.
    mutating func addUnreadable() { unreadable += 1 }

    fileprivate var byteCount: Int { contests.reduce(0) { $0 + $1.byteCount } }
  }

  private let groups: PatternGroups
  private let spill: PatternSpill
  private let budget: Int
  private var portions: [Int: Portion] = [:]
  /// Bytes of all portions.
  private var byteCount = 0
  private var runs: [PatternRun] = []

  /// A counter that spills once its counts take more than `budget` bytes.
  init(groups: PatternGroups, spill: PatternSpill, budget: Int) {
    self.groups = groups
    self.spill = spill
    self.budget = budget
  }

  /// Takes out the portion to which the ballots of a source belong.
  mutating func take(source: Int) -> Portion {
    let origin = groups.origin(ofSource: source)
    guard let portion = portions.removeValue(forKey: origin) else {
      return Portion(groups.origins[origin].contests.map(groups.packing))
    }
    byteCount -= portion.byteCount
    return portion
  }

  /// Puts a portion back, and spills everything where it is too much.
  mutating func put(_ portion: Portion, source: Int) throws {
    portions[groups.origin(ofSource: source)] = portion
    byteCount += portion.byteCount
    guard byteCount > budget else { return }
    runs.append(try spill.append { try forEachRecord($0) })
    portions.removeAll()
    byteCount = 0
  }

  /// Everything that was counted, as sorted runs.
  mutating func finish() throws -> [PatternRun] {
    var rest = RecordBlock()
    try forEachRecord { rest.append($0, $1, times: $2) }
    portions.removeAll()
    return runs + [.held(rest.bytes)]
  }

  /// Gives what is in memory as records, in order.
  private func forEachRecord(
    _ body: (PatternKey, Span<UInt8>, Int) throws -> Void
  ) throws {
    let nothing: [UInt8] = []
    var parts: [(group: Int, portion: Portion, contest: Int?)] = []
    for (origin, portion) in portions {
      parts.append((groups.origins[origin].unreadable, portion, nil))
      for (contest, group) in groups.origins[origin].contests.enumerated() {
        parts.append((group, portion, contest))
      }
    }
    for (group, portion, contest) in parts.sorted(by: { $0.group < $1.group }) {
      guard let contest else {
        if portion.unreadable > 0 {
          try body(PatternKey(group: group), nothing.span, portion.unreadable)
        }
        continue
      }
      try portion.contests[contest].forEachSorted {
        try body(PatternKey(group: group), $0, $1)
      }
      if portion.malformed[contest] > 0 {
        try body(
          PatternKey(group: group, isMalformed: true), nothing.span, portion.malformed[contest])
      }
    }
  }
}
