package import Storage

import Synchronization
import Words

/// A disk that holds a few files in memory and can only be read: what a hostile medium presents.
package final class MemoryDisk: Disk {
  /// What stands at a path.
  package enum Entry: Sendable {
    case file([UInt8])
    /// A link, a device or a pipe.
    case other
  }

  private struct State {
    var positions: [Int32: Int] = [:]
    var lastDescriptor: Int32 = -1
  }

  private let entries: [String: Entry]
  private let folders: [String: Set<String>]
  private let state = Mutex(State())

  /// A disk with these entries; the folders above them are there as well.
  package init(_ entries: [String: Entry]) {
    self.entries = entries
    var folders: [String: Set<String>] = [:]
    for path in entries.keys {
      var parts = path.split(separator: "/", omittingEmptySubsequences: false)
      while let name = parts.popLast(), !parts.isEmpty {
        folders[parts.joined(separator: "/"), default: []].insert(String(name))
      }
    }
    self.folders = folders
  }

  package func openForReading(_ path: String) throws(StorageError) -> OpenFile {
    guard let entry = entries[path] else {
      throw StorageError(
        folders[path] == nil ? .missing : .unsafeFile, "open", path, "not a file")
    }
    guard case .file(let bytes) = entry else {
      throw StorageError(.unsafeFile, "open", path, "not a file")
    }
    // No descriptor of the system is below zero: closing one of these does nothing.
    let descriptor = state.withLock { state in
      state.lastDescriptor = state.lastDescriptor == Int32.min ? -2 : state.lastDescriptor - 1
      state.positions[state.lastDescriptor] = 0
      return state.lastDescriptor
    }
    return OpenFile(path: path, descriptor: descriptor, byteCount: bytes.count)
  }

  package func read(
    _ file: borrowing OpenFile, into bytes: inout MutableSpan<UInt8>
  ) throws(StorageError) -> Int {
    let descriptor = file.descriptor
    let position = state.withLock { $0.positions[descriptor] ?? 0 }
    let count = try read(file, at: position, into: &bytes)
    state.withLock { $0.positions[descriptor] = position + count }
    return count
  }

  package func read(
    _ file: borrowing OpenFile, at offset: Int, into bytes: inout MutableSpan<UInt8>
  ) throws(StorageError) -> Int {
    guard case .file(let content) = entries[file.path] else { return 0 }
    let count = max(0, min(bytes.count, content.count - offset))
    for index in 0..<count { bytes[index] = content[offset + index] }
    return count
  }

  package func info(_ path: String) throws(StorageError) -> FileInfo? {
    switch entries[path] {
    case .file(let bytes):
      FileInfo(isFile: true, isFolder: false, byteCount: bytes.count, device: 1)
    case .other: FileInfo(isFile: false, isFolder: false, byteCount: 0, device: 1)
    case nil:
      folders[path] == nil
        ? nil : FileInfo(isFile: false, isFolder: true, byteCount: 0, device: 1)
    }
  }

  package func list(_ path: String) throws(StorageError) -> [String] {
    guard let names = folders[path] else {
      throw StorageError(.missing, "list", path, "no such folder")
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  package func freeByteCount(_ path: String) throws(StorageError) -> Int { 0 }

  private func refuse(_ operation: Message, _ path: String) -> StorageError {
    StorageError(.readOnly, operation, path, "the disk can only be read")
  }

  package func create(_ path: String, readable: Bool) throws(StorageError) -> OpenFile {
    throw refuse("create", path)
  }

  package func openForAppending(_ path: String) throws(StorageError) -> OpenFile {
    throw refuse("open", path)
  }

  package func write(_ file: borrowing OpenFile, _ bytes: Span<UInt8>) throws(StorageError) {
    throw refuse("write", file.path)
  }

  package func truncate(
    _ file: borrowing OpenFile, to byteCount: Int
  ) throws(StorageError) { throw refuse("truncate", file.path) }

  package func sync(_ file: borrowing OpenFile) throws(StorageError) {
    throw refuse("sync", file.path)
  }

  package func syncFolder(_ path: String) throws(StorageError) { throw refuse("sync", path) }

  package func syncFileSystem(of path: String) throws(StorageError) {
    throw refuse("sync", path)
  }

  package func dropCache(_ path: String) throws(StorageError) {}

  package func move(
    _ path: String, to target: String, replace: Bool
  ) throws(StorageError) { throw refuse("move", path) }

  package func createFolder(_ path: String) throws(StorageError) { throw refuse("create", path) }

  package func makePublic(_ path: String) throws(StorageError) { throw refuse("change", path) }

  package func unlink(_ path: String) throws(StorageError) { throw refuse("remove", path) }

  package func removeFolder(_ path: String) throws(StorageError) { throw refuse("remove", path) }

  package func lock(_ path: String) throws(StorageError) -> FileLock {
    throw refuse("lock", path)
  }
}
