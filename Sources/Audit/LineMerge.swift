import Encoding
import Storage

/// The lines of a file of a package one by one, in little memory.
///
/// What is small is what was kept when it was first read; a large file has to come to the same hash
/// again at its end.
private final class LineFeed {
  private static let maxLineByteCount = 256

  private var pieces: PackagePieces
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var filled = 0
  private var position = 0

  init(_ name: String, in folder: PackageFolder) throws(StorageError) {
    pieces = try folder.pieces(name)
  }

  /// The next line without its end, of an over-long one the beginning; nil at the end.
  func next() throws(StorageError) -> [UInt8]? {
    var line: [UInt8] = []
    var isThere = false
    while true {
      if position == filled {
        filled = try pieces.next(into: &buffer)
        position = 0
        guard filled > 0 else { return isThere ? line : nil }
      }
      let byte = buffer[position]
      position += 1
      isThere = true
      if byte == UInt8(ascii: "\n") { return line }
      if line.count < Self.maxLineByteCount { line.append(byte) }
    }
  }
}

/// Two sorted files of lines held against each other: what stands in only one of them.
struct LineMerge {
  private(set) var onlyFirst: [[UInt8]] = []
  private(set) var onlySecond: [[UInt8]] = []
  /// All such lines, also those that are not kept.
  private(set) var total = 0

  /// Lines are the same where `prefix` bytes of them are; of those that stand in one file, `limit`
  /// are kept.
  init(
    _ name: String, _ first: PackageFolder, _ second: PackageFolder, prefix: Int = Int.max,
    limit: Int
  ) throws(StorageError) {
    let feeds = (try LineFeed(name, in: first), try LineFeed(name, in: second))
    var (one, other) = (try feeds.0.next(), try feeds.1.next())
    while one != nil || other != nil {
      let order = Self.order(one?.prefix(prefix), other?.prefix(prefix))
      if order < 0, let line = one {
        total += 1
        if onlyFirst.count < limit { onlyFirst.append(line) }
      } else if order > 0, let line = other {
        total += 1
        if onlySecond.count < limit { onlySecond.append(line) }
      }
      if order <= 0 { one = try feeds.0.next() }
      if order >= 0 { other = try feeds.1.next() }
    }
  }

  /// Below 0 where the first comes first; what is not there comes last.
  private static func order(_ first: ArraySlice<UInt8>?, _ second: ArraySlice<UInt8>?) -> Int {
    guard let first else { return 1 }
    guard let second else { return -1 }
    if first.lexicographicallyPrecedes(second) { return -1 }
    return second.lexicographicallyPrecedes(first) ? 1 : 0
  }
}
