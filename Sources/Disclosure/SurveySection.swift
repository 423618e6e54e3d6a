import Election
import Encoding
import Result
import Words

extension Survey {
  /// The figures beside the vote's, named as what they are.
  ///
  /// - Throws: `SurveyError` where the vote has no such contest or option.
  package func section(beside publication: Publication) throws(SurveyError) -> ComparisonSection {
    let contests = Dictionary(
      publication.contests.map { ($0.contest.id, $0) }, uniquingKeysWith: { first, _ in first })
    for figure in figures {
      guard let contest = contests[figure.contest],
        contest.standing.contains(where: { $0.id == figure.option })
      else {
        throw SurveyError(
          line: nil,
          problem: "there is no option \(SafeText.escaped(figure.option)) in a contest "
            + "\(SafeText.escaped(figure.contest))")
      }
    }
    let own = Dictionary(grouping: figures, by: \.contest)
    var rows: [[String]] = []
    let groups = publication.contests.compactMap { contest -> ComparisonSection.Group? in
      guard let figures = own[contest.contest.id] else { return nil }
      let shown = figures.compactMap { figure -> ComparisonSection.Row? in
        guard let option = contest.option(figure.option) else { return nil }
        let vote = contest.total(option).inFavour
        rows.append(figure.row(option.name, vote, contest, publication))
        return ComparisonSection.Row(
          name: Text(saying: "\(option.name) (\(figure.source))"),
          cells: [
            figure.estimate, publication.percent(vote, contest.valid),
            NumberStyle.text(figure.base),
          ])
      }
      return ComparisonSection.Group(title: contest.title, rows: shown)
    }
    return ComparisonSection(
      title: Text(saying: "Figures of opinion polls"), notes: notes,
      head: [
        Text(saying: "Option (source)"), Text(saying: "Poll estimate"),
        Text(saying: "Vote"), Text(saying: "Answers"),
      ], contests: groups,
      table: ComparisonSection.ProgramTable(name: "survey", columns: Self.columns, rows: rows))
  }

  private var notes: [Text] {
    var notes = [
      Text(
        saying:
          "A poll is an estimate from a sample, another kind of number than a count of votes. "
          + "± is the sampling error at 95 per cent confidence, in points, by the design effect "
          + "where one is given; where none or all answered alike the interval is Wilson's. "
          + "Other errors come on top.")
    ]
    let fewest = Figure.fewestAnswers
    if figures.contains(where: { !$0.isShown }) {
      notes.append(Text(saying: "Of fewer than \(fewest) answers no percentage is given."))
    }
    // What is said of a poll, once.
    var said: Set<String> = []
    for figure in figures {
      guard let method = figure.methodWords, said.insert(method[.english]).inserted else {
        continue
      }
      notes.append(method)
    }
    return notes
  }

  private static let columns: [DataPackage.Column] = [
    .init("contest", "the contest's id"), .init("option", "the option's id"),
    .init("option_en", "its name in English"), .init("option_zh", "its name in Chinese"),
    .init("source", "whose poll it is"),
    .init("percent", "the poll's estimate in percent; empty below 30 answers", .number),
    .init("margin", "sampling error at 95 per cent, in percentage points", .number),
    .init("low", "the lower end of Wilson's interval at 95 per cent, in percent", .number),
    .init("high", "its upper end, in percent", .number),
    .init("sample", "people asked", .integer),
    .init("answers", "answers that the percentage is of", .integer),
    .init("vote_percent", "the option's share of valid ballots in the vote, in percent", .number),
    .init("from", "the first day of field work"), .init("to", "the last day of field work"),
    .init("mode", "how people were asked"), .init("population", "who could be asked"),
    .init("question", "the question as it was asked"), .init("sponsor", "who paid for it"),
    .init("weighting", "how answers were weighted"),
    .init("design_effect", "what weighting and clusters make of the variance", .number),
    .init("dont_know", "who did not know or say, in percent", .number),
  ]
}

extension Survey.Figure {
  /// As it is shown: with its margin, or its interval where the margin says nothing.
  fileprivate var estimate: String {
    guard isShown else { return "–" }
    let percent = "\(Percentage.text(units: tenths))%"
    guard isExtreme else { return "\(percent) ±\(Percentage.text(units: margin))" }
    let ends = [interval.lowerBound, interval.upperBound].map { Percentage.text(units: $0) }
    return "\(percent) (\(ends[0])–\(ends[1]))"
  }

  /// How people were asked, in a sentence; nil where nothing is said.
  fileprivate var methodWords: Text? {
    // In the order of the columns.
    let titles = [
      Text(saying: "field work from"), Text(saying: "field work to"), Text(saying: "asked by"),
      Text(saying: "population"), Text(saying: "question as it was asked"),
      Text(saying: "paid for by"), Text(saying: "weighting"), Text(saying: "design effect"),
      Text(saying: "did not know or say, in percent"),
    ]
    let said = zip(Survey.methods, titles).compactMap { key, title in
      method[key].map { Text(saying: "\(title): \($0)") }
    }
    return said.isEmpty ? nil : Text(saying: "\(source): \(Text.series(said)).")
  }

  fileprivate func row(
    _ name: Text, _ vote: Int, _ contest: PublicContest, _ publication: Publication
  ) -> [String] {
    let decimals = publication.settings.decimals
    let estimate =
      isShown
      ? [tenths, margin, interval.lowerBound, interval.upperBound].map {
        Percentage.text(units: $0)
      } : ["", "", "", ""]
    let share =
      contest.valid > 0 ? Percentage.text(vote, of: contest.valid, decimals: decimals) : ""
    return [self.contest, option] + ResultsTable.names(name) + [source] + estimate
      + ["\(sample)", "\(base)", share]
      + Survey.methods.filter { $0 != "base" }.map { method[$0] ?? "" }
  }
}
