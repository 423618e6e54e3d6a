import Cryptography
import Encoding
import Storage

/// Writes a new file and hashes what it writes.
struct HashedWriter: ~Copyable {
  private var writer: FileWriter
  private var hasher = Hasher256()

  init(_ path: String, disk: any Disk) throws(StorageError) {
    writer = try disk.openWriter(path)
  }

  mutating func write(_ bytes: Span<UInt8>) throws(StorageError) {
    hasher.update(bytes)
    try writer.write(bytes)
  }

  /// Returns once everything is on the medium.
  ///
  /// Gives the hash of what was written.
  mutating func finish() throws(StorageError) -> Digest {
    try writer.sync()
    return exchange(&hasher, with: Hasher256()).finish()
  }
}
