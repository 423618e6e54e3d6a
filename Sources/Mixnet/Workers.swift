import Threads

/// Work on ranges of a list, each on whichever core is free.
package struct Workers: Sendable {
  /// Entries that a core takes at a time: enough that handing them out costs nothing beside it.
  private static let least = 64
  /// Ranges of a list, however long it is.
  private static let mostRanges = 4_096

  private let threads: Int

  package init(threads: Int = Threads.processorCount) { self.threads = max(1, threads) }

  /// The ranges of so many entries, in their order; at least one.
  func ranges(of count: Int) -> [Range<Int>] {
    let size = max(Self.least, (count + Self.mostRanges - 1) / Self.mostRanges)
    guard count > size else { return [0..<count] }
    return stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }

  /// What `make` gives for each range of so many entries, in their order.
  package func map<Made: Sendable>(
    _ count: Int, _ make: @escaping @Sendable (Range<Int>) -> Made
  ) -> [Made] {
    let ranges = ranges(of: count)
    return Threads.map(ranges.count, threads: threads) { make(ranges[$0]) }
  }

  /// The same of what may fail.
  ///
  /// - Throws: what the first range throws that does.
  func map<Made: Sendable, Failure: Error>(
    _ count: Int, _ make: @escaping @Sendable (Range<Int>) throws(Failure) -> Made
  ) throws(Failure) -> [Made] {
    var made: [Made] = []
    for result in map(count, { range in Result { () throws(Failure) in try make(range) } }) {
      made.append(try result.get())
    }
    return made
  }
}
