import Bundles
import Cryptography
import Dispatch
import Encoding
import Storage

/// Opens the chunks of a sealed section, one ahead of whoever reads them, on another core where
/// there is one: half the time of a reconciliation is that of the cipher.
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
  private let isReady = DispatchSemaphore(value: 0)

  /// Opens the head of the stream.
  ///
  /// - Throws: `SectionProblem` where the section does not open with this key or has another length
  ///   than its identities; `StorageError` where the vault cannot be read.
  init(
    _ manifest: Manifest, path: String, election: Digest, key: SectionKey, disk: any Disk
  ) throws {
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
    opened = try SecretBytes(count: IdentityOpener.chunkByteCount)
    sealed = [UInt8](
      repeating: 0, count: IdentityOpener.chunkByteCount + IdentityOpener.overhead)
  }

  /// Begins to open the next chunk.
  func readAhead() {
    DispatchQueue.global().async { [self] in
      outcome = Result { try openChunk() }
      isReady.signal()
    }
  }

  /// Puts the chunk that was begun into `chunk`, and says how many bytes it has and whether it is
  /// the last.
  func take(into chunk: inout SecretBytes) throws -> (byteCount: Int, isFinal: Bool) {
    isReady.wait()
    swap(&chunk, &opened)
    return try outcome.get()
  }

  private func openChunk() throws -> (byteCount: Int, isFinal: Bool) {
    let records = min(left, IdentityOpener.recordsPerChunk)
    let length = records * IdentityOpener.recordByteCount + IdentityOpener.overhead
    var all = sealed.mutableSpan
    var room = all._mutatingExtracting(0..<length)
    guard try file.fill(&room) == length else {
      throw SectionProblem(problem: "the section is cut short")
    }
    let sealed = sealed
    let found: (byteCount: Int, final: Bool)
    do {
      found = try opened.withMutableBytes { bytes throws(CryptographyError) in
        try opener.open(sealed.span.extracting(0..<length), into: &bytes)
      }
    } catch { throw SectionProblem(problem: error.report.message) }
    left -= records
    guard found.final == (left == 0) else {
      throw SectionProblem(problem: "the stream ends elsewhere than its records do")
    }
    return (found.byteCount, found.final)
  }
}
