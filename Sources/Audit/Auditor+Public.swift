import Cryptography
import Election
import Encoding
import Tally
import Words

/// A package for the public: what can be checked without the auditors' files, and the rest named as
/// not checked.
extension Auditor {
  mutating func runPublic() {
    make(.resultSigned) { auditor, finding in
      finding.notMade =
        "the officers signed the whole result, \(auditor.result?.whole?.description ?? ""); this one "
        + "is covered by their signatures on B2SUMS"
    }
    make(.amendments) { $0.checkAmendments(&$1) }
    make(.ballots) { $0.checkPublicBallots(&$1) }
    make(.places) { $0.checkPlaces(&$1) }
    make(.tracking) { $0.checkTracking(&$1) }
    let leftOut: [CheckID] = [
      .journal, .journalSigned, .record, .earlier, .manifests, .chain, .sheets, .accounts,
      .reconciliation, .reconciliationSigned, .strikes, .stage, .tally,
    ]
    for id in leftOut {
      make(id) { $1.notMade = "a package for the public leaves out what this needs" }
    }
    make(.software) { $0.checkSoftware(&$1) }
  }

  private func checkPublicBallots(_ finding: inout Finding) {
    guard let result else {
      finding.notMade = "the result cannot be read"
      return
    }
    let parts = ([result.excluded, result.read, result.unreadable] + result.struck.values)
      .reduce(0, +)
    if parts != result.entries { finding.fail("the result's buckets do not add up") }
    finding.compared =
      "\(result.entries) = \(result.read) read + \(result.struckTotal) struck + "
      + "\(result.unreadable) unreadable + \(result.excluded) excluded"
  }

  private func checkPlaces(_ finding: inout Finding) {
    guard let result, let definition = amended else {
      finding.notMade = "the definition or the result cannot be read"
      return
    }
    let check = PublicResult.check(result.contests, definition: definition)
    for problem in check.problems { finding.fail(problem) }
    finding.compared =
      "\(check.rows) rows of at least \(definition.policy.smallCell) ballots, sums of channels and areas"
  }
}
