package import Audit
import Election
import Result
import Encoding
import Words

/// Figures of another vote, stage or poll beside those of this one.
package struct ComparisonSection: Sendable {
  /// An option with its two figures and their difference, as they are shown.
  struct Row: Sendable {
    let contest: String
    let option: String
    let name: Text
    let before: String
    let now: String
    let difference: String
  }

  let title: Text
  let notes: [Text]
  let head: [Text]
  /// Contests with their rows, in order.
  let contests: [(title: Text, remark: Text?, rows: [Row])]

  func html(_ page: Page) -> String {
    var html = "<section>\n" + page.heading(2, title)
    for note in notes { html += page.paragraph(note, className: "note") }
    for contest in contests {
      if let remark = contest.remark { html += page.paragraph(remark) }
      guard !contest.rows.isEmpty else { continue }
      html += page.table(
        caption: contest.title, head: head,
        rows: contest.rows.map {
          [page.span($0.name)] + [$0.before, $0.now, $0.difference].map(Markup.escaped)
        })
    }
    return html + "</section>\n"
  }

  /// Rows for comparison.csv.
  var table: [[String]] {
    contests.flatMap { contest in
      contest.rows.map { row in
        [
          title[.english], row.contest, row.option, row.name[.english], row.name[.chinese],
          row.before, row.now,
          // A cell that begins with a plus sign is a formula to a spreadsheet.
          row.difference.first == "+" ? String(row.difference.dropFirst()) : row.difference,
        ]
      }
    }
  }

  static let header = [
    "comparison", "contest", "option", "option_en", "option_zh", "before", "now", "difference",
  ]
}

extension ComparisonSection {
  /// What changed since the result that a later one replaces.
  static func replaced(
    _ earlier: PublicResult, hash: Digest, by publication: Publication
  ) -> ComparisonSection {
    let numbers = NumberStyle.grouped
    let isFinal = earlier.stage == .final
    let before = pairs(earlier, publication)
    let contests = publication.contests.map { contest -> (Text, Text?, [Row]) in
      let old = before[contest.contest.id]
      let same =
        old?.outcome.elected == contest.outcome.elected
        && old?.outcome.kind == contest.outcome.kind
      let more = old.map { contest.turnout - $0.turnout } ?? contest.turnout
      let change = numbers.signed(more)
      let remark =
        same
        ? Text(saying: "The outcome is the same; ballots: \(change).")
        : Text(saying: "The outcome changed; ballots: \(change).")
      let rows = contest.standing.compactMap { option -> Row? in
        guard contest.isCounted, let old else { return nil }
        let value = { (contest: PublicContest) in contest.rank(option) }
        return Row(
          contest: contest.contest.id, option: option.id, name: option.name,
          before: numbers.text(value(old)), now: numbers.text(value(contest)),
          difference: numbers.signed(value(contest) - value(old)))
      }
      return (contest.title, remark, rows)
    }
    let kind =
      isFinal
      ? Text(saying: "an earlier result") : Text(saying: "the provisional result")
    return ComparisonSection(
      title: Text(saying: "What changed since \(kind)"),
      notes: [
        Text(saying: "This result replaces \(kind) \(hash).")
      ],
      head: [
        Text(saying: "Option"), Text(saying: "Before"), Text(saying: "Now"),
        Text(saying: "Change"),
      ], contests: contests)
  }

  /// The swing since another vote, or another stage of the same: shares of valid ballots, and the
  /// difference in percentage points.
  package static func since(
    _ package: VerifiedPackage, publication: Publication
  ) -> ComparisonSection {
    let other = Publication(package, settings: publication.settings, marker: Marker(seed: nil))
    let decimals = publication.settings.decimals
    let before = pairs(other.result, other)
    let contests = publication.contests.compactMap { contest -> (Text, Text?, [Row])? in
      guard let old = before[contest.contest.id], contest.isCounted, old.isCounted,
        old.isJudged == contest.isJudged
      else { return nil }
      let rows = contest.standing.compactMap { option -> Row? in
        guard let same = old.standing.first(where: { $0.id == option.id }) else { return nil }
        let points = Percentage.points(
          contest.rank(option), of: contest.valid, since: old.rank(same), of: old.valid,
          decimals: decimals)
        return Row(
          contest: contest.contest.id, option: option.id, name: option.name,
          before: other.percent(old.rank(same), old.valid),
          now: publication.percent(contest.rank(option), contest.valid),
          difference: points.map {
            Percentage.text(units: $0, decimals: decimals, signed: true)
          } ?? "–")
      }
      return (contest.title, nil, rows)
    }
    return ComparisonSection(
      title: Text(
        saying: "Compared with \(other.title) (\(other.definition.date), \(other.stageWords))"),
      notes: [
        Text(
          saying: "Differences are percentage points, computed from the counts and rounded once.")
      ],
      head: [
        Text(saying: "Option"), Text(saying: "Then"), Text(saying: "Now"),
        Text(saying: "Points"),
      ], contests: contests)
  }

  private static func pairs(
    _ result: PublicResult, _ publication: Publication
  ) -> [String: PublicContest] {
    let contests = PublicContest.list(result, definition: publication.definition)
    return Dictionary(contests.map { ($0.contest.id, $0) }, uniquingKeysWith: { $1 })
  }
}
