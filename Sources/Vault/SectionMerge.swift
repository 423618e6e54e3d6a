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

  /// A section with the place of its next record and the end of its window.
  private struct Lane {
    let section: Int
    var next: Int
    var end: Int
  }

  private let readers: [SectionReader]
  /// The windows of all sections.
  private var records: [IdentityRecord]
  /// The sections that have a record left.
  private var left: [Lane] = []
  /// Among them, the one whose next token has the lowest beginning.
  private var tournament = Tournament([])
  /// Entries whose tokens share their beginning with another token, which no hash does by chance:
  /// the highest token first.
  private var strays: [(token: Digest, entry: Entry)] = []
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
    for section in readers.indices {
      if let lane = try refill(section) { left.append(lane) }
    }
    begin()
  }

  /// Reads the next window of a section; nil where there is none.
  private mutating func refill(_ section: Int) throws -> Lane? {
    let start = section * Self.window
    do {
      let count = try readers[section].read(into: &records, at: start, room: Self.window)
      return count > 0 ? Lane(section: section, next: start, end: start + count) : nil
    } catch let problem as SectionProblem {
      throw MergeFailure(section: section, problem: problem.problem)
    }
  }

  /// Goes to the next token with all its entries; false after the last.
  ///
  /// - Throws: `MergeFailure` where a section turns out not to hold; `StorageError`.
  mutating func next() throws -> Bool {
    clear()
    if strays.isEmpty { try gather() }
    if let stray = strays.last {
      token = stray.token
      while let next = strays.last, next.token == token {
        add(next.entry)
        strays.removeLast()
      }
    }
    return count > 0
  }

  /// Takes all entries whose tokens have the lowest beginning: those of one token, but for strays.
  private mutating func gather() throws {
    guard let lowest = tournament.lowest else { return }
    token = records[left[lowest.seat].next].token
    while let top = tournament.lowest, top.key == lowest.key {
      let lane = left[top.seat]
      let record = records[lane.next]
      let entry = Entry(section: lane.section, ballot: record.ballot, cast: record.cast)
      if record.token == token, strays.isEmpty {
        add(entry)
      } else {
        if strays.isEmpty { setAside() }
        strays.append((record.token, entry))
      }
      if lane.next + 1 < lane.end {
        left[top.seat].next = lane.next + 1
      } else if let refilled = try refill(lane.section) {
        left[top.seat] = refilled
      } else {
        left.remove(at: top.seat)
        begin()
        continue
      }
      tournament.replaceLowest(with: records[left[top.seat].next].token.prefix)
    }
    if !strays.isEmpty { strays.sort { $0.token > $1.token } }
  }

  private mutating func begin() {
    tournament = Tournament(left.map { records[$0.next].token.prefix })
  }

  private mutating func setAside() {
    strays = entries.map { (token, $0) }
    clear()
  }

  private mutating func clear() {
    count = 0
    if !others.isEmpty { others.removeAll(keepingCapacity: true) }
  }

  private mutating func add(_ entry: Entry) {
    switch count {
    case 0: first = entry
    case 1: second = entry
    default: others.append(entry)
    }
    count += 1
  }
}
