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
  private var merge: KWayMerge<SectionLane>
  /// The token of the group.
  private(set) var token = Digest(words: (0, 0, 0, 0))
  /// How many entries it has.
  private(set) var count = 0
  // Nearly every token has one entry or two: these stand by themselves.
  private(set) var first = SectionEntry(section: 0, ballot: 0, cast: 0)
  private(set) var second = SectionEntry(section: 0, ballot: 0, cast: 0)
  private var others: [SectionEntry] = []

  /// The entries of the group, in no order that means anything.
  var entries: [SectionEntry] { count == 1 ? [first] : count == 0 ? [] : [first, second] + others }

  /// - Throws: `MergeFailure` where a section does not hold at its beginning; `StorageError`.
  init(_ readers: [SectionReader]) throws {
    merge = try KWayMerge(readers.enumerated().map { SectionLane($1, section: $0) })
  }

  /// Goes to the next token with all its entries; false after the last.
  ///
  /// - Throws: `MergeFailure` where a section turns out not to hold; `StorageError`.
  mutating func next() throws -> Bool {
    count = 0
    if !others.isEmpty { others.removeAll(keepingCapacity: true) }
    guard var lowest = merge.lowest else { return false }
    token = merge.sources[lowest].token
    repeat {
      add(merge.sources[lowest].entry)
      try merge.advance()
      guard let following = merge.lowest else { break }
      lowest = following
    } while merge.sources[lowest].token == token
    return true
  }

  private mutating func add(_ entry: SectionEntry) {
    switch count {
    case 0: first = entry
    case 1: second = entry
    default: others.append(entry)
    }
    count += 1
  }
}

/// The records of one section, of which some are held.
private struct SectionLane: SortedSource {
  private static let window = 64

  private let reader: SectionReader
  private let section: Int
  private var records: [IdentityRecord]
  private var position = 0
  private var count = 0

  init(_ reader: SectionReader, section: Int) {
    self.reader = reader
    self.section = section
    let none = IdentityRecord(token: Digest(words: (0, 0, 0, 0)), ballot: 0, cast: 0)
    records = [IdentityRecord](repeating: none, count: Self.window)
  }

  var token: Digest { records[position].token }

  var entry: SectionEntry {
    let record = records[position]
    return SectionEntry(section: section, ballot: record.ballot, cast: record.cast)
  }

  mutating func advance() throws -> UInt64? {
    position += 1
    if position >= count {
      position = 0
      try refill()
      guard count > 0 else { return nil }
    }
    return records[position].token.prefix
  }

  private mutating func refill() throws {
    do {
      count = try reader.read(into: &records)
    } catch let problem as SectionProblem {
      throw MergeFailure(section: section, problem: problem.problem)
    }
  }

  func precedes(_ other: SectionLane) -> Bool { token < other.token }
}
