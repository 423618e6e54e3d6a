import Election
import Encoding
import Words

/// `report.html`: the result for everyone, in one file.
struct ReportPage {
  /// More contests than these are folded, until somebody opens one or searches for what is in it.
  private static let mostOpen = 12
  /// The most contests whose outcome a link to the page tells.
  private static let mostDescribed = 4

  let publication: Publication
  /// Sections that a comparison or a survey add.
  let comparisons: [ComparisonSection]
  /// What each contest opens with, by its id: pages of one contest have the same.
  let openings: [String: String]
  private var page: Page { Page(languages: publication.settings.languages) }
  private var marker: Marker { publication.marker }

  init(
    _ publication: Publication, comparisons: [ComparisonSection], openings: [String: String]
  ) {
    self.publication = publication
    self.comparisons = comparisons
    self.openings = openings
  }

  /// Gives the page in pieces: a contest at a time, for the places of all of them are many.
  func write(_ handOn: (String) -> Void) {
    handOn(head)
    for contest in publication.contests { handOn(section(contest)) }
    var html = changes
    for section in comparisons { html += section.html(page) }
    html += MethodStatement(publication).html(page)
    html += "</main>\n" + footer
    if publication.isProvisional {
      html +=
        "<div class=\"water\" aria-hidden=\"true\"><b>\(Publication.watermark)</b></div>\n"
    }
    handOn(html + "<script>\(PageScript.text)</script>\n</body>\n</html>\n")
  }

  /// Everything before the contests.
  private var head: String {
    let languages = publication.settings.languages
    let language = languages.first ?? .english
    let title = publication.title[language]
    var html = PageStyle.head(
      title: publication.isProvisional ? "\(Publication.provisional[language]) – \(title)" : title,
      language: language, hash: publication.resultHash, more: openGraph, hasScript: true)
    html += "<body\(publication.isProvisional ? " class=\"provisional\"" : "")>\n"
    html += switches
    html += "<header>\n" + page.heading(1, publication.title)
    html += page.paragraph(
      Text(saying: "\(publication.definition.date), \(publication.stageWords)"))
    if publication.isProvisional { html += banner }
    return html + whole + "</header>\n<main>\n" + ContestList(publication, page: page).html
  }

  /// What other pages show of a link to this one (ogp.me), with the outcome in a sentence.
  private var openGraph: String {
    // A marked copy has no card, and is linked to by nobody.
    guard !marker.isForOne else { return "" }
    let language = publication.settings.languages.first ?? .english
    let outcome =
      publication.contests.count == 1
      ? publication.contests.map { publication.sentences($0).decision }
      : publication.contests.prefix(Self.mostDescribed).map { contest in
        Text(saying: "\(contest.title): \(publication.sentences(contest).brief)")
      }
    let provisional = publication.isProvisional ? [Publication.provisional] : []
    let tags = [
      ("og:type", "article"), ("og:title", publication.title[language]),
      ("og:description", Text.series(provisional + outcome)[language]),
      ("og:image", publication.fileName("card.svg")), ("og:image:type", "image/svg+xml"),
      ("og:image:alt", publication.title[language]), ("og:image:width", "1200"),
      ("og:image:height", "630"),
    ]
    return tags.map { name, content in
      "<meta property=\"\(name)\" content=\"\(Markup.escaped(content))\">\n"
    }.joined()
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
      marker.text {
        Wording(
          "PROVISIONAL: the count is not complete and the figures will change.",
          "PROVISIONAL: the figures will change, since the count is not complete.")
      })
    html += page.list(
      publication.stillOut.lines.map { Text(saying: "Still out: \($0)") })
    return html + "</div>\n"
  }

  /// The election as a whole: turnout, when it was counted and who signed.
  private var whole: String {
    let turnout = Turnout(publication.contests, of: publication.definition)
    var texts = publication.provenance
    if let all = turnout.whole(publication.title) {
      texts.insert(
        Text(
          saying:
            "In the whole election \(NumberStyle.text(all.ballots)) ballots from an electorate of \(NumberStyle.text(all.electorate)): a turnout of \(publication.percent(all.ballots, all.electorate))."
        ), at: 0)
    }
    var html = texts.isEmpty ? "" : page.paragraph(Text.sentences(texts))
    let levels = turnout.levels
    if !levels.isEmpty {
      html += page.table(
        caption: Text(saying: "Turnout by area"),
        head: [
          Text(saying: "Area"), Text(saying: "Ballots"), Text(saying: "Electorate"), Text("%"),
        ],
        rows: levels.map { level in
          [
            page.span(level.name), NumberStyle.text(level.ballots),
            NumberStyle.text(level.electorate),
            publication.percent(level.ballots, level.electorate),
          ]
        })
    }
    return html
  }

  private func section(_ contest: PublicContest) -> String {
    let sentences = publication.sentences(contest)
    var html = page.paragraph(sentences.decision, className: "lead")
    for remark in sentences.remarks { html += page.paragraph(remark) }
    if contest.isCounted {
      html +=
        (openings[contest.contest.id] ?? "") + ContestOpening(contest, publication, page).parts
    }
    let up = page.span(Text(saying: "Contents"))
    html += "<p class=\"up\"><a href=\"#contents\">↑ \(up)</a></p>\n"
    let id = contest.contest.id
    let isOpen = publication.contests.count <= Self.mostOpen
    let brief = isOpen ? "" : page.span(sentences.brief)
    // A link to what is inside unfolds it.
    return page.fold(
      "<h2>\(page.span(contest.title))</h2><small>\(brief)</small>", isOpen: isOpen,
      className: "contest",
      "<div id=\"contest-\(id)\">\n\(html)</div>\n")
  }

  /// What changed since the result that this one replaces.
  private var changes: String {
    guard let replaced = publication.replaced else { return "" }
    let section = ComparisonSection.replaced(
      replaced.result, hash: replaced.hash, by: publication)
    return section.html(page)
  }

  private var footer: String {
    var html = "<footer class=\"keep\">\n" + page.heading(2, Text(saying: "To verify"))
    let signers = publication.signers.map { Message($0) }.joined(separator: ", ")
    html += page.paragraph(
      Text(saying: "Made from a package that was verified and is signed by \(signers)."))
    html += "<p class=\"hash\">election.json \(publication.election)<br>"
    html += "result.json \(publication.resultHash)</p>\n"
    return html + "</footer>\n"
  }
}

/// The figures of one contest: first everything of the whole, then its parts.
struct ContestOpening {
  let contest: PublicContest
  let publication: Publication
  let page: Page

  init(_ contest: PublicContest, _ publication: Publication, _ page: Page) {
    self.contest = contest
    self.publication = publication
    self.page = page
  }

  /// What stands below the opening.
  var parts: String {
    let tables = ContestTables(contest, publication: publication, page: page)
    let charts = Charts(contest, publication: publication)
    return WorkingTables(contest, publication: publication, page: page).html
      + tables.channels + tables.ballots + figures(charts.further)
      + PlaceTables(contest, publication: publication, page: page).html
  }

  /// All options in a table and a chart, and the paragraph with the figures of the whole.
  var opening: String {
    let tables = ContestTables(contest, publication: publication, page: page)
    let charts = Charts(contest, publication: publication)
    return "<div class=\"open\">\n<div>\(tables.options)\(paragraph)\(tables.notes)</div>\n"
      + "<div>\(figures(charts.opening))</div>\n</div>\n"
  }

  private var paragraph: String {
    let sentences = publication.sentences(contest)
    let still = publication.isProvisional ? publication.stillOut.stations(of: contest.contest) : nil
    let texts = [sentences.turnout, sentences.ballots, sentences.lead, still].compactMap { $0 }
    return page.paragraph(Text.sentences(texts + publication.provenance))
  }

  /// Charts, the first part of each under its caption, and its others beside it where there is room.
  private func figures(_ charts: [Chart]) -> String {
    let drawn = charts.enumerated().map { position, chart -> String in
      let before = position > 0 ? charts[position - 1].title[.english] : nil
      let caption =
        before == chart.title[.english]
        ? "" : "<figcaption>\(page.span(chart.title))</figcaption>\n"
      return "<figure>\n\(caption)\(chart.svg(marker: publication.marker))</figure>\n"
    }
    return drawn.isEmpty ? "" : "<div class=\"charts\">\n\(drawn.joined())</div>\n"
  }
}

/// The contests of a page with their outcomes, each a link to its figures; under the names of the
/// areas above them, where the definition has such.
struct ContestList {
  private let publication: Publication
  private let page: Page

  init(_ publication: Publication, page: Page) {
    self.publication = publication
    self.page = page
  }

  var html: String {
    guard publication.contests.count > 1 else { return "<div id=\"contents\"></div>\n" }
    var html = "<nav class=\"contents\" id=\"contents\">\n"
    html += page.heading(2, Text(saying: "Contents"))
    var open: String?
    for (area, contests) in groups {
      if let area, area != open { html += page.heading(3, areaName(area)) }
      open = area
      html += "<ul>\n" + contests.map(item).joined() + "</ul>\n"
    }
    return html + "</nav>\n"
  }

  /// Contests by the area above theirs, in the order of the definition.
  private var groups: [(area: String?, contests: [PublicContest])] {
    let definition = publication.definition
    var order: [String?] = []
    var found: [String: [PublicContest]] = [:]
    for contest in publication.contests {
      let parent = definition.area(contest.contest.area)?.parent
      if found[parent ?? ""] == nil { order.append(parent) }
      found[parent ?? "", default: []].append(contest)
    }
    return order.map { ($0, found[$0 ?? ""] ?? []) }
  }

  private func areaName(_ id: String) -> Text {
    publication.definition.area(id).map { Text($0.name) } ?? Text(SafeText.escaped(id))
  }

  private func item(_ contest: PublicContest) -> String {
    "<li><a href=\"#contest-\(contest.contest.id)\">\(page.span(contest.title))</a>"
      + "<small>\(page.span(publication.sentences(contest).brief))</small></li>\n"
  }
}
