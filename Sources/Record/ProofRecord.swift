package import Encoding

/// What lines about proofs come to.
package struct ProofRecord: Sendable {
  /// A mix that no count has yet.
  package struct Mix: Equatable, Sendable {
    package let officer: String
    package let hash: Digest
  }

  /// The hashes of all mixes and openings.
  package private(set) var hashes: Set<Digest> = []
  /// Every opening that was begun, by whomever, in order.
  package private(set) var openings: [ProofOpening] = []
  /// Those among them since the last result.
  package internal(set) var begun: [ProofOpening] = []
  /// All that was done, in order, each by whom.
  package private(set) var events: [(event: ProofEvent, by: String)] = []
  /// The mixes of what is to be counted, from the first on; none where something else came in since.
  package internal(set) var mixes: [Mix] = []
  /// Those of the latest blind count.
  private var sealedMixes: [Mix] = []
  /// What every result was mixed and opened by, in the order of the results.
  package private(set) var counted: [CountedProofs] = []
  /// The ceremonies that came to nothing before that of this election.
  package private(set) var ceremonies: [AbandonedCeremony] = []
  /// Whether anything was done but to make the workspace and to look at the laptop.
  private(set) var isBegun = false
  private var allowances: [SmallGroups: Set<String>] = [:]

  package init() {}

  /// Who allowed an opening that tells few ballots apart.
  package func allowing(_ groups: SmallGroups) -> Set<String> { allowances[groups] ?? [] }

  mutating func note(_ kind: JournalEvent.Kind) {
    switch kind {
    case .started, .ceremonyAbandoned, .checked, .warning: break
    default: isBegun = true
    }
  }

  /// Sets the mixes of a blind count aside until they are opened.
  mutating func seal() {
    sealedMixes = mixes
    mixes = []
  }

  /// Takes a result that came of what was opened; of a blind count where it is the release of one.
  mutating func count(_ result: Digest, isRelease: Bool) {
    if !begun.isEmpty {
      counted.append(
        CountedProofs(
          result: result, mixes: isRelease ? sealedMixes : mixes, openings: begun))
    }
    (begun, mixes) = ([], [])
  }

  /// Takes what may be done where it stands.
  package mutating func take(_ event: ProofEvent, by person: String) {
    events.append((event, person))
    switch event {
    case .mixed(let number, let officer, let hash):
      hashes.insert(hash)
      if number == 1 { mixes = [] }
      mixes.append(Mix(officer: officer, hash: hash))
    case .opened(let opening):
      hashes.insert(opening.hash)
      openings.append(opening)
      begun.append(opening)
    case .abandoned: begun = []
    case .smallAllowed(let groups): allowances[groups, default: []].insert(person)
    case .ceremonyAbandoned(let ceremony): ceremonies.append(ceremony)
    }
  }
}

/// The proofs that a result came of.
package struct CountedProofs: Equatable, Sendable {
  /// The hash of the result.
  package let result: Digest
  /// From the first mix on.
  package let mixes: [ProofRecord.Mix]
  /// Of all who opened together; of an officer more than one where the first was cut off.
  package let openings: [ProofOpening]
}
