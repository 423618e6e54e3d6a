import Election
import Encoding
import Result
import Words

/// Figures of another vote, stage or poll beside those of this one.
package struct ComparisonSection: Sendable {
  /// A table of it for programs; several sections of one name are one table.
  struct ProgramTable: Sendable {
    let name: String
    let columns: [DataPackage.Column]
    let rows: [[String]]
  }

  /// An option with figures beside one another, as they are shown.
  struct Row: Sendable {
    let name: Text
    let cells: [String]
  }

  /// The rows of a contest, with what there is to say of it.
  struct Group: Sendable {
    let title: Text
    var remarks: [Text] = []
    let rows: [Row]
  }

  let title: Text
  let notes: [Text]
  let head: [Text]
  /// Contests with their rows, in order.
  let contests: [Group]
  /// Nil where there is none.
  let table: ProgramTable?

  func html(_ page: Page) -> String {
    var html = "<section>\n" + page.heading(2, title)
    for note in notes { html += page.paragraph(note, className: "note") }
    for contest in contests {
      for remark in contest.remarks { html += page.paragraph(remark) }
      guard !contest.rows.isEmpty else { continue }
      html += page.table(
        caption: contest.title, head: head,
        rows: contest.rows.map { [page.span($0.name)] + $0.cells.map(Markup.escaped) })
    }
    return html + "</section>\n"
  }
}

extension ComparisonSection {
  /// What changed since the result that a later one replaces.
  static func replaced(
    _ earlier: PublicResult, hash: Digest, by publication: Publication
  ) -> ComparisonSection {
    let isFinal = earlier.stage == .final
    let before = pairs(earlier, publication)
    let contests = publication.contests.map { contest -> Group in
      let old = before[contest.contest.id]
      let same =
        old?.outcome.elected == contest.outcome.elected
        && old?.outcome.kind == contest.outcome.kind
      let more = old.map { contest.turnout - $0.turnout } ?? contest.turnout
      let change = NumberStyle.signed(more)
      let remark =
        same
        ? Text(saying: "The outcome is the same; ballots: \(change).")
        : Text(saying: "The outcome changed; ballots: \(change).")
      let rows = contest.standing.compactMap { option -> Row? in
        guard contest.isCounted, let old else { return nil }
        let value = { (contest: PublicContest) in contest.rank(option) }
        return Row(
          name: option.name,
          cells: [
            NumberStyle.text(value(old)), NumberStyle.text(value(contest)),
            NumberStyle.signed(value(contest) - value(old)),
          ])
      }
      return Group(title: contest.title, remarks: [remark], rows: rows)
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
      ], contests: contests, table: nil)
  }

  static func pairs(
    _ result: PublicResult, _ publication: Publication
  ) -> [String: PublicContest] {
    let contests = PublicContest.list(result, definition: publication.definition)
    return Dictionary(contests.map { ($0.contest.id, $0) }, uniquingKeysWith: { $1 })
  }
}
