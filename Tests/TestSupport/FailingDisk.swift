import Glibc
package import Storage
import Synchronization
import Words

/// A disk whose n-th operation fails: what a pulled medium, a full disk or a crash looks like.
///
/// Count the operations of what is tested with a disk that never fails, then let each fail in
/// turn. A write that fails has written half its bytes first, as a disk that fills up does.
package final class FailingDisk: Disk {
  /// How long the disk stays broken.
  package enum Extent: String, Sendable, CaseIterable {
    /// One operation fails and the next ones work: a bad spot.
    case once
    /// Every operation after it fails too: the medium was pulled out, or the program ended here.
    case fromThenOn
  }

  private let disk: any Disk
  private let failing: Int?
  private let number: Int32
  private let extent: Extent
  private let done = Mutex<[String]>([])

  /// A disk whose operation `failing`, counted from 1, fails with the error `number`; with nil,
  /// one that only counts.
  package init(
    _ disk: any Disk = LiveDisk(), failing: Int? = nil, number: Int32 = EIO,
    extent: Extent = .once
  ) {
    self.disk = disk
    self.failing = failing
    self.number = number
    self.extent = extent
  }

  /// The operations so far, the failed ones as well, each as `write /folder/name`.
  package var operations: [String] { done.withLock { $0 } }

  /// How many operations there were so far, the failed ones as well.
  package var operationCount: Int { done.withLock { $0.count } }

  /// Counts an operation; whether it is one that fails.
  private func isBroken(_ operation: String, _ path: String) -> Bool {
    let count = done.withLock { done in
      done.append("\(operation) \(path)")
      return done.count
    }
    guard let failing else { return false }
    return extent == .once ? count == failing : count >= failing
  }

  private func attempt(_ operation: String, _ path: String) throws(StorageError) {
    if isBroken(operation, path) { throw StorageError(Message(operation), path, number: number) }
  }

  package func openForReading(_ path: String) throws(StorageError) -> OpenFile {
    try attempt("open", path)
    return try disk.openForReading(path)
  }

  package func create(_ path: String, readable: Bool) throws(StorageError) -> OpenFile {
    try attempt("create", path)
    return try disk.create(path, readable: readable)
  }

  package func openForAppending(_ path: String) throws(StorageError) -> OpenFile {
    try attempt("open", path)
    return try disk.openForAppending(path)
  }

  package func read(
    _ file: borrowing OpenFile, into bytes: inout MutableSpan<UInt8>
  ) throws(StorageError) -> Int {
    try attempt("read", file.path)
    return try disk.read(file, into: &bytes)
  }

  package func read(
    _ file: borrowing OpenFile, at offset: Int, into bytes: inout MutableSpan<UInt8>
  ) throws(StorageError) -> Int {
    try attempt("read", file.path)
    return try disk.read(file, at: offset, into: &bytes)
  }

  package func write(
    _ file: borrowing OpenFile, _ bytes: Span<UInt8>
  ) throws(StorageError) {
    guard isBroken("write", file.path) else { return try disk.write(file, bytes) }
    try disk.write(file, bytes.extracting(first: bytes.count / 2))
    throw StorageError("write", file.path, number: number)
  }

  package func truncate(
    _ file: borrowing OpenFile, to byteCount: Int
  ) throws(StorageError) {
    try attempt("truncate", file.path)
    try disk.truncate(file, to: byteCount)
  }

  package func sync(_ file: borrowing OpenFile) throws(StorageError) {
    try attempt("sync", file.path)
    try disk.sync(file)
  }

  package func syncFolder(_ path: String) throws(StorageError) {
    try attempt("sync folder", path)
    try disk.syncFolder(path)
  }

  package func syncFileSystem(of path: String) throws(StorageError) {
    try attempt("sync file system", path)
    try disk.syncFileSystem(of: path)
  }

  package func dropCache(_ path: String) throws(StorageError) {
    try attempt("drop cache", path)
    try disk.dropCache(path)
  }

  package func move(
    _ path: String, to target: String, replace: Bool
  ) throws(StorageError) {
    try attempt("move", target)
    try disk.move(path, to: target, replace: replace)
  }

  package func createFolder(_ path: String) throws(StorageError) {
    try attempt("create folder", path)
    try disk.createFolder(path)
  }

  package func makePublic(_ path: String) throws(StorageError) {
    try attempt("makePublic", path)
    try disk.makePublic(path)
  }

  package func unlink(_ path: String) throws(StorageError) {
    try attempt("unlink", path)
    try disk.unlink(path)
  }

  package func removeFolder(_ path: String) throws(StorageError) {
    try attempt("remove folder", path)
    try disk.removeFolder(path)
  }

  package func info(_ path: String) throws(StorageError) -> FileInfo? {
    try attempt("info", path)
    return try disk.info(path)
  }

  package func freeByteCount(_ path: String) throws(StorageError) -> Int {
    try attempt("room", path)
    return try disk.freeByteCount(path)
  }

  package func list(_ path: String) throws(StorageError) -> [String] {
    try attempt("list", path)
    return try disk.list(path)
  }

  package func lock(_ path: String) throws(StorageError) -> FileLock {
    try attempt("lock", path)
    return try disk.lock(path)
  }
}
