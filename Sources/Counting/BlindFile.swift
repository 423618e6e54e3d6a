import Cryptography
import Election
import Encoding
import Storage

/// `blind.sealed`: the files of a count that nobody has seen, sealed to the count key.
///
/// Laid out as identities.sealed for one recipient (FORMATS.md section 3): a stream under a new key.
/// In it lie the length of result.json in eight bytes, result.json, the length of patterns.csv in
/// eight bytes, patterns.csv, and zeros up to a size that does not depend on the votes.
struct BlindFile {
  static let name = "blind.sealed"

  /// What ties the file to one count: the election, the stage that was asked for, and the journal's
  /// head before it.
  static func context(election: Digest, stage: String, head: Digest) -> Digest {
    Digest.of(Array("coldcount/blind/1\n\(election)\n\(stage)\n\(head)\n".utf8))
  }

  /// The files that are sealed.
  struct Files {
    let result: [UInt8]
    let patterns: [UInt8]
  }

  /// Seals the files and fills up to `bounds` bytes of each.
  ///
  /// - Returns: the hash of what was written.
  /// - Throws: `CountingError.tally` where a file is larger than it can be.
  static func write(
    _ files: Files, bounds: (result: Int, patterns: Int), to path: String, key: BoxPublicKey,
    context: Digest, disk: any Disk
  ) throws -> Digest {
    guard files.result.count <= bounds.result, files.patterns.count <= bounds.patterns else {
      throw CountingError.tally("a result larger than it can be; this is a fault of the program")
    }
    var sealer = try IdentitySealer(recipients: [key], context: context)
    var writer = try disk.openWriter(path)
    var hasher = Hasher256()
    let preamble = sealer.preamble
    hasher.update(preamble.span)
    try writer.write(preamble.span)
    let parts = [
      length(files.result.count), files.result, length(files.patterns.count), files.patterns,
    ]
    let chunk = IdentityOpener.chunkByteCount
    let chunks = (bounds.result + bounds.patterns + 16 + chunk - 1) / chunk
    var part = 0
    var offset = 0
    for number in 0..<chunks {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(chunk)
      while part < parts.count, bytes.count < chunk {
        let piece = parts[part][offset..<min(parts[part].count, offset + chunk - bytes.count)]
        bytes += piece
        offset += piece.count
        if offset == parts[part].count { (part, offset) = (part + 1, 0) }
      }
      bytes += [UInt8](repeating: 0, count: chunk - bytes.count)
      let sealed = try sealer.seal(bytes.span, final: number == chunks - 1)
      hasher.update(sealed.span)
      try writer.write(sealed.span)
    }
    try writer.sync()
    return hasher.finish()
  }

  private static func length(_ count: Int) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: UInt64(count) >> UInt64(56 - 8 * $0)) }
  }

  /// Opens the file with the count key.
  ///
  /// - Throws: `CountingError.blind` where it is not the one that the journal records.
  static func read(
    _ path: String, hash: Digest, key: OpenedKey, context: Digest, disk: any Disk
  ) throws -> Files {
    var reader = try disk.openReader(path, limit: Int.max)
    var preamble = [UInt8](
      repeating: 0, count: IdentityOpener.preambleByteCount(recipients: 1))
    var hasher = Hasher256()
    guard try reader.fill(&preamble) == preamble.count else { throw CountingError.blind }
    hasher.update(preamble.span)
    var opener = try IdentityOpener(
      preamble: preamble.span, recipient: 0, of: 1, key: key.key, keyHash: nil, context: context)
    var sealed = [UInt8](
      repeating: 0, count: IdentityOpener.chunkByteCount + IdentityOpener.overhead)
    var opened = [UInt8](repeating: 0, count: IdentityOpener.chunkByteCount)
    var content = Content()
    while !opener.isFinished {
      let count = try reader.fill(&sealed)
      hasher.update(sealed.span.extracting(0..<count))
      var span = opened.mutableSpan
      let (size, _) = try opener.open(sealed.span.extracting(0..<count), into: &span)
      try content.take(opened[0..<size])
    }
    guard try reader.fill(&sealed) == 0, hasher.finish() == hash, let files = content.files else {
      throw CountingError.blind
    }
    return files
  }

  /// The two files as they come out of the stream, piece by piece.
  private struct Content {
    private static let limits = [8, ElectionResult.maxByteCount, 8, PatternTable.maxByteCount]
    private var parts: [[UInt8]] = [[]]
    private var left = 8

    mutating func take(_ bytes: ArraySlice<UInt8>) throws(CountingError) {
      var bytes = bytes
      while parts.count <= 4 {
        let piece = bytes.prefix(left)
        parts[parts.count - 1] += piece
        left -= piece.count
        bytes = bytes.dropFirst(piece.count)
        guard left == 0 else { return }
        let done = parts[parts.count - 1]
        let isLength = !parts.count.isMultiple(of: 2)
        left = isLength ? done.reduce(0) { $0 << 8 | Int($1) } : 8
        parts.append([])
        guard parts.count > 4 || (0...Self.limits[parts.count - 1]).contains(left) else {
          throw .blind
        }
      }
    }

    var files: Files? {
      parts.count > 4 ? Files(result: parts[1], patterns: parts[3]) : nil
    }
  }
}
