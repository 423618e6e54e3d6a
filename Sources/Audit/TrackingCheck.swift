import Encoding
import Words

/// The lines of tracking.txt (FormatResult § tracking.txt), read in pieces and counted.
///
/// Works on bytes: there is a line for every ballot.
struct TrackingCheck {
  private static let maxLineByteCount = 80
  private static let codeByteCount = 64
  /// The digits of a code, eight to a number, so that codes order as their numbers do.
  private typealias Code = [8 of UInt64]

  /// What stands behind a code, by fate.
  private static let suffixes = TrackedFate.allCases.map {
    $0 == .listed ? [] : Array(" \($0)".utf8)
  }

  private(set) var total = 0
  private(set) var problems: [Message] = []
  /// Lines by fate.
  private var fates = [Int](repeating: 0, count: TrackedFate.allCases.count)
  /// The beginning of a line that goes on in the next piece.
  private var rest: [UInt8] = []
  private var lastCode = Code(repeating: 0)
  private var lastFate = TrackedFate.listed
  /// Whether one of the lines of the last code is not excluded.
  private var isLive = false
  /// The ballots with which the lines are compared; nil where none are there.
  private var ballots: BallotMerge?

  /// A check of the lines alone, or with the ballots that they have to be of.
  init(against ballots: BallotMerge? = nil) { self.ballots = ballots }

  /// How many codes have the word of a fate behind them.
  func count(of fate: TrackedFate) -> Int { fates[fate.order] }

  /// Ballots that none of the lines is of.
  var missing: [SealedBallot] { ballots?.missing ?? [] }

  /// Whether the codes stand alone, as in the package for the public.
  var isPublic: Bool { total > 0 && !hasWords }

  private var hasWords: Bool { fates.dropFirst().contains { $0 > 0 } }

  /// Takes the next piece of the file.
  mutating func take(_ piece: Span<UInt8>) {
    var start = 0
    // No line ends within a code.
    var position = Self.end(ofCode: piece, from: start)
    while position < piece.count {
      guard piece[position] == UInt8(ascii: "\n") else {
        position += 1
        continue
      }
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
      position = Self.end(ofCode: piece, from: start)
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
    if hasWords, fates.dropFirst().reduce(0, +) != total {
      problems.append("tracking.txt: some codes have a word and some have none")
    }
    ballots?.finish()
    problems += ballots?.problems ?? []
  }

  private mutating func note(_ problem: Message) {
    if problems.count < Auditor.maxFailures {
      problems.append("tracking.txt line \(total + 1): \(problem)")
    }
  }

  private mutating func take(line: Span<UInt8>) {
    defer { total += 1 }
    guard let code = Self.code(line, at: 0), let fate = Self.fate(line) else {
      return note("not a code and its fate")
    }
    let order = total == 0 ? 1 : Self.order(code, lastCode)
    if order < 0 {
      note("out of order or repeated")
    } else if order == 0 {
      // The same sealed ballot twice: an amendment excluded all but one.
      if !(lastFate < fate || (fate == .excluded && lastFate == .excluded)) {
        note("out of order or repeated")
      } else if fate != .excluded, isLive {
        note("counts or is struck twice")
      }
    }
    isLive = (order == 0 && isLive) || fate != .excluded
    lastFate = fate
    lastCode = code
    fates[fate.order] += 1
    if ballots != nil, let digest = Self.digest(line) {
      ballots?.take(digest, fate, line: total + 1)
    }
  }

  /// Where the code that begins at `start` ends; `start` where there is none.
  private static func end(ofCode piece: Span<UInt8>, from start: Int) -> Int {
    code(piece, at: start) == nil ? start : start + codeByteCount
  }

  /// The code that begins at `start`; nil where there is none.
  private static func code(_ bytes: Span<UInt8>, at start: Int) -> Code? {
    guard bytes.count - start >= codeByteCount else { return nil }
    var code = Code(repeating: 0)
    for part in code.indices {
      let digits = bytes.number(at: start + 8 * part)
      guard Hex.areDigits(digits) else { return nil }
      code[part] = digits
    }
    return code
  }

  /// Below zero where one code comes before the other, zero where they are the same.
  private static func order(_ one: Code, _ other: Code) -> Int {
    for part in one.indices where one[part] != other[part] {
      return one[part] < other[part] ? -1 : 1
    }
    return 0
  }

  /// The hash that the digits of a code spell.
  private static func digest(_ line: Span<UInt8>) -> Digest? {
    var bytes = [32 of UInt8](repeating: 0)
    for position in bytes.indices {
      guard let byte = Hex.byte(line[2 * position], line[2 * position + 1]) else { return nil }
      bytes[position] = byte
    }
    return Digest(bytes)
  }

  /// What stands behind the code of a line; nil where it is nothing that may.
  private static func fate(_ line: Span<UInt8>) -> TrackedFate? {
    for fate in TrackedFate.allCases {
      let suffix = suffixes[fate.order]
      guard line.count == codeByteCount + suffix.count else { continue }
      for position in suffix.indices where line[codeByteCount + position] != suffix[position] {
        return nil
      }
      return fate
    }
    return nil
  }
}
