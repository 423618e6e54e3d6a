import Election
import Result
import Words

/// Where the votes of a ranked count went, round below round.
///
/// Each is a bar of all votes, cut by options that a letter names, with bands to what every part
/// became: it needs no colour to be read.
struct RoundsFlow {
  private enum Measure {
    static let width = 360
    static let left = 3
    static let right = 356
    static let line = 21
    static let nameLeft = 28
    static let bar = 24
    static let band = 34
    /// Of more rounds or options the table alone is clearer.
    static let mostRounds = 14
    static let mostOptions = 12
    /// The narrowest part with a letter in it.
    static let leastNamed = 13
  }

  /// A part of a bar.
  private struct Part {
    let start: Int
    let end: Int
  }

  let id: String
  private let contest: PublicContest
  private let table: TransferTable
  private let options: [PublicContest.NamedOption]
  private let languages: [Language]

  /// Nil where there is no ranked count, or none that can be drawn.
  init?(_ contest: PublicContest, languages: [Language]) {
    guard case .transfers(let table) = contest.result.working,
      (2...Measure.mostRounds).contains(table.stages.count),
      contest.standing.count <= Measure.mostOptions
    else { return nil }
    self.contest = contest
    self.table = table
    self.languages = languages
    options = TransferOutcome(table, of: contest).inOrder(contest.ordered)
    id = "\(contest.contest.id)-rounds"
    // Every option has a number in every round, or nothing is drawn.
    let count = contest.options.count
    guard table.stages.allSatisfy({ $0.votes.count == count }), total > 0 else { return nil }
  }

  static let title = Text(saying: "Where the votes went, round by round")

  /// All votes, in parts of a vote: the most of any round.
  private var total: Int {
    table.stages.map { $0.votes.reduce($0.nonTransferable, +) }.max() ?? 0
  }

  /// The letters that name options, in their order.
  private static let letters = Array("ABCDEFGHIJKL").map(String.init)

  private func x(_ votes: Int) -> Int {
    Measure.left
      + Int(Int128(votes) * Int128(Measure.right - Measure.left) / Int128(max(1, total)))
  }

  /// The votes of the options in their order, then those that no option has any more.
  private func votes(_ round: Int) -> [Int] {
    let stage = table.stages[round]
    return options.map { max(0, stage.votes[$0.position]) } + [max(0, stage.nonTransferable)]
  }

  /// Where each part of a round's bar lies, in votes.
  private func parts(_ round: Int) -> [Part] {
    var start = 0
    return votes(round).map { count in
      defer { start += count }
      return Part(start: start, end: start + count)
    }
  }

  private var height: Int {
    top(table.stages.count - 1) + Measure.bar + 12
      + names.reduce(0) { $0 + $1.count * Measure.line }
  }

  /// The lines of the options' names, then of what no option has any more.
  private var names: [[ChartText.Line]] {
    let room = Measure.right - Measure.nameLeft
    return (options.map(\.name) + [Text(saying: "Exhausted papers and fractions")]).map {
      ChartText.lines($0, in: languages, first: room, rest: room)
    }
  }

  /// The drawing in a page; `attributes` and `first` are those of a file of its own.
  func svg(attributes: String = "", first: String = "") -> String {
    var text = """
      <svg class="chart" viewBox="0 0 \(Measure.width) \(height)" width="\(Measure.width)" \
      height="\(height)" role="img" aria-labelledby="\(id)-t" \(attributes)>
      \(first)<title id="\(id)-t">\(Markup.escaped(Self.title.together(in: languages)))</title>
      <defs><pattern id="\(id)-h" width="5" height="5" patternUnits="userSpaceOnUse" \
      patternTransform="rotate(45)"><rect class="paper" width="5" height="5"/>\
      <rect class="dark" width="2.5" height="5"/></pattern></defs>
      <rect class="paper" width="\(Measure.width)" height="\(height)"/>

      """
    for round in table.stages.indices {
      if round > 0 { text += bands(to: round) }
    }
    for round in table.stages.indices { text += bar(round) }
    var y = top(table.stages.count - 1) + Measure.bar + Measure.line + 6
    for (number, lines) in names.enumerated() {
      text +=
        number < options.count
        ? ChartText.svg([(Self.letters[number], nil)], x: 8, y: y)
        : "<rect x=\"8\" y=\"\(y - 12)\" width=\"12\" height=\"12\" fill=\"url(#\(id)-h)\"/>\n"
      for line in lines {
        text += ChartText.svg(line, x: Measure.nameLeft, y: y)
        y += Measure.line
      }
    }
    return text + "</svg>\n"
  }

  /// The drawing as a file of its own.
  var file: String { svg(attributes: ChartText.attributes, first: ChartText.style) }

  /// The top of a round's bar.
  private func top(_ round: Int) -> Int {
    4 + round * (Measure.line + Measure.bar + Measure.band) + Measure.line
  }

  private func bar(_ round: Int) -> String {
    let y = top(round)
    let title = Text(saying: "Round \(round + 1)")
    var text = ChartText.svg(ChartText.line(title, in: languages), x: 8, y: y - 6)
    for (number, part) in parts(round).enumerated() where part.end > part.start {
      let (start, end) = (x(part.start), x(part.end))
      let isExhausted = number == options.count
      let fill = isExhausted ? "fill=\"url(#\(id)-h)\"" : "class=\"dark\""
      text +=
        "<rect x=\"\(start)\" y=\"\(y)\" width=\"\(max(1, end - start - 1))\" "
        + "height=\"\(Measure.bar)\" \(fill)/>\n"
      guard !isExhausted, end - start >= Measure.leastNamed else { continue }
      text +=
        "<text class=\"paper\" x=\"\((start + end) / 2)\" y=\"\(y + 17)\" text-anchor=\"middle\" "
        + "font-weight=\"700\">\(Self.letters[number])</text>\n"
    }
    return text
  }

  /// What every part of the round before became: what stayed, and what went over to others.
  private func bands(to round: Int) -> String {
    let (before, after) = (parts(round - 1), parts(round))
    let (old, new) = (votes(round - 1), votes(round))
    var text = ""
    var gone = zip(old, new).map { max(0, $0 - $1) }
    for number in before.indices {
      let stayed = min(old[number], new[number])
      text += band(
        Part(start: before[number].start, end: before[number].start + stayed),
        Part(start: after[number].start, end: after[number].start + stayed), round)
      // What it gained comes from those that lost, in their order.
      var gained = new[number] - stayed
      var place = after[number].start + stayed
      for loser in before.indices where gained > 0 && gone[loser] > 0 {
        let moved = min(gained, gone[loser])
        let start = before[loser].end - gone[loser]
        text += band(
          Part(start: start, end: start + moved), Part(start: place, end: place + moved), round)
        gone[loser] -= moved
        gained -= moved
        place += moved
      }
    }
    return text
  }

  private func band(_ upper: Part, _ lower: Part, _ round: Int) -> String {
    guard x(upper.end) > x(upper.start) || x(lower.end) > x(lower.start) else { return "" }
    let (above, below) = (top(round - 1) + Measure.bar, top(round))
    return "<polygon class=\"light\" fill-opacity=\"0.35\" points=\"\(x(upper.start)),\(above) "
      + "\(x(upper.end)),\(above) \(x(lower.end)),\(below) \(x(lower.start)),\(below)\"/>\n"
  }
}
