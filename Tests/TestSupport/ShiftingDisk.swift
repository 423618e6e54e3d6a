package import Storage
import Synchronization

/// A medium that is a machine: a file shows other contents when it is opened a second time.
///
/// The other contents lie in a folder beside, under the same names.
package final class ShiftingDisk: Disk {
  private let disk: any Disk
  private let folder: String
  private let other: String
  private let counts = Mutex<[String: Int]>([:])

  /// A disk on which what lies in `folder` is, from the second opening on, what lies in `other`
  /// under its name, where there is one.
  package init(_ folder: String, other: String, disk: any Disk = LiveDisk()) {
    self.folder = folder
    self.other = other
    self.disk = disk
  }

  /// How often each file of the folder was opened, by its name.
  package var openings: [String: Int] { counts.withLock { $0 } }

  package func openForReading(_ path: String) throws(StorageError) -> OpenFile {
    guard path.hasPrefix("\(folder)/") else { return try disk.openForReading(path) }
    let name = String(path.dropFirst(folder.count + 1))
    let count = counts.withLock { counts in
      counts[name, default: 0] += 1
      return counts[name, default: 0]
    }
    let shifted = "\(other)/\(name)"
    let isShifted = count > 1 ? try disk.info(shifted) != nil : false
    return try disk.openForReading(isShifted ? shifted : path)
  }

  package func create(_ path: String, readable: Bool) throws(StorageError) -> OpenFile {
    try disk.create(path, readable: readable)
  }

  package func openForAppending(_ path: String) throws(StorageError) -> OpenFile {
    try disk.openForAppending(path)
  }

  package func read(
    _ file: borrowing OpenFile, into bytes: inout MutableSpan<UInt8>
  ) throws(StorageError) -> Int { try disk.read(file, into: &bytes) }

  package func read(
    _ file: borrowing OpenFile, at offset: Int, into bytes: inout MutableSpan<UInt8>
  ) throws(StorageError) -> Int { try disk.read(file, at: offset, into: &bytes) }

  package func write(_ file: borrowing OpenFile, _ bytes: Span<UInt8>) throws(StorageError) {
    try disk.write(file, bytes)
  }

  package func truncate(_ file: borrowing OpenFile, to byteCount: Int) throws(StorageError) {
    try disk.truncate(file, to: byteCount)
  }

  package func sync(_ file: borrowing OpenFile) throws(StorageError) { try disk.sync(file) }
  package func syncFolder(_ path: String) throws(StorageError) { try disk.syncFolder(path) }

  package func syncFileSystem(of path: String) throws(StorageError) {
    try disk.syncFileSystem(of: path)
  }

  package func dropCache(_ path: String) throws(StorageError) { try disk.dropCache(path) }

  package func move(_ path: String, to target: String, replace: Bool) throws(StorageError) {
    try disk.move(path, to: target, replace: replace)
  }

  package func createFolder(_ path: String) throws(StorageError) { try disk.createFolder(path) }
  package func makePublic(_ path: String) throws(StorageError) { try disk.makePublic(path) }
  package func unlink(_ path: String) throws(StorageError) { try disk.unlink(path) }
  package func removeFolder(_ path: String) throws(StorageError) { try disk.removeFolder(path) }
  package func info(_ path: String) throws(StorageError) -> FileInfo? { try disk.info(path) }
  package func list(_ path: String) throws(StorageError) -> [String] { try disk.list(path) }
  package func freeByteCount(_ path: String) throws(StorageError) -> Int {
    try disk.freeByteCount(path)
  }
  package func lock(_ path: String) throws(StorageError) -> FileLock { try disk.lock(path) }
}
