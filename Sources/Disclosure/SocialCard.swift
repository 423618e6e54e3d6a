import Election
import Words

/// `card.svg`: the outcome as a picture of 1200 × 630, as pages and messages show of a link.
struct SocialCard {
  private enum Measure {
    static let width = 1_200
    static let height = 630
    static let left = 60
    static let right = 1_140
    static let titleSize = 48
    static let size = 34
    static let line = 52
    static let bar = 20
    static let mostRows = 5
    /// Lines of outcomes, of which each language has its own.
    static let mostLines = 6
  }

  let publication: Publication

  init(_ publication: Publication) { self.publication = publication }

  private var languages: [Language] { publication.settings.languages }

  var svg: String {
    var y = 90
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Measure.width) \(Measure.height)" \
      width="\(Measure.width)" height="\(Measure.height)" role="img" aria-labelledby="card-t" fill="#111" \
      font-family="'Noto Sans TC','Noto Sans CJK TC','PingFang TC','Microsoft JhengHei',sans-serif">
      <title id="card-t">\(Markup.escaped(publication.title.together(in: languages)))</title>
      <rect width="\(Measure.width)" height="\(Measure.height)" fill="#fff"/>
      <rect width="16" height="\(Measure.height)" fill="#1f3a5f"/>

      """
    if publication.isProvisional {
      text += line(Publication.watermark, y: 56, size: 30, colour: "#7a0016", isBold: true)
      y += 20
    }
    for language in languages {
      text += line(publication.title[language], y: y, size: Measure.titleSize, isBold: true)
      y += 58
    }
    y += 14
    text += publication.contests.count == 1 ? options(from: y) : outcomes(from: y)
    text += line(
      "\(publication.definition.date) · \(publication.stageWords.together(in: languages))", y: 604,
      size: 26, colour: "#444")
    return text + "</svg>\n"
  }

  /// The leading options of the one contest, with bars.
  private func options(from top: Int) -> String {
    guard let contest = publication.contests.first else { return "" }
    let sentences = publication.sentences(contest)
    guard contest.isCounted, !contest.isJudged else {
      return lines(languages.map { sentences.decision[$0] }, from: top)
    }
    let shown = contest.ordered.prefix(Measure.mostRows)
    let most = shown.map(contest.rank).max() ?? 0
    var text = ""
    var y = top
    for option in shown {
      let votes = contest.rank(option)
      let mark = contest.seats(option) > 0 ? "★ " : ""
      text += line(
        mark + option.name.together(in: languages), y: y, size: Measure.size, isBold: !mark.isEmpty)
      text += line(
        "\(NumberStyle.text(votes))  \(publication.percent(votes, contest.valid))", y: y,
        size: Measure.size, isRight: true)
      let width = most > 0 ? votes * (Measure.right - Measure.left) / most : 0
      text +=
        "<rect x=\"\(Measure.left)\" y=\"\(y + 12)\" width=\"\(width)\" height=\"\(Measure.bar)\" "
        + "fill=\"#1f3a5f\"/>\n"
      y += 78
    }
    return text
  }

  /// A line for each of the first contests.
  private func outcomes(from top: Int) -> String {
    let contests = publication.contests
    let shown = contests.prefix(Measure.mostLines / languages.count)
    var texts = shown.flatMap { contest in
      let text = Text(saying: "\(contest.title): \(publication.sentences(contest).brief)")
      return languages.map { text[$0] }
    }
    if contests.count > shown.count {
      texts.append(
        Text(saying: "and \(contests.count - shown.count) more contests").together(in: languages))
    }
    return lines(texts, from: top)
  }

  /// Texts one below the other, each cut where the card ends.
  private func lines(_ texts: [String], from top: Int) -> String {
    texts.enumerated().map { number, text in
      line(text, y: top + number * Measure.line, size: Measure.size)
    }.joined()
  }

  private func line(
    _ text: String, y: Int, size: Int, colour: String = "#111", isBold: Bool = false,
    isRight: Bool = false
  ) -> String {
    let room = Measure.right - Measure.left
    let wrapped = TextMeasure.wrap(text, first: room, rest: room, size: size)
    let shown = wrapped.count > 1 ? wrapped[0] + "…" : text
    let place =
      isRight ? "x=\"\(Measure.right)\" text-anchor=\"end\"" : "x=\"\(Measure.left)\""
    return "<text \(place) y=\"\(y)\" font-size=\"\(size)\" fill=\"\(colour)\""
      + "\(isBold ? " font-weight=\"700\"" : "")>\(Markup.escaped(shown))</text>\n"
  }
}
