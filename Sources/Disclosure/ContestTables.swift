import Election
import Encoding
import Paper
import Result
import Words

/// The tables of one contest as a whole.
struct ContestTables {
  let contest: PublicContest
  let publication: Publication
  let page: Page
  private var marker: Marker { publication.marker }

  init(_ contest: PublicContest, publication: Publication, page: Page) {
    self.contest = contest
    self.publication = publication
    self.page = page
  }

  private func cell(_ count: Int, of whole: Int, signed: Bool = false) -> String {
    let number = signed ? NumberStyle.signed(count) : NumberStyle.text(count)
    return "\(number)<small>\(publication.percent(count, whole, signed: signed))</small>"
  }

  /// All options with their votes, in order of votes, and what became of each.
  var options: String {
    let valid = contest.valid
    let options = contest.ordered
    let rows = options.map { option -> [String] in
      let count = contest.total(option)
      guard let net = count.net else {
        return [
          name(option), NumberStyle.text(count.inFavour),
          publication.percent(count.inFavour, valid),
        ]
      }
      return [name(option)] + count.numbers.map { cell($0, of: valid) }
        + [cell(net, of: valid, signed: true)]
    }
    let head =
      contest.isJudged
      ? [
        Text(saying: "Option"), Text(saying: "Support"),
        Text(saying: "Oppose"), Text(saying: "Abstain"),
        Text(saying: "Net"),
      ]
      : [Text(saying: "Option"), contest.votesHead, Text("%")]
    let out = contest.out.map { [name($0)] + head.dropFirst().map { _ in "–" } }
    return page.table(
      caption: marker.words("Votes by option", "Votes for each option"), head: head,
      rows: marked(rows, level: options.map(contest.rank)) + out, className: "options")
  }

  /// An option's name with its party, and what became of it.
  private func name(_ option: PublicContest.NamedOption) -> String {
    var cell = page.span(option.label)
    if let group = option.group { cell += "<small>\(page.span(group))</small>" }
    if let mark = contest.mark(option, isProvisional: publication.isProvisional) {
      cell += "<b class=\"mark\">\(page.span(mark))</b>"
    }
    return cell
  }

  /// Rows of options that are level may change places.
  private func marked(_ rows: [[String]], level: [Int]) -> [[String]] {
    var rows = rows
    var index = 0
    while index + 1 < rows.count {
      if level[index] == level[index + 1] {
        marker.swapIfMarked(&rows, at: index, spelling: Markup.plain)
        index += 1
      }
      index += 1
    }
    return rows
  }

  /// How the percentages are to be read.
  var notes: String { noteTexts.map(remark).joined() }

  private var noteTexts: [Text] {
    let valid = contest.valid
    guard valid > 0 else { return [] }
    var notes = [
      marker.text {
        Wording(
          "Percentages are of the \(NumberStyle.text(valid)) valid ballots.",
          "The base of percentages: \(NumberStyle.text(valid)) valid ballots.")
      }
    ]
    let decimals = publication.settings.decimals
    if contest.isSingleChoice {
      let units = contest.standing.compactMap {
        Percentage.units(contest.rank($0), of: valid, decimals: decimals)
      }.reduce(0, +)
      let whole = Percentage.units(1, of: 1, decimals: decimals) ?? units
      if units != whole {
        let text = Percentage.text(units: units, decimals: decimals)
        let hundred = Percentage.text(units: whole, decimals: decimals)
        notes.append(
          Text(
            saying:
              "Because each is rounded by itself, the percentages add up to \(text), not \(hundred)."
          ))
      }
    } else if !contest.isJudged {
      notes.append(
        Text(saying: "Voters could make several choices, so the percentages do not add up to 100."))
    } else if contest.standing.contains(where: isPartly) {
      notes.append(
        Text(
          saying:
            "Valid ballots without a mark for an option are not shown, so its percentages may add up to less than 100."
        ))
    }
    return notes
  }

  /// Whether some valid ballots have no mark for an option.
  private func isPartly(_ option: PublicContest.NamedOption) -> Bool {
    contest.total(option).numbers.reduce(0, +) < contest.valid
  }

  /// Ballots by what they came to, a column for each channel; what none came to in a line below.
  var ballots: String {
    let channels = contest.channels
    let total = contest.result.total.ballots
    let row = { (label: Text, value: (Ballots) -> Int) -> [String] in
      let numbers = channels.map { value($0.figures.ballots) } + [value(total)]
      return [page.span(label)] + numbers.map { NumberStyle.text($0) }
    }
    let found = BallotWords.categories.filter { total[$0.0] > 0 || $0.0 == .valid }
    let none = BallotWords.categories.filter { total[$0.0] == 0 && $0.0 != .valid }.map(\.1)
    let judged = found.map { category, label in row(label) { $0[category] } }
    let rejected = contest.definition.rejections.enumerated().compactMap { position, rejection in
      total.rejected[position] > 0
        ? row(Text(saying: "rejected: \(Text(rejection.name))")) { $0.rejected[position] } : nil
    }
    let all = row(Text(saying: "total")) { $0.total }
    return page.table(
      caption: marker.words("Ballots by channel", "Ballots in each channel"),
      head: [Text(saying: "Ballots")] + channels.map(\.name)
        + [Text(saying: "Total")],
      rows: judged + marker.shuffled(rejected, spelling: Markup.plain) + [all])
      + (none.isEmpty ? "" : remark(Text(saying: "None: \(Text.list(none)).")))
  }

  /// Votes of each option, a column for each channel.
  var channels: String {
    let channels = contest.channels
    guard channels.count > 1 else { return "" }
    let rows = contest.ordered.map { option in
      [page.span(option.name)] + channels.map { votes($0.figures.count(option)) }
        + [votes(contest.total(option))]
    }
    return page.table(
      caption: marker.words("Votes by channel", "Votes in each channel"),
      head: [Text(saying: "Option")] + channels.map(\.name)
        + [Text(saying: "Total")], rows: rows)
      + (contest.isJudged
        ? remark(Text(saying: "Below each net figure: support / oppose / abstain.")) : "")
  }

  private func remark(_ text: Text) -> String { page.paragraph(text, className: "note") }

  /// A number, or net support with what it is made of.
  private func votes(_ count: OptionCount) -> String {
    guard let net = count.net else { return NumberStyle.text(count.inFavour) }
    let parts = count.numbers.map(NumberStyle.text)
    return NumberStyle.signed(net) + "<small>\(parts.joined(separator: " / "))</small>"
  }
}

extension PublicContest {
  /// What the votes of an option are called.
  var votesHead: Text {
    contest.method.isRanked ? Text(saying: "First preferences") : Text(saying: "Votes")
  }
}
