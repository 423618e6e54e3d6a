import Encoding
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
    var before = SortedLines(try disk.pieces(old))
    var after = SortedLines(try disk.pieces(new))
    try forEachDifference(&before, &after) { _, isOld in
      if isOld { removed += 1 } else { added += 1 }
    }
  }
}
