import Election
package import Encoding

/// What became of one contest.
package struct ContestResult: Equatable, Sendable {
  /// The largest figure of a channel or place, 2^36 − 1: small enough that those of every category
  /// and channel that a definition may have add up to an integer that a file can hold.
  package static let maxFigure = JSON.integers.upperBound >> 17
  /// The largest sum of all channels, of which there are 256 at the most.
  package static let maxTotal = maxFigure << 8

  /// What was counted in a way of voting.
  package struct Channel: Equatable, Sendable {
    package let id: String
    package let figures: Figures

    package init(id: String, figures: Figures) {
      self.id = id
      self.figures = figures
    }
  }

  /// A station, collector or area, and what was counted there in one channel.
  package struct Place: Equatable, Sendable {
    package enum Kind: String, Sendable, CaseIterable { case area, collector, station }
    package let kind: Kind
    package let id: String
    package let channel: String
    package let figures: Figures

    package init(kind: Kind, id: String, channel: String, figures: Figures) {
      self.kind = kind
      self.id = id
      self.channel = channel
      self.figures = figures
    }
  }

  /// How seats were found.
  package enum Working: Equatable, Sendable {
    case transfers(TransferTable)
    case lists(ListAllocation)
  }

  /// Papers in the boxes of people whose other vote prevailed, which cannot be found there
  /// (FormatReconciliation § The rules, step 4), against the margin of the last seat.
  package struct Unresolved: Equatable, Sendable {
    /// Such papers at stations where the contest is voted on.
    package let papers: Int
    /// The fewest papers without which the outcome could be another; nil where no number of them
    /// could change it, or where the method does not let it be said.
    package let margin: Int?
    /// Whether they could have changed the outcome.
    package let isDecisive: Bool

    package init(papers: Int, margin: Int?, isDecisive: Bool) {
      self.papers = papers
      self.margin = margin
      self.isDecisive = isDecisive
    }

    package var json: JSON {
      [
        "papers": .integer(papers), "margin": margin.map { .integer($0) } ?? .null,
        "couldChange": .bool(isDecisive),
      ]
    }
  }

  package let id: String
  package let outcome: Outcome
  /// In the order of the definition.
  package let channels: [Channel]
  package let total: Figures
  /// By kind, id and channel.
  package let places: [Place]
  package let electorate: Int?
  /// How the seats were found, where the counts of the options do not show it.
  package let working: Working?
  /// Papers that could not be taken out of their boxes, against the margin.
  package let unresolved: Unresolved
  /// The contest's options and the categories of rejection, which name the figures.
  package let layout: FigureLayout

  package init(
    id: String, layout: FigureLayout, outcome: Outcome, channels: [Channel], total: Figures,
    places: [Place], electorate: Int?, working: Working?, unresolved: Unresolved
  ) {
    self.id = id
    self.layout = layout
    self.outcome = outcome
    self.channels = channels
    self.total = total
    self.places = places
    self.electorate = electorate
    self.working = working
    self.unresolved = unresolved
  }

  package var json: JSON {
    let places = places.map { place -> JSON in
      .object(
        layout.placeMembers(place.figures).merging([
          place.kind.rawValue: .string(place.id), "channel": .string(place.channel),
        ]) { $1 })
    }
    return .object(
      layout.contestMembers(channels.map { ($0.id, $0.figures) }, total: total)
        .merging(layout.members(of: working)) { $1 }
        .merging([
          "id": .string(id), "outcome": outcome.json, "places": .array(places),
          "electorate": electorate.map { .integer($0) } ?? .null, "turnout": .integer(turnout),
          "unresolved": unresolved.json,
        ]) { $1 })
  }
}

extension FigureLayout {
  /// The figures of a contest, by channel and in all.
  func contestMembers(
    _ channels: [(name: String, figures: Figures)], total: Figures
  ) -> JSON.Members {
    var ballots = JSON.Members(channels.map { ($0.name, json($0.figures.ballots)) })
    ballots["total"] = json(total.ballots)
    let list = options.enumerated().map { position, id -> JSON in
      [
        "id": .string(id), "total": json(total.votes[position]),
        "channels": .object(
          JSON.Members(channels.map { ($0.name, json($0.figures.votes[position])) })),
      ]
    }
    return ["ballots": .object(ballots), "options": .array(list)]
  }

  /// The figures of a place.
  func placeMembers(_ figures: Figures) -> JSON.Members {
    [
      "ballots": json(figures.ballots),
      "options": .array(
        zip(options, figures.votes).map { ["id": .string($0), "count": json($1)] }),
    ]
  }

  /// How seats were found.
  func members(of working: ContestResult.Working?) -> JSON.Members {
    var members: JSON.Members = [:]
    members["rounds"] = rounds(working)
    members["allocation"] = allocation(working)
    return members
  }

  /// The stages of a ranked count; nil where there are none.
  package func rounds(_ working: ContestResult.Working?) -> JSON? {
    guard case .transfers(let table) = working else { return nil }
    return table.json(options: options)
  }

  /// The seats of lists; nil where there are none.
  package func allocation(_ working: ContestResult.Working?) -> JSON? {
    guard case .lists(let lists) = working else { return nil }
    return lists.json
  }
}
