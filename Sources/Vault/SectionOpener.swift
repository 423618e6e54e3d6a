import Bundles
import Cryptography
import Encoding
import Storage
import Words

/// Opens the chunks of one sealed section in order and holds them against its manifest.
struct SectionOpener: ~Copyable {
  private var pieces: FilePieces
  private var opener: IdentityOpener
  private let room: SectionRoom
  private var check: SectionCheck
  /// What was read of the file, to be held against the hash that its collector signed.
  private var hasher = Hasher256()
  private let hash: Digest
  /// The sealed chunk; empty where it is still to be read.
  private var sealed: ArraySlice<UInt8> = []
  /// How many bytes of its records were given, where it is given piece by piece.
  private var given = 0
  /// How many records are still to be read.
  private var left: Int

  /// Opens the head of the stream.
  ///
  /// - Throws: `SectionProblem` where the section does not open with this key or has another length
  ///   than its identities; `StorageError` where the vault cannot be read.
  init(
    _ manifest: Manifest, path: String, election: Digest, key: SectionKey, room: SectionRoom,
    disk: any Disk
  ) throws {
    let records = manifest.identities.count
    var pieces = try disk.pieces(path, of: Self.sealedByteCount(records: records))
    guard
      pieces.byteCount == IdentityOpener.byteCount(records: records, recipients: key.recipients)
    else { throw SectionProblem(problem: "its length is not that of \(records) identities") }
    let preambleByteCount = IdentityOpener.preambleByteCount(recipients: key.recipients)
    guard let preamble = try pieces.next(preambleByteCount), preamble.count == preambleByteCount
    else { throw SectionProblem(problem: "the section is cut short") }
    let opener: IdentityOpener
    do {
      opener = try IdentityOpener(
        preamble: preamble.span, recipient: key.recipient, of: key.recipients, key: key.key.key,
        keyHash: manifest.identities.key,
        context: identityContext(
          election: election, collector: manifest.collector, sequence: manifest.sequence))
    } catch { throw SectionProblem(problem: error.report.message) }
    hasher.update(preamble.span)
    hash = manifest.identities.hash
    self.pieces = pieces
    self.opener = opener
    self.room = room
    check = SectionCheck(manifest)
    left = records
  }

  /// How long the chunk is in which so many records, or the first of them, are sealed.
  private static func sealedByteCount(records: Int) -> Int {
    min(records, IdentityOpener.recordsPerChunk) * IdentityOpener.recordByteCount
      + IdentityOpener.overhead
  }

  /// Opens the next chunk, or the next piece of one where `chunk` is too small for all of it; false
  /// after the last.
  ///
  /// - Throws: `SectionProblem` where it does not open or hold; `StorageError`.
  mutating func openNext(into chunk: SectionChunk) throws -> Bool {
    if sealed.isEmpty {
      guard !opener.isFinished else { return false }
      try readSealed()
    }
    let byteCount = sealed.count - IdentityOpener.overhead
    if byteCount > chunk.bytes.count, let bench = room.bench {
      try bench.use { try openPiece(of: byteCount, into: chunk, with: &$0) }
    } else {
      try openWhole(of: byteCount, into: chunk)
    }
    return true
  }

  private mutating func openWhole(of byteCount: Int, into chunk: SectionChunk) throws {
    let found: (byteCount: Int, final: Bool)
    do {
      let sealed = sealed
      found = try chunk.bytes.withMutableBytes { bytes throws(CryptographyError) in
        try opener.open(sealed.span, into: &bytes)
      }
    } catch { throw SectionProblem(problem: error.report.message) }
    try chunk.bytes.withBytes { bytes throws(SectionProblem) in
      try check(bytes.extracting(0..<byteCount), isFinal: found.final)
    }
    chunk.byteCount = byteCount
    sealed = []
  }

  /// Opens the whole chunk once more for the next piece of it.
  private mutating func openPiece(
    of byteCount: Int, into chunk: SectionChunk, with tools: inout SectionBench.Tools
  ) throws {
    let piece = given..<min(given + chunk.bytes.count, byteCount)
    let isLast = piece.upperBound == byteCount
    let found: (byteCount: Int, final: Bool)
    do {
      let sealed = sealed
      found = try tools.open { peeker, bytes throws(CryptographyError) in
        isLast
          ? try opener.open(sealed.span, into: &bytes)
          : try opener.peek(sealed.span, with: &peeker, into: &bytes)
      }
    } catch { throw SectionProblem(problem: error.report.message) }
    try tools.bytes.withBytes { bytes throws(SectionProblem) in
      if given == 0 { try check(bytes.extracting(0..<byteCount), isFinal: found.final) }
      chunk.bytes.write(bytes.extracting(piece), at: 0)
    }
    chunk.byteCount = piece.count
    given = isLast ? 0 : piece.upperBound
    if isLast { sealed = [] }
  }

  /// Reads the next sealed chunk.
  private mutating func readSealed() throws {
    let length = Self.sealedByteCount(records: left)
    guard let next = try pieces.next(length), next.count == length else {
      throw SectionProblem(problem: "the section is cut short")
    }
    hasher.update(next.span)
    sealed = next
    left -= min(left, IdentityOpener.recordsPerChunk)
  }

  /// Holds the records of a chunk, as soon as they are opened, against the manifest.
  private mutating func check(_ records: Span<UInt8>, isFinal: Bool) throws(SectionProblem) {
    guard isFinal == (left == 0) else {
      throw SectionProblem(problem: "the stream ends elsewhere than its records do")
    }
    try check.take(records)
    guard isFinal else { return }
    try check.finish()
    // What the key does not open, such as the boxes for other custodians, is part of it.
    guard exchange(&hasher, with: Hasher256()).finish() == hash else {
      throw SectionProblem(problem: "its hash is not the one that the manifest says")
    }
  }
}
