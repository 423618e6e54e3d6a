import Encoding
package import Words

/// What keeps shares from opening an election's ballots.
package enum QuorumError: ReportedError, Equatable {
  /// It belongs to no officer of this election.
  case unknown
  /// It was made for this election, but its definition does not name it.
  case otherSharing(holder: String)
  /// One officer's share is there twice.
  case repeated(officer: String)
  case count(found: Int, needed: Int)
  /// The shares fit together but give another key than the definition's.
  case otherKey

  package var report: Report {
    switch self {
    case .unknown:
      Report(
        .refused, code: "share-unknown",
        "these words are no officer's share of this election: they are of another election or of "
          + "another sharing",
        advice: "use the share that the officer was given for this election")
    case .otherSharing(let holder):
      Report(
        .refused, code: "share-split",
        "this share of \(holder) is of another sharing than the one that election.json names",
        advice: "use the share that was made together with this election.json")
    case .repeated(let officer):
      Report(
        .refused, code: "share-repeated", "the share of \(officer) is given twice",
        advice: "give one share of each of as many officers as the quorum needs")
    case .count(let found, let needed):
      Report(
        .refused, code: "quorum",
        "\(Plural.of(found, "share")) given, \(needed) officers must open the ballots",
        advice: "give exactly \(needed) shares with --share, one for each officer")
    case .otherKey:
      Report(
        .refused, code: "share-key", "the shares do not give this election's count key",
        advice: "use shares of one and the same sharing")
    }
  }
}
