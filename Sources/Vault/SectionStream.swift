import Bundles
import Cryptography
import Dispatch
import Encoding
import Storage

/// Opens the chunks of a sealed section ahead of whoever reads them, on another core where there is
/// one: half the time of a reconciliation is that of the cipher.
///
/// Some chunks at a time, because handing them over takes about as long as opening one; and more
/// than one batch ahead, so that neither side waits for the other.
///
/// Unchecked, because the fields change hands: those of the stream belong to the queue, those of a
/// batch to the queue until `take` has returned it, then to the reader until it asks for another.
final class SectionStream: @unchecked Sendable {
  /// Some chunks, opened.
  final class Batch: @unchecked Sendable {
    fileprivate(set) var bytes: SecretBytes
    /// How many bytes of it are records, and whether the last are among them.
    fileprivate(set) var outcome: Result<(byteCount: Int, isFinal: Bool), any Error> =
      .success((0, false))
    fileprivate let isReady = DispatchSemaphore(value: 0)

    fileprivate init(depth: Int) throws {
      bytes = try SecretBytes(count: depth * IdentityOpener.chunkByteCount)
    }
  }

  /// One for all sections: they are opened on one core while they are merged on another.
  private static let queue = DispatchQueue(label: "sections")

  private var file: FileReader
  private var opener: IdentityOpener
  private var sealed: [UInt8]
  private var left: Int
  private let depth: Int
  /// Used in turn.
  private let batches: [Batch]
  private var begun = 0
  private var taken = 0

  /// How many batches of how many chunks are kept of each of so many sections: together 2 MiB at most
  /// of locked memory, of which a user has little, or of very many sections two chunks each.
  static func layout(sections: Int) -> (batches: Int, depth: Int) {
    sections <= 10 ? (3, max(1, min(4, 10 / max(1, sections)))) : (2, 1)
  }

  /// Opens the head of the stream, as one of so many sections, and begins to open chunks.
  ///
  /// - Throws: `SectionProblem` where the section does not open with this key or has another length
  ///   than its identities; `StorageError` where the vault cannot be read.
  init(
    _ manifest: Manifest, path: String, election: Digest, key: SectionKey, among sections: Int,
    disk: any Disk
  ) throws {
    let (number, depth) = Self.layout(sections: sections)
    self.depth = depth
    left = manifest.identities.count
    file = try disk.openReader(path, limit: Int.max)
    guard
      file.byteCount == IdentityOpener.byteCount(records: left, recipients: key.recipients)
    else { throw SectionProblem(problem: "its length is not that of \(left) identities") }
    var preamble = [UInt8](
      repeating: 0, count: IdentityOpener.preambleByteCount(recipients: key.recipients))
    guard try file.fill(&preamble) == preamble.count else {
      throw SectionProblem(problem: "the section is cut short")
    }
    do {
      opener = try IdentityOpener(
        preamble: preamble.span, recipient: key.recipient, of: key.recipients, key: key.key.key,
        keyHash: manifest.identities.key,
        context: identityContext(
          election: election, collector: manifest.collector, sequence: manifest.sequence))
    } catch { throw SectionProblem(problem: error.report.message) }
    batches = try (0..<number).map { _ in try Batch(depth: depth) }
    sealed = [UInt8](
      repeating: 0, count: depth * (IdentityOpener.chunkByteCount + IdentityOpener.overhead))
    for _ in batches { readAhead() }
  }

  /// Begins to open chunks into the batch that was taken longest ago.
  private func readAhead() {
    let batch = batches[begun % batches.count]
    begun += 1
    Self.queue.async { [self] in
      batch.outcome = Result { try openChunks(into: batch) }
      batch.isReady.signal()
    }
  }

  /// The next batch; the one taken before is used again.
  func take() -> Batch {
    if taken > 0 { readAhead() }
    let batch = batches[taken % batches.count]
    taken += 1
    batch.isReady.wait()
    return batch
  }

  private func openChunks(into batch: Batch) throws -> (byteCount: Int, isFinal: Bool) {
    // Begun before anybody knew that the one before it was the last.
    guard !opener.isFinished else { return (0, true) }
    let records = min(left, depth * IdentityOpener.recordsPerChunk)
    // A section of nobody is one chunk of nothing.
    let chunks = (max(1, records) - 1) / IdentityOpener.recordsPerChunk + 1
    let length = records * IdentityOpener.recordByteCount + chunks * IdentityOpener.overhead
    var all = sealed.mutableSpan
    var room = all._mutatingExtracting(0..<length)
    guard try file.fill(&room) == length else {
      throw SectionProblem(problem: "the section is cut short")
    }
    let step = IdentityOpener.chunkByteCount + IdentityOpener.overhead
    var byteCount = 0
    for chunk in 0..<chunks {
      let range = chunk * step..<min((chunk + 1) * step, length)
      let found = try openChunk(range, into: batch, at: byteCount)
      byteCount += found.byteCount
      left -= min(left, IdentityOpener.recordsPerChunk)
      guard found.final == (left == 0) else {
        throw SectionProblem(problem: "the stream ends elsewhere than its records do")
      }
    }
    return (byteCount, left == 0)
  }

  /// Opens a chunk of what was read, to a place in a batch.
  private func openChunk(
    _ range: Range<Int>, into batch: Batch, at start: Int
  ) throws -> (byteCount: Int, final: Bool) {
    let sealed = sealed
    do {
      return try batch.bytes.withMutableBytes { bytes throws(CryptographyError) in
        var room = bytes._mutatingExtracting(start..<start + IdentityOpener.chunkByteCount)
        return try opener.open(sealed.span.extracting(range), into: &room)
      }
    } catch { throw SectionProblem(problem: error.report.message) }
  }
}
