package import Cryptography
package import Election
import Encoding
package import Words

/// What a collector has gathered, as a table: one row a ballot or an entry, or a row for a numbered
/// range of people who voted alike (samples, rehearsals and benchmarks).
///
/// Columns: `token`, or the election's identity fields; `cast`, except in a roll; and, for ballots,
/// one column for every contest of the style. A choice is an option's id, or `id:support`,
/// `id:oppose`, `id:abstain`; choices are separated by single spaces, in a ranked contest the first
/// preference first; an empty cell is a blank vote.
/// `V0001..V0500` stands for five hundred people, `T1..T2` for times spread evenly over a range.
package struct BallotTable: Sendable {
  /// The most people that one table may stand for.
  package static let maxEntryCount = 20_000_000
  /// The largest table, in bytes.
  package static let maxByteCount = 1 << 30

  package private(set) var entries: [BundleWriter.Entry] = []
  /// The distinct mark vectors that entries point to.
  package private(set) var vectors: [[UInt8]] = []
  /// The first and the last time; nil where there is no entry or no time.
  package private(set) var period: (from: Int, to: Int)?

  /// Reads a table.
  ///
  /// - Throws: `TableError` with the line and what is wrong in it.
  package init(
    csv bytes: [UInt8], definition: Definition, style: Style, kind: BundleKind,
    pepper: borrowing SecretBytes
  ) throws(TableError) {
    let table: CSV.Table
    do {
      table = try CSV.parse(bytes)
    } catch { throw TableError(line: error.line, problem: error.problem.message) }
    let columns = try Columns(
      header: table.header, definition: definition, style: style, kind: kind)
    var known: [[String]: Int] = [:]
    for row in table.rows {
      let cells = columns.contests.map { row.fields[$0.column] }
      if known[cells] == nil {
        known[cells] = vectors.count
        vectors.append(try columns.vector(row, definition: definition, style: style))
      }
      try take(row, columns: columns, vector: known[cells] ?? 0, pepper: pepper)
    }
  }

  private mutating func take(
    _ row: CSV.Row, columns: Columns, vector: Int, pepper: borrowing SecretBytes
  ) throws(TableError) {
    let people = try columns.people(row)
    guard people.count <= Self.maxEntryCount - entries.count else {
      throw TableError(line: row.line, problem: "more than \(Self.maxEntryCount) people")
    }
    let (from, to) = try columns.times(row)
    if columns.cast != nil {
      period = (min(period?.from ?? from, from), max(period?.to ?? to, to))
    }
    for number in 0..<people.count {
      // Below 2^63: the calendar's 10,000 years are 3.2 × 10^11 seconds.
      let cast = people.count == 1 ? from : from + (to - from) * number / (people.count - 1)
      entries.append(
        BundleWriter.Entry(
          token: try people.token(number, line: row.line, pepper: pepper), cast: cast,
          vector: vector))
    }
  }
}

/// What is wrong with a table, and in which line.
package struct TableError: ReportedError, Equatable {
  package let line: Int
  package let problem: Message

  package var report: Report {
    Report(
      .refused, code: "ballots-table", problem, place: "line \(line)",
      advice: "correct the line; nothing was sealed")
  }
}

/// The people of one row.
private enum People {
  case token(Digest)
  case fields([String])
  /// People `prefix` + number, of a fixed number of digits.
  case range(prefix: String, first: Int, count: Int, width: Int)

  var count: Int {
    switch self {
    case .token, .fields: 1
    case .range(_, _, let count, _): count
    }
  }

  func token(
    _ number: Int, line: Int, pepper: borrowing SecretBytes
  ) throws(TableError) -> Digest {
    let fields: [String]
    switch self {
    case .token(let token): return token
    case .fields(let found): fields = found
    case .range(let prefix, let first, _, let width):
      let digits = String(first + number)
      fields = [prefix + String(repeating: "0", count: width - digits.count) + digits]
    }
    do {
      return try Token.make(identity: Token.normalise(fields: fields), pepper: pepper)
    } catch { throw TableError(line: line, problem: error.report.message) }
  }
}

/// Which column holds what.
private struct Columns {
  private let token: Int?
  private let fields: [Int]
  let cast: Int?
  let contests: [(contest: Contest, column: Int)]

  init(
    header: [String], definition: Definition, style: Style, kind: BundleKind
  ) throws(TableError) {
    var asked: Set<String> = []
    func column(_ name: String) throws(TableError) -> Int {
      asked.insert(name)
      let found = header.indices.filter { header[$0] == name }
      guard let first = found.first, found.count == 1 else {
        throw TableError(
          line: 1, problem: "the header must have one column \(SafeText.escaped(name))")
      }
      return first
    }
    token = header.contains("token") ? try column("token") : nil
    var fields: [Int] = []
    if token == nil {
      guard let names = definition.identity?.fields else {
        throw TableError(
          line: 1, problem: "a column token is needed: this election names no identity fields")
      }
      for name in names { fields.append(try column(name)) }
    }
    self.fields = fields
    cast = kind == .roll ? nil : try column("cast")
    var contests: [(Contest, Int)] = []
    if kind == .ballots {
      for id in style.contests {
        guard let contest = definition.contest(id) else { continue }
        contests.append((contest, try column(id)))
      }
    }
    self.contests = contests
    if let unknown = header.first(where: { !asked.contains($0) }) {
      throw TableError(line: 1, problem: "unknown column \(SafeText.escaped(unknown))")
    }
  }

  func people(_ row: CSV.Row) throws(TableError) -> People {
    if let token {
      guard let digest = Digest(hex: row.fields[token]) else {
        throw TableError(line: row.line, problem: "the token is not 64 hexadecimal digits")
      }
      return .token(digest)
    }
    let texts = fields.map { row.fields[$0] }
    guard texts.count == 1, let text = texts.first, let dots = Self.ends(text) else {
      return .fields(texts)
    }
    let (low, high) = (Self.number(dots.0), Self.number(dots.1))
    guard let low, let high, low.prefix == high.prefix, low.width == high.width,
      low.value <= high.value
    else {
      throw TableError(
        line: row.line, problem: "\(SafeText.escaped(text)) is not a range like V001..V250")
    }
    return .range(
      prefix: low.prefix, first: low.value, count: high.value - low.value + 1, width: low.width)
  }

  func times(_ row: CSV.Row) throws(TableError) -> (from: Int, to: Int) {
    guard let cast else { return (0, 0) }
    let text = row.fields[cast]
    let ends = Self.ends(text) ?? (text, text)
    guard let from = Timestamp(ends.0)?.seconds, let to = Timestamp(ends.1)?.seconds, from <= to
    else {
      throw TableError(
        line: row.line,
        problem: "\(SafeText.escaped(text)) is not a time like 2017-03-19T22:00:00+08:00")
    }
    return (from, to)
  }

  func vector(
    _ row: CSV.Row, definition: Definition, style: Style
  ) throws(TableError) -> [UInt8] {
    var marks: [[UInt8]] = []
    for (contest, column) in contests {
      do {
        marks.append(try ChoiceText.marks(row.fields[column], contest: contest))
      } catch {
        throw TableError(line: row.line, problem: "\(contest.id): \(error.problem)")
      }
    }
    return MarkLayout(definition).vector(style: style.id, marks: marks) ?? []
  }

  /// The two ends of a range `A..B`; nil where there is none.
  private static func ends(_ text: String) -> (String, String)? {
    let parts = text.split(separator: "..", omittingEmptySubsequences: false)
    return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
  }

  private static func number(_ text: String) -> (prefix: String, value: Int, width: Int)? {
    let digits = text.reversed().prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, digits.count <= 15, let value = Int(String(digits.reversed())) else {
      return nil
    }
    return (String(text.dropLast(digits.count)), value, digits.count)
  }
}

/// Choices as people write them in a table.
enum ChoiceText {
  /// The marks of one contest.
  static func marks(_ text: String, contest: Contest) throws(TableError) -> [UInt8] {
    var marks = [UInt8](repeating: 0, count: contest.options.count)
    let choices = text.split(separator: " ", omittingEmptySubsequences: true)
    for (index, choice) in choices.enumerated() {
      let parts = choice.split(separator: ":", omittingEmptySubsequences: false)
      guard let id = parts.first,
        let option = contest.options.firstIndex(where: { $0.id == id })
      else {
        throw TableError(line: 0, problem: "no option \(SafeText.escaped(choice))")
      }
      let rank = UInt8(clamping: index + 1)
      guard let mark = mark(parts.dropFirst().map(String.init), contest.method, rank: rank) else {
        throw TableError(line: 0, problem: "\(SafeText.escaped(choice)) is not a choice here")
      }
      guard marks[option] == 0 else {
        throw TableError(line: 0, problem: "\(SafeText.escaped(id)) is chosen twice")
      }
      marks[option] = mark
    }
    return marks
  }

  private static func mark(_ words: [String], _ method: Method, rank: UInt8) -> UInt8? {
    switch (method.marking, words.count) {
    case (.judged, 1): Judgement(rawValue: words[0])?.mark
    case (.chosen, 0): 1
    case (.ranked, 0): rank
    default: nil
    }
  }
}
