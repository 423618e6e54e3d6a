import Election
package import Encoding
import Words

/// What is done with proofs in the count of a verifiable election (FormatJournal § Events).
package enum ProofEvent: Equatable, Sendable {
  /// An officer mixed: the number of the mix, and the hash of its file.
  case mixed(number: Int, officer: String, hash: Digest)
  case opened(ProofOpening)
  /// Openings that led to no result, by their hashes, and who was to open.
  case abandoned(hashes: [Digest], members: [String])
  /// An officer's yes to openings that tell apart fewer ballots than the policy says.
  case smallAllowed(SmallGroups)
  /// A ceremony that came to nothing before the one that this election is of.
  case ceremonyAbandoned(AbandonedCeremony)
}

/// A ceremony in which an officer refused what another had dealt.
package struct AbandonedCeremony: Hashable, Sendable {
  package let dealer: String
  /// Who refused.
  package let officer: String
  /// The definition that some had signed by then, which is void; nil where nobody had.
  package let definition: Digest?

  package init(dealer: String, officer: String, definition: Digest?) {
    self.dealer = dealer
    self.officer = officer
    self.definition = definition
  }
}

/// The names of proof files in a folder (FormatProofs § The mix, § The opening).
package enum ProofName {
  package static let folder = "proof"

  package static func mix(_ number: Int, by officer: String) -> String {
    "\(folder)/mix-\(number).\(officer).bin"
  }

  package static func opening(by officer: String) -> String { "\(folder)/open.\(officer).bin" }

  /// Whether a file in the folder is of an opening, or the signature of one.
  package static func isOpening(_ name: String) -> Bool { name.hasPrefix("open.") }
}

/// One officer's opening, written before it leaves the program.
package struct ProofOpening: Equatable, Sendable {
  package let officer: String
  /// All who open together.
  package let members: [String]
  /// The hash of the file.
  package let hash: Digest
  /// The hash of the tracking list that says which ballots are opened.
  package let tracking: Digest

  package init(officer: String, members: [String], hash: Digest, tracking: Digest) {
    self.officer = officer
    self.members = members
    self.hash = hash
    self.tracking = tracking
  }
}

/// Ballots that openings tell apart, fewer together than the policy says.
package struct SmallGroups: Hashable, Sendable {
  /// How many such groups there are.
  package let count: Int
  /// Ballots in the smallest.
  package let smallest: Int
  /// The hash of the tracking list of the opening.
  package let tracking: Digest

  package init(count: Int, smallest: Int, tracking: Digest) {
    self.count = count
    self.smallest = smallest
    self.tracking = tracking
  }
}

extension ProofEvent {
  var kind: JournalEvent.Kind {
    switch self {
    case .mixed: .mixed
    case .opened: .opened
    case .abandoned: .openingAbandoned
    case .smallAllowed: .smallAllowed
    case .ceremonyAbandoned: .ceremonyAbandoned
    }
  }

  var data: JSON {
    switch self {
    case .mixed(let number, let officer, let hash):
      ["number": .integer(number), "officer": .string(officer), "hash": .hash(hash)]
    case .opened(let opening):
      [
        "officer": .string(opening.officer), "members": .strings(opening.members),
        "hash": .hash(opening.hash), "tracking": .hash(opening.tracking),
      ]
    case .abandoned(let hashes, let members):
      ["hashes": .array(hashes.map { .hash($0) }), "members": .strings(members)]
    case .smallAllowed(let groups):
      [
        "groups": .integer(groups.count), "smallest": .integer(groups.smallest),
        "tracking": .hash(groups.tracking),
      ]
    case .ceremonyAbandoned(let ceremony):
      [
        "dealer": .string(ceremony.dealer), "officer": .string(ceremony.officer),
        "hash": ceremony.definition.map { .hash($0) } ?? .null,
      ]
    }
  }

  /// Reads the data of a line of this kind; nil where anything is wrong, which is noted.
  init?(_ kind: JournalEvent.Kind, _ data: ObjectReader) {
    let most = JSON.integers.upperBound
    switch kind {
    case .mixed:
      let (number, officer) = (data.integer("number", in: 1...most), data.identifier("officer"))
      guard let hash = data.digest("hash"), let number, let officer else { return nil }
      self = .mixed(number: number, officer: officer, hash: hash)
    case .opened:
      let (officer, members) = (data.identifier("officer"), data.strings("members"))
      let (hash, tracking) = (data.digest("hash"), data.digest("tracking"))
      guard let officer, let hash, let tracking else { return nil }
      self = .opened(
        ProofOpening(officer: officer, members: members, hash: hash, tracking: tracking))
    case .openingAbandoned:
      let texts = data.strings("hashes")
      let hashes = texts.compactMap { Digest(hex: $0) }
      if hashes.count != texts.count { data.note("hashes", "hashes in hexadecimal") }
      self = .abandoned(hashes: hashes, members: data.strings("members"))
    case .smallAllowed:
      let count = data.integer("groups", in: 1...most)
      let smallest = data.integer("smallest", in: 1...most)
      guard let tracking = data.digest("tracking"), let count, let smallest else { return nil }
      self = .smallAllowed(SmallGroups(count: count, smallest: smallest, tracking: tracking))
    case .ceremonyAbandoned:
      let (dealer, officer) = (data.identifier("dealer"), data.identifier("officer"))
      let definition = data.isNull("hash") ? nil : data.digest("hash")
      guard let dealer, let officer else { return nil }
      self = .ceremonyAbandoned(
        AbandonedCeremony(dealer: dealer, officer: officer, definition: definition))
    default: return nil
    }
  }
}

extension RecordState {
  /// Why a line about proofs may not be written; nil where it may.
  func objection(
    to event: ProofEvent, by person: String, at time: Timestamp
  ) -> Message? {
    guard signed.format == .verifiable else { return "this election has no proofs" }
    switch event {
    case .mixed(let number, let officer, _):
      guard officer == person else { return "\(person) is not \(officer)" }
      guard isReconciled else { return Self.unreconciled }
      // The first of all begins anew, whatever was begun.
      guard number > 1 else { return nil }
      guard number == proofs.mixes.count + 1 else { return "it does not follow the mix before it" }
      return proofs.mixes.contains { $0.officer == officer } ? "\(officer) mixed before" : nil
    case .opened(let opening):
      guard opening.officer == person, opening.members.contains(person) else {
        return "\(person) is not \(opening.officer), or does not open"
      }
      if let first = proofs.begun.first,
        opening.tracking != first.tracking || Set(opening.members) != Set(first.members)
      {
        return "openings of others were begun and not abandoned"
      }
      return openPoll(at: time) ?? quorumObjection(opening.members)
    case .abandoned(let hashes, _):
      return hashes.sorted() == proofs.begun.map(\.hash).sorted() && !hashes.isEmpty
        ? nil : "other openings were begun"
    case .smallAllowed: return nil
    case .ceremonyAbandoned(let ceremony):
      if proofs.isBegun { return "a count has begun" }
      if ceremony.definition == election { return "it names this very definition" }
      return proofs.ceremonies.contains(ceremony) ? "it is recorded already" : nil
    }
  }

  /// Why what was sealed can be no blind count by these officers; nil where it can.
  ///
  /// With proofs two may seal the same, where nothing that was mixed changed; each is of mixes that were
  /// recorded for it.
  func objection(toSealed sealed: Digest, by officers: [String]) -> Message? {
    guard signed.format == .verifiable else {
      return self.sealed.contains(sealed) ? "this blind count was made before it" : nil
    }
    return proofs.mixes.last?.hash == sealed
      && proofs.mixes.map(\.officer).sorted() == officers.sorted()
      ? nil : "the mixes before it are others"
  }

  /// Why no result by these officers can be of what was opened; nil where it can, or has no proofs.
  func objection(toOpenedBy officers: [String]) -> Message? {
    guard signed.format == .verifiable else { return nil }
    return Set(proofs.begun.map(\.officer)) == Set(officers)
      ? nil : "the openings before it are others"
  }
}
