import Election
import Encoding

/// The ballots that are struck: a byte for every ballot of a section that has any.
///
/// A fixed amount of memory for a number of ballots, however many of them are struck.
struct Strikes: Sendable {
  static let header = ["bundle", "index", "reason"]
  private static let reasons = StrikeReason.allCases

  /// By section: 0 for a ballot that stands, else its reason's position and one; empty while none
  /// of the section's is struck.
  private var marks: [[UInt8]]
  private let ballots: [Int]
  /// By section and reason.
  private(set) var counts: [[StrikeReason: Int]]

  /// None yet, of sections with so many ballots.
  init(ballots: [Int]) {
    self.ballots = ballots
    marks = [[UInt8]](repeating: [], count: ballots.count)
    counts = [[StrikeReason: Int]](repeating: [:], count: ballots.count)
  }

  mutating func add(_ entry: SectionEntry, _ reason: StrikeReason) {
    guard let index = Int(exactly: entry.ballot), index < ballots[entry.section],
      let position = Self.reasons.firstIndex(of: reason)
    else { return }
    if marks[entry.section].isEmpty {
      marks[entry.section] = [UInt8](repeating: 0, count: ballots[entry.section])
    }
    marks[entry.section][index] = UInt8(position + 1)
    counts[entry.section][reason, default: 0] += 1
  }

  /// Gives `strikes.csv` piece by piece: a header and a line a strike, sorted by bytes.
  func write<E: Error>(
    sections: [Section], to write: (Span<UInt8>) throws(E) -> Void
  ) throws(E) {
    var buffer = CSV.line(Self.header)
    for section in sections.indices.sorted(by: { sections[$0].bundle < sections[$1].bundle })
    where !marks[section].isEmpty {
      let bundle = Array(sections[section].bundle.description.utf8)
      var order = DecimalOrder(count: ballots[section])
      while let index = order.next() {
        let mark = marks[section][index]
        guard mark != 0 else { continue }
        buffer += bundle
        buffer.append(UInt8(ascii: ","))
        buffer += String(index).utf8
        buffer.append(UInt8(ascii: ","))
        buffer += Self.reasons[Int(mark) - 1].rawValue.utf8
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= 1 << 16 {
          try write(buffer.span)
          buffer.removeAll(keepingCapacity: true)
        }
      }
    }
    try write(buffer.span)
  }
}

/// The numbers below a count in the order of their decimal spellings: 0, 1, 10, 100, 11, 2.
///
/// A comma sorts below every digit, so that lines of a table sort as these numbers do.
struct DecimalOrder {
  private let highest: Int
  private var given = 0
  private var last = 0

  init(count: Int) { highest = count - 1 }

  /// The next number; nil after the last.
  mutating func next() -> Int? {
    guard given <= highest else { return nil }
    defer { given += 1 }
    if given <= 1 {
      last = given
    } else if last <= highest / 10 {
      last *= 10
    } else {
      // Up to where another digit can follow.
      while last % 10 == 9 || last == highest { last /= 10 }
      last += 1
    }
    return last
  }
}
