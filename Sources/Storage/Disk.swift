/// What stands at a path.
package struct FileInfo: Equatable, Sendable {
  package let isFile: Bool
  package let isFolder: Bool
  /// Bytes of a regular file.
  package let byteCount: Int
  /// The device that it lies on.
  package let device: UInt64
  /// Whether every user of the machine may read it.
  package let isOpenToOthers: Bool
  /// When anything of it changed last, by the laptop's clock: to tell that something did.
  package let changed: Int64

  package init(
    isFile: Bool, isFolder: Bool, byteCount: Int, device: UInt64, isOpenToOthers: Bool = false,
    changed: Int64 = 0
  ) {
    self.changed = changed
    self.isOpenToOthers = isOpenToOthers
    self.isFile = isFile
    self.isFolder = isFolder
    self.byteCount = byteCount
    self.device = device
  }
}

/// The operations on a file system that everything else is made of.
///
/// Tests put a disk under the program whose n-th operation fails.
package protocol Disk: Sendable {
  /// Opens a regular file, never following a link and never waiting; which knows its size.
  func openForReading(_ path: String) throws(StorageError) -> OpenFile
  /// Makes a file of mode 0600 that must not be there yet, to be written, and to be read as well where
  /// that is asked for.
  func create(_ path: String, readable: Bool) throws(StorageError) -> OpenFile
  /// Opens a regular file, or makes it, to write at its end; which knows its size.
  func openForAppending(_ path: String) throws(StorageError) -> OpenFile
  /// Reads some bytes; 0 at the end.
  func read(_ file: borrowing OpenFile, into bytes: inout MutableSpan<UInt8>) throws(StorageError)
    -> Int
  /// Reads some bytes from a place in the file; 0 at or beyond its end.
  func read(
    _ file: borrowing OpenFile, at offset: Int, into bytes: inout MutableSpan<UInt8>
  ) throws(StorageError) -> Int
  /// Writes all bytes.
  func write(_ file: borrowing OpenFile, _ bytes: Span<UInt8>) throws(StorageError)
  /// Cuts a file off after so many bytes.
  func truncate(_ file: borrowing OpenFile, to byteCount: Int) throws(StorageError)
  /// Returns once everything written to the file is on the medium.
  func sync(_ file: borrowing OpenFile) throws(StorageError)
  /// Returns once the entries of a folder are on the medium.
  func syncFolder(_ path: String) throws(StorageError)
  /// Returns once everything on the medium that holds `path` is written.
  func syncFileSystem(of path: String) throws(StorageError)
  /// Makes sure, as far as the system can, that the next reading of a file asks the medium and not
  /// the memory that still holds what was written.
  func dropCache(_ path: String) throws(StorageError)
  /// Moves a file or folder; what stands at the target is replaced where `replace` says so.
  func move(_ path: String, to target: String, replace: Bool) throws(StorageError)
  /// Makes one folder of mode 0700.
  func createFolder(_ path: String) throws(StorageError)
  /// Lets everybody read a file or folder that is meant to be given away.
  func makePublic(_ path: String) throws(StorageError)
  /// Removes a file, link or other entry that is no folder.
  func unlink(_ path: String) throws(StorageError)
  /// Removes an empty folder.
  func removeFolder(_ path: String) throws(StorageError)
  /// What stands at a path, not following a link; nil where there is nothing.
  func info(_ path: String) throws(StorageError) -> FileInfo?
  /// The names in a folder, sorted by bytes.
  func list(_ path: String) throws(StorageError) -> [String]
  /// How many bytes there is room for on the medium that holds `path`.
  func freeByteCount(_ path: String) throws(StorageError) -> Int
  /// Takes the one lock of a path, writing who holds it.
  func lock(_ path: String) throws(StorageError) -> FileLock
}

/// Limits on what a medium may present.
package enum DiskLimit {
  /// The most names in one folder.
  package static let maxNameCount = 200_000
  /// The deepest tree that is removed.
  package static let maxDepth = 64
}
