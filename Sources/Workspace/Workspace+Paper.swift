package import Election
import Encoding
package import Paper
package import Record
import Words

/// What officers do about paper that does not add up or was keyed wrongly.
extension Workspace {
  /// Records an officer's explanation of what does not add up in an account now.
  ///
  /// - Throws: `WorkspaceError.refused` where it does, or is not keyed alike by two people.
  package func explain(
    _ key: AccountKey, reason: String, signer: Signer
  ) throws(WorkspaceError) -> Explanation {
    let papers = Sheet.papersByAccount(state.sheets.agreed, definition.papers)[key] ?? 0
    let difference = state.accounts.agreed(key)?.difference(papers: papers)
    let explanation = Explanation(
      key, difference ?? .init(unaccounted: 0, uncounted: 0), reason: reason)
    if let objection = state.objection(to: explanation) {
      throw .refused(
        code: "paper", problem: objection, advice: "see 'coldcount paper status'")
    }
    guard difference?.isNone == false else {
      throw .refused(
        code: "paper", problem: "\(StationAccount.name(key)) adds up",
        advice: "there is nothing to explain; see 'coldcount paper status'")
    }
    try check(reason)
    try record(.explained(explanation), signer: signer)
    return explanation
  }

  /// Records that an officer sets something aside, or takes it out.
  ///
  /// - Throws: `WorkspaceError.refused` where nothing was keyed of it, or a signed result has it.
  package func correct(_ correction: Correction, signer: Signer) throws(WorkspaceError) {
    if let objection = state.objection(to: correction) {
      let change = Change.paper(correction.kind, correction.subject)
      throw .refused(
        code: "paper", problem: objection,
        advice: state.isSigned(correction.subject)
          ? "officers sign an amendment: coldcount amend --change '\(change.words)' --reason TEXT"
          : "see 'coldcount paper status'")
    }
    try check(correction.reason)
    try record(.corrected(correction), signer: signer)
  }

  private func check(_ reason: String) throws(WorkspaceError) {
    guard (1...Correction.maxReasonByteCount).contains(reason.utf8.count) else {
      throw .refused(
        code: "paper", problem: "a reason has 1 to \(Correction.maxReasonByteCount) bytes",
        advice: "say it in other words")
    }
  }
}
