import Election
import Encoding
import Result
package import Words

/// An opinion poll's figures, read from a table of people's own: the columns of `header`, then any of
/// `methods`.
package struct Survey: Sendable {
  /// One figure.
  struct Figure: Sendable {
    let contest: String
    let option: String
    /// In tenths of a percent.
    let tenths: Int
    /// People asked.
    let sample: Int
    let source: String
    /// What is said of how people were asked, by the name of the column.
    let method: [String: String]
    /// What weighting and clusters make of the variance; 1 is a simple random sample.
    let designEffect: Double
    /// Answers that the percentage is of.
    let base: Int

    /// Fewer answers give no percentage.
    static let fewestAnswers = 30

    var isShown: Bool { base >= Self.fewestAnswers }

    /// The margin of error at 95 per cent, in tenths of a point.
    ///
    /// 1.96 × √(deff p (1 − p) / n), as AAPOR's Margin of Sampling Error gives it.
    var margin: Int {
      let share = Double(tenths) / 1_000
      return Int(
        (1_960 * (designEffect * share * (1 - share) / Double(base)).squareRoot()).rounded())
    }

    /// What the share is within at 95 per cent, in tenths of a percent, after Wilson (1927), which
    /// also holds where none or all answered alike.
    var interval: ClosedRange<Int> {
      let z = 1.959_963_984_540_054
      let (n, p) = (Double(base) / designEffect, Double(tenths) / 1_000)
      let middle = (p + z * z / (2 * n)) / (1 + z * z / n)
      let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
      let ends = [middle - half, middle + half].map { Int((1_000 * $0).rounded()) }
      return min(max(0, ends[0]), tenths)...max(min(1_000, ends[1]), tenths)
    }

    /// Whether the margin says nothing, since none or all answered alike.
    var isExtreme: Bool { tenths == 0 || tenths == 1_000 }
  }

  package static let maxByteCount = 1 << 20
  package static let header = ["contest", "option", "percent", "sample", "source"]
  /// Columns that may follow.
  package static let methods = [
    "from", "to", "mode", "population", "question", "sponsor", "weighting", "design_effect",
    "dont_know", "base",
  ]
  private static let maxSample = 100_000_000
  private static let maxDesignEffect = 100.0

  let figures: [Figure]

  /// Reads the table.
  ///
  /// - Throws: `SurveyError` with the line of what is wrong.
  package init(file: [UInt8]) throws(SurveyError) {
    let table: CSV.Table
    do throws(CSVError) {
      table = try CSV.parse(file)
    } catch { throw SurveyError(line: error.line, problem: error.problem.message) }
    let more = Array(table.header.dropFirst(Self.header.count))
    guard table.header.starts(with: Self.header), Set(more).count == more.count,
      more.allSatisfy(Self.methods.contains)
    else {
      throw SurveyError(
        line: 1, problem: "the header is not \(Self.header.joined(separator: ","))")
    }
    var figures: [Figure] = []
    var seen: Set<[String]> = []
    for row in table.rows {
      let method = Dictionary(
        zip(more, row.fields.dropFirst(Self.header.count)).filter { !$1.isEmpty },
        uniquingKeysWith: { $1 })
      figures.append(try Self.figure(row, method: method))
      guard seen.insert([row.fields[0], row.fields[1], row.fields[4]]).inserted else {
        throw SurveyError(line: row.line, problem: "the same option and source twice")
      }
    }
    self.figures = figures
  }

  private static func figure(
    _ row: CSV.Row, method: [String: String]
  ) throws(SurveyError) -> Figure {
    guard let tenths = tenths(row.fields[2]) else {
      throw SurveyError(line: row.line, problem: "percent is 0 to 100 with at most one decimal")
    }
    guard let sample = Int(row.fields[3]), (1...maxSample).contains(sample) else {
      throw SurveyError(line: row.line, problem: "sample is the number of people asked")
    }
    let effect = method["design_effect"].map(Double.init) ?? 1
    guard let effect, (1...maxDesignEffect).contains(effect) else {
      throw SurveyError(line: row.line, problem: "design_effect is a number from 1 to 100")
    }
    let base = method["base"].map { Int($0) } ?? sample
    guard let base, (1...sample).contains(base) else {
      throw SurveyError(
        line: row.line, problem: "base is the number of answers, of the people asked")
    }
    // A cell that begins so is a formula to a spreadsheet, which opens what is written of it.
    guard !([row.fields[4]] + method.values).contains(where: Self.isFormula) else {
      throw SurveyError(line: row.line, problem: "no text begins with =, +, - or @")
    }
    if let unknown = method["dont_know"], Self.tenths(unknown) == nil {
      throw SurveyError(line: row.line, problem: "dont_know is 0 to 100 with at most one decimal")
    }
    return Figure(
      contest: row.fields[0], option: row.fields[1], tenths: tenths, sample: sample,
      source: SafeText.escaped(row.fields[4]), method: method.mapValues { SafeText.escaped($0) },
      designEffect: effect, base: base)
  }

  private static func isFormula(_ text: String) -> Bool {
    let starts = "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}\t \u{A0}".unicodeScalars
    return text.unicodeScalars.first.map(starts.contains) ?? false
  }

  private static func tenths(_ text: String) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), (1...3).contains(parts[0].utf8.count),
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let whole = Int(parts[0])
    else { return nil }
    var tenths = whole * 10
    if parts.count == 2 {
      guard parts[1].utf8.count == 1, let digit = Int(parts[1]) else { return nil }
      tenths += digit
    }
    return tenths <= 1_000 ? tenths : nil
  }
}

/// Why a survey's table cannot be used.
package struct SurveyError: ReportedError, Equatable {
  package let line: Int?
  package let problem: Message

  package var report: Report {
    Report(
      .refused, code: "survey", "the survey does not hold: \(problem)",
      place: line.map { "line \($0)" },
      advice: "columns: \((Survey.header + Survey.methods).joined(separator: ","))")
  }
}
