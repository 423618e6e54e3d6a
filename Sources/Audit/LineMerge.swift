import Encoding
import Storage

/// Two sorted files of lines held against each other: what stands in only one of them.
struct LineMerge {
  private static let maxLineByteCount = 256

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
    var one = SortedLines(
      try first.pieces(name), keyByteCount: prefix, maxByteCount: Self.maxLineByteCount)
    var other = SortedLines(
      try second.pieces(name), keyByteCount: prefix, maxByteCount: Self.maxLineByteCount)
    try forEachDifference(&one, &other) { lines, isFirst in
      total += 1
      if isFirst {
        if onlyFirst.count < limit { onlyFirst.append(lines.line) }
      } else if onlySecond.count < limit {
        onlySecond.append(lines.line)
      }
    }
  }
}
