/// The marks of one contest in as few bits as its highest mark needs.
///
/// Packed runs of one contest sort as the marks do. Where every ballot is different, this is what
/// memory, and the disk, hold of each.
package struct MarkPacking: Sendable {
  /// How many marks.
  package let count: Int
  /// Bytes of a packed run.
  package let byteCount: Int
  private let highest: UInt8
  private let bits: Int

  /// A packing of `count` marks from 0 to `highest`.
  package init(count: Int, highest: UInt8) {
    self.count = count
    self.highest = highest
    // Parts of a byte, so that no mark lies in two.
    bits = highest < 2 ? 1 : highest < 4 ? 2 : highest < 16 ? 4 : 8
    byteCount = (count * bits + 7) / 8
  }

  /// The packing of a contest's marks.
  package init(_ contest: Contest) {
    self.init(count: contest.options.count, highest: contest.highestMark)
  }

  /// Packs the marks that begin at `start` into the first bytes of `packed`.
  ///
  /// - Returns: false where a mark is above the highest: the run is malformed.
  package func pack(_ marks: Span<UInt8>, at start: Int, into packed: inout [UInt8]) -> Bool {
    var byte: UInt8 = 0
    var room = 8
    var next = 0
    for position in start..<start + count {
      let mark = marks[position]
      guard mark <= highest else { return false }
      room -= bits
      byte |= mark << UInt8(truncatingIfNeeded: room)
      if room == 0 {
        packed[next] = byte
        (byte, room, next) = (0, 8, next + 1)
      }
    }
    if room < 8 { packed[next] = byte }
    return true
  }

  /// The marks of a packed run.
  package func unpack(_ packed: Span<UInt8>) -> [UInt8] {
    (0..<count).map { mark($0, of: packed, at: 0) }
  }

  /// One mark of the packed run that begins at `start`.
  package func mark(_ position: Int, of packed: Span<UInt8>, at start: Int) -> UInt8 {
    let bit = position * bits
    let shift = UInt8(truncatingIfNeeded: 8 - bits - bit % 8)
    return packed[start + bit / 8] >> shift & UInt8(truncatingIfNeeded: 1 << bits - 1)
  }
}
