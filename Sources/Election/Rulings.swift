package import Encoding

/// What the amendments come to, a later one before an earlier.
package struct Rulings: Equatable, Sendable {
  private var statuses: [String: [String: OptionStatus]] = [:]
  /// The last sequence of each collector whose key was revoked.
  package private(set) var revoked: [String: Int] = [:]
  private var bundles: [Digest: Bool] = [:]
  private var ballots: [Digest: [Int: Bool]] = [:]
  /// The bundles of each collector that will never come.
  package private(set) var missing: [String: Set<Int>] = [:]
  /// The bundle that is each collector's last, although none is marked so; 0 where none comes.
  package private(set) var last: [String: Int] = [:]
  /// The bundles of each collector that were accepted as they stand in its chain.
  package private(set) var acceptedChains: [String: Set<Int>] = [:]
  /// People in two styles that were accepted.
  package private(set) var acceptedCrossStyle = 0
  /// Register entries of each station that were accepted.
  package private(set) var acceptedRegisters: [String: Int] = [:]
  /// Numbers that were really drawn, by the journal's line.
  package private(set) var lots: [Int: [String: Int]] = [:]

  package init() {}

  /// The rulings of amendments in their order.
  package init(_ amendments: [Amendment]) {
    for change in amendments.flatMap(\.changes) { add(change) }
  }

  private mutating func add(_ change: Change) {
    switch change {
    case .status(let contest, let option, let status):
      statuses[contest, default: [:]][option] = status
    case .revoke(let collector, let sequence): revoked[collector] = sequence
    case .bundle(let bundle, let counts): bundles[bundle] = counts
    case .ballot(let bundle, let index, let counts):
      ballots[bundle, default: [:]][index] = counts
    case .missing(let collector, let sequence):
      missing[collector, default: []].insert(sequence)
    case .last(let collector, let sequence): last[collector] = sequence
    case .acceptChain(let collector, let sequence):
      acceptedChains[collector, default: []].insert(sequence)
    case .acceptCrossStyle(let count): acceptedCrossStyle = count
    case .acceptRegister(let station, let count): acceptedRegisters[station] = count
    case .lots(let line, let draws): lots[line] = draws
    // What is corrected of the paper is in the record where the amendment came in.
    case .paper: break
    }
  }

  /// Whether a bundle does not count: by itself, or because its collector's key was revoked before
  /// it and nobody restored it.
  package func isExcluded(_ bundle: Digest, collector: String, sequence: Int) -> Bool {
    if let counts = bundles[bundle] { return !counts }
    return revoked[collector].map { sequence > $0 } ?? false
  }

  /// Whether the officers said that a bundle counts, whatever its identities are.
  package func isRestored(_ bundle: Digest) -> Bool { bundles[bundle] == true }

  /// Ballots of a bundle that are left out one by one.
  package func excludedBallots(of bundle: Digest) -> Set<Int> {
    Set((ballots[bundle] ?? [:]).filter { !$0.value }.keys)
  }

  /// Whether a ballot is left out by itself.
  package func isLeftOut(_ bundle: Digest, index: Int) -> Bool { ballots[bundle]?[index] == false }

  /// Whether a ballot counts although it would be struck.
  package func isRestored(_ bundle: Digest, index: Int) -> Bool { ballots[bundle]?[index] == true }

  /// The statuses of a contest's options that amendments change.
  fileprivate func statuses(of contest: String) -> [String: OptionStatus] {
    statuses[contest] ?? [:]
  }
}

extension Definition {
  /// The election as it stands after amendments.
  package func amended(by rulings: Rulings) -> Definition {
    let contests = contests.map { contest -> Contest in
      let statuses = rulings.statuses(of: contest.id)
      guard !statuses.isEmpty else { return contest }
      return Contest(
        id: contest.id, title: contest.title, area: contest.area, method: contest.method,
        options: contest.options.map {
          ContestOption(id: $0.id, name: $0.name, status: statuses[$0.id] ?? $0.status)
        })
    }
    return Definition(
      id: id, title: title, date: date, timeZone: timeZone, languages: languages, polls: polls,
      identity: identity, areas: areas, contests: contests, styles: styles, channels: channels,
      stations: stations, collectors: collectors, people: people, quorum: quorum, keys: keys,
      rejections: rejections, policy: policy, papers: papers)
  }
}
