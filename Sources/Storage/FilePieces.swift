/// What is read piece by piece.
package protocol PieceSource: ~Copyable {
  /// The next piece; nil at the end.
  ///
  /// - Throws: `StorageError` where it cannot be read.
  mutating func next() throws(StorageError) -> ArraySlice<UInt8>?
}

/// A file piece by piece, from its beginning to its end.
package struct FilePieces: PieceSource, ~Copyable, Sendable {
  /// Bytes of a piece, where nothing else is asked for.
  package static let standardByteCount = 1 << 18

  /// The file's size when it was opened, in bytes.
  package let byteCount: Int
  private var reader: FileReader
  private let pieceByteCount: Int
  private var buffer: [UInt8]

  /// The pieces of an open file, each of `pieceByteCount` bytes; the last may have fewer.
  package init(
    _ reader: consuming FileReader, of pieceByteCount: Int = FilePieces.standardByteCount
  ) {
    byteCount = reader.byteCount
    self.pieceByteCount = pieceByteCount
    buffer = [UInt8](repeating: 0, count: max(1, min(pieceByteCount, reader.byteCount)))
    self.reader = reader
  }

  /// The next piece; nil at the end.
  ///
  /// Its bytes are overwritten by the piece after it, so whoever keeps it pays for a copy.
  ///
  /// - Throws: `StorageError`, also where the file has become shorter or longer.
  package mutating func next() throws(StorageError) -> ArraySlice<UInt8>? {
    try next(pieceByteCount)
  }

  /// The next piece of another size, such as what stands before the first; nil at the end.
  ///
  /// - Throws: `StorageError`, also where the file has become shorter or longer.
  package mutating func next(_ count: Int) throws(StorageError) -> ArraySlice<UInt8>? {
    let wanted = min(count, reader.byteCount - reader.position)
    guard wanted > 0 else { return nil }
    var buffer = exchange(&buffer, with: [])
    if buffer.count < wanted { buffer = [UInt8](repeating: 0, count: wanted) }
    var all = buffer.mutableSpan
    var room = all._mutatingExtracting(0..<wanted)
    let filled = try reader.fill(&room)
    self.buffer = buffer
    return buffer[..<filled]
  }
}

extension Disk {
  /// Opens a regular file to be read piece by piece.
  package func pieces(
    _ path: String, of byteCount: Int = FilePieces.standardByteCount
  ) throws(StorageError) -> FilePieces {
    FilePieces(try openReader(path, limit: Int.max), of: byteCount)
  }
}
