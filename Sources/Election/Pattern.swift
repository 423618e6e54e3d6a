import Encoding
package import Words

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

/// `patterns.csv`: how often each pattern occurs (FormatResult § patterns.csv).
package enum PatternFile {
  package static let header = ["style", "contest", "channel", "collector", "marks", "count"]

  /// The first line.
  package static var headerLine: [UInt8] { CSV.line(header) }

  /// Appends the line of a pattern; no identifier and no mark needs quotes.
  package static func append(_ pattern: Pattern, times: Int, to bytes: inout [UInt8]) {
    for field in [pattern.style, pattern.contest, pattern.channel, pattern.collector] {
      bytes.append(contentsOf: field.utf8)
      bytes.append(UInt8(ascii: ","))
    }
    switch pattern.marks {
    case .marks(let marks): for mark in marks { Hex.append(mark, to: &bytes) }
    case .malformed: bytes.append(contentsOf: "malformed".utf8)
    case .unreadable: bytes.append(contentsOf: "unreadable".utf8)
    }
    bytes.append(UInt8(ascii: ","))
    bytes.append(contentsOf: String(times).utf8)
    bytes.append(UInt8(ascii: "\n"))
  }
}

/// What is wrong with a table of patterns, and in which line; line 0 is none.
package struct PatternError: ReportedError, Equatable {
  package let line: Int
  package let problem: Message

  package init(line: Int, problem: Message) {
    self.line = line
    self.problem = problem
  }

  package var report: Report {
    Report(.refused, code: "patterns", problem, place: "patterns.csv line \(line)")
  }
}
