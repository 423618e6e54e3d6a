package import Bundles
package import Cryptography
package import Encoding
package import Storage

/// Why a section cannot be used: it does not open, or does not cover its ballots.
package struct SectionProblem: Error, Equatable {
  package let problem: Message
}

/// What a section is opened with.
package struct SectionKey {
  let key: BoxKeyHolder
  /// The key's position among the definition's vault keys, and how many there are.
  let recipient: Int
  let recipients: Int

  package init(key: consuming BoxKey, recipient: Int, recipients: Int) {
    self.key = BoxKeyHolder(key)
    self.recipient = recipient
    self.recipients = recipients
  }
}

/// Gives the records of one sealed identity section in order, some at a time, and checks that they
/// are in order, cover the ballots exactly, and end where they must.
///
/// A class, because the sections of a merge stand in an array. The opened chunks lie in
/// locked memory; only the few records that are being compared leave it.
package final class SectionReader {
  private let stream: SectionStream
  private var chunks: SecretBytes
  private var position = 0
  private var filled = 0
  private var isFinal = false
  private var taken = 0
  private var last = IdentityRecord(token: Digest(words: (0, 0, 0, 0)), ballot: 0, cast: 0)
  private let kind: Manifest.Kind
  private let isBallots: Bool
  private let isRoll: Bool
  private let count: Int
  private var covered: IndexSet

  /// Opens the stream, as one of so many that are read at once.
  ///
  /// - Throws: `SectionProblem` where the section does not open with this key or does not hold;
  ///   `StorageError` where the vault cannot be read.
  package init(
    _ manifest: Manifest, path: String, election: Digest, key: SectionKey,
    among sections: Int = 1, disk: any Disk
  ) throws {
    kind = manifest.kind
    isBallots = kind == .ballots
    isRoll = kind == .roll
    count = manifest.identities.count
    covered = IndexSet(count: isBallots ? count : 0)
    let depth = SectionStream.depth(sections: sections)
    stream = try SectionStream(
      manifest, path: path, election: election, key: key, depth: depth, disk: disk)
    chunks = try SecretBytes(count: depth * IdentityOpener.chunkByteCount)
    stream.readAhead()
  }

  /// Puts the next records, at most `room`, into `records` from `start` on, and gives their number;
  /// 0 after the last.
  ///
  /// - Throws: `SectionProblem` where they do not hold.
  package func read(
    into records: inout [IdentityRecord], at start: Int, room: Int
  ) throws -> Int {
    if position == filled {
      if !isFinal { try readChunks() }
      guard position < filled else {
        try finish()
        return 0
      }
    }
    let size = IdentityOpener.recordByteCount
    let number = min(room, (filled - position) / size)
    let first = position
    try chunks.withBytes { bytes throws in
      for record in 0..<number {
        guard let next = IdentityRecord(bytes, at: first + record * size) else {
          throw SectionProblem(problem: "a record is cut short")
        }
        records[start + record] = next
      }
    }
    for record in start..<start + number {
      let next = records[record]
      // The first words tell nearly all of them apart.
      guard last.token.prefix < next.token.prefix || taken == 0 || last < next else {
        throw SectionProblem(problem: "record \(taken) is not above the one before it")
      }
      last = next
      try check(next)
      taken += 1
    }
    position += number * size
    return number
  }

  private func check(_ record: IdentityRecord) throws {
    guard isBallots else {
      guard record.ballot == IdentityRecord.noBallot, !isRoll || record.cast == 0 else {
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
    guard taken == count else {
      throw SectionProblem(
        problem: "\(taken) identities where the manifest says \(count)")
    }
  }

  private func readChunks() throws {
    (filled, isFinal) = try stream.take(into: &chunks)
    position = 0
    if !isFinal { stream.readAhead() }
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
