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
  /// A binary heap of the positions of readers that have a record, the lowest record on top.
  private var heap: [Int] = []

  init(_ readers: [SectionReader]) {
    self.readers = readers
    for position in readers.indices where readers[position].current != nil {
      heap.append(position)
      rise(heap.count - 1)
    }
  }

  /// The next token with all its entries; nil after the last.
  ///
  /// - Throws: `MergeFailure` where a section turns out not to hold; `StorageError`.
  mutating func next() throws -> (token: Digest, entries: [Entry])? {
    guard let top = heap.first, let token = readers[top].current?.token else { return nil }
    var entries: [Entry] = []
    while let section = heap.first, let record = readers[section].current, record.token == token {
      entries.append(Entry(section: section, ballot: record.ballot, cast: record.cast))
      do {
        try readers[section].advance()
      } catch let problem as SectionProblem {
        throw MergeFailure(section: section, problem: problem.problem)
      }
      if readers[section].current == nil { dropTop() } else { sink(0) }
    }
    return (token, entries)
  }

  private func isBelow(_ one: Int, _ other: Int) -> Bool {
    guard let low = readers[one].current, let high = readers[other].current else { return false }
    return low.token != high.token ? low.token < high.token : one < other
  }

  private mutating func dropTop() {
    guard let last = heap.popLast(), !heap.isEmpty else { return }
    heap[0] = last
    sink(0)
  }

  private mutating func rise(_ start: Int) {
    var child = start
    while child > 0, isBelow(heap[child], heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func sink(_ start: Int) {
    var parent = start
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && isBelow(heap[child], heap[least]) {
        least = child
      }
      guard least != parent else { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
