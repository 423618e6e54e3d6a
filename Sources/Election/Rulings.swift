package import Encoding

/// What the amendments come to, a later one before an earlier.
package struct Rulings: Equatable, Sendable {
  fileprivate private(set) var statuses: [String: [String: OptionStatus]] = [:]
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
    for amendment in amendments { add(amendment) }
  }

  /// Adds what another amendment decides.
  package mutating func add(_ amendment: Amendment) {
    for change in amendment.changes { add(change) }
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

  /// How many ballots of a bundle count although they would be struck.
  package func restoredBallots(of bundle: Digest) -> Int {
    (ballots[bundle] ?? [:]).count { $0.value }
  }

  /// Whether a ballot is left out by itself.
  package func isLeftOut(_ bundle: Digest, index: Int) -> Bool { ballots[bundle]?[index] == false }

  /// Whether a ballot counts although it would be struck.
  package func isRestored(_ bundle: Digest, index: Int) -> Bool { ballots[bundle]?[index] == true }
}

extension Definition {
  /// The election as it stands after amendments.
  package func amended(by rulings: Rulings) -> Definition {
    var amended = self
    for (contest, statuses) in rulings.statuses { amended.set(statuses, in: contest) }
    return amended
  }

  /// Takes the statuses of options that one more amendment decides; gives the contests that have
  /// any.
  package mutating func amend(by amendment: Amendment) -> [Contest] {
    let statuses = Rulings([amendment]).statuses
    for (contest, changed) in statuses { set(changed, in: contest) }
    return statuses.keys.compactMap { self.contest($0) }
  }
}
