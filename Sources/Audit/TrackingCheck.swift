import Encoding

/// The lines of tracking.txt (FORMATS.md section 7), read in pieces and counted.
///
/// Works on bytes: there is a line for every ballot.
struct TrackingCheck {
  private static let maxLineByteCount = 80
  private static let codeByteCount = 64

  /// What stands behind a code, in the order of the words.
  private enum Fate: Int, CaseIterable {
    case none, counted, excluded, struck

    var suffix: [UInt8] { self == .none ? [] : Array(" \(self)".utf8) }
  }

  private static let suffixes = Fate.allCases.map(\.suffix)

  private(set) var total = 0
  private(set) var problems: [Message] = []
  /// Lines by fate.
  private var fates = [Int](repeating: 0, count: Fate.allCases.count)
  /// The beginning of a line that goes on in the next piece.
  private var rest: [UInt8] = []
  private var lastCode = [64 of UInt8](repeating: 0)
  private var lastFate = Fate.none
  /// Whether one of the lines of the last code is not excluded.
  private var isLive = false

  /// Codes by the word behind them.
  var counts: [String: Int] {
    var counts: [String: Int] = [:]
    for fate in Fate.allCases where fate != .none && fates[fate.rawValue] > 0 {
      counts["\(fate)"] = fates[fate.rawValue]
    }
    return counts
  }

  /// Whether the codes stand alone, as in the package for the public.
  var isPublic: Bool { total > 0 && counts.isEmpty }

  /// Takes the next piece of the file.
  mutating func take(_ piece: Span<UInt8>) {
    var start = 0
    for position in 0..<piece.count where piece[position] == UInt8(ascii: "\n") {
      let line = piece.extracting(start..<position)
      if rest.isEmpty {
        take(line: line)
      } else {
        keep(line)
        let whole = rest
        take(line: whole.span)
        rest.removeAll(keepingCapacity: true)
      }
      start = position + 1
    }
    keep(piece.extracting(start..<piece.count))
  }

  /// No more of a line than shows that it is too long.
  private mutating func keep(_ part: Span<UInt8>) {
    for position
      in 0..<min(part.count, Self.maxLineByteCount + 1 - min(rest.count, Self.maxLineByteCount))
    {
      rest.append(part[position])
    }
  }

  /// Ends the file.
  mutating func finish() {
    if !rest.isEmpty { note("cut off") }
    if !counts.isEmpty, counts.values.reduce(0, +) != total {
      problems.append("tracking.txt: some codes have a word and some have none")
    }
  }

  private mutating func note(_ problem: Message) {
    if problems.count < Auditor.maxFailures {
      problems.append("tracking.txt line \(total + 1): \(problem)")
    }
  }

  private mutating func take(line: Span<UInt8>) {
    defer { total += 1 }
    guard let fate = Self.fate(line) else { return note("not a code and its fate") }
    var order = total == 0 ? 1 : 0
    var position = 0
    while order == 0, position < Self.codeByteCount {
      order = Int(line[position]) - Int(lastCode[position])
      position += 1
    }
    if order < 0 {
      note("out of order or repeated")
    } else if order == 0 {
      // The same sealed ballot twice: an amendment excluded all but one.
      if !(lastFate.rawValue < fate.rawValue || (fate == .excluded && lastFate == .excluded)) {
        note("out of order or repeated")
      } else if fate != .excluded, isLive {
        note("counts or is struck twice")
      }
    }
    isLive = (order == 0 && isLive) || fate != .excluded
    lastFate = fate
    if order != 0 {
      for position in 0..<Self.codeByteCount { lastCode[position] = line[position] }
    }
    fates[fate.rawValue] += 1
  }

  /// What stands behind the code of a line; nil where it is no such line.
  private static func fate(_ line: Span<UInt8>) -> Fate? {
    guard line.count >= codeByteCount else { return nil }
    for position in 0..<codeByteCount {
      let digit = line[position]
      guard digit &- UInt8(ascii: "0") < 10 || digit &- UInt8(ascii: "a") < 6 else { return nil }
    }
    for fate in Fate.allCases {
      let suffix = suffixes[fate.rawValue]
      guard line.count == codeByteCount + suffix.count else { continue }
      if suffix.indices.allSatisfy({ line[codeByteCount + $0] == suffix[$0] }) { return fate }
    }
    return nil
  }
}
