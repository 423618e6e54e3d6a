import Election
import Result
import Encoding
import Paper
import Words

/// The tables of one contest.
struct ContestTables {
  let contest: PublicContest
  let publication: Publication
  let page: Page
  private var marker: Marker { publication.marker }
  private let numbers: NumberStyle

  init(_ contest: PublicContest, publication: Publication, page: Page) {
    self.contest = contest
    self.publication = publication
    self.page = page
    numbers = .grouped
  }

  private func cell(_ count: Int, of whole: Int, signed: Bool = false) -> String {
    let number = signed ? numbers.signed(count) : numbers.text(count)
    return "\(number)<small>\(publication.percent(count, whole, signed: signed))</small>"
  }

  var options: String {
    let valid = contest.valid
    let options = contest.ordered
    let rows = options.map { option -> [String] in
      let count = contest.total(option)
      let cells = count.numbers.map { cell($0, of: valid) }
      let net = count.net.map { cell($0, of: valid, signed: true) }
      return [page.span(option.name)] + cells + [net].compactMap { $0 }
    }
    let head =
      contest.isJudged
      ? [
        Text(saying: "Option"), Text(saying: "Support"),
        Text(saying: "Oppose"), Text(saying: "Abstain"),
        Text(saying: "Net"),
      ]
      : [Text(saying: "Option"), votesHead]
    var html = page.table(
      caption: marker.words("Votes by option", "Votes for each option"), head: head,
      rows: marked(rows, level: options.map(contest.rank)))
    for note in notes { html += page.paragraph(note, className: "note") }
    return html
  }

  /// Rows of options that are level may change places.
  private func marked(_ rows: [[String]], level: [Int]) -> [[String]] {
    var rows = rows
    var index = 0
    while index + 1 < rows.count {
      if level[index] == level[index + 1] {
        marker.swapIfMarked(&rows, at: index, spelling: Markup.plain)
        index += 1
      }
      index += 1
    }
    return rows
  }

  private var votesHead: Text {
    contest.contest.method.isRanked
      ? Text(saying: "First preferences") : Text(saying: "Votes")
  }

  /// How the percentages are to be read.
  private var notes: [Text] {
    let valid = contest.valid
    guard valid > 0 else { return [] }
    var notes = [
      marker.text { n in
        Wording(
          "Percentages are of the \(n.text(valid)) valid ballots.",
          "The base of percentages: \(n.text(valid)) valid ballots.")
      }
    ]
    if contest.isSingleChoice {
      let units = contest.standing.compactMap {
        Percentage.units(
          contest.rank($0), of: valid, decimals: publication.settings.decimals)
      }.reduce(0, +)
      let whole = Percentage.units(1, of: 1, decimals: publication.settings.decimals) ?? units
      if units != whole {
        let text = Percentage.text(units: units, decimals: publication.settings.decimals)
        let hundred = Percentage.text(units: whole, decimals: publication.settings.decimals)
        notes.append(
          Text(
            saying:
              "Because each is rounded by itself, the percentages add up to \(text), not \(hundred)."
          ))
      }
    } else if !contest.isJudged {
      notes.append(
        Text(saying: "Voters could make several choices, so the percentages do not add up to 100."))
    } else if contest.standing.contains(where: isPartly) {
      notes.append(
        Text(
          saying:
            "Valid ballots without a mark for an option are not shown, so its percentages may add up to less than 100."
        ))
    }
    return notes
  }

  /// Whether some valid ballots have no mark for an option.
  private func isPartly(_ option: PublicContest.NamedOption) -> Bool {
    contest.total(option).numbers.reduce(0, +) < contest.valid
  }

  /// Ballots by what they came to, a column for each channel.
  var ballots: String {
    let channels = contest.channels
    let total = contest.result.total.ballots
    var rows: [[String]] = []
    func add(_ label: Text, _ value: (Ballots) -> Int) {
      let numbers = channels.map { value($0.figures.ballots) } + [value(total)]
      rows.append([page.span(label)] + numbers.map { self.numbers.text($0) })
    }
    for (category, label) in BallotWords.categories {
      add(label) { $0[category] }
    }
    let first = rows.count
    for (position, rejection) in contest.definition.rejections.enumerated()
    where total.rejected[position] > 0 {
      let name = Text(rejection.name)
      add(Text(saying: "rejected: \(name)")) { $0.rejected[position] }
    }
    rows = rows[..<first] + marker.shuffled(Array(rows[first...]), spelling: Markup.plain)
    add(Text(saying: "total")) { $0.total }
    return page.table(
      caption: marker.words("Ballots by channel", "Ballots in each channel"),
      head: [Text(saying: "Ballots")] + channels.map(\.name)
        + [Text(saying: "Total")],
      rows: rows)
  }

  /// Votes of each option, a column for each channel.
  var channels: String {
    let channels = contest.channels
    guard channels.count > 1 else { return "" }
    let rows = contest.ordered.map { option in
      [page.span(option.name)] + channels.map { votes($0.figures.count(option)) }
        + [votes(contest.total(option))]
    }
    return page.table(
      caption: marker.words("Votes by channel", "Votes in each channel"),
      head: [Text(saying: "Option")] + channels.map(\.name)
        + [Text(saying: "Total")], rows: rows)
  }

  /// A number, or net support with what it is made of.
  private func votes(_ count: OptionCount) -> String {
    guard let net = count.net else { return numbers.text(count.inFavour) }
    let parts = count.numbers.map(numbers.text)
    return numbers.signed(net) + "<small>\(parts.joined(separator: " / "))</small>"
  }

  /// Figures by area and by station.
  var places: String {
    let places = contest.places
    guard places.count > 1 else { return "" }
    return table(
      places.filter { !$0.isStation },
      caption: marker.words("By area", "Area by area"))
      + table(
        places.filter(\.isStation),
        caption: marker.words("By station", "Station by station"))
      + together
  }

  /// Why some places are shown together, and how many ballots are in such rows.
  private var together: String {
    let rows = contest.places.filter(\.isStation)
    let shown = rows.isEmpty ? contest.places : rows
    let count = { (places: [PublicContest.Place]) in
      places.reduce(0) { $0 + $1.figures.ballots.total }
    }
    let merged = count(shown.filter { $0.ids.count > 1 })
    guard contest.places.contains(where: { $0.ids.count > 1 }) else { return "" }
    let least = publication.result.smallCell
    return page.paragraph(
      Text(
        saying: """
          Places are shown together where otherwise fewer than \(numbers.text(least)) ballots, or \
          ballots that are all alike, could be told from this result, or from it and an earlier \
          one: \(numbers.text(merged)) of \(numbers.text(count(shown))) ballots are in such rows.
          """))
  }

  /// Options beside one another where they fit, else all in one cell that wraps as it must.
  private func table(_ places: [PublicContest.Place], caption: Text) -> String {
    guard !places.isEmpty else { return "" }
    let options = contest.standing
    let isWide = options.count <= 3
    let names = options.map { page.span($0.name) }
    let head =
      [Text(saying: "Place"), Text(saying: "Ballots")]
      + (isWide ? options.map(\.name) : [votesHead])
    let rows = places.map { place -> [String] in
      let valid = place.figures.ballots.valid
      let counts = zip(options, names).map { option, name -> Figure in
        let value = place.figures.count(option).rank
        return Figure(
          name: name, number: contest.isJudged ? numbers.signed(value) : numbers.text(value),
          share: publication.percent(value, valid, signed: contest.isJudged))
      }
      return [
        page.span(place.name) + "<small>\(page.span(place.channelName))</small>",
        numbers.text(place.figures.ballots.total),
      ] + (isWide ? counts.map { "\($0.number)<small>\($0.share)</small>" } : [chips(counts)])
    }
    return page.table(caption: caption, head: head, rows: rows)
  }

  /// What an option has at a place.
  private struct Figure {
    /// As it stands in a page.
    let name: String
    let number: String
    let share: String
  }

  /// Many figures in one cell.
  private func chips(_ figures: [Figure]) -> String {
    let chips = figures.map {
      "<span class=\"chip\">\($0.name) <b>\($0.number)</b> \($0.share)</span>"
    }
    return "<div class=\"chips\">\(chips.joined(separator: " "))</div>"
  }

  /// How seats were found, where the counts of the options do not show it.
  var working: String {
    switch contest.result.working {
    case .transfers(let table): rounds(table)
    case .lists(let allocation): lists(allocation)
    case nil: ""
    }
  }

  private func rounds(_ table: TransferTable) -> String {
    let decimals = String(table.unit).count - 1
    let show = { (value: Int) in
      decimals == 0 ? numbers.text(value) : Percentage.text(units: value, decimals: decimals)
    }
    var rows: [[String]] = []
    for (number, stage) in table.stages.enumerated() {
      let what: Text
      switch stage.action {
      case .firstPreferences: what = Text(saying: "first preferences")
      case .surplus(let id):
        let option = contest.name(id)
        what = Text(saying: "surplus of \(option)")
      case .exclusion(let id):
        let option = contest.name(id)
        what = Text(saying: "exclusion of \(option)")
      }
      rows.append([
        page.span(Text(saying: "Round \(number + 1): \(what)")),
        "",
      ])
      for option in contest.standing {
        rows.append([page.span(option.name), show(stage.votes[option.position])])
      }
    }
    return page.table(
      caption: Text(saying: "Round by round"),
      head: [Text(saying: "Round"), Text(saying: "Votes")], rows: rows)
  }

  private func lists(_ allocation: ListAllocation) -> String {
    let rows = allocation.lists.map { list in
      [page.span(contest.name(list.id))]
        + [list.quotas, list.remainder, list.seats].map(numbers.text)
    }
    return page.table(
      caption: Text(saying: "Seats by largest remainder"),
      head: [
        Text(saying: "List"), Text(saying: "Whole quotas"),
        Text(saying: "Remainder"), Text(saying: "Seats"),
      ], rows: rows)
  }
}

/// What ballots come to, in words.
enum BallotWords {
  static let categories: [(BallotCategory, Text)] = [
    (.valid, Text(saying: "valid")), (.blank, Text(saying: "blank")),
    (.overvoted, Text(saying: "overvoted")),
    (.undervoted, Text(saying: "undervoted")),
    (.malformed, Text(saying: "malformed")),
  ]
}
