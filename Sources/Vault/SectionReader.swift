import Bundles
import Cryptography
import Encoding
import Storage

/// Why a section cannot be used: it does not open, or does not cover its ballots.
struct SectionProblem: Error, Equatable {
  let problem: String
}

/// What a section is opened with.
struct SectionKey {
  let key: BoxKeyHolder
  /// The key's position among the definition's vault keys, and how many there are.
  let recipient: Int
  let recipients: Int
}

/// Gives the records of one sealed identity section in order, a chunk at a time, and checks that
/// they are in order, cover the ballots exactly, and end where they must.
///
/// A class, because the sections of a merge stand in an array. The opened chunk lies in locked
/// memory.
final class SectionReader {
  private var file: FileReader
  private var opener: IdentityOpener
  private var chunk: SecretBytes
  private var sealed: [UInt8]
  private var position = 0
  private var filled = 0
  private var isFinal = false
  private var taken = 0
  private let kind: Manifest.Kind
  private let count: Int
  private var covered: IndexSet

  /// The record that comes next; meaningless once `isFinished`.
  private(set) var current = IdentityRecord(
    token: Digest(words: (0, 0, 0, 0)), ballot: 0, cast: 0)
  /// Whether every record was given.
  private(set) var isFinished = false

  /// Opens the stream and reads the first record.
  ///
  /// - Throws: `SectionProblem` where the section does not open with this key or does not hold;
  ///   `StorageError` where the vault cannot be read.
  init(
    _ manifest: Manifest, path: String, election: Digest, key: SectionKey, disk: any Disk
  ) throws {
    kind = manifest.kind
    count = manifest.identities.count
    covered = IndexSet(count: kind == .ballots ? count : 0)
    file = try disk.openReader(path, limit: Int.max)
    guard
      file.byteCount
        == IdentityOpener.byteCount(records: count, recipients: key.recipients)
    else { throw SectionProblem(problem: "its length is not that of \(count) identities") }
    var preamble = [UInt8](
      repeating: 0, count: IdentityOpener.preambleByteCount(recipients: key.recipients))
    try Self.fill(&preamble, preamble.count, from: &file)
    do {
      opener = try IdentityOpener(
        preamble: preamble.span, recipient: key.recipient, of: key.recipients, key: key.key.key,
        keyHash: manifest.identities.key,
        context: identityContext(
          election: election, collector: manifest.collector, sequence: manifest.sequence))
    } catch { throw SectionProblem(problem: error.report.message) }
    chunk = try SecretBytes(count: IdentityOpener.chunkByteCount)
    sealed = [UInt8](
      repeating: 0, count: IdentityOpener.chunkByteCount + IdentityOpener.overhead)
    try advance()
  }

  /// Goes to the next record.
  func advance() throws {
    if position == filled {
      guard !isFinal else { return try finish() }
      try readChunk()
      guard filled > 0 else { return try finish() }
    }
    let next = chunk.withBytes { IdentityRecord($0, at: position) }
    guard let next else { throw SectionProblem(problem: "a record is cut short") }
    position += IdentityOpener.recordByteCount
    guard taken == 0 || current < next else {
      throw SectionProblem(problem: "record \(taken) is not above the one before it")
    }
    try check(next)
    taken += 1
    current = next
  }

  private func check(_ record: IdentityRecord) throws {
    guard kind == .ballots else {
      guard record.ballot == IdentityRecord.noBallot, kind != .roll || record.cast == 0 else {
        throw SectionProblem(
          problem: "record \(taken) of a \(kind.rawValue) names a ballot or time")
      }
      return
    }
    guard let index = Int(exactly: record.ballot), index < count else {
      throw SectionProblem(
        problem: "record \(taken) names ballot \(record.ballot) of \(count), which is not there")
    }
    guard covered.insert(index) else {
      throw SectionProblem(
        problem: "two identities for ballot \(index), so that another ballot has none")
    }
  }

  private func finish() throws {
    isFinished = true
    guard taken == count else {
      throw SectionProblem(
        problem: "\(taken) identities where the manifest says \(count)")
    }
  }

  private func readChunk() throws {
    let rest = count - taken
    let records = min(rest, IdentityOpener.recordsPerChunk)
    let length = records * IdentityOpener.recordByteCount + IdentityOpener.overhead
    try Self.fill(&sealed, length, from: &file)
    let sealed = sealed
    do {
      let opened = try chunk.withMutableBytes { bytes throws(CryptographyError) in
        try opener.open(sealed.span.extracting(0..<length), into: &bytes)
      }
      filled = opened.byteCount
      isFinal = opened.final
    } catch { throw SectionProblem(problem: error.report.message) }
    position = 0
    guard isFinal == (records == rest) else {
      throw SectionProblem(problem: "the stream ends elsewhere than its records do")
    }
  }

  private static func fill(
    _ buffer: inout [UInt8], _ count: Int, from file: inout FileReader
  ) throws {
    var filled = 0
    while filled < count {
      var all = buffer.mutableSpan
      var rest = all._mutatingExtracting(filled..<count)
      let read = try file.read(into: &rest)
      guard read > 0 else { throw SectionProblem(problem: "the section is cut short") }
      filled += read
    }
  }
}

/// Holds a vault key where values that cannot be copied cannot stand.
final class BoxKeyHolder: Sendable {
  let key: BoxKey

  init(_ key: consuming BoxKey) { self.key = key }
}

/// Which of the indices 0 … count−1 have been seen: a bit each.
struct IndexSet {
  private var words: [UInt64]

  init(count: Int) { words = [UInt64](repeating: 0, count: count / 64 + 1) }

  /// Adds an index below the count; false where it was there already.
  mutating func insert(_ index: Int) -> Bool {
    let bit: UInt64 = 1 << UInt64(index % 64)
    let before = words[index / 64]
    words[index / 64] = before | bit
    return before & bit == 0
  }
}
