import Encoding
import Words

/// Reads one file from its beginning to its end: exactly as much as it had when it was opened.
package struct FileReader: ~Copyable, Sendable {
  /// The file's size when it was opened, in bytes.
  package let byteCount: Int
  /// How many bytes have been read.
  package private(set) var position = 0
  private let file: OpenFile
  private let disk: any Disk

  init(_ file: consuming OpenFile, disk: any Disk) {
    byteCount = file.byteCount
    self.file = file
    self.disk = disk
  }

  /// Reads some bytes; 0 at the end.
  ///
  /// - Throws: `StorageError`, also where the file has become shorter or longer.
  package mutating func read(
    into bytes: inout MutableSpan<UInt8>
  ) throws(StorageError) -> Int {
    let wanted = min(bytes.count, byteCount - position)
    guard wanted > 0 else { return 0 }
    var room = bytes._mutatingExtracting(first: wanted)
    let count = try disk.read(file, into: &room)
    guard count > 0 else { throw sizeChanged }
    position += count
    if position == byteCount { try checkEnd() }
    return count
  }

  private func checkEnd() throws(StorageError) {
    var more: [1 of UInt8] = [0]
    var room = more.mutableSpan
    guard try disk.read(file, into: &room) == 0 else { throw sizeChanged }
  }

  private var sizeChanged: StorageError {
    StorageError(.failed, "read", file.path, "its size changed while it was read")
  }

  /// Reads until `bytes` is full or the file ends.
  ///
  /// Gives the number of bytes read.
  package mutating func fill(_ bytes: inout MutableSpan<UInt8>) throws(StorageError) -> Int {
    try bytes.fill { _, rest throws(StorageError) in try read(into: &rest) }
  }

  /// Reads until `bytes` is full or the file ends.
  ///
  /// Gives the number of bytes read.
  package mutating func fill(_ bytes: inout [UInt8]) throws(StorageError) -> Int {
    var span = bytes.mutableSpan
    return try fill(&span)
  }
}

/// Reads records of one size out of one file, in any order.
package final class RecordReader {
  private let file: OpenFile
  private let disk: any Disk
  private let size: Int

  /// Opens a regular file of records of `size` bytes.
  package init(_ path: String, size: Int, disk: any Disk) throws(StorageError) {
    file = try disk.openForReading(path)
    self.disk = disk
    self.size = size
  }

  /// The record with this index, from 0.
  ///
  /// - Throws: `StorageError` where the file has no such record.
  package func record(_ index: Int) throws(StorageError) -> [UInt8] {
    var record = [UInt8](repeating: 0, count: size)
    let start = index.multipliedReportingOverflow(by: size)
    var room = record.mutableSpan
    let count = try room.fill { filled, rest throws(StorageError) in
      start.overflow ? 0 : try disk.read(file, at: start.partialValue + filled, into: &rest)
    }
    guard count == size else {
      throw StorageError(.failed, "read", file.path, "it has no record \(index)")
    }
    return record
  }
}

/// Writes one new file.
package struct FileWriter: ~Copyable, Sendable {
  private let file: OpenFile
  private let disk: any Disk

  init(_ file: consuming OpenFile, disk: any Disk) {
    self.file = file
    self.disk = disk
  }

  /// Writes all bytes at the end.
  package mutating func write(_ bytes: Span<UInt8>) throws(StorageError) {
    try disk.write(file, bytes)
  }

  /// Returns once everything written is on the medium.
  package mutating func sync() throws(StorageError) { try disk.sync(file) }
}

extension MutableSpan<UInt8> {
  /// Has `read`, which may give less than there is room for, fill all of it or come to an end.
  ///
  /// `read` is handed how many bytes are there already, and what is to be filled; it gives how many
  /// it put there, 0 at the end. Gives the number of bytes in all.
  mutating func fill(
    _ read: (Int, inout MutableSpan<UInt8>) throws(StorageError) -> Int
  ) throws(StorageError) -> Int {
    var filled = 0
    while filled < count {
      var rest = _mutatingExtracting(filled..<count)
      let more = try read(filled, &rest)
      guard more > 0 else { break }
      filled += more
    }
    return filled
  }
}

extension Disk {
  /// Opens a regular file of at most `limit` bytes to be read in pieces.
  package func openReader(_ path: String, limit: Int) throws(StorageError) -> FileReader {
    let reader = FileReader(try openForReading(path), disk: self)
    guard reader.byteCount <= limit else {
      throw StorageError(
        .tooLarge, "read", path, "\(reader.byteCount) bytes, at most \(limit) allowed")
    }
    return reader
  }

  /// Makes a file that must not be there yet.
  package func openWriter(_ path: String) throws(StorageError) -> FileWriter {
    FileWriter(try create(path, readable: false), disk: self)
  }
}
