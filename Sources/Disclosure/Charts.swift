import Election
import Paper
import Result
import Words

/// The charts of one contest; each says something that no other does.
struct Charts {
  let contest: PublicContest
  let publication: Publication

  init(_ contest: PublicContest, publication: Publication) {
    self.contest = contest
    self.publication = publication
  }

  /// Every drawing, those of long charts in several parts.
  var all: [Chart] { opening + further }

  /// What the contest opens with: votes, and seats where lists share them.
  var opening: [Chart] {
    guard contest.isCounted else { return [] }
    let charts = contest.isJudged ? [netSupport] : [votes, seats]
    return charts.compactMap { $0 }.flatMap(\.parts)
  }

  /// How ballots came in, and from where.
  var further: [Chart] {
    guard contest.isCounted else { return [] }
    return [ballots, turnout].compactMap { $0 }.flatMap(\.parts)
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

  /// An option with what became of it.
  private func label(_ option: PublicContest.NamedOption) -> Text {
    guard let mark = contest.mark(option, isProvisional: publication.isProvisional) else {
      return option.name
    }
    return Text(saying: "\(option.name) \(mark)")
  }

  /// Votes of each option, electronic and paper ones one after the other where both were counted.
  private var votes: Chart? {
    let split = channelsByKind
    let rows = contest.ordered.map { option in
      let votes = contest.rank(option)
      let parts =
        split.map { channels in
          [(false, Chart.Fill.dark), (true, .light)].map { isPaper, fill in
            let count = channels.filter { $0.isPaper == isPaper }.reduce(0) {
              $0 + $1.figures.count(option).inFavour
            }
            return (value: count, fill: fill)
          }
        } ?? [(value: votes, fill: Chart.Fill.dark)]
      return Chart.Row(
        label: label(option), figure: NumberStyle.text(votes),
        share: publication.percent(votes, contest.valid), right: parts)
    }
    return chart(
      "votes", contest.votesHead, rows: rows,
      legend: split == nil
        ? []
        : [
          (.dark, Text(saying: "electronic")), (.light, Text(saying: "paper")),
        ])
  }

  /// The channels with ballots, where there are electronic and paper ones and none is both.
  private var channelsByKind: [PublicContest.Channel]? {
    let channels = contest.channels.filter { $0.figures.ballots.total > 0 }
    let kinds = channels.map(\.isPaper)
    return kinds.contains(true) && kinds.contains(false) && !kinds.contains(nil) ? channels : nil
  }

  /// The seats of each list.
  private var seats: Chart? {
    guard case .lists(let allocation) = contest.result.working else { return nil }
    let rows = contest.ordered.compactMap { option -> Chart.Row? in
      let seats = contest.seats(option)
      return Chart.Row(
        label: option.name, figure: NumberStyle.text(seats),
        share: publication.percent(seats, allocation.seats), right: [(seats, .dark)])
    }
    return chart("seats", Text(saying: "Seats"), rows: rows, legend: [])
  }

  private var netSupport: Chart? {
    let rows = contest.ordered.compactMap { option -> Chart.Row? in
      guard case .judged(let support, let oppose, _) = contest.total(option) else { return nil }
      return Chart.Row(
        label: label(option), figure: NumberStyle.signed(support - oppose),
        share: publication.percent(support - oppose, contest.valid, signed: true),
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

  /// Ballots by channel.
  private var ballots: Chart? {
    let channels = contest.channels
    guard channels.count > 1 else { return nil }
    let rows = channels.map { channel in
      let count = channel.figures.ballots.total
      return Chart.Row(
        label: channel.name, figure: NumberStyle.text(count),
        share: publication.percent(count, contest.turnout), right: [(count, .dark)])
    }
    return chart(
      "ballots",
      publication.marker.words("Ballots by way of voting", "How the ballots came in"), rows: rows,
      legend: [])
  }

  /// Turnout by area, of the contest's area and of each area that is published by itself.
  private var turnout: Chart? {
    var shares: [Turnout.Participation] = []
    func add(_ name: Text, _ ballots: Int, _ electorate: Int?) {
      guard let electorate, electorate > 0 else { return }
      shares.append(Turnout.Participation(name: name, ballots: ballots, electorate: electorate))
    }
    if let area = contest.definition.area(contest.contest.area) {
      add(Text(area.name), contest.turnout, contest.electorate)
    }
    for (id, here) in contest.placesByArea where id != contest.contest.area {
      // An area of which a part is only published with another one has no turnout of its own.
      guard let area = contest.definition.area(id), here.allSatisfy({ $0.ids.count == 1 }) else {
        continue
      }
      add(Text(area.name), here.reduce(0) { $0 + $1.figures.ballots.total }, area.electorate)
    }
    // One area alone is a sentence.
    guard shares.count > 1 else { return nil }
    return chart(
      "turnout",
      publication.marker.words("Turnout by area", "Turnout in each area"),
      rows: shares.map { $0.row(publication) }, legend: [], whole: 10_000)
  }
}

extension Turnout.Participation {
  /// As a bar: a share of ten thousand, so that areas of different sizes compare.
  func row(_ publication: Publication) -> Chart.Row {
    let share = Percentage.units(ballots, of: electorate, decimals: 2) ?? 0
    return Chart.Row(
      label: name, figure: "\(NumberStyle.text(ballots)) / \(NumberStyle.text(electorate))",
      share: publication.percent(ballots, electorate), right: [(share, .dark)])
  }
}

extension PublicContest {
  /// The areas that rows are of, in their order, each with its rows.
  fileprivate var placesByArea: [(id: String, places: [Place])] {
    var order: [String] = []
    var found: [String: [Place]] = [:]
    for place in places where !place.isStation {
      for id in place.ids {
        if found[id] == nil { order.append(id) }
        found[id, default: []].append(place)
      }
    }
    return order.map { ($0, found[$0] ?? []) }
  }
}
