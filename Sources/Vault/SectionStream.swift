import Bundles
import Cryptography
import Dispatch
import Encoding
import Storage
import Synchronization
import Words

/// Opens and checks the chunks of a sealed section ahead of whoever reads them, on another core where
/// there is one: more than half the time of a reconciliation is that of the cipher.
///
/// Who needs a chunk that nobody has begun opens it at once, instead of waiting for the other core:
/// so neither is idle while there is something to open.
///
/// Unchecked, because the fields change hands: those of the stream belong to whom `Turn` lets open
/// the next chunk, those of a chunk to the same until `take` has returned it, then to the reader
/// until it asks for another.
final class SectionStream: @unchecked Sendable {
  /// One chunk, opened.
  final class Chunk: @unchecked Sendable {
    fileprivate(set) var bytes: SecretBytes
    /// How many bytes of it are records, and whether the last are among them.
    fileprivate(set) var outcome: Result<(byteCount: Int, isFinal: Bool), any Error> =
      .success((0, false))

    fileprivate init(byteCount: Int) throws { bytes = try SecretBytes(count: byteCount) }
  }

  /// Whose turn it is.
  private struct Turn {
    /// How many chunks are opened, and how many there is room for.
    var opened = 0
    var wanted: Int
    /// Whether somebody opens the next one, and whether the reader waits for it.
    var isOpening = false
    var isAwaited = false
  }

  /// One for all sections: they are opened on one core while they are merged on another.
  private static let queue = DispatchQueue(label: "sections")

  private var file: FileReader
  private var opener: IdentityOpener
  private let room: SectionRoom
  /// The sealed chunk, and how many bytes it has; 0 where it is still to be read.
  private var sealed: [UInt8]
  private var sealedCount = 0
  /// How many bytes of its records were given, where it is given piece by piece.
  private var given = 0
  /// How many records are still to be read.
  private var left: Int
  private var check: SectionCheck
  /// Used in turn.
  private let chunks: [Chunk]
  private let turn: Mutex<Turn>
  private let isOpened = DispatchSemaphore(value: 0)
  private var taken = 0

  /// Opens the head of the stream and begins to open chunks, as many as there is room for.
  ///
  /// - Throws: `SectionProblem` where the section does not open with this key or has another length
  ///   than its identities; `StorageError` where the vault cannot be read.
  init(
    _ manifest: Manifest, path: String, election: Digest, key: SectionKey, room: SectionRoom,
    disk: any Disk
  ) throws {
    check = SectionCheck(manifest)
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
    let share = room.share(records: left)
    chunks = try (0..<share.chunks).map { _ in
      try Chunk(byteCount: share.records * IdentityOpener.recordByteCount)
    }
    turn = Mutex(Turn(wanted: chunks.count))
    let records = min(left, IdentityOpener.recordsPerChunk)
    sealed = [UInt8](
      repeating: 0, count: records * IdentityOpener.recordByteCount + IdentityOpener.overhead)
    self.room = room
    for _ in chunks { Self.queue.async { self.openNext() } }
  }

  /// The next chunk; the one taken before is used again.
  func take() -> Chunk {
    if taken > 0 {
      turn.withLock { $0.wanted += 1 }
      Self.queue.async { self.openNext() }
    }
    let number = taken
    taken += 1
    // Nothing is ready beyond it: the other core does not keep up.
    if turn.withLock({ $0.opened <= number + 1 && !$0.isOpening }) { openNext() }
    while true {
      let (isReady, isOpening) = turn.withLock { turn in
        let isReady = turn.opened > number
        turn.isAwaited = !isReady && turn.isOpening
        return (isReady, turn.isOpening)
      }
      if isReady { return chunks[number % chunks.count] }
      if isOpening { isOpened.wait() } else { openNext() }
    }
  }

  /// Opens the next chunk, unless somebody does or there is no room for one.
  private func openNext() {
    let number = turn.withLock { turn -> Int? in
      guard !turn.isOpening, turn.opened < turn.wanted else { return nil }
      turn.isOpening = true
      return turn.opened
    }
    guard let number else { return }
    let chunk = chunks[number % chunks.count]
    chunk.outcome = Result { try open(into: chunk) }
    let isAwaited = turn.withLock { turn in
      turn.opened += 1
      turn.isOpening = false
      defer { turn.isAwaited = false }
      return turn.isAwaited
    }
    if isAwaited { isOpened.signal() }
  }

  private func open(into chunk: Chunk) throws -> (byteCount: Int, isFinal: Bool) {
    // Begun before anybody knew that the one before it was the last.
    guard !opener.isFinished else { return (0, true) }
    if sealedCount == 0 { try readSealed() }
    let byteCount = sealedCount - IdentityOpener.overhead
    if byteCount > chunk.bytes.count, let bench = room.bench {
      return try bench.use { try openPiece(of: byteCount, into: chunk, with: &$0) }
    }
    let found: (byteCount: Int, final: Bool)
    do {
      let sealed = sealed
      found = try chunk.bytes.withMutableBytes { bytes throws(CryptographyError) in
        try opener.open(sealed.span.extracting(0..<sealedCount), into: &bytes)
      }
    } catch { throw SectionProblem(problem: error.report.message) }
    try chunk.bytes.withBytes { bytes throws(SectionProblem) in
      try check(bytes.extracting(0..<byteCount), isFinal: found.final)
    }
    sealedCount = 0
    return (byteCount, found.final)
  }

  /// Opens the whole chunk once more for the next piece of it.
  private func openPiece(
    of byteCount: Int, into chunk: Chunk, with tools: inout SectionBench.Tools
  ) throws -> (byteCount: Int, isFinal: Bool) {
    let piece = min(chunk.bytes.count, byteCount - given)
    let isLast = given + piece == byteCount
    let found: (byteCount: Int, final: Bool)
    do {
      let sealed = sealed
      found = try tools.open { peeker, bytes throws(CryptographyError) in
        let sealed = sealed.span.extracting(0..<sealedCount)
        return isLast
          ? try opener.open(sealed, into: &bytes)
          : try opener.peek(sealed, with: &peeker, into: &bytes)
      }
    } catch { throw SectionProblem(problem: error.report.message) }
    try tools.bytes.withBytes { bytes throws(SectionProblem) in
      if given == 0 { try check(bytes.extracting(0..<byteCount), isFinal: found.final) }
      chunk.bytes.write(bytes.extracting(given..<given + piece), at: 0)
    }
    given = isLast ? 0 : given + piece
    if isLast { sealedCount = 0 }
    return (piece, isLast && found.final)
  }

  /// Reads the next sealed chunk.
  private func readSealed() throws {
    let records = min(left, IdentityOpener.recordsPerChunk)
    let length = records * IdentityOpener.recordByteCount + IdentityOpener.overhead
    var all = sealed.mutableSpan
    var room = all._mutatingExtracting(0..<length)
    guard try file.fill(&room) == length else {
      throw SectionProblem(problem: "the section is cut short")
    }
    left -= records
    sealedCount = length
  }

  /// Holds the records of a chunk, as soon as they are opened, against the manifest.
  private func check(_ records: Span<UInt8>, isFinal: Bool) throws(SectionProblem) {
    guard isFinal == (left == 0) else {
      throw SectionProblem(problem: "the stream ends elsewhere than its records do")
    }
    try check.take(records)
    if isFinal { try check.finish() }
  }
}
