package import Encoding

/// What became of one contest.
package struct ContestResult: Equatable, Sendable {
  /// The decision.
  package struct Outcome: Equatable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
      /// Seats are filled by votes.
      case elected
      /// No more candidates than seats: no votes are counted.
      case uncontested
      /// `support-oppose`: one option is recommended.
      case recommended
      /// `threshold`, `question`: passed.
      case passed
      /// `question`: not passed.
      case rejected
      /// Nobody qualifies.
      case none
      /// Lots decide among those who are level.
      case tie
    }

    package let kind: Kind
    /// In the order of the definition.
    package let elected: [String]
    /// Seats that stay empty.
    package let vacant: Int
    /// Options that are level where lots decide.
    package let ties: [[String]]

    package init(kind: Kind, elected: [String], vacant: Int = 0, ties: [[String]] = []) {
      self.kind = kind
      self.elected = elected
      self.vacant = vacant
      self.ties = ties
    }
  }

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

  package let id: String
  package let outcome: Outcome
  /// In the order of the definition.
  package let channels: [(id: String, ballots: Ballots, votes: Votes)]
  package let total: (ballots: Ballots, votes: Votes)
  package let places: [Place]
  package let electorate: Int?
  /// The contest's options, in order, and the categories of rejection, in order.
  private let contest: Contest
  private let rejections: [String]

  package init(
    _ contest: Contest, rejections: [String], outcome: Outcome,
    channels: [(id: String, ballots: Ballots, votes: Votes)],
    total: (ballots: Ballots, votes: Votes), places: [Place], electorate: Int?
  ) {
    id = contest.id
    self.contest = contest
    self.rejections = rejections
    self.outcome = outcome
    self.channels = channels
    self.total = total
    self.places = places
    self.electorate = electorate
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
    return [
      "id": .string(id), "outcome": outcome.json, "ballots": .object(ballots),
      "options": .array(options), "places": .array(places),
      "electorate": electorate.map { .integer($0) } ?? .null, "turnout": .integer(turnout),
    ]
  }

  private func json(_ ballots: Ballots) -> JSON {
    var members: [String: JSON] = [:]
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

extension ContestResult.Outcome {
  package var json: JSON {
    [
      "kind": .string(kind.rawValue), "elected": .array(elected.map { .string($0) }),
      "vacant": .integer(vacant), "lots": [],
      "ties": .array(ties.map { .array($0.map { .string($0) }) }),
    ]
  }
}

/// The result of one stage: `result.json` (FORMATS.md section 7).
package struct ElectionResult: Sendable {
  package static let format = "coldcount/result/1"
  /// The largest result, in bytes.
  package static let maxByteCount = 64 << 20

  /// How far the count has come.
  package enum Stage: String, Sendable, CaseIterable { case electronic, partial, final }

  /// Everything that the result was made from, by hash.
  package struct Inputs: Equatable, Sendable {
    package let manifests: [Digest]
    package let sheets: [Digest]
    package let strikes: Digest
    package let reconciliation: Digest
    package let amendments: [Digest]

    package init(
      manifests: [Digest], sheets: [Digest], strikes: Digest, reconciliation: Digest,
      amendments: [Digest]
    ) {
      self.manifests = manifests
      self.sheets = sheets
      self.strikes = strikes
      self.reconciliation = reconciliation
      self.amendments = amendments
    }
  }

  /// The sealed ballots of all bundles; every one is in exactly one of the other numbers.
  package struct Electronic: Equatable, Sendable {
    package let entries: Int
    /// In bundles that do not count.
    package let excluded: Int
    package let struck: [StrikeReason: Int]
    /// Opened and read.
    package let read: Int
    /// Opened, but no ballot of this election.
    package let unreadable: Int

    package init(
      entries: Int, excluded: Int, struck: [StrikeReason: Int], read: Int, unreadable: Int
    ) {
      self.entries = entries
      self.excluded = excluded
      self.struck = struck
      self.read = read
      self.unreadable = unreadable
    }

    package var struckTotal: Int { struck.values.reduce(0, +) }
    /// Whether the numbers add up.
    package var isComplete: Bool { entries == excluded + struckTotal + read + unreadable }
  }

  /// A station's account, and the papers of its batches.
  package struct Account: Equatable, Sendable {
    package let account: StationAccount
    package let papers: Int

    package init(account: StationAccount, papers: Int) {
      self.account = account
      self.papers = papers
    }
  }

  package let election: Digest
  package let stage: Stage
  /// The journal's head when the count was made.
  package let journal: Digest
  package let inputs: Inputs
  package let softwareVersion: String
  package let softwareHash: Digest
  /// Whether a roll said who may vote.
  package let isEligibilityChecked: Bool
  package let electronic: Electronic
  /// Register entries that lost, by station.
  package let unresolved: [String: Int]
  package let accounts: [Account]
  package let contests: [ContestResult]

  package init(
    election: Digest, stage: Stage, journal: Digest, inputs: Inputs, softwareVersion: String,
    softwareHash: Digest, isEligibilityChecked: Bool, electronic: Electronic,
    unresolved: [String: Int], accounts: [Account], contests: [ContestResult]
  ) {
    self.election = election
    self.stage = stage
    self.journal = journal
    self.inputs = inputs
    self.softwareVersion = softwareVersion
    self.softwareHash = softwareHash
    self.isEligibilityChecked = isEligibilityChecked
    self.electronic = electronic
    self.unresolved = unresolved
    self.accounts = accounts
    self.contests = contests
  }

  package var json: JSON {
    let list = { (digests: [Digest]) in JSON.array(digests.map { .string($0.description) }) }
    var struck: [String: JSON] = [:]
    for (reason, count) in electronic.struck { struck[reason.rawValue] = .integer(count) }
    let accounts = accounts.map { item -> JSON in
      var members = item.account.json.object ?? [:]
      members["papers"] = .integer(item.papers)
      return .object(members)
    }
    return [
      "format": .string(Self.format), "election": .string(election.description),
      "stage": .string(stage.rawValue), "journal": .string(journal.description),
      "inputs": [
        "manifests": list(inputs.manifests), "sheets": list(inputs.sheets),
        "strikes": .string(inputs.strikes.description),
        "reconciliation": .string(inputs.reconciliation.description),
        "amendments": list(inputs.amendments),
      ],
      "software": [
        "version": .string(softwareVersion), "hash": .string(softwareHash.description),
      ],
      "eligibility": .string(isEligibilityChecked ? "roll" : "not-checked"),
      "electronic": [
        "entries": .integer(electronic.entries), "excluded": .integer(electronic.excluded),
        "struck": .object(struck), "read": .integer(electronic.read),
        "unreadable": .integer(electronic.unreadable),
      ],
      "unresolved": .array(
        unresolved.sorted { $0.key < $1.key }.map {
          ["station": .string($0.key), "count": .integer($0.value)]
        }),
      "accounts": .array(accounts), "contests": .array(contests.map(\.json)),
    ]
  }

  /// The canonical file.
  package var file: [UInt8] { json.canonical }
}
