import Storage

/// What another run struck otherwise than the one before: lines of strikes.csv that are new, and
/// those that are there no more.
package struct StrikeChanges: Equatable, Sendable {
  /// Whether there was a run before.
  package let isFirst: Bool
  package private(set) var added = 0
  package private(set) var removed = 0

  /// Compares two sorted files line by line; where the first is not there everything is new.
  init(from old: String, to new: String, disk: any Disk) throws(StorageError) {
    isFirst = try disk.info(old) == nil
    guard !isFirst else { return }
    var before = try LineReader(old, disk: disk)
    var after = try LineReader(new, disk: disk)
    var (one, other) = (try before.next(), try after.next())
    while one != nil || other != nil {
      if let line = one, let match = other, line == match {
        (one, other) = (try before.next(), try after.next())
      } else if let line = one, other.map({ line.lexicographicallyPrecedes($0) }) ?? true {
        removed += 1
        one = try before.next()
      } else {
        added += 1
        other = try after.next()
      }
    }
  }
}

/// The lines of a file of ours, one by one, without their ends.
private struct LineReader: ~Copyable {
  private var file: FileReader
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var position = 0
  private var filled = 0

  init(_ path: String, disk: any Disk) throws(StorageError) {
    file = try disk.openReader(path, limit: Int.max)
  }

  mutating func next() throws(StorageError) -> [UInt8]? {
    var line: [UInt8] = []
    while true {
      if position == filled {
        filled = try file.fill(&buffer)
        position = 0
        if filled == 0 { return line.isEmpty ? nil : line }
      }
      let byte = buffer[position]
      position += 1
      if byte == 0x0A { return line }
      line.append(byte)
    }
  }
}
