import Election
import Encoding
import Words

/// `declaration.html`: the form that officers print and sign by hand, of all contests or of one.
struct Declaration {
  let publication: Publication
  private let contests: [PublicContest]
  private var page: Page { Page(languages: publication.settings.languages) }

  init(_ publication: Publication) { self.init(publication, of: publication.contests) }

  /// The declaration of some contests alone, as of one constituency.
  init(_ publication: Publication, of contests: [PublicContest]) {
    self.publication = publication
    self.contests = contests
  }

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
    for contest in contests { html += section(contest) }
    html += "<div class=\"keep\">\n"
    html += page.heading(2, Text(saying: "Hash of the result's file"))
    html += "<p class=\"hash\">result.json<br>\(Self.groups(publication.resultHash))</p>\n"
    html += "<p class=\"hash\">election.json<br>\(Self.groups(publication.election))</p>\n</div>\n"
    html += signatures
    html += "</main>\n"
    if publication.isProvisional {
      html += "<div class=\"water\" aria-hidden=\"true\"><b>\(Publication.watermark)</b></div>\n"
    }
    return html + "</body>\n</html>\n"
  }

  private func section(_ contest: PublicContest) -> String {
    let sentences = publication.sentences(contest)
    // A heading stays with what it says, on whatever sheet.
    var html = "<div class=\"keep\">\n" + page.heading(2, contest.title)
    html += page.paragraph(sentences.decision, className: "lead")
    for remark in sentences.remarks { html += page.paragraph(remark) }
    html += "</div>\n"
    guard contest.isCounted else { return html }
    let tables = ContestTables(contest, publication: publication, page: page)
    return html + tables.options
      + page.paragraph(Text.sentences([sentences.turnout, sentences.ballots])) + tables.notes
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
