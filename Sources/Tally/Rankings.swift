import Election

/// How often each order of preferences of a ranked contest occurs.
///
/// A count of ranked papers comes back to them at every stage, and so all of them are in memory: in
/// as few bits for each preference as the number of options needs. `Memory` in the documentation
/// has the figures.
struct Rankings {
  private let packing: MarkPacking
  private var runs: RunCounter

  /// No rankings yet, of so many options.
  init(options: Int) {
    // An option's position and one; zero is no further preference.
    packing = MarkPacking(count: options, highest: UInt8(clamping: options))
    runs = RunCounter(length: packing.byteCount)
  }

  /// How many different ones there are.
  var count: Int { runs.count }

  /// Adds positions of options, the first preference first.
  mutating func add(_ preferences: [UInt8], times: Int) {
    var marks = [UInt8](repeating: 0, count: packing.count)
    for (place, option) in preferences.enumerated() { marks[place] = option + 1 }
    var packed = [UInt8](repeating: 0, count: packing.byteCount)
    // No position is above the number of options.
    _ = packing.pack(marks.span, at: 0, into: &packed)
    runs.add(packed.span, times: times)
  }

  /// How often the ranking at a position occurs.
  func times(_ position: Int) -> Int { runs.times(position) }

  /// The option at a place of the ranking at a position; nil beyond its last preference.
  func option(_ position: Int, at place: Int) -> Int? {
    guard place < packing.count else { return nil }
    let mark = runs.withRuns { packing.mark(place, of: $0, at: position * packing.byteCount) }
    return mark == 0 ? nil : Int(mark) - 1
  }
}
