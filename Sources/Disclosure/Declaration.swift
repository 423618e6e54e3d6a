import Election
import Encoding
import Words

/// `declaration.html`: the form that officers print and sign by hand.
struct Declaration {
  let publication: Publication
  private var page: Page { Page(languages: publication.settings.languages) }

  init(_ publication: Publication) { self.publication = publication }

  var html: String {
    let language = publication.settings.languages.first ?? .english
    let title = Text(saying: "Declaration of the result")
    var html = PageStyle.head(
      title: "\(title[language]) – \(publication.title[language])", language: language,
      hash: publication.resultHash)
    html += "<body\(publication.isProvisional ? " class=\"provisional\"" : "")>\n<main>\n"
    html += page.heading(1, title)
    html += page.paragraph(publication.title, className: "lead")
    html += page.paragraph(
      Text(saying: "\(publication.definition.date), \(publication.stageWords)"))
    if publication.isProvisional {
      html += "<div class=\"banner\">\(page.span(Publication.provisional))</div>\n"
    }
    for contest in publication.contests {
      html += page.heading(2, contest.title)
      html += page.paragraph(publication.sentences(contest).decision, className: "lead")
      for remark in publication.sentences(contest).remarks { html += page.paragraph(remark) }
      if contest.isCounted {
        let tables = ContestTables(contest, publication: publication, page: page)
        html += tables.options + tables.notes
      }
    }
    html += page.heading(2, Text(saying: "Hash of the result's file"))
    html += "<p class=\"hash\">result.json<br>\(Self.groups(publication.resultHash))</p>\n"
    html += "<p class=\"hash\">election.json<br>\(Self.groups(publication.election))</p>\n"
    html += signatures
    html += "</main>\n"
    if publication.isProvisional {
      html += "<div class=\"water\" aria-hidden=\"true\"><b>\(Publication.watermark)</b></div>\n"
    }
    return html + "</body>\n</html>\n"
  }

  private var signatures: String {
    let rows = publication.definition.officers.map { officer in
      [page.span(Text(officer.name)), "", ""]
    }
    return page.table(
      caption: Text(saying: "Signed by the officers"),
      head: [
        Text(saying: "Name"), Text(saying: "Signature"),
        Text(saying: "Date and time"),
      ],
      rows: rows, className: "sign")
  }

  /// A hash in groups of four digits.
  static func groups(_ hash: Digest) -> String {
    let digits = Array(hash.description)
    return stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<$0 + 4]) }
      .joined(separator: " ")
  }
}
