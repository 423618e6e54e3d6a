import Encoding
import Words

/// A file without a name, for what does not fit in memory: it is gone when it is closed, also where
/// the program ends.
///
/// After a power cut the disk may still have its name; the next one at its path takes it away.
///
/// A class, so that who merges parts of it can read all of them; whoever shares it guards it.
package final class ScratchFile {
  /// Bytes written so far.
  package private(set) var byteCount = 0
  private let file: OpenFile
  private let disk: any Disk

  /// Makes the file at a path, of which nothing stays; what a crash left there is removed.
  package init(_ path: String, disk: any Disk) throws(StorageError) {
    try disk.removeFile(path)
    let file = try disk.create(path, readable: true)
    do {
      try disk.unlink(path)
    } catch {
      // The first error is the one to tell; the file is empty, and the next one here removes it.
      try? disk.unlink(path)
      throw error
    }
    self.file = file
    self.disk = disk
  }

  /// Writes all bytes at the end.
  package func append(_ bytes: Span<UInt8>) throws(StorageError) {
    try disk.write(file, bytes)
    byteCount += bytes.count
  }

  /// Fills `bytes` from a place in the file.
  ///
  /// - Throws: `StorageError`, also where the file has not as many bytes there.
  package func read(
    at offset: Int, into bytes: inout MutableSpan<UInt8>
  ) throws(StorageError) {
    let count = try bytes.fill { filled, rest throws(StorageError) in
      try disk.read(file, at: offset + filled, into: &rest)
    }
    guard count == bytes.count else {
      throw StorageError(.failed, "read", file.path, "it is shorter than what was written")
    }
  }
}
