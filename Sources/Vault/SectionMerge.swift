import Bundles
import Encoding

/// A section of a merge that failed, by its position.
struct MergeFailure: Error {
  let section: Int
  let problem: Message
}

/// Merges the records of many sections, each in order, into the groups of one token each.
///
/// Holds a few records of every section and the entries of one token, however many voters there
/// are.
struct SectionMerge {
  /// Records of one section that are held.
  private static let window = 64

  private let readers: [SectionReader]
  /// The windows of all sections.
  private var records: [IdentityRecord]
  /// The place of each section's next record, and the end of its window.
  private var places: [(next: Int, end: Int)]
  /// A binary heap of sections that have a record, the lowest token on top; beside each the
  /// beginning of its token, which tells most of them apart.
  private var heap: [(prefix: UInt64, section: Int)] = []
  /// The token of the group.
  private(set) var token = Digest(words: (0, 0, 0, 0))
  /// How many entries it has.
  private(set) var count = 0
  // Nearly every token has one entry or two: these stand by themselves.
  private(set) var first = Entry(section: 0, ballot: 0, cast: 0)
  private(set) var second = Entry(section: 0, ballot: 0, cast: 0)
  private var others: [Entry] = []

  /// The entries of the group, in no order that means anything.
  var entries: [Entry] { [first, second].prefix(count) + others }

  /// - Throws: `MergeFailure` where a section does not hold at its beginning; `StorageError`.
  init(_ readers: [SectionReader]) throws {
    self.readers = readers
    let none = IdentityRecord(token: Digest(words: (0, 0, 0, 0)), ballot: 0, cast: 0)
    records = [IdentityRecord](repeating: none, count: readers.count * Self.window)
    places = readers.indices.map { ($0 * Self.window, $0 * Self.window) }
    for section in readers.indices where try refill(section) {
      heap.append((records[places[section].next].token.prefix, section))
      rise(heap.count - 1)
    }
  }

  /// Reads the next window of a section; false where there is none.
  private mutating func refill(_ section: Int) throws -> Bool {
    let start = section * Self.window
    do {
      let count = try readers[section].read(into: &records, at: start, room: Self.window)
      places[section] = (start, start + count)
      return count > 0
    } catch let problem as SectionProblem {
      throw MergeFailure(section: section, problem: problem.problem)
    }
  }

  /// Goes to the next token with all its entries; false after the last.
  ///
  /// - Throws: `MergeFailure` where a section turns out not to hold; `StorageError`.
  mutating func next() throws -> Bool {
    count = 0
    if !others.isEmpty { others.removeAll(keepingCapacity: true) }
    guard let lowest = heap.first else { return false }
    let prefix = lowest.prefix
    token = records[places[lowest.section].next].token
    while let top = heap.first, top.prefix == prefix {
      let section = top.section
      let place = places[section].next
      guard count == 0 || records[place].token == token else { break }
      add(Entry(section: section, ballot: records[place].ballot, cast: records[place].cast))
      places[section].next = place + 1
      if place + 1 == places[section].end, try !refill(section) {
        dropTop()
      } else {
        heap[0].prefix = records[places[section].next].token.prefix
        sink(0)
      }
    }
    return true
  }

  private mutating func add(_ entry: Entry) {
    switch count {
    case 0: first = entry
    case 1: second = entry
    default: others.append(entry)
    }
    count += 1
  }

  private func isBelow(_ one: Int, _ other: Int) -> Bool {
    let (one, other) = (heap[one], heap[other])
    guard one.prefix == other.prefix else { return one.prefix < other.prefix }
    let low = records[places[one.section].next].token
    let high = records[places[other.section].next].token
    return low == high ? one.section < other.section : low < high
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
