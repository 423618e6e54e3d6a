import Election

/// Counts how often each order of preferences of a ranked contest occurs.
///
/// A count of ranked papers comes back to them at every stage, and so all of them are in memory: in
/// as few bits for each preference as the number of options needs. `Memory` in the documentation
/// has the figures.
struct Rankings {
  private let packing: MarkPacking
  /// What was added lately may take so many bytes before it is merged into the table.
  private let budget: Int
  private var fresh: RunCounter
  private var merged: RankingTable

  /// No rankings yet, of so many options.
  init(options: Int, budget: Int = 1 << 21) {
    self.budget = budget
    // An option's position and one; zero is no further preference.
    packing = MarkPacking(count: options, highest: UInt8(clamping: options))
    fresh = RunCounter(length: packing.byteCount)
    merged = RankingTable(packing)
  }

  /// Adds positions of options, the first preference first.
  mutating func add(_ preferences: [UInt8], times: Int) {
    var marks = [UInt8](repeating: 0, count: packing.count)
    for (place, option) in preferences.enumerated() { marks[place] = option + 1 }
    var packed = [UInt8](repeating: 0, count: packing.byteCount)
    // No position is above the number of options.
    _ = packing.pack(marks.span, at: 0, into: &packed)
    fresh.add(packed.span, times: times)
    if fresh.byteCount > budget { merge() }
  }

  /// All that were added.
  mutating func table() -> RankingTable {
    if fresh.count > 0 { merge() }
    return merged
  }

  private mutating func merge() {
    merged.merge(fresh)
    fresh = RunCounter(length: packing.byteCount)
  }
}
