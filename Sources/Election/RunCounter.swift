/// Counts distinct runs of bytes of one length, without an allocation for a run it knows.
package struct RunCounter: Sendable {
  /// Bytes of one run.
  package let length: Int
  private var runs: [UInt8] = []
  private var counts: [Int] = []
  /// An open-addressed table of positions in `counts`, plus one; zero is free.
  ///
  /// Its size is a power of two and it is never more than half full.
  private var slots: [Int32]

  package init(length: Int) {
    self.length = length
    slots = [Int32](repeating: 0, count: 16)
  }

  /// How many runs there are.
  package var count: Int { counts.count }

  /// The memory that it has taken.
  package var byteCount: Int {
    slots.count / 2 * (length + MemoryLayout<Int>.size) + slots.count * MemoryLayout<Int32>.size
  }

  /// Counts the run of `length` bytes with which `run` begins.
  package mutating func add(_ run: Span<UInt8>, times: Int = 1) {
    var slot = Self.hash(run, 0, length) & (slots.count - 1)
    while slots[slot] != 0 {
      let entry = Int(slots[slot]) - 1
      if isEqual(entry, run) {
        counts[entry] += times
        return
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    if counts.isEmpty { reserve() }
    for position in 0..<length { runs.append(run[position]) }
    counts.append(times)
    slots[slot] = Int32(counts.count)
    if counts.count * 2 > slots.count { grow() }
  }

  /// Gives every distinct run with its count, sorted by bytes.
  package func forEachSorted(_ body: (Span<UInt8>, Int) throws -> Void) rethrows {
    let all = runs.span
    let order = (0..<Int32(counts.count)).sorted { one, other in
      let (low, high) = (Int(one) * length, Int(other) * length)
      for byte in 0..<length where all[low + byte] != all[high + byte] {
        return all[low + byte] < all[high + byte]
      }
      return false
    }
    for entry in order {
      let start = Int(entry) * length
      try body(all.extracting(start..<start + length), counts[Int(entry)])
    }
  }

  private func isEqual(_ entry: Int, _ run: Span<UInt8>) -> Bool {
    let start = entry * length
    for position in 0..<length where runs[start + position] != run[position] { return false }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for entry in counts.indices {
      var slot = Self.hash(runs.span, entry * length, length) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(entry + 1)
    }
    reserve()
  }

  /// Room for as many runs as there will be before the table grows again, and no more.
  private mutating func reserve() {
    runs.reserveCapacity((slots.count / 2 + 1) * length)
    counts.reserveCapacity(slots.count / 2 + 1)
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
