import Bundles
import Cryptography
import Dispatch
import Encoding
import Storage

/// Opens the chunks of a sealed section ahead of whoever reads them, on another core where there is
/// one: half the time of a reconciliation is that of the cipher.
///
/// Some chunks at a time, because handing them over takes about as long as opening one.
///
/// Unchecked, because the fields change hands: between `readAhead` and the return of `take` they
/// belong to the work in the background, else to the reader.
final class SectionStream: @unchecked Sendable {
  private var file: FileReader
  private var opener: IdentityOpener
  private var sealed: [UInt8]
  private var opened: SecretBytes
  private var outcome: Result<(byteCount: Int, isFinal: Bool), any Error>
  private var left: Int
  private let depth: Int
  private let isReady = DispatchSemaphore(value: 0)

  /// How many chunks of each are opened at a time where so many sections are read at once.
  ///
  /// Two times as many lie in locked memory, which a user has little of: together 2 MiB, or of very
  /// many sections one chunk each.
  static func depth(sections: Int) -> Int { max(1, min(8, 16 / max(1, sections))) }

  /// Opens the head of the stream; `depth` chunks will be opened at a time.
  ///
  /// - Throws: `SectionProblem` where the section does not open with this key or has another length
  ///   than its identities; `StorageError` where the vault cannot be read.
  init(
    _ manifest: Manifest, path: String, election: Digest, key: SectionKey, depth: Int,
    disk: any Disk
  ) throws {
    self.depth = depth
    left = manifest.identities.count
    outcome = .success((0, false))
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
    opened = try SecretBytes(count: depth * IdentityOpener.chunkByteCount)
    sealed = [UInt8](
      repeating: 0, count: depth * (IdentityOpener.chunkByteCount + IdentityOpener.overhead))
  }

  /// Begins to open the next chunks.
  func readAhead() {
    DispatchQueue.global().async { [self] in
      outcome = Result { try openChunks() }
      isReady.signal()
    }
  }

  /// Puts the chunks that were begun into `chunks`, and says how many bytes they have and whether the
  /// last is among them.
  func take(into chunks: inout SecretBytes) throws -> (byteCount: Int, isFinal: Bool) {
    isReady.wait()
    swap(&chunks, &opened)
    return try outcome.get()
  }

  private func openChunks() throws -> (byteCount: Int, isFinal: Bool) {
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
      let found = try openChunk(range, at: byteCount)
      byteCount += found.byteCount
      left -= min(left, IdentityOpener.recordsPerChunk)
      guard found.final == (left == 0) else {
        throw SectionProblem(problem: "the stream ends elsewhere than its records do")
      }
    }
    return (byteCount, left == 0)
  }

  /// Opens a chunk of what was read, to a place of what is opened.
  private func openChunk(
    _ range: Range<Int>, at start: Int
  ) throws -> (byteCount: Int, final: Bool) {
    let sealed = sealed
    do {
      return try opened.withMutableBytes { bytes throws(CryptographyError) in
        var room = bytes._mutatingExtracting(start..<start + IdentityOpener.chunkByteCount)
        return try opener.open(sealed.span.extracting(range), into: &room)
      }
    } catch { throw SectionProblem(problem: error.report.message) }
  }
}
