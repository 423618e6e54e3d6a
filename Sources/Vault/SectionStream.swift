import Bundles
import Cryptography
import Encoding
import Storage
import Synchronization
import Threads
import Words

/// One chunk of a section, opened.
///
/// Unchecked, because it belongs to whoever received it last.
final class SectionChunk: @unchecked Sendable {
  var bytes: SecretBytes
  /// How many bytes of it are records.
  var byteCount = 0

  init(byteCount: Int) throws(CryptographyError) { bytes = try SecretBytes(count: byteCount) }
}

/// Opens and checks the chunks of a sealed section ahead of whoever reads them, on another core where
/// there is one: more than half the time of a reconciliation is that of the cipher.
///
/// Opened chunks go one way, and empty ones come back. Who needs a chunk that nobody has begun opens
/// it at once, instead of waiting for the other core: so neither is idle while there is something to
/// open.
final class SectionStream: Sendable {
  /// One for all sections: they are opened on one core while they are merged on another.
  private static let helper = Helper()

  private let opener: Mutex<SectionOpener>
  private let opened: BoundedChannel<SectionChunk>
  private let empty: BoundedChannel<SectionChunk>

  /// Begins to open chunks, as many as there is room for.
  ///
  /// - Throws: `CryptographyError.memory`, `.unlocked`.
  init(_ opener: consuming SectionOpener, allotment: SectionRoom.Allotment)
    throws(CryptographyError)
  {
    self.opener = Mutex(opener)
    opened = BoundedChannel(capacity: allotment.chunks)
    empty = BoundedChannel(capacity: allotment.chunks)
    for _ in 0..<allotment.chunks {
      giveBack(try SectionChunk(byteCount: allotment.records * IdentityOpener.recordByteCount))
    }
  }

  /// The next chunk, which has to be given back; nil after the last.
  ///
  /// - Throws: `SectionProblem` where it does not open or hold; `StorageError`.
  func next() throws -> SectionChunk? {
    // Nothing is ready beyond the next: the other core does not keep up.
    if opened.count < 2 { openNext() }
    return try opened.receive()
  }

  /// Lets a chunk be used again, for the next one.
  func giveBack(_ chunk: SectionChunk) {
    empty.send(chunk)
    Self.helper.take { self.openNext() }
  }

  /// Ends the opening, where nobody reads on.
  func cancel() {
    empty.cancel()
    opened.cancel()
  }

  /// Opens the next chunk, unless somebody does or there is no empty one for it.
  private func openNext() {
    opener.withLockIfAvailable { opener in
      do {
        guard let chunk = try empty.receiveNow() else { return }
        guard try opener.openNext(into: chunk) else { return opened.close() }
        opened.send(chunk)
      } catch {
        opened.close(throwing: error)
      }
    }
  }
}
