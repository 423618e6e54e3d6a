import Election
import Words

/// `embed/CONTEST.html`: one contest as a small page, to be shown in a frame of another.
struct EmbedPage {
  let contest: PublicContest
  let publication: Publication
  /// The contest's opening, as the report has it.
  private let opening: String
  private var page: Page { Page(languages: publication.settings.languages) }

  init(_ contest: PublicContest, _ publication: Publication, opening: String) {
    self.contest = contest
    self.publication = publication
    self.opening = opening
  }

  var html: String {
    let language = publication.settings.languages.first ?? .english
    let sentences = publication.sentences(contest)
    var html = PageStyle.head(
      title: contest.title[language], language: language, hash: publication.resultHash)
    html += "<body>\n<main>\n" + page.heading(1, contest.title)
    if publication.isProvisional {
      html += "<div class=\"banner\">\(page.span(Publication.provisional))</div>\n"
    }
    html += page.paragraph(sentences.decision, className: "lead")
    for remark in sentences.remarks { html += page.paragraph(remark) }
    if contest.isCounted { html += opening }
    html += page.paragraph(
      Text(
        saying: "\(publication.title), \(publication.definition.date), \(publication.stageWords)"),
      className: "note")
    html += "<p class=\"hash\">result.json \(publication.resultHash)</p>\n"
    return html + "</main>\n</body>\n</html>\n"
  }
}
