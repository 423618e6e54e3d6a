import Encoding
import Election
import Result
package import Words

/// An opinion poll's figures, read from a table of people's own:
/// `contest,option,percent,sample,source`.
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

    /// The margin of error of a simple random sample at 95 per cent, in tenths of a point.
    ///
    /// 1.96 × √(p (1 − p) / n), as AAPOR's Margin of Sampling Error gives it.
    var margin: Int {
      let share = Double(tenths) / 1_000
      return Int((1_960 * (share * (1 - share) / Double(sample)).squareRoot()).rounded())
    }
  }

  package static let maxByteCount = 1 << 20
  package static let header = ["contest", "option", "percent", "sample", "source"]
  private static let maxSample = 100_000_000

  let figures: [Figure]

  /// Reads the table.
  ///
  /// - Throws: `SurveyError` with the line of what is wrong.
  package init(file: [UInt8]) throws(SurveyError) {
    let table: CSV.Table
    do throws(CSVError) {
      table = try CSV.parse(file)
    } catch { throw SurveyError(line: error.line, problem: error.problem.message) }
    guard table.header == Self.header else {
      throw SurveyError(
        line: 1, problem: "the header is not \(Self.header.joined(separator: ","))")
    }
    var figures: [Figure] = []
    var seen: Set<[String]> = []
    for row in table.rows {
      guard let tenths = Self.tenths(row.fields[2]) else {
        throw SurveyError(line: row.line, problem: "percent is 0 to 100 with at most one decimal")
      }
      guard let sample = Int(row.fields[3]), (1...Self.maxSample).contains(sample) else {
        throw SurveyError(line: row.line, problem: "sample is the number of people asked")
      }
      guard seen.insert([row.fields[0], row.fields[1], row.fields[4]]).inserted else {
        throw SurveyError(line: row.line, problem: "the same option and source twice")
      }
      figures.append(
        Figure(
          contest: row.fields[0], option: row.fields[1], tenths: tenths, sample: sample,
          source: SafeText.escaped(row.fields[4])))
    }
    self.figures = figures
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

  /// The figures beside the vote's, named as what they are.
  ///
  /// - Throws: `SurveyError` where the vote has no such contest or option.
  package func section(beside publication: Publication) throws(SurveyError) -> ComparisonSection {
    let contests = publication.contests
    for figure in figures {
      guard let contest = contests.first(where: { $0.contest.id == figure.contest }),
        contest.standing.contains(where: { $0.id == figure.option })
      else {
        throw SurveyError(
          line: nil,
          problem: "there is no option \(SafeText.escaped(figure.option)) in a contest "
            + "\(SafeText.escaped(figure.contest))")
      }
    }
    let sections = contests.compactMap { contest -> (Text, Text?, [ComparisonSection.Row])? in
      let own = figures.filter { $0.contest == contest.contest.id }
      guard !own.isEmpty else { return nil }
      let rows = own.compactMap { figure -> ComparisonSection.Row? in
        guard let option = contest.option(figure.option) else { return nil }
        let margin = Percentage.text(units: figure.margin)
        let name = option.name
        return ComparisonSection.Row(
          contest: figure.contest, option: figure.option,
          name: Text(saying: "\(name) (\(figure.source))"),
          before: "\(Percentage.text(units: figure.tenths))% ±\(margin)",
          now: publication.percent(contest.total(option).inFavour, contest.valid),
          difference: NumberStyle.grouped.text(figure.sample))
      }
      return (contest.title, nil, rows)
    }
    return ComparisonSection(
      title: Text(saying: "Figures of opinion polls"),
      notes: [
        Text(
          saying:
            "A poll is an estimate from a sample, another kind of number than a count of votes. "
            + "± is the sampling error of a simple random sample at 95 per cent confidence, in points; "
            + "weighting and other errors come on top.")
      ],
      head: [
        Text(saying: "Option (source)"), Text(saying: "Poll estimate"),
        Text(saying: "Vote"), Text(saying: "People asked"),
      ], contests: sections)
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
      advice: "columns: \(Survey.header.joined(separator: ","))")
  }
}
