package import Encoding

/// What became of one contest.
package struct ContestResult: Equatable, Sendable {
  /// Ballots and papers of a channel or place, by what they came to.
  package struct Ballots: Equatable, Sendable {
    /// Electronic or individually recorded ballots by category, and valid papers.
    package var categories: [BallotCategory: Int] = [:]
    /// Papers rejected, by category of the definition.
    package var rejected: [String: Int] = [:]

    package init() {}

    package var total: Int {
      categories.values.reduce(0, +) + rejected.values.reduce(0, +)
    }
  }

  /// Votes for the options of a contest.
  package struct Votes: Equatable, Sendable {
    package var counts: [String: OptionCount] = [:]
    package init() {}
  }

  /// A station, collector or area, and what was counted there in one channel.
  package struct Place: Equatable, Sendable {
    package enum Kind: String, Sendable { case area, collector, station }
    package let kind: Kind
    package let id: String
    package let channel: String
    package var ballots: Ballots
    package var votes: Votes

    package init(kind: Kind, id: String, channel: String) {
      self.kind = kind
      self.id = id
      self.channel = channel
      ballots = Ballots()
      votes = Votes()
    }
  }

  /// How seats were found.
  package enum Working: Equatable, Sendable {
    case transfers(TransferTable)
    case lists(ListAllocation)
  }

  /// Papers in the boxes of people whose other vote prevailed, which cannot be found there
  /// (FORMATS.md section 6, step 4), against the margin of the last seat.
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
  package let channels: [(id: String, ballots: Ballots, votes: Votes)]
  package let total: (ballots: Ballots, votes: Votes)
  package let places: [Place]
  package let electorate: Int?
  /// How the seats were found, where the counts of the options do not show it.
  package let working: Working?
  /// Papers that could not be taken out of their boxes, against the margin.
  package let unresolved: Unresolved
  /// The contest's options, in order, and the categories of rejection, in order.
  private let contest: Contest
  private let rejections: [String]

  package init(
    _ contest: Contest, rejections: [String], outcome: Outcome,
    channels: [(id: String, ballots: Ballots, votes: Votes)],
    total: (ballots: Ballots, votes: Votes), places: [Place], electorate: Int?,
    working: Working?, unresolved: Unresolved
  ) {
    id = contest.id
    self.contest = contest
    self.rejections = rejections
    self.outcome = outcome
    self.channels = channels
    self.total = total
    self.places = places
    self.electorate = electorate
    self.working = working
    self.unresolved = unresolved
  }

  package static func == (one: ContestResult, other: ContestResult) -> Bool {
    one.json == other.json
  }

  /// All ballots and papers of the contest, valid or not.
  package var turnout: Int { total.ballots.total }

  package var json: JSON {
    var ballots = Dictionary(
      channels.map { ($0.id, json($0.ballots)) }, uniquingKeysWith: { first, _ in first })
    ballots["total"] = json(total.ballots)
    let options = contest.options.map { option -> JSON in
      let channels = channels.map { ($0.id, json($0.votes.counts[option.id])) }
      return [
        "id": .string(option.id),
        "channels": .object(Dictionary(channels, uniquingKeysWith: { first, _ in first })),
        "total": json(total.votes.counts[option.id]),
      ]
    }
    let places = places.map { place -> JSON in
      .object([
        place.kind.rawValue: .string(place.id), "channel": .string(place.channel),
        "ballots": json(place.ballots),
        "options": .array(
          contest.options.map {
            ["id": .string($0.id), "count": json(place.votes.counts[$0.id])]
          }),
      ])
    }
    var members: JSON.Members = [
      "id": .string(id), "outcome": outcome.json, "ballots": .object(ballots),
      "options": .array(options), "places": .array(places),
      "electorate": electorate.map { .integer($0) } ?? .null, "turnout": .integer(turnout),
      "unresolved": unresolved.json,
    ]
    switch working {
    case .transfers(let table): members["rounds"] = table.json(options: contest.options.map(\.id))
    case .lists(let allocation): members["allocation"] = allocation.json
    case nil: break
    }
    return .object(members)
  }

  private func json(_ ballots: Ballots) -> JSON {
    var members: JSON.Members = [:]
    for category in BallotCategory.allCases {
      members[category.rawValue] = .integer(ballots.categories[category] ?? 0)
    }
    members["rejected"] = .object(
      Dictionary(
        rejections.map { ($0, .integer(ballots.rejected[$0] ?? 0)) },
        uniquingKeysWith: { first, _ in first }))
    return .object(members)
  }

  private func json(_ count: OptionCount?) -> JSON {
    switch count {
    case .judged(let support, let oppose, let abstain):
      [
        "support": .integer(support), "oppose": .integer(oppose), "abstain": .integer(abstain),
        "net": .integer(support - oppose),
      ]
    case .chosen(let number): .integer(number)
    case nil: 0
    }
  }
}
