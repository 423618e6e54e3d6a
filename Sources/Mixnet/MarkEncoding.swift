package import Cryptography
import Election

/// Marks as points of the group, and back (FormatProofs § Marks as points).
package enum MarkEncoding {
  /// Marks that a point holds.
  private static let blockByteCount = Contest.optionsPerPoint
  /// What a byte and a half of a counter can say; the odds that it does not do are (3/4)^8191.
  private static let counters = 1...8191

  /// The points of a contest's marks, one byte an option; nil where a block has none, which does not
  /// happen.
  package static func encode(_ marks: [UInt8]) -> [Point]? {
    var points: [Point] = []
    // Marks of no options have a point too.
    for first in stride(from: 0, to: max(1, marks.count), by: blockByteCount) {
      var bytes = [UInt8](repeating: 0, count: GroupBytes.byteCount)
      for place in 0..<min(blockByteCount, marks.count - first) {
        bytes[1 + place] = marks[first + place]
      }
      guard let point = point(of: bytes) else { return nil }
      points.append(point)
    }
    return points
  }

  private static func point(of block: [UInt8]) -> Point? {
    var bytes = block
    for counter in counters {
      bytes[0] = UInt8(2 * (counter % 128))
      bytes[31] = UInt8(counter / 128)
      if let point = Point(GroupBytes(bytes.span, at: 0)) { return point }
    }
    return nil
  }

  /// The marks of so many options; nil where these are not the points that `encode` gives: every
  /// other encoding could carry a sign.
  package static func decode(_ points: [Point], options: Int) -> [UInt8]? {
    let marks = Array(points.flatMap { $0.bytes.array[1...blockByteCount] }.prefix(options))
    return encode(marks) == points ? marks : nil
  }
}
