import Cryptography
import Election
import Result
import Encoding
import Storage
import Words

/// `blind.sealed`: the files of a count that nobody has seen, sealed to the count key.
///
/// Laid out as identities.sealed for one recipient (FormatBundle § identities.sealed): a stream
/// under a new key. In it lie the length of result.json in eight bytes, result.json, the length of
/// patterns.csv in eight bytes, patterns.csv, and zeros up to a size that does not depend on the
/// votes.
struct BlindFile {
  static let name = "blind.sealed"

  /// What ties the file to one count: the election, the stage that was asked for, and the journal's
  /// head before it.
  static func context(election: Digest, stage: Stage, head: Digest) -> Digest {
    Digest.of(Array("coldcount/blind/1\n\(election)\n\(stage)\n\(head)\n".utf8))
  }

  /// Seals the files as they come, and fills up to a number of bytes for each.
  struct Sealer: ~Copyable {
    private let bounds: (result: Int, patterns: Int)
    private var sealer: IdentitySealer
    private var writer: HashedWriter
    /// What waits to fill a chunk.
    private var chunk: [UInt8] = []
    private var chunksLeft: Int
    private var patternsLeft = 0

    init(
      _ path: String, bounds: (result: Int, patterns: Int), key: BoxPublicKey, context: Digest,
      disk: any Disk
    ) throws {
      let sealer = try IdentitySealer(recipients: [key], context: context)
      var writer = try HashedWriter(path, disk: disk)
      let preamble = sealer.preamble
      try writer.write(preamble.span)
      self.bounds = bounds
      self.sealer = sealer
      self.writer = writer
      let size = bounds.result + bounds.patterns + 16
      chunksLeft = (size + IdentityOpener.chunkByteCount - 1) / IdentityOpener.chunkByteCount
      chunk.reserveCapacity(IdentityOpener.chunkByteCount)
    }

    /// Begins with the result; as many bytes of patterns.csv as said must follow.
    ///
    /// - Throws: `CountingError.tally` where a file is larger than it can be.
    mutating func begin(result: [UInt8], patternsByteCount: Int) throws {
      guard result.count <= bounds.result, patternsByteCount <= bounds.patterns else {
        throw CountingError.fault("a result larger than it can be")
      }
      patternsLeft = patternsByteCount
      try take(BlindFile.length(result.count).span)
      try take(result.span)
      try take(BlindFile.length(patternsByteCount).span)
    }

    /// Goes on with patterns.csv.
    mutating func write(_ bytes: Span<UInt8>) throws {
      patternsLeft -= bytes.count
      try take(bytes)
    }

    /// Fills up, and returns once everything is on the medium.
    ///
    /// Gives the hash of what was written.
    mutating func finish() throws -> Digest {
      guard patternsLeft == 0 else {
        throw CountingError.fault("other patterns than before")
      }
      while chunksLeft > 0 { try seal() }
      return try writer.finish()
    }

    private mutating func take(_ bytes: Span<UInt8>) throws {
      for position in bytes.indices {
        // Not before more follows: the last chunk is another.
        if chunk.count == IdentityOpener.chunkByteCount { try seal() }
        chunk.append(bytes[position])
      }
    }

    private mutating func seal() throws {
      var chunk = exchange(&self.chunk, with: [])
      let room = IdentityOpener.chunkByteCount - chunk.count
      chunk.append(contentsOf: repeatElement(0, count: room))
      chunksLeft -= 1
      let sealed = try sealer.seal(chunk.span, final: chunksLeft == 0)
      chunk.wipe()
      chunk.removeAll(keepingCapacity: true)
      self.chunk = chunk
      try writer.write(sealed.span)
    }
  }

  private static func length(_ count: Int) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: UInt64(count) >> UInt64(56 - 8 * $0)) }
  }

  /// Opens the file with the count key, gives patterns.csv piece by piece, and then the result.
  ///
  /// The pieces hold only once this returns.
  ///
  /// - Throws: `CountingError.blind` where it is not the one that the journal records.
  static func read(
    _ path: String, hash: Digest, key: OpenedKey, context: Digest, disk: any Disk,
    patterns: (Span<UInt8>) throws -> Void
  ) throws -> [UInt8] {
    var pieces = try disk.pieces(
      path, of: IdentityOpener.chunkByteCount + IdentityOpener.overhead)
    var hasher = Hasher256()
    let preambleByteCount = IdentityOpener.preambleByteCount(recipients: 1)
    guard let preamble = try pieces.next(preambleByteCount), preamble.count == preambleByteCount
    else { throw CountingError.blind }
    hasher.update(preamble.span)
    var opener = try IdentityOpener(
      preamble: preamble.span, recipient: 0, of: 1, key: key.key, keyHash: nil, context: context)
    var opened = [UInt8](repeating: 0, count: IdentityOpener.chunkByteCount)
    defer { opened.wipe() }
    var content = Content()
    while !opener.isFinished {
      let sealed = try pieces.next() ?? []
      hasher.update(sealed.span)
      var span = opened.mutableSpan
      let (size, _) = try opener.open(sealed.span, into: &span)
      try content.take(opened.span.extracting(0..<size), patterns: patterns)
    }
    guard try pieces.next() == nil, hasher.finish() == hash, content.isWhole else {
      throw CountingError.blind
    }
    return content.result
  }

  /// The two files as they come out of the stream, piece by piece.
  private struct Content {
    /// What the bytes belong to, in their order; zeros come last.
    private enum Part: Int { case resultLength, result, patternsLength, patterns, zeros }

    /// The largest size that is believed.
    private static let maxPatternsByteCount = 1 << 48

    private(set) var result: [UInt8] = []
    private var part = Part.resultLength
    private var left = 8
    private var length = 0

    var isWhole: Bool { part == .zeros }

    mutating func take(
      _ bytes: Span<UInt8>, patterns: (Span<UInt8>) throws -> Void
    ) throws {
      var start = 0
      while part != .zeros {
        let piece = bytes.extracting(start..<min(bytes.count, start + left))
        start += piece.count
        left -= piece.count
        switch part {
        case .resultLength, .patternsLength:
          for position in piece.indices { length = length << 8 | Int(piece[position]) }
        case .result: for position in piece.indices { result.append(piece[position]) }
        case .patterns: try patterns(piece)
        case .zeros: break
        }
        guard left == 0 else { return }
        try next()
      }
    }

    private mutating func next() throws(CountingError) {
      let limit = part == .resultLength ? ElectionResult.maxByteCount : Self.maxPatternsByteCount
      left = 8
      if part == .resultLength || part == .patternsLength {
        guard (0...limit).contains(length) else { throw .blind }
        left = length
        length = 0
      }
      part = Part(rawValue: part.rawValue + 1) ?? .zeros
    }
  }
}
