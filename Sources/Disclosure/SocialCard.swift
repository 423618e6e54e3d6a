import Election
import Words

/// `card.svg`: the outcome as a picture of 1200 × 630, as pages and messages show of a link.
struct SocialCard {
  private enum Measure {
    static let width = 1_200
    static let height = 630
    static let left = 60
    static let right = 1_140
    /// From which the first is taken in which the title takes one line.
    static let titleSizes = [48, 40, 34]
    static let size = 34
    static let line = 52
    static let bar = 20
    /// The last line of outcomes.
    static let bottom = 548
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
      y += 34
    }
    for language in languages {
      let title = publication.title[language]
      let size = Measure.titleSizes.first { Self.wrapped(title, size: $0).count == 1 }
      text += line(title, y: y, size: size ?? Measure.size, isBold: true)
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
    let step = 78
    let shown = contest.ordered.prefix(max(1, (Measure.bottom - top) / step + 1))
    let most = shown.map(contest.rank).max() ?? 0
    var text = ""
    var y = top
    for option in shown {
      let votes = contest.rank(option)
      let mark = contest.seats(option) > 0 ? "★ " : ""
      let figures =
        "\(NumberStyle.text(votes))  \(publication.percent(votes, contest.valid))"
      text += line(
        mark + option.name.together(in: languages), y: y, size: Measure.size, isBold: !mark.isEmpty,
        beside: figures)
      text += line(figures, y: y, size: Measure.size, isRight: true)
      let width = most > 0 ? votes * (Measure.right - Measure.left) / most : 0
      text +=
        "<rect x=\"\(Measure.left)\" y=\"\(y + 12)\" width=\"\(width)\" height=\"\(Measure.bar)\" "
        + "fill=\"#1f3a5f\"/>\n"
      y += step
    }
    return text
  }

  /// The outcomes of the first contests, as many as there is room for.
  private func outcomes(from top: Int) -> String {
    let contests = publication.contests
    let room = (Measure.bottom - top) / Measure.line + 1
    var texts: [String] = []
    var shown = 0
    for contest in contests {
      let brief = publication.sentences(contest).brief
      let more = languages.map { "\(contest.title[$0]) \(brief[$0])" }
      let count = (texts + more).reduce(0) { $0 + Self.wrapped($1, size: Measure.size).count }
      // What is left out takes a line too.
      guard shown == 0 || count + (shown + 1 < contests.count ? 1 : 0) <= room else { break }
      texts += more
      shown += 1
    }
    if contests.count > shown {
      texts.append(
        Text(saying: "and \(contests.count - shown) more contests").together(in: languages))
    }
    return lines(texts, from: top)
  }

  /// Texts one below the other, broken where a line ends and cut where the card does.
  private func lines(_ texts: [String], from top: Int) -> String {
    let all = texts.flatMap { Self.wrapped($0, size: Measure.size) }
    let room = (Measure.bottom - top) / Measure.line + 1
    return all.prefix(room).enumerated().map { number, text in
      line(
        number == room - 1 && all.count > room ? text + "…" : text, y: top + number * Measure.line,
        size: Measure.size)
    }.joined()
  }

  private static func wrapped(_ text: String, size: Int, beside other: String = "") -> [String] {
    let taken = other.isEmpty ? 0 : TextMeasure.width(other, size: size) + size
    let room = Measure.right - Measure.left - taken
    return TextMeasure.wrap(text, first: room, rest: room, size: size)
  }

  /// A line, cut where the card or what stands at its right begins.
  private func line(
    _ text: String, y: Int, size: Int, colour: String = "#111", isBold: Bool = false,
    isRight: Bool = false, beside other: String = ""
  ) -> String {
    let wrapped = Self.wrapped(text, size: size, beside: other)
    let shown = wrapped.count > 1 ? wrapped[0] + "…" : text
    let place =
      isRight ? "x=\"\(Measure.right)\" text-anchor=\"end\"" : "x=\"\(Measure.left)\""
    return "<text \(place) y=\"\(y)\" font-size=\"\(size)\" fill=\"\(colour)\""
      + "\(isBold ? " font-weight=\"700\"" : "")>\(Markup.escaped(shown))</text>\n"
  }
}
