import Election
import Encoding
import Paper
import Result
import Words

/// What a whole and a public result both have of a contest, to be held against another's.
struct ComparedContest: Equatable {
  /// What was counted in a channel or place, under what it is called.
  struct Part: Equatable {
    /// By which channels are sorted.
    let key: String
    let name: [Message]
    let figures: Figures

    init(channel: String, figures: Figures) {
      key = channel
      name = [Nouns.channel(channel)]
      self.figures = figures
    }

    init(place: Message, channel: String, figures: Figures) {
      key = ""
      name = [place, Nouns.channel(channel)]
      self.figures = figures
    }
  }

  let id: String
  let layout: FigureLayout
  let outcome: ContestResult.Outcome
  let total: Figures
  /// By their ids.
  let channels: [Part]
  let places: [Part]
  let electorate: Int?
  let working: ContestResult.Working?
  let unresolved: ContestResult.Unresolved

  init(_ contest: ContestResult) {
    id = contest.id
    layout = contest.layout
    outcome = contest.outcome
    total = contest.total
    channels = contest.channels.map { Part(channel: $0.id, figures: $0.figures) }
      .sorted { $0.key < $1.key }
    places = contest.places.map { place in
      let noun =
        switch place.kind {
        case .area: Nouns.area(place.id)
        case .collector: Nouns.collector(place.id)
        case .station: Nouns.station(place.id)
        }
      return Part(place: noun, channel: place.channel, figures: place.figures)
    }
    electorate = contest.electorate
    working = contest.working
    unresolved = contest.unresolved
  }

  init(_ contest: PublicResult.Contest) {
    id = contest.id
    layout = contest.layout
    outcome = contest.outcome
    total = contest.total
    channels = contest.channels.map { Part(channel: $0.name, figures: $0.figures) }
      .sorted { $0.key < $1.key }
    places = contest.places.map { place in
      let ids = place.ids.joined(separator: "+")
      return Part(
        place: place.isStation ? Nouns.station(ids) : Nouns.area(ids),
        channel: place.channels.joined(separator: "+"), figures: place.figures)
    }
    electorate = contest.electorate
    working = contest.working
    unresolved = contest.unresolved
  }

  fileprivate func ballots(_ part: Part?) -> JSON? { part.map { layout.json($0.figures.ballots) } }

  /// The votes of an option; nil where there is none of this id, as two elections may differ.
  fileprivate func votes(_ option: String, _ figures: Figures?) -> JSON? {
    guard let figures, let position = layout.options.firstIndex(of: option) else { return nil }
    return layout.json(figures.votes[position])
  }

  /// The options of both, in the order of this one.
  fileprivate func options(and other: ComparedContest) -> [String] {
    layout.options + other.layout.options.filter { !layout.options.contains($0) }
  }

  /// The channels and the total, as their columns stand in a file; or the total alone.
  fileprivate func columns(totalsOnly: Bool) -> [Part] {
    let all = Part(channel: "total", figures: total)
    return totalsOnly ? [all] : (channels + [all]).sorted { $0.key < $1.key }
  }
}

extension Auditor {
  /// The contests of the result.
  var contests: [ComparedContest] {
    if let whole { return whole.contests.map(ComparedContest.init) }
    return shown?.contests.map(ComparedContest.init) ?? []
  }

  /// What the result says is still out.
  var statedOut: [StillOut] { result?.outstanding ?? [] }

  /// How far the stations are, as the result says.
  var stations: [ComparedStation] {
    if let whole {
      return whole.openness.stations.map { .init(station: $0.station, json: $0.json) }
    }
    return shown?.stations.map { .init(station: $0.station, json: $0.json) } ?? []
  }
}

/// How far a station is, in a whole or a public result.
struct ComparedStation: Equatable {
  let station: String
  let json: JSON
}

extension JSONComparison {
  /// Compares two contests of a result.
  ///
  /// `totalsOnly` leaves out places and channels, which a package for the public merges.
  mutating func contest(
    _ first: ComparedContest, _ second: ComparedContest, subject: [Message], totalsOnly: Bool
  ) {
    guard first != second else { return }
    values(
      first.layout.allocation(first.working), second.layout.allocation(second.working),
      subject + [Message("allocation" as String)])
    let columns = [first, second].map { $0.columns(totalsOnly: totalsOnly) }
    for (name, one, other) in Self.pairs(columns[0], columns[1]) {
      values(first.ballots(one), second.ballots(other), subject + ["ballots"] + name)
    }
    values(
      first.electorate.map { .integer($0) } ?? .null,
      second.electorate.map { .integer($0) } ?? .null, subject + [Message("electorate" as String)])
    options(first, second, subject: subject, totalsOnly: totalsOnly)
    values(first.outcome.json, second.outcome.json, subject + [Message("outcome" as String)])
    if !totalsOnly {
      matched(first.places, second.places, by: \.name) { comparison, one, other, name in
        comparison.values(
          first.ballots(one), second.ballots(other), subject + name + ["ballots"])
        for option in first.options(and: second) {
          comparison.values(
            first.votes(option, one?.figures), second.votes(option, other?.figures),
            subject + name + [Nouns.option(option)])
        }
      }
    }
    values(
      first.layout.rounds(first.working), second.layout.rounds(second.working),
      subject + [Message("rounds" as String)])
    values(
      .integer(first.total.ballots.total), .integer(second.total.ballots.total),
      subject + [Message("turnout" as String)])
    values(
      first.unresolved.json, second.unresolved.json, subject + [Message("unresolved" as String)])
  }

  /// Columns of the same key, in the order of their keys.
  private static func pairs(
    _ first: [ComparedContest.Part], _ second: [ComparedContest.Part]
  ) -> [(name: [Message], first: ComparedContest.Part?, second: ComparedContest.Part?)] {
    let (ones, others) = (Self.byKey(first), Self.byKey(second))
    return Set(ones.keys).union(others.keys).sorted().map { key in
      let (one, other) = (ones[key], others[key])
      return ((one ?? other)?.name ?? [], one, other)
    }
  }

  private static func byKey(_ parts: [ComparedContest.Part]) -> [String: ComparedContest.Part] {
    Dictionary(parts.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private mutating func options(
    _ first: ComparedContest, _ second: ComparedContest, subject: [Message], totalsOnly: Bool
  ) {
    for id in first.options(and: second) {
      let option = subject + [Nouns.option(id)]
      if !totalsOnly {
        for (name, one, other) in Self.pairs(first.channels, second.channels) {
          values(first.votes(id, one?.figures), second.votes(id, other?.figures), option + name)
        }
      }
      values(
        first.votes(id, first.total), second.votes(id, second.total),
        option + [Nouns.channel("total")])
    }
  }
}
