import Election
import Encoding
import Storage

/// Writes patterns.csv as patterns come, sorted.
struct PatternFileWriter: ~Copyable {
  private static let flushByteCount = 1 << 16

  private var writer: HashedWriter
  private var waiting = PatternFile.headerLine

  init(_ path: String, disk: any Disk) throws(StorageError) {
    writer = try HashedWriter(path, disk: disk)
  }

  mutating func add(_ pattern: Pattern, times: Int) throws(StorageError) {
    PatternFile.append(pattern, times: times, to: &waiting)
    if waiting.count >= Self.flushByteCount { try flush() }
  }

  /// Returns once everything is on the medium.
  ///
  /// Gives the hash of the file.
  mutating func finish() throws(StorageError) -> Digest {
    try flush()
    return try writer.finish()
  }

  private mutating func flush() throws(StorageError) {
    var lines = exchange(&waiting, with: [])
    try writer.write(lines.span)
    lines.removeAll(keepingCapacity: true)
    waiting = lines
  }
}
