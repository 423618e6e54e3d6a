import Encoding

/// The lines of a sorted text, one after the other.
package struct SortedLines<Pieces: PieceSource & ~Copyable>: SortedSource, ~Copyable {
  /// The present line without its end; of an over-long one the beginning.
  package private(set) var line: [UInt8] = []
  private var pieces: Pieces
  private var rest: ArraySlice<UInt8> = []
  private let keyByteCount: Int
  private let maxByteCount: Int

  /// The lines of a text that comes in pieces.
  ///
  /// Lines are in order, and the same, by their first `keyByteCount` bytes; `maxByteCount` bytes of
  /// a line are kept.
  package init(
    _ pieces: consuming Pieces, keyByteCount: Int = Int.max, maxByteCount: Int = Int.max
  ) {
    self.pieces = pieces
    self.keyByteCount = keyByteCount
    self.maxByteCount = maxByteCount
  }

  /// Goes to the next line; its first eight bytes are its number.
  package mutating func advance() throws(StorageError) -> UInt64? {
    guard try takeLine() else { return nil }
    return (0..<8).reduce(0) { number, place in
      number << 8 | UInt64(place < key.count ? key[place] : 0)
    }
  }

  package func precedes(_ other: borrowing SortedLines) -> Bool {
    key.lexicographicallyPrecedes(other.key)
  }

  private var key: ArraySlice<UInt8> { line.prefix(keyByteCount) }

  /// Reads the next line; false after the last.
  private mutating func takeLine() throws(StorageError) -> Bool {
    line.removeAll(keepingCapacity: true)
    var isThere = false
    while true {
      if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        keep(rest[..<end])
        rest = rest[(end + 1)...]
        return true
      }
      isThere = isThere || !rest.isEmpty
      keep(rest)
      // Given back first, so that the next piece can lie where this one does.
      rest = []
      guard let piece = try pieces.next() else { return isThere }
      rest = piece
    }
  }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    line.append(contentsOf: bytes.prefix(maxByteCount - line.count))
  }
}
