import Election
import Encoding
import Words

/// `report.html`: the result for everyone, in one file.
struct ReportPage {
  let publication: Publication
  /// Sections that a comparison or a survey add.
  let comparisons: [ComparisonSection]
  private var page: Page { Page(languages: publication.settings.languages) }
  private var marker: Marker { publication.marker }

  init(_ publication: Publication, comparisons: [ComparisonSection]) {
    self.publication = publication
    self.comparisons = comparisons
  }

  var html: String {
    let languages = publication.settings.languages
    let language = languages.first ?? .english
    let title = publication.title[language]
    var html = PageStyle.head(
      title: publication.isProvisional ? "\(Publication.provisional[language]) – \(title)" : title,
      language: language)
    html += "<body\(publication.isProvisional ? " class=\"provisional\"" : "")>\n"
    html += switches
    html += "<header>\n" + page.heading(1, publication.title)
    html += page.paragraph(
      Text(saying: "\(publication.definition.date), \(publication.stageWords)"))
    if publication.isProvisional { html += banner }
    html += "</header>\n<main>\n"
    for contest in publication.contests { html += section(contest) }
    html += changes
    for section in comparisons { html += section.html(page) }
    html += MethodStatement(publication).html(page)
    html += "</main>\n" + footer
    if publication.isProvisional {
      html +=
        "<div class=\"water\" aria-hidden=\"true\"><b>\(Publication.watermark)</b></div>\n"
    }
    return html + "</body>\n</html>\n"
  }

  /// All languages or one of them alone, without a script.
  private var switches: String {
    guard publication.settings.languages.count > 1 else { return "" }
    let languages = Language.allCases.reversed()
    let names = languages.map { $0.text("English") }
    let choices =
      [("both", names.joined(separator: " + "), "")]
      + zip(languages, names).map { (Page.className($0), $1, $0.rawValue) }
    let inputs = choices.map { id, text, _ in
      "<input class=\"lang\" type=\"radio\" name=\"lang\" id=\"show-\(id)\""
        + " aria-label=\"\(text)\"\(id == "both" ? " checked" : "")>"
    }
    let labels = choices.map { id, text, language in
      let mark = language.isEmpty ? "" : " lang=\"\(language)\""
      return "<label for=\"show-\(id)\"\(mark)>\(text)</label>"
    }
    return inputs.joined() + "\n<div class=\"switch\">\(labels.joined())</div>\n"
  }

  private var banner: String {
    var html = "<div class=\"banner\" role=\"note\">"
    html += page.paragraph(
      marker.text { _ in
        Wording(
          "PROVISIONAL: the count is not complete and the figures will change.",
          "PROVISIONAL: the figures will change, since the count is not complete.")
      })
    html += page.list(
      publication.outstanding.map { Text(saying: "Still out: \($0)") })
    return html + "</div>\n"
  }

  private func section(_ contest: PublicContest) -> String {
    let sentences = publication.sentences(contest)
    var html = "<section>\n" + page.heading(2, contest.title, id: "contest-\(contest.contest.id)")
    html += page.paragraph(sentences.decision, className: "lead")
    for remark in sentences.remarks { html += page.paragraph(remark) }
    guard contest.isCounted else { return html + "</section>\n" }
    html += page.paragraph(sentences.turnout)
    let tables = ContestTables(contest, publication: publication, page: page)
    html += tables.options
    for chart in Charts(contest, publication: publication).all { html += figure(chart) }
    html += tables.channels + tables.working + tables.ballots + tables.places
    return html + "</section>\n"
  }

  private func figure(_ chart: Chart) -> String {
    "<figure>\n<figcaption>\(page.span(chart.title))</figcaption>\n\(chart.svg(marker: marker))</figure>\n"
  }

  /// What changed since the result that this one replaces.
  private var changes: String {
    guard let replaced = publication.replaced else { return "" }
    let section = ComparisonSection.replaced(
      replaced.result, hash: replaced.hash, by: publication)
    return section.html(page)
  }

  private var footer: String {
    var html = "<footer>\n" + page.heading(2, Text(saying: "To verify"))
    let signers = publication.signers.map { Message($0) }.joined(separator: ", ")
    html += page.paragraph(
      Text(saying: "Made from a package that was verified and is signed by \(signers)."))
    html += "<p class=\"hash\">election.json \(publication.election)<br>"
    html += "result.json \(publication.resultHash)</p>\n"
    return html + "</footer>\n"
  }
}
