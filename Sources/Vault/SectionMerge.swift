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
  /// A section that has a record; beside it the beginning of its token, which tells most of them
  /// apart.
  private typealias Waiting = (prefix: UInt64, section: Int)
  /// A binary heap of them, the lowest token on top.
  private var heap: [Waiting] = []
  /// The token of the group.
  private(set) var token = Digest(words: (0, 0, 0, 0))
  /// How many entries it has.
  private(set) var count = 0
  // Nearly every token has one entry or two: these stand by themselves.
  private(set) var first = Entry(section: 0, ballot: 0, cast: 0)
  private(set) var second = Entry(section: 0, ballot: 0, cast: 0)
  private var others: [Entry] = []

  /// The entries of the group, in no order that means anything.
  var entries: [Entry] { count == 1 ? [first] : count == 0 ? [] : [first, second] + others }

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
        sink((records[places[section].next].token.prefix, section))
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

  private mutating func dropTop() {
    guard let last = heap.popLast(), !heap.isEmpty else { return }
    sink(last)
  }

  private mutating func rise(_ start: Int) {
    var child = start
    while child > 0, Self.isBelow(heap[child], heap[(child - 1) / 2], places, records) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Puts a section in the place of the one on top.
  private mutating func sink(_ section: Waiting) {
    let (places, records) = (places, records)
    // Through a span: who writes into an array asks each time whether it is shared.
    var all = heap.mutableSpan
    var parent = 0
    while true {
      var least = 2 * parent + 1
      guard least < all.count else { break }
      if least + 1 < all.count, Self.isBelow(all[least + 1], all[least], places, records) {
        least += 1
      }
      guard Self.isBelow(all[least], section, places, records) else { break }
      all[parent] = all[least]
      parent = least
    }
    all[parent] = section
  }

  private static func isBelow(
    _ one: Waiting, _ other: Waiting, _ places: [(next: Int, end: Int)],
    _ records: [IdentityRecord]
  ) -> Bool {
    guard one.prefix == other.prefix else { return one.prefix < other.prefix }
    let low = records[places[one.section].next].token
    let high = records[places[other.section].next].token
    return low == high ? one.section < other.section : low < high
  }
}
