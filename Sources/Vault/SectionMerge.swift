import Bundles
import Encoding
import Words

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
  /// A beginning that several tokens share, which no hash does by chance: what the tournament
  /// cannot tell apart is looked for among all sections.
  private var alike: UInt64?
  /// What was taken of one of them before another turned up.
  private var held: (token: Digest, entries: [Entry])?
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
    if alike == nil { try gather() }
    if let alike { try gather(alike: alike) }
    return count > 0
  }

  /// Takes the entries of the token with the lowest beginning, unless there are several such tokens.
  private mutating func gather() throws {
    guard let lowest = tournament.lowest else { return }
    token = records[left[lowest.seat].next].token
    while let top = tournament.lowest, top.key == lowest.key {
      guard records[left[top.seat].next].token == token else {
        (alike, held) = (top.key, (token, entries))
        return clear()
      }
      add(entry(top.seat))
      if try advance(top.seat) {
        tournament.replaceLowest(with: prefix(top.seat))
      } else {
        begin()
      }
    }
  }

  /// Takes the entries of the lowest token among those with this beginning.
  private mutating func gather(alike beginning: UInt64) throws {
    let tokens = left.map { records[$0.next].token }.filter { $0.prefix == beginning }
    guard let lowest = (tokens + [held?.token].compactMap(\.self)).min() else { return }
    token = lowest
    if let held, held.token == lowest {
      for entry in held.entries { add(entry) }
      self.held = nil
    }
    for seat in left.indices.reversed() {
      while records[left[seat].next].token == lowest {
        add(entry(seat))
        guard try advance(seat) else { break }
      }
    }
    if held == nil, !left.indices.contains(where: { prefix($0) == beginning }) {
      alike = nil
      begin()
    }
  }

  /// Goes to the next record at a seat; where there is none the seat is gone.
  private mutating func advance(_ seat: Int) throws -> Bool {
    if left[seat].next + 1 < left[seat].end {
      left[seat].next += 1
    } else if let refilled = try refill(left[seat].section) {
      left[seat] = refilled
    } else {
      left.remove(at: seat)
      return false
    }
    return true
  }

  private mutating func begin() { tournament = Tournament(left.indices.map(prefix)) }

  private func prefix(_ seat: Int) -> UInt64 { records[left[seat].next].token.prefix }

  private func entry(_ seat: Int) -> Entry {
    let record = records[left[seat].next]
    return Entry(section: left[seat].section, ballot: record.ballot, cast: record.cast)
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
