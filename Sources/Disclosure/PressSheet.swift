import Election
import Encoding
import Words

/// One page for the press: what was decided, by how much, turnout, what is provisional.
struct PressSheet {
  let publication: Publication

  init(_ publication: Publication) { self.publication = publication }

  private enum Line {
    case title(String)
    case heading(String)
    case text(String)
    case item(String)
    case blank
  }

  private var lines: [Line] {
    var lines: [Line] = []
    for language in publication.settings.languages {
      if publication.isProvisional { lines.append(.heading(Publication.provisional[language])) }
      lines.append(.title(publication.title[language]))
      lines.append(.text("\(publication.definition.date) · \(publication.stageWords[language])"))
      lines.append(.blank)
      for contest in publication.contests {
        let sentences = publication.sentences(contest)
        lines.append(.heading(contest.title[language]))
        lines.append(.text(sentences.decision[language]))
        for remark in sentences.remarks { lines.append(.text(remark[language])) }
        if contest.isCounted { lines.append(.text(sentences.turnout[language])) }
        lines.append(.blank)
      }
      for item in publication.stillOut.lines {
        lines.append(.item(Text(saying: "Still out: \(item)")[language]))
      }
      lines.append(.text("result.json \(publication.resultHash)"))
      lines.append(.blank)
    }
    if publication.isProvisional {
      lines.append(.heading(Publication.watermark))
    }
    return lines
  }

  /// `press.txt`.
  var plain: String {
    lines.map { line in
      switch line {
      case .title(let text), .heading(let text), .text(let text): "\(text)\n"
      case .item(let text): "- \(text)\n"
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
      case .blank: "\n"
      }
    }.joined()
  }
}
