import Election
package import Words

extension PaperFinding {
  /// Who does what about it.
  package var advice: Message {
    switch self {
    case .nothing: "two people key its sheets and its account"
    case .noAccount: "two people key it: coldcount paper account FILE"
    case .account(_, .once): "a second person keys it: coldcount paper account FILE"
    case .account(let key, .differs(let by, _)) where by.count > 3:
      "look at the paper; where two and two agree an officer reopens it: "
        + "coldcount paper reopen --account \(key.words) --reason TEXT"
    case .account(_, .differs): "a third person keys it: coldcount paper account FILE"
    case .account: "two people key it again: coldcount paper account FILE"
    case .sheet(_, .once): "a second person keys it"
    case .sheet(let key, .differs(let by, _)) where by.count > 3:
      "look at the paper; where two and two agree an officer reopens it: "
        + "coldcount paper reopen \(key.station) \(key.batch) \(key.contest) --reason TEXT"
    case .sheet(_, .differs): "look at the paper; a third person keys it"
    case .sheet: "two people key it again"
    case .noSheet, .batchLacks: "two people key what is missing"
    case .missingBatch: "two people key it; where there are no papers, as zero"
    case .batchMixed(let batch, _), .unexpectedBatch(let batch):
      "an officer takes out what has a wrong name: "
        + "coldcount paper void \(batch.station) \(batch.id) --reason TEXT"
    case .unequalPapers(let batch, _):
      "count them again; an officer reopens what is wrong: "
        + "coldcount paper reopen \(batch.station) \(batch.id) CONTEST --reason TEXT"
    case .inBox(let key, let inBox, let papers) where papers > inBox:
      "look whether a batch was keyed under two names; an officer takes it out: "
        + "coldcount paper void \(key.station) BATCH --reason TEXT, or explains it: "
        + "coldcount paper explain \(key.words) --reason TEXT"
    case .issued(let key, _, _), .inBox(let key, _, _):
      "count again; where it stays so an officer explains it: "
        + "coldcount paper explain \(key.words) --reason TEXT"
    }
  }
}
