import Testing

@testable import Audit
import Words

@Suite("The lines of the tracking list")
struct TrackingCheckTests {
  static let low = String(repeating: "0", count: 63) + "1"
  static let high = String(repeating: "f", count: 64)
  /// Differs from `low` in the last digit only, and beyond what a number of digits alone would sort.
  static let next = String(repeating: "0", count: 63) + "a"

  private func check(_ text: String, pieces: Int) -> TrackingCheck {
    var check = TrackingCheck()
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      let piece = Array(bytes[start..<min(start + pieces, bytes.count)])
      check.take(piece.span)
    }
    check.finish()
    return check
  }

  @Test(
    "are counted by their word, in whatever pieces the file is read",
    arguments: [1, 2, 63, 64, 65, 66, 72, 73, 74, 1 << 16])
  func counts(pieces: Int) {
    let whole = check(
      "\(Self.low) counted\n\(Self.low) excluded\n\(Self.low) excluded\n\(Self.next) struck\n"
        + "\(Self.high) excluded\n", pieces: pieces)
    #expect(whole.problems.isEmpty)
    #expect(whole.total == 5)
    #expect(TrackedFate.allCases.map(whole.count) == [0, 1, 3, 1])
    let codes = check("\(Self.low)\n\(Self.next)\n\(Self.high)\n", pieces: pieces)
    #expect(codes.problems.isEmpty)
    #expect(codes.isPublic)
  }

  @Test(
    "that cannot stand there are named with their number",
    arguments: [
      ("\(high) counted\n\(low) counted\n", 2), ("\(next) counted\n\(low) counted\n", 2),
      ("\(low) counted\n\(low) counted\n", 2), ("\(low) struck\n\(low) counted\n", 2),
      ("\(low) excluded\n\(low) counted\n", 2), ("\(low.uppercased().dropLast())A counted\n", 1),
      ("\(low.dropLast()) counted\n", 1), ("\(low)0 counted\n", 1), ("\(low) counteD\n", 1),
      ("\(low) counted \n", 1), ("\(low) struct\n", 1), ("\(low)\r\n", 1), ("\n", 1),
      ("\(low) counted", 1), ("\(low)\(high)\(low)\(high)\n\(high)\n", 1),
      ("\(low) counted\n\(next.dropLast(40))\n", 2),
    ])
  func problems(text: String, line: Int) {
    for pieces in [1, 7, 64, 65, 1 << 16] {
      let problems = check(text, pieces: pieces).problems.map(\.english)
      #expect(problems.contains { $0.hasPrefix("tracking.txt line \(line): ") }, "\(pieces)")
    }
  }
}
