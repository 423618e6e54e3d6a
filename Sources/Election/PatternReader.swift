import Encoding
import Words

/// Reads `patterns.csv` in pieces, line by line, so that no more than a line of it is in memory.
///
/// The file has one spelling only: lines that ascend by their bytes, nothing quoted.
package struct PatternReader {
  /// No line is longer: four identifiers, two digits for each of 10,000 marks, a count.
  private static let maxLineByteCount = 1 << 15

  private var lines: PatternLines
  /// The last line of the piece before.
  private var last: [UInt8] = []
  /// The beginning of a line that goes on in the next piece.
  private var rest: [UInt8] = []

  /// A reader that holds every pattern against the election.
  package init(definition: Definition) { lines = PatternLines(definition: definition) }

  /// How many patterns were read.
  package var count: Int { max(0, lines.number - 1) }

  /// Takes the next piece of the file and gives every pattern that ends in it, with its count.
  ///
  /// - Throws: `PatternError` with the line that does not hold, and whatever `body` throws.
  package mutating func take(
    _ piece: Span<UInt8>, _ body: (Pattern, Int) throws -> Void
  ) throws {
    // Spans of what is kept between pieces are lent while the lines change.
    var lines = lines
    defer { self.lines = lines }
    var start = 0
    var before: Range<Int>?
    for end in 0..<piece.count where piece[end] == UInt8(ascii: "\n") {
      if !rest.isEmpty {
        try keep(piece.extracting(start..<end), line: lines.number + 1)
        try lines.take(rest.span, after: last.span, body)
        swap(&last, &rest)
        rest.removeAll(keepingCapacity: true)
      } else {
        let line = piece.extracting(start..<end)
        if let before {
          try lines.take(line, after: piece.extracting(before), body)
        } else {
          try lines.take(line, after: last.span, body)
        }
        before = start..<end
      }
      start = end + 1
    }
    if let before {
      last.removeAll(keepingCapacity: true)
      for position in before { last.append(piece[position]) }
    }
    try keep(piece.extracting(start..<piece.count), line: lines.number + 1)
  }

  /// Ends the file.
  ///
  /// - Throws: `PatternError` where it has no header, or no end of its last line.
  package func finish() throws(PatternError) {
    guard rest.isEmpty else { throw lines.misspelt }
    guard lines.number > 0 else { throw PatternError(line: 1, problem: "no header line") }
  }

  private mutating func keep(_ part: Span<UInt8>, line: Int) throws(PatternError) {
    guard rest.count + part.count <= Self.maxLineByteCount else {
      throw PatternError(line: line, problem: "a line that is too long")
    }
    for position in part.indices { rest.append(part[position]) }
  }
}

/// The lines of the file one by one.
private struct PatternLines {
  private let definition: Definition
  private let judges: [String: MarkJudge]
  /// Lines so far, the header among them.
  private(set) var number = 0
  /// The four fields that the line before begins with, which are mostly those of the next.
  private var place: (style: String, contest: String, channel: String, collector: String)?
  private var judge: MarkJudge?
  /// Where the marks of the line before begin and end.
  private var marks = 0..<0

  private static let comma = UInt8(ascii: ",")

  init(definition: Definition) {
    self.definition = definition
    judges = Dictionary(
      definition.contests.map { ($0.id, MarkJudge($0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// What is wrong with a line that is not as it would be written.
  var misspelt: PatternError { error("not in the one order and spelling of this file") }

  private func error(_ problem: Message) -> PatternError {
    PatternError(line: number + 1, problem: problem)
  }

  mutating func take(
    _ line: Span<UInt8>, after last: Span<UInt8>, _ body: (Pattern, Int) throws -> Void
  ) throws {
    guard number > 0 else {
      let header = PatternFile.headerLine
      guard String(validating: line) != nil else { throw error("not UTF-8") }
      guard header.count == line.count + 1, line.indices.allSatisfy({ line[$0] == header[$0] })
      else { throw error("the header is not \(PatternFile.header.joined(separator: ","))") }
      number += 1
      return
    }
    // The header is no line to be sorted after.
    let common = number == 1 ? 0 : Self.commonCount(line, last)
    if number > 1 {
      guard common <= marks.upperBound else { throw error("the pattern is there twice") }
      guard common < line.count, common == last.count || line[common] > last[common] else {
        throw misspelt
      }
    }
    if place == nil || common < marks.lowerBound { try takePlace(line) }
    let end = try marksEnd(line)
    marks = marks.lowerBound..<end
    let found = try marks(line.extracting(marks))
    let times = try count(line.extracting(end + 1..<line.count))
    guard let place else { throw misspelt }
    number += 1
    try body(
      Pattern(
        style: place.style, contest: place.contest, channel: place.channel,
        collector: place.collector, marks: found), times)
  }

  private static func commonCount(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Int {
    let shorter = min(one.count, other.count)
    for position in 0..<shorter where one[position] != other[position] { return position }
    return shorter
  }

  /// The first four fields, and where the fifth begins.
  private mutating func takePlace(_ line: Span<UInt8>) throws(PatternError) {
    guard let text = String(validating: line) else { throw error("not UTF-8") }
    // Nothing in this file needs quotes, and a carriage return would.
    guard !line.isEmpty, !text.utf8.contains(UInt8(ascii: "\"")),
      !text.utf8.contains(UInt8(ascii: "\r"))
    else { throw misspelt }
    let fields = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    try checkCount(fields.count)
    guard let style = definition.style(fields[0]) else {
      throw error("no style \(SafeText.escaped(fields[0])) in this election")
    }
    guard definition.channels.contains(where: { $0.id == fields[2] }) else {
      throw error("no channel \(SafeText.escaped(fields[2])) in this election")
    }
    guard
      let collector = definition.collector(fields[3]),
      collector.channel == fields[2]
    else { throw error("no collector \(SafeText.escaped(fields[3])) of this channel") }
    judge = nil
    if fields[1] != Pattern.noContest {
      guard style.contests.contains(fields[1]), let found = judges[fields[1]] else {
        throw error("the style has no contest \(SafeText.escaped(fields[1]))")
      }
      judge = found
    }
    place = (fields[0], fields[1], fields[2], fields[3])
    let start = fields[..<4].reduce(4) { $0 + $1.utf8.count }
    marks = start..<start
  }

  private func checkCount(_ fields: Int) throws(PatternError) {
    guard fields == PatternFile.header.count else {
      throw error("\(fields) fields where the header has \(PatternFile.header.count)")
    }
  }

  /// Where the marks of a line end, which begins as the one before.
  private func marksEnd(_ line: Span<UInt8>) throws(PatternError) -> Int {
    var commas = 4
    var end = line.count
    for position in marks.lowerBound..<line.count {
      switch line[position] {
      case Self.comma:
        commas += 1
        if commas == 5 { end = position }
      case UInt8(ascii: "\""), UInt8(ascii: "\r"): throw misspelt
      case 0x80...:
        guard String(validating: line) != nil else { throw error("not UTF-8") }
      default: break
      }
    }
    try checkCount(commas + 1)
    return end
  }

  private func marks(_ text: Span<UInt8>) throws(PatternError) -> Pattern.Marks {
    guard let judge else {
      guard Self.isWord(text, "unreadable") else { throw error("contest - with marks") }
      return .unreadable
    }
    if Self.isWord(text, "malformed") { return .malformed }
    var marks: [UInt8] = []
    marks.reserveCapacity(text.count / 2)
    for position in stride(from: 0, to: text.count & ~1, by: 2) {
      guard let mark = Hex.byte(text[position], text[position + 1]) else { break }
      marks.append(mark)
    }
    guard marks.count * 2 == text.count, judge.judge(marks) != .malformed else {
      throw error("marks that the contest cannot have")
    }
    return .marks(marks)
  }

  private static func isWord(_ text: Span<UInt8>, _ word: StaticString) -> Bool {
    let word = word.description.utf8
    return text.count == word.count && zip(text.indices, word).allSatisfy { text[$0] == $1 }
  }

  private func count(_ text: Span<UInt8>) throws(PatternError) -> Int {
    guard let digits = String(validating: text), let count = Int(digits), String(count) == digits
    else { throw error("the count is not a number") }
    guard (1...JSON.integers.upperBound).contains(count) else {
      throw error("a count out of range")
    }
    return count
  }
}

extension String {
  /// The text of these bytes; nil where they are not UTF-8.
  fileprivate init?(validating bytes: Span<UInt8>) {
    guard let span = try? UTF8Span(validating: bytes) else { return nil }
    self.init(copying: span)
  }
}
