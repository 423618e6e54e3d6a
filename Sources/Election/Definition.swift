package import Encoding
package import Words

/// A text in the languages of an election, by language tag.
package struct Names: Equatable, Sendable {
  package let texts: [String: String]

  package init(_ texts: [String: String]) { self.texts = texts }

  /// The text in a language, else in the first there is.
  package func text(_ language: String) -> String {
    texts[language] ?? texts.sorted { $0.key < $1.key }.first?.value ?? ""
  }
}

/// A place where seats and turnouts belong.
package struct Area: Equatable, Sendable {
  package let id: String
  package let name: Names
  /// People entitled to vote, where it is known.
  package let electorate: Int?
  /// The area that it lies in; nil where it lies in none.
  package let parent: String?
  /// The code by which others' tables and maps name it, as an office gives it out; nil where the
  /// definition has none.
  package let code: String?
}

/// Which contests one ballot carries.
package struct Style: Equatable, Sendable {
  package let id: String
  package let area: String
  package let contests: [String]
}

/// A way of voting.
package struct Channel: Equatable, Sendable {
  package enum Kind: String, Sendable { case electronic, paper }
  package let id: String
  package let name: Names
  package let kind: Kind
}

/// Where paper is counted.
package struct Station: Equatable, Sendable {
  package let id: String
  package let name: Names
  package let area: String
  package let styles: [String]
  package let channel: String
  /// The batches that its papers come in; nil where that is not known beforehand.
  package let batches: [String]?
}

/// Who gathers ballots, registers or rolls and sends them sealed.
package struct Collector: Equatable, Sendable {
  package let id: String
  package let name: Names
  /// A minisign public key.
  package let publicKey: String
  /// What it may send.
  package let roles: [BundleKind]
  package let channel: String?
  package let styles: [String]
  /// Where its register is kept.
  package let station: String?
}

/// Somebody with a duty in the count.
package struct Person: Equatable, Sendable {
  package enum Role: String, Sendable, CaseIterable, Term {
    case officer, `operator`, custodian, auditor

    package var description: String { rawValue }

    package var term: Message {
      switch self {
      case .officer: "officer"
      case .operator: "operator"
      case .custodian: "custodian"
      case .auditor: "auditor"
      }
    }
  }
  package let id: String
  package let name: Names
  package let role: Role
  /// A minisign public key.
  package let publicKey: String
  /// The X25519 key of an officer of a verifiable election, as it stands there.
  package let box: String?
}

/// A category of rejected papers.
package struct Rejection: Equatable, Sendable {
  package let id: String
  package let name: Names
}

/// An election as it was laid down before the poll: `election.json`, once everything in it holds.
package struct Definition: Equatable, Sendable {
  /// How an election's ballots are sealed and opened.
  package enum Format: String, Sendable, CaseIterable {
    /// To a key that the ceremony shares out and the officers put together.
    case sealed = "coldcount/election/1"
    /// To a key that nobody ever has, mixed and opened with proofs (FormatProofs).
    case verifiable = "coldcount/election/2"

    /// What a draft says it is of; nil where it says nothing of the kind.
    package init?(draft bytes: [UInt8]) {
      guard let name = try? JSON.parse(draft: bytes)["format"]?.string else { return nil }
      self.init(rawValue: name)
    }
  }

  /// The largest definition, in bytes.
  package static let maxByteCount = 64 << 20

  /// How tokens are made.
  package struct IdentityRule: Equatable, Sendable {
    package let fields: [String]
    /// The hash of the pepper.
    package let pepper: Digest
  }

  /// How many officers open the ballots and sign.
  package struct Quorum: Equatable, Sendable {
    package let open: Int
    package let sign: Int
  }

  /// An officer's share of the count key, by its hash.
  package struct ShareHash: Equatable, Sendable {
    package let officer: String
    package let hash: Digest
  }

  /// X25519 public keys in base64.
  package struct Keys: Equatable, Sendable {
    package let count: String
    package let vault: [String]
    package let shares: [ShareHash]
    /// The keys of a verifiable election, which has none but these and the vault's.
    package let dealt: DealtKeys?
  }

  /// The poll, both ends inclusive.
  package struct Polls: Equatable, Sendable {
    package let opens: Timestamp
    package let closes: Timestamp
  }

  /// Rules of this election.
  package struct Policy: Equatable, Sendable {
    package enum WithinChannel: String, Sendable { case first, last }
    /// Which of several votes in one channel counts.
    package let withinChannel: WithinChannel
    /// The fewest ballots of a place that may be published by themselves.
    package let smallCell: Int
    /// Whether people may withdraw what they signed (off unless the definition says so).
    package let withdrawal: Bool
    /// Nothing is published before.
    package let embargo: Timestamp?
  }

  /// How the contests of a style lie on paper.
  package enum Papers: String, Sendable, CaseIterable {
    /// One paper carries all of them.
    case one
    /// Each has a paper of its own, and a voter may take one and not another.
    case each
  }

  package let format: Format
  package let id: String
  package let title: Names
  package let date: String
  package let timeZone: String
  package let languages: [String]
  package let polls: Polls
  package let identity: IdentityRule?
  package let areas: [Area]
  package private(set) var contests: [Contest]
  package let styles: [Style]
  package let channels: [Channel]
  package let stations: [Station]
  package let collectors: [Collector]
  package let people: [Person]
  package let quorum: Quorum
  package let keys: Keys
  package let rejections: [Rejection]
  package let policy: Policy
  package let papers: Papers
  /// The bytes of every ballot: 3 + the most options of any style, rounded up to 16.
  package let ballotByteCount: Int
  /// Whom the press may ask; nil where the definition does not say.
  package let contact: String?
  private let positions: Positions

  init(
    format: Format, id: String, title: Names, date: String, timeZone: String, languages: [String],
    polls: Polls,
    identity: IdentityRule?, areas: [Area], contests: [Contest], styles: [Style],
    channels: [Channel], stations: [Station], collectors: [Collector], people: [Person],
    quorum: Quorum, keys: Keys, rejections: [Rejection], policy: Policy, papers: Papers,
    contact: String?
  ) {
    self.format = format
    self.id = id
    self.title = title
    self.date = date
    self.timeZone = timeZone
    self.languages = languages
    self.polls = polls
    self.identity = identity
    self.areas = areas
    self.contests = contests
    self.styles = styles
    self.channels = channels
    self.stations = stations
    self.collectors = collectors
    self.people = people
    self.quorum = quorum
    self.keys = keys
    self.rejections = rejections
    self.policy = policy
    self.papers = papers
    ballotByteCount = Self.ballotByteCount(contests, styles)
    self.contact = contact
    positions = Positions(
      areas: areas, contests: contests, styles: styles, stations: stations, collectors: collectors,
      people: people)
  }

  /// The officers, who make up the quorum.
  package var officers: [Person] { people.filter { $0.role == .officer } }
  /// The custodians, in the order of their vault keys.
  package var custodians: [Person] { people.filter { $0.role == .custodian } }

  /// What has this id; nil where nothing has.
  ///
  /// None of it takes longer in a larger election.
  package func area(_ id: String) -> Area? { positions.areas[id].map { areas[$0] } }
  package func contest(_ id: String) -> Contest? { positions.contests[id].map { contests[$0] } }
  package func style(_ id: String) -> Style? { positions.styles[id].map { styles[$0] } }
  package func station(_ id: String) -> Station? { positions.stations[id].map { stations[$0] } }
  package func collector(_ id: String) -> Collector? {
    positions.collectors[id].map { collectors[$0] }
  }
  package func person(_ id: String) -> Person? { positions.people[id].map { people[$0] } }

  /// Gives options of a contest another status.
  mutating func set(_ statuses: [String: OptionStatus], in contest: String) {
    guard let place = positions.contests[contest] else { return }
    contests[place].options = contests[place].options.map { option in
      var option = option
      option.status = statuses[option.id] ?? option.status
      return option
    }
  }

  /// The ids of all contests that papers of a station carry.
  package func contests(at station: Station) -> Set<String> {
    Set(station.styles.flatMap { style($0)?.contests ?? [] })
  }

  /// Where a style stands in the definition's list.
  package func styleIndex(_ id: String) -> Int? { positions.styles[id] }

  /// Whether a collector sends what is of a style.
  package func sends(_ collector: String, style: String) -> Bool {
    positions.stylesByCollector[collector]?.contains(style) == true
  }

  /// The ids of all styles that carry a contest.
  package func styles(with contest: String) -> Set<String> {
    positions.stylesByContest[contest] ?? []
  }

  /// Whether papers of a station carry a contest.
  package func carries(_ contest: String, at station: Station) -> Bool {
    let here = positions.stylesByStation[station.id] ?? []
    let styles = styles(with: contest)
    // The smaller set is gone through: an election may have one style for all, or one a contest.
    let (few, many) = styles.count < here.count ? (styles, here) : (here, styles)
    return few.contains { many.contains($0) }
  }

  private static func ballotByteCount(_ contests: [Contest], _ styles: [Style]) -> Int {
    let sizes = Dictionary(
      contests.map { ($0.id, $0.options.count) }, uniquingKeysWith: { first, _ in first })
    let most =
      styles.map { $0.contests.reduce(0) { $0 + (sizes[$1] ?? 0) } }.max() ?? 0
    return (3 + most + 15) / 16 * 16
  }
}

/// Says whether libsodium can use a key: checking that is not this module's.
package struct KeyCheck: Sendable {
  /// A minisign public key that is a valid Ed25519 point.
  package let isSigningKey: @Sendable (String) -> Bool
  /// An X25519 public key in base64 of full order.
  package let isSealingKey: @Sendable (String) -> Bool

  package init(
    isSigningKey: @escaping @Sendable (String) -> Bool,
    isSealingKey: @escaping @Sendable (String) -> Bool
  ) {
    self.isSigningKey = isSigningKey
    self.isSealingKey = isSealingKey
  }
}

/// Everything that is wrong with a definition.
package struct DefinitionError: ReportedError, Equatable {
  package let violations: [Violation]
  /// Whether the file is no text of a definition at all, as one that was changed on its way is not.
  package let isText: Bool

  package init(_ violations: [Violation]) { (self.violations, isText) = (violations, false) }

  /// What cannot be read.
  init(_ error: JSONError) {
    (violations, isText) = ([Violation(path: "$", problem: error.message)], true)
  }

  /// Each violation in words, with its path.
  package var problems: [Message] { violations.map(\.message) }

  /// What to do about a signed file that was changed on its way.
  package static let copyAgain: Message =
    "copy the file again, unchanged, from where it was signed; the officers need not meet"

  package var report: Report {
    Report(
      .refused, code: "definition", "something is wrong with the definition",
      advice: isText ? Self.copyAgain : "correct every point named", details: problems)
  }
}
