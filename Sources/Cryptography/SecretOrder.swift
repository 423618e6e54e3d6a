import CSodium
import Words

/// The numbers from 0 in an order that must not leak, in memory that the system neither swaps nor
/// dumps.
@safe package struct SecretOrder: ~Copyable, @unchecked Sendable {
  // Unchecked, because of the pointer: nothing is written once it is made.
  private let numbers: UnsafeMutablePointer<UInt32>
  package let count: Int

  /// The order of so many numbers in which each comes before the next, by `precedes`; n log n
  /// comparisons, and no memory but its own (heapsort: Williams 1964).
  ///
  /// - Throws: `.tooLarge`, `.memory`, `.unlocked`.
  package init(
    count: Int, by precedes: (Int, Int) -> Bool
  ) throws(CryptographyError) {
    guard (0...Int(UInt32.max)).contains(count) else {
      throw .tooLarge("an order", limit: Int(UInt32.max))
    }
    let memory = try unsafe Sodium.lockedMemory(byteCount: count * MemoryLayout<UInt32>.stride)
    unsafe numbers = memory.bindMemory(to: UInt32.self, capacity: count)
    self.count = count
    for place in 0..<count { unsafe numbers[place] = UInt32(place) }
    for root in (0..<count / 2).reversed() { sink(root, below: count, by: precedes) }
    for end in (0..<count).reversed() {
      swap(0, end)
      sink(0, below: end, by: precedes)
    }
  }

  deinit { unsafe sodium_free(numbers) }

  /// The number at a place.
  package subscript(place: Int) -> Int {
    precondition((0..<count).contains(place))
    return unsafe Int(numbers[place])
  }

  private func swap(_ one: Int, _ other: Int) {
    let held = unsafe numbers[one]
    unsafe numbers[one] = numbers[other]
    unsafe numbers[other] = held
  }

  /// Lets the number at the root sink below greater ones.
  private func sink(_ root: Int, below end: Int, by precedes: (Int, Int) -> Bool) {
    var root = root
    while 2 * root + 1 < end {
      var child = 2 * root + 1
      if child + 1 < end, precedes(self[child], self[child + 1]) { child += 1 }
      guard precedes(self[root], self[child]) else { return }
      swap(root, child)
      root = child
    }
  }
}

/// What cannot be copied, for threads that all read it.
package final class Shared<Value: ~Copyable & Sendable>: Sendable {
  package let value: Value

  package init(_ value: consuming Value) { self.value = value }
}
