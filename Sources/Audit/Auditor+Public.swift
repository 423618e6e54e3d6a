import Cryptography
import Election
import Result
import Encoding
import Words

/// A package for the public: what can be checked without the auditors' files, and the rest named as
/// not checked.
extension Auditor {
  mutating func runPublic(_ shown: PublicResult) {
    make(.resultSigned) { _, finding in
      finding.notMade =
        "the officers signed the whole result, \(shown.whole); this one "
        + "is covered by their signatures on B2SUMS"
    }
    make(.amendments) { $0.checkAmendments(&$1) }
    make(.ballots) { $0.checkBuckets(shown.electronic, &$1) }
    make(.places) { $0.checkPlaces(shown, &$1) }
    make(.tracking) { $0.checkTracking(&$1) }
    let leftOut: [CheckID] = [
      .journal, .journalSigned, .record, .earlier, .manifests, .chain, .sheets, .accounts,
      .reconciliation, .reconciliationSigned, .strikes, .stage, .tally,
    ]
    for id in leftOut {
      make(id) { $1.notMade = "a package for the public leaves out what this needs" }
    }
    make(.software) { $0.checkSoftware(&$1) }
    make(.reports) { $0.checkReports(&$1) }
  }

  private func checkPlaces(_ shown: PublicResult, _ finding: inout Finding) {
    guard let definition = amended else {
      finding.notMade = "the definition or the result cannot be read"
      return
    }
    let check = shown.check(definition)
    for problem in check.problems { finding.fail(problem) }
    finding.compared =
      "\(check.rows) rows of at least \(definition.policy.smallCell) ballots, sums of channels and areas"
  }
}
