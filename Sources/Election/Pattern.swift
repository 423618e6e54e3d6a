package import Encoding

/// One distinct run of marks of one contest: where it was found, and what it was.
package struct Pattern: Hashable, Sendable {
  /// What was marked.
  package enum Marks: Hashable, Sendable {
    /// A byte for every option.
    case marks([UInt8])
    /// A mark outside its range.
    case malformed
    /// A whole ballot that could not be read.
    case unreadable
  }

  /// Stands for the contest of an unreadable ballot.
  package static let noContest = "-"

  package let style: String
  package let contest: String
  package let channel: String
  package let collector: String
  package let marks: Marks

  package init(style: String, contest: String, channel: String, collector: String, marks: Marks) {
    self.style = style
    self.contest = contest
    self.channel = channel
    self.collector = collector
    self.marks = marks
  }
}

/// How often each pattern occurs: `patterns.csv` (FORMATS.md section 7).
package struct PatternTable: Equatable, Sendable {
  package static let header = ["style", "contest", "channel", "collector", "marks", "count"]
  /// The largest file, in bytes.
  package static let maxByteCount = 1 << 30

  package private(set) var counts: [Pattern: Int] = [:]

  package init() {}

  /// Adds to the count of a pattern.
  ///
  /// - Throws: `PatternError` where the sum is beyond what a file can say.
  package mutating func add(_ pattern: Pattern, count: Int) throws(PatternError) {
    let sum = counts[pattern, default: 0].addingReportingOverflow(count)
    guard count > 0, !sum.overflow, sum.partialValue <= JSON.integers.upperBound else {
      throw PatternError(line: 0, problem: "a count out of range")
    }
    counts[pattern] = sum.partialValue
  }

  /// The canonical file.
  package var file: [UInt8] {
    CSV.write(
      header: Self.header,
      rows: counts.map { pattern, count in
        [
          pattern.style, pattern.contest, pattern.channel, pattern.collector,
          Self.text(pattern.marks), String(count),
        ]
      })
  }

  private static func text(_ marks: Pattern.Marks) -> String {
    switch marks {
    case .marks(let bytes): Hex.encode(bytes)
    case .malformed: "malformed"
    case .unreadable: "unreadable"
    }
  }

  /// Reads a file, which must be canonical, against the election.
  ///
  /// - Throws: `PatternError` with the line that does not hold.
  package init(file bytes: [UInt8], definition: Definition) throws(PatternError) {
    let rows: [CSV.Row]
    do {
      rows = try CSV.parse(canonical: bytes, header: Self.header)
    } catch { throw PatternError(line: error.line, problem: error.problem) }
    let judges = Dictionary(
      definition.contests.map { ($0.id, MarkJudge($0)) }, uniquingKeysWith: { first, _ in first })
    for row in rows {
      let pattern = try Self.pattern(row, definition: definition, judges: judges)
      guard let count = Int(row.fields[5]), String(count) == row.fields[5] else {
        throw PatternError(line: row.line, problem: "the count is not a number")
      }
      guard counts[pattern] == nil else {
        throw PatternError(line: row.line, problem: "the pattern is there twice")
      }
      do {
        try add(pattern, count: count)
      } catch { throw PatternError(line: row.line, problem: error.problem) }
    }
  }

  private static func pattern(
    _ row: CSV.Row, definition: Definition, judges: [String: MarkJudge]
  ) throws(PatternError) -> Pattern {
    let fail = { (problem: String) in PatternError(line: row.line, problem: problem) }
    let fields = row.fields
    guard let style = definition.styles.first(where: { $0.id == fields[0] }) else {
      throw fail("no style \(SafeText.escaped(fields[0])) in this election")
    }
    guard definition.channels.contains(where: { $0.id == fields[2] }) else {
      throw fail("no channel \(SafeText.escaped(fields[2])) in this election")
    }
    guard
      let collector = definition.collectors.first(where: { $0.id == fields[3] }),
      collector.channel == fields[2]
    else { throw fail("no collector \(SafeText.escaped(fields[3])) of this channel") }
    let make = { (marks: Pattern.Marks) in
      Pattern(
        style: fields[0], contest: fields[1], channel: fields[2], collector: fields[3],
        marks: marks)
    }
    if fields[1] == Pattern.noContest {
      guard fields[4] == "unreadable" else { throw fail("contest - with marks") }
      return make(.unreadable)
    }
    guard style.contests.contains(fields[1]), let judge = judges[fields[1]] else {
      throw fail("the style has no contest \(SafeText.escaped(fields[1]))")
    }
    if fields[4] == "malformed" { return make(.malformed) }
    guard let marks = Hex.decode(fields[4]), judge.judge(marks) != .malformed else {
      throw fail("marks that the contest cannot have")
    }
    return make(.marks(marks))
  }
}

/// What is wrong with a table of patterns, and in which line; line 0 is none.
package struct PatternError: ReportedError, Equatable {
  package let line: Int
  package let problem: String

  package var report: Report {
    Report(.refused, code: "patterns", problem, place: "patterns.csv line \(line)")
  }
}
