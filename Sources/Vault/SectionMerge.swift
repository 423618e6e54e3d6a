import Bundles
import Encoding

/// A section of a merge that failed, by its position.
struct MergeFailure: Error {
  let section: Int
  let problem: String
}

/// Merges the records of many sections, each in order, into the groups of one token each.
///
/// Holds one chunk of every section and the entries of one token, however many voters there are.
struct SectionMerge {
  private let readers: [SectionReader]
  /// A binary heap of readers that have a record, the lowest token on top; beside each the
  /// beginning of its token, which tells most of them apart.
  private var heap: [(prefix: UInt64, section: Int)] = []
  /// The token of the group, and its entries in no order that means anything.
  private(set) var token = Digest(words: (0, 0, 0, 0))
  private(set) var entries: [Entry] = []

  init(_ readers: [SectionReader]) {
    self.readers = readers
    for position in readers.indices where !readers[position].isFinished {
      heap.append((readers[position].current.token.prefix, position))
      rise(heap.count - 1)
    }
  }

  /// Goes to the next token with all its entries; false after the last.
  ///
  /// - Throws: `MergeFailure` where a section turns out not to hold; `StorageError`.
  mutating func next() throws -> Bool {
    entries.removeAll(keepingCapacity: true)
    guard let top = heap.first else { return false }
    token = readers[top.section].current.token
    while let top = heap.first {
      let reader = readers[top.section]
      let record = reader.current
      guard record.token == token else { break }
      entries.append(Entry(section: top.section, ballot: record.ballot, cast: record.cast))
      do {
        try reader.advance()
      } catch let problem as SectionProblem {
        throw MergeFailure(section: top.section, problem: problem.problem)
      }
      if reader.isFinished {
        dropTop()
      } else {
        heap[0].prefix = reader.current.token.prefix
        sink(0)
      }
    }
    return true
  }

  private func isBelow(_ one: Int, _ other: Int) -> Bool {
    let (one, other) = (heap[one], heap[other])
    guard one.prefix == other.prefix else { return one.prefix < other.prefix }
    let (low, high) = (readers[one.section].current.token, readers[other.section].current.token)
    return low != high ? low < high : one.section < other.section
  }

  private mutating func dropTop() {
    guard let last = heap.popLast(), !heap.isEmpty else { return }
    heap[0] = last
    sink(0)
  }

  private mutating func rise(_ start: Int) {
    var child = start
    while child > 0, isBelow(child, (child - 1) / 2) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func sink(_ start: Int) {
    var parent = start
    while true {
      var least = parent
      let left = 2 * parent + 1
      if left < heap.count, isBelow(left, least) { least = left }
      if left + 1 < heap.count, isBelow(left + 1, least) { least = left + 1 }
      guard least != parent else { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
