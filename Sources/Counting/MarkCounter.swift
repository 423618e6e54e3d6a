/// Counts distinct runs of marks of one length, without an allocation for a run it knows.
struct MarkCounter: Sendable {
  /// Bytes of one run.
  let length: Int
  private var marks: [UInt8] = []
  private var counts: [Int] = []
  /// An open-addressed table of positions in `counts`, plus one; zero is free.
  ///
  /// Its size is a power of two and it is never more than half full.
  private var slots: [Int32]

  init(length: Int) {
    self.length = length
    slots = [Int32](repeating: 0, count: 64)
  }

  /// Counts the run of `length` bytes that begins at `start`.
  mutating func add(_ bytes: Span<UInt8>, at start: Int, times: Int = 1) {
    var slot = Self.hash(bytes, start, length) & (slots.count - 1)
    while slots[slot] != 0 {
      let entry = Int(slots[slot]) - 1
      if isEqual(entry, bytes, start) {
        counts[entry] += times
        return
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    for position in start..<start + length { marks.append(bytes[position]) }
    counts.append(times)
    slots[slot] = Int32(counts.count)
    if counts.count * 2 > slots.count { grow() }
  }

  /// Every distinct run with its count, in the order in which they were first seen.
  var runs: [(marks: [UInt8], count: Int)] {
    counts.indices.map { (Array(marks[$0 * length..<($0 + 1) * length]), counts[$0]) }
  }

  /// Adds what another counter of the same length has counted.
  mutating func merge(_ other: MarkCounter) {
    for entry in other.counts.indices {
      add(other.marks.span, at: entry * length, times: other.counts[entry])
    }
  }

  private func isEqual(_ entry: Int, _ bytes: Span<UInt8>, _ start: Int) -> Bool {
    for position in 0..<length where marks[entry * length + position] != bytes[start + position] {
      return false
    }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for entry in counts.indices {
      var slot = Self.hash(marks.span, entry * length, length) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(entry + 1)
    }
  }

  /// Seeded anew in every process, so that nobody can make ballots that collide.
  private static func hash(_ bytes: Span<UInt8>, _ start: Int, _ length: Int) -> Int {
    var hasher = Hasher()
    var word: UInt64 = 0
    for position in 0..<length {
      word = word << 8 | UInt64(bytes[start + position])
      if position % 8 == 7 {
        hasher.combine(word)
        word = 0
      }
    }
    hasher.combine(word)
    return hasher.finalize()
  }
}
