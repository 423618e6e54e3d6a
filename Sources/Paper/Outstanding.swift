package import Election
package import Encoding
package import Words

/// One thing that is still out: it refuses nothing that comes in, but no count is final while it is
/// there.
package enum Outstanding: Equatable, Sendable {
  /// No bundle of this collector is in.
  case nothing(collector: String)
  /// Bundle `sequence` is not in although a later one is.
  case missing(collector: String, sequence: Int)
  /// No bundle that is in is the collector's last; `highest` is the highest number that is in.
  case noFinal(collector: String, highest: Int)
  /// Bundle `sequence` comes after one that was to be the last.
  case afterFinal(collector: String, sequence: Int)
  /// Bundle `sequence` names another predecessor than the one that is in.
  case previous(collector: String, sequence: Int)
  /// Identities that do not hold: none of the bundle's ballots counts.
  case identities(bundle: Digest)
  /// People with entries in two styles that share a contest.
  case crossStyle(count: Int)
  /// No custodian has signed the reconciliation.
  case unsignedReconciliation
  /// More papers handed out by the register than the station's account says were issued.
  case register(station: String, entries: Int, issued: Int)
  case paper(PaperFinding)
  /// Lots are to be drawn between these options.
  case lots(contest: String, candidates: [String])

  /// What is out; its numbers are written plainly, since the words stand in the signed result.
  package var message: Message {
    switch self {
    case .nothing(let collector): "no bundle of \(collector) is in"
    case .missing(let collector, let sequence):
      "bundle \(String(sequence)) of \(collector) is missing"
    case .noFinal(let collector, _): "the last bundle of \(collector) is not in"
    case .afterFinal(let collector, let sequence):
      "bundle \(String(sequence)) of \(collector) comes after its last"
    case .previous(let collector, let sequence):
      "bundle \(String(sequence)) of \(collector) does not follow the one before it"
    case .identities(let bundle): "the identities of bundle \(bundle) do not hold (identities)"
    case .crossStyle(let count):
      "\(Plural.of(count, "person", "people")) stand in two styles (cross-style)"
    case .unsignedReconciliation: "no custodian has signed the reconciliation"
    case .register(let station, let entries, let issued):
      "station \(station) has \(String(entries)) register entries "
        + "but issued \(String(issued)) papers"
    case .paper(let finding): finding.message
    case .lots(let contest, let candidates):
      "lots are to be drawn in \(contest) between \(candidates.joined(separator: ", "))"
    }
  }
}

extension Rulings {
  /// Whether an amendment settles something that is out.
  package func settles(_ item: Outstanding) -> Bool {
    switch item {
    case .nothing(let collector): last[collector] == 0 || revoked[collector] == 0
    case .missing(let collector, let sequence):
      missing[collector]?.contains(sequence) == true
    case .noFinal(let collector, let highest): last[collector] == highest
    case .afterFinal(let collector, let sequence), .previous(let collector, let sequence):
      acceptedChains[collector]?.contains(sequence) == true
    case .crossStyle(let count): count <= acceptedCrossStyle
    case .register(let station, let entries, _): entries <= acceptedRegisters[station] ?? 0
    default: false
    }
  }
}
