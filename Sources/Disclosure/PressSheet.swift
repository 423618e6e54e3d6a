import Election
import Encoding
import Words

/// What the press prints: of one contest a page with every option, of many a table.
struct PressSheet {
  let publication: Publication

  init(_ publication: Publication) { self.publication = publication }

  private enum Line {
    case title(String)
    case heading(String)
    case text(String)
    case item(String)
    /// A table: its head, then its rows.
    case table([String], [[String]])
    case blank
  }

  private var lines: [Line] {
    var lines: [Line] = []
    for language in publication.settings.languages {
      if publication.isProvisional { lines.append(.heading(Publication.provisional[language])) }
      lines.append(.title(publication.title[language]))
      lines.append(.text("\(publication.definition.date) · \(publication.stageWords[language])"))
      lines.append(.blank)
      let contests = publication.contests
      if contests.count == 1, let contest = contests.first {
        lines += sheet(contest, language)
      } else {
        lines += [table(contests, language), .blank]
      }
      for item in publication.stillOut.lines {
        lines.append(.item(Text(saying: "Still out: \(item)")[language]))
      }
      for text in publication.provenance { lines.append(.text(text[language])) }
      if let contact = publication.contact {
        lines.append(.text(Text(saying: "Whom to ask: \(contact)")[language]))
      }
      lines.append(.text("result.json \(publication.resultHash)"))
      lines.append(.blank)
    }
    if publication.isProvisional {
      lines.append(.heading(Publication.watermark))
    }
    return lines
  }

  /// One contest: the decision, every option, and the figures of the whole.
  private func sheet(_ contest: PublicContest, _ language: Language) -> [Line] {
    let sentences = publication.sentences(contest)
    var lines: [Line] = [
      .heading(contest.title[language]), .text(sentences.decision[language]),
    ]
    for remark in sentences.remarks { lines.append(.text(remark[language])) }
    guard contest.isCounted else { return lines + [.blank] }
    let rows = (contest.ordered + contest.out).map { option -> [String] in
      let mark = contest.mark(option, isProvisional: publication.isProvisional)?[language] ?? ""
      guard !option.status.isOut else { return [option.label[language], "–", "–", mark] }
      let votes = contest.rank(option)
      let signed = contest.isJudged
      let number = signed ? NumberStyle.signed(votes) : NumberStyle.text(votes)
      let share = publication.percent(votes, contest.valid, signed: signed)
      return [option.label[language], number, share, mark]
    }
    let head = [
      Text(saying: "Option"), contest.isJudged ? Text(saying: "Net") : contest.votesHead, Text("%"),
      Text(saying: "Outcome"),
    ]
    lines.append(.table(head.map { $0[language] }, rows))
    for text in [sentences.turnout, sentences.ballots, sentences.lead].compactMap({ $0 }) {
      lines.append(.text(text[language]))
    }
    return lines + [.blank]
  }

  /// Many contests, a row each.
  private func table(_ contests: [PublicContest], _ language: Language) -> Line {
    let rows = contests.map { contest -> [String] in
      let sentences = publication.sentences(contest)
      let outcome = [sentences.brief] + (sentences.lead.map { [$0] } ?? [])
      let ballots =
        contest.isCounted
        ? [NumberStyle.text(contest.valid), NumberStyle.text(contest.turnout - contest.valid)]
        : ["–", "–"]
      let turnout =
        contest.electorate.map { publication.percent(contest.turnout, $0) } ?? "–"
      return [contest.title[language], Text.series(outcome)[language]] + ballots
        + [contest.isCounted ? turnout : "–"]
    }
    let head = [
      Text(saying: "Voted on"), Text(saying: "Outcome"), Text(saying: "Valid ballots"),
      Text(saying: "Invalid ballots"), Text(saying: "Turnout"),
    ]
    return .table(head.map { $0[language] }, rows)
  }

  /// `press.txt`.
  var plain: String {
    lines.map { line in
      switch line {
      case .title(let text), .heading(let text), .text(let text): "\(text)\n"
      case .item(let text): "- \(text)\n"
      case .table(let head, let rows):
        ([head] + rows).map { row in
          row.filter { !$0.isEmpty }.joined(separator: " | ") + "\n"
        }.joined()
      case .blank: "\n"
      }
    }.joined()
  }

  /// `press.md`.
  var markdown: String {
    lines.map { line in
      switch line {
      case .title(let text): "# \(Markup.markdown(text))\n\n"
      case .heading(let text): "## \(Markup.markdown(text))\n\n"
      case .text(let text): "\(Markup.markdown(text))\n\n"
      case .item(let text): "- \(Markup.markdown(text))\n"
      case .table(let head, let rows): Self.markdown(head, rows)
      case .blank: "\n"
      }
    }.joined()
  }

  private static func markdown(_ head: [String], _ rows: [[String]]) -> String {
    let line = { (cells: [String]) in
      "| " + cells.map { Markup.markdown($0).replacing("|", with: "\\|") }.joined(separator: " | ")
        + " |\n"
    }
    let rule = "| --- |" + head.dropFirst().map { _ in " ---: |" }.joined() + "\n"
    return line(head) + rule + rows.map(line).joined() + "\n"
  }
}
