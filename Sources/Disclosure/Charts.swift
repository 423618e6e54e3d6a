import Election
import Paper
import Result
import Words

/// The charts of one contest.
struct Charts {
  let contest: PublicContest
  let publication: Publication

  init(_ contest: PublicContest, publication: Publication) {
    self.contest = contest
    self.publication = publication
  }

  private let numbers = NumberStyle.grouped

  var all: [Chart] {
    guard contest.isCounted else { return [] }
    let first = contest.isJudged ? [netSupport, judgements] : [votes]
    return (first + [stacked, ballots, turnout]).compactMap { $0 }
  }

  private func chart(
    _ kind: String, _ title: Text, rows: [Chart.Row], legend: [(fill: Chart.Fill, label: Text)],
    whole: Int = 1
  ) -> Chart? {
    guard !rows.isEmpty else { return nil }
    return Chart(
      id: "\(contest.contest.id)-\(kind)", title: title,
      description: Text(saying: "\(contest.title): the figures are those of the tables."),
      rows: rows, whole: whole, legend: legend, languages: publication.settings.languages,
      isProvisional: publication.isProvisional)
  }

  private func value(_ count: Int, of whole: Int, signed: Bool = false) -> String {
    let number = signed ? numbers.signed(count) : numbers.text(count)
    return "\(number)  \(publication.percent(count, whole, signed: signed))"
  }

  private var votes: Chart? {
    let rows = contest.ordered.map { option in
      let votes = contest.rank(option)
      return Chart.Row(
        label: option.name, value: value(votes, of: contest.valid),
        right: [(votes, .dark)])
    }
    return chart(
      "votes",
      contest.contest.method.isRanked
        ? Text(saying: "First preferences") : Text(saying: "Votes"), rows: rows,
      legend: [])
  }

  private var netSupport: Chart? {
    let rows = contest.ordered.compactMap { option -> Chart.Row? in
      guard case .judged(let support, let oppose, _) = contest.total(option) else { return nil }
      return Chart.Row(
        label: option.name, value: value(support - oppose, of: contest.valid, signed: true),
        right: [(support, .dark)], left: [(oppose, .hatched)])
    }
    return chart(
      "net",
      Text(saying: "Support (right) and opposition (left); the figure is net support"),
      rows: rows,
      legend: [
        (.dark, Text(saying: "Support")), (.hatched, Text(saying: "Oppose")),
      ])
  }

  /// How the valid ballots divide on each option.
  private var judgements: Chart? {
    let rows = contest.ordered.map { option in
      let numbers = contest.total(option).numbers
      return Chart.Row(
        label: option.name,
        value: numbers.map { publication.percent($0, contest.valid) }.joined(separator: " / "),
        right: Array(zip(numbers, [.dark, .hatched, .light])))
    }
    return chart(
      "judgements",
      publication.marker.words(
        "Support, opposition and abstention", "How opinions divide on each option"),
      rows: rows,
      legend: [
        (.dark, Text(saying: "Support")), (.hatched, Text(saying: "Oppose")),
        (.light, Text(saying: "Abstain")),
      ])
  }

  /// Ballots by channel.
  private var ballots: Chart? {
    let channels = contest.channels
    guard channels.count > 1 else { return nil }
    let rows = channels.map { channel in
      let count = channel.figures.ballots.total
      return Chart.Row(
        label: channel.name, value: value(count, of: contest.turnout), right: [(count, .dark)])
    }
    return chart(
      "ballots",
      publication.marker.words("Ballots by way of voting", "How the ballots came in"), rows: rows,
      legend: [])
  }

  /// Electronic and paper votes, one after the other.
  private var stacked: Chart? {
    let channels = contest.channels.filter { $0.figures.ballots.total > 0 }
    let kinds = channels.map(\.isPaper)
    guard kinds.contains(true), kinds.contains(false), !kinds.contains(nil) else { return nil }
    let sum = { (option: PublicContest.NamedOption, isPaper: Bool) in
      channels.filter { $0.isPaper == isPaper }.reduce(0) {
        $0 + $1.figures.count(option).inFavour
      }
    }
    let rows = contest.ordered.map { option in
      let electronic = sum(option, false)
      let paper = sum(option, true)
      return Chart.Row(
        label: option.name,
        value: "\(numbers.text(electronic)) + \(numbers.text(paper))",
        right: [(electronic, .dark), (paper, .light)])
    }
    return chart(
      "channels",
      contest.isJudged
        ? Text(saying: "Support, electronic and paper")
        : Text(saying: "Votes, electronic and paper"), rows: rows,
      legend: [
        (.dark, Text(saying: "electronic")), (.light, Text(saying: "paper")),
      ])
  }

  /// Turnout by area, of the contest's area and of each area that is published by itself.
  private var turnout: Chart? {
    var rows: [Chart.Row] = []
    func add(_ name: Text, _ ballots: Int, _ electorate: Int?) {
      guard let electorate, electorate > 0 else { return }
      // A share of ten thousand, so that areas of different sizes compare.
      let share = Percentage.units(ballots, of: electorate, decimals: 2) ?? 0
      rows.append(
        Chart.Row(
          label: name,
          value: "\(numbers.text(ballots)) / \(numbers.text(electorate))  "
            + publication.percent(ballots, electorate), right: [(share, .dark)]))
    }
    let areas = contest.definition.areas
    if let area = areas.first(where: { $0.id == contest.contest.area }) {
      add(Text(area.name), contest.turnout, contest.electorate)
    }
    for area in areas where area.id != contest.contest.area {
      let places = contest.places.filter { !$0.isStation && $0.ids.contains(area.id) }
      // An area of which a part is only published with another one has no turnout of its own.
      guard !places.isEmpty, places.allSatisfy({ $0.ids.count == 1 }) else { continue }
      add(
        Text(area.name), places.reduce(0) { $0 + $1.figures.ballots.total }, area.electorate)
    }
    return chart(
      "turnout",
      publication.marker.words("Turnout by area", "Turnout in each area"),
      rows: rows, legend: [], whole: 10_000)
  }
}
