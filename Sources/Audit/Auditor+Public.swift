import Cryptography
import Election
import Result
import Encoding
import Words

/// A package for the public: what can be checked without the auditors' files, and of the rest what it
/// would need.
extension Auditor {
  mutating func runPublic() {
    make(.resultSigned) { auditor, finding in
      guard let shown = auditor.shown else { return finding.notMade = "the result cannot be read" }
      finding.notMade =
        "the officers signed the whole result, \(shown.whole); this one "
        + "is covered by their signatures on B2SUMS"
    }
    make(.amendments) { $0.checkAmendments(&$1) }
    make(.ballots) { auditor, finding in
      guard let shown = auditor.shown else { return finding.notMade = "the result cannot be read" }
      auditor.checkSealed(shown, &finding)
    }
    make(.places) { $0.checkPlaces(&$1) }
    make(.tracking) { $0.checkTracking(&$1) }
    for (id, files) in Self.leftOut { makeNot(id, files) }
    make(.software) { $0.checkSoftware(&$1) }
    make(.reports) { $0.checkReports(&$1) }
    // After the others, whose numbers stay.
    makeNot(.current, ["journal.jsonl"])
    make(.outcomes) { $0.checkOutcomes(&$1) }
    makeNot(.desks, ["desks/", "journal.jsonl"])
    guard definition?.format == .verifiable else { return }
    makeNot(.proofs, ["ballots/", "proof/"])
    makeNot(.openings, ["ballots/", "openings/", "journal.jsonl"])
  }

  /// What is not in such a package, by the check that needs it.
  private static let leftOut: [(id: CheckID, files: [String])] = [
    (.journal, ["journal.jsonl"]), (.journalSigned, ["journal.jsonl"]),
    (.record, ["journal.jsonl"]), (.earlier, ["earlier/", "journal.jsonl"]),
    (.manifests, ["manifests/"]), (.chain, ["manifests/"]),
    (.sheets, ["sheets/", "journal.jsonl"]), (.accounts, ["sheets/", "journal.jsonl"]),
    (.reconciliation, ["reconciliation.json", "manifests/"]),
    (.reconciliationSigned, ["reconciliation.json"]), (.strikes, ["strikes.csv", "manifests/"]),
    (.stage, ["journal.jsonl", "reconciliation.json", "manifests/"]),
    (.tally, ["patterns.csv", "sheets/", "journal.jsonl"]),
  ]

  private mutating func makeNot(_ id: CheckID, _ files: [String]) {
    let names = files.joined(separator: ", ")
    make(id) { $1.notMade = "it needs \(names) of the auditors' package" }
  }

  /// Every sealed ballot is in one number, and none but the total tells of few.
  private func checkSealed(_ shown: PublicResult, _ finding: inout Finding) {
    let sealed = shown.sealed
    for problem in sealed.problems(smallCell: amended?.policy.smallCell ?? shown.smallCell) {
      finding.fail(problem)
    }
    let parts = sealed.parts.map { "\($0.count.grouped) \($0.name)" }.joined(separator: " + ")
    finding.compared = "\(sealed.entries) = \(parts)"
  }

  private func checkPlaces(_ finding: inout Finding) {
    guard let shown, let definition = amended else {
      finding.notMade = "the definition or the result cannot be read"
      return
    }
    let check = shown.check(definition)
    for problem in check.problems { finding.fail(problem) }
    finding.compared =
      "\(check.rows) rows of at least \(definition.policy.smallCell) ballots, sums of channels and areas"
  }
}
