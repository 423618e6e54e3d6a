package import Bundles
package import Cryptography
package import Encoding
package import Storage
package import Words

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

/// Gives the records of one sealed identity section in order, some at a time, and holds them against
/// its manifest.
///
/// A class, because the sections of a merge stand in an array. The opened chunks lie in
/// locked memory; only the few records that are being compared leave it.
package final class SectionReader {
  private let stream: SectionStream
  private var chunk: SectionChunk?
  private var position = 0

  /// Opens the stream.
  ///
  /// - Throws: `SectionProblem` where the section does not open with this key or does not hold;
  ///   `StorageError` where the vault cannot be read.
  package init(
    _ manifest: Manifest, path: String, election: Digest, key: SectionKey, room: SectionRoom,
    disk: any Disk
  ) throws {
    stream = try SectionStream(
      SectionOpener(
        manifest, path: path, election: election, key: key, room: room, disk: disk),
      allotment: room.allotment(records: manifest.identities.count))
  }

  deinit { stream.cancel() }

  /// Puts the next records, as many as there is room for and are opened, into `records`, and gives
  /// their number; 0 after the last.
  ///
  /// - Throws: `SectionProblem` where they do not hold.
  package func read(into records: inout [IdentityRecord]) throws -> Int {
    guard let chunk = try present() else { return 0 }
    let size = IdentityRecord.byteCount
    let number = min(records.count, (chunk.byteCount - position) / size)
    let start = position
    try chunk.bytes.withBytes { bytes throws(SectionProblem) in
      var window = records.mutableSpan
      for record in 0..<number {
        guard let next = IdentityRecord(bytes, at: start + record * size) else {
          throw SectionProblem(problem: "a record is cut short")
        }
        window[record] = next
      }
    }
    position += number * size
    return number
  }

  /// The chunk of which something is left to be read; nil after the last.
  private func present() throws -> SectionChunk? {
    if let chunk, position < chunk.byteCount { return chunk }
    if let chunk { stream.giveBack(chunk) }
    chunk = try stream.next()
    position = 0
    return chunk
  }
}

/// Holds a vault key where values that cannot be copied cannot stand.
final class BoxKeyHolder: Sendable {
  let key: BoxKey

  init(_ key: consuming BoxKey) { self.key = key }
}
