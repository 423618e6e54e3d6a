import Election
package import Encoding
package import Record
import Storage
package import Words

extension Workspace {
  /// When the embargo ends, where it still stands by the clock.
  package var embargo: Timestamp? {
    guard let embargo = definition.policy.embargo else { return nil }
    return clock.now().seconds < embargo.seconds ? embargo : nil
  }

  /// Why no ballot is opened now, by the laptop's clock; nil where one may be.
  package var openPoll: Message? { state.openPoll(at: clock.now()) }

  /// Enters an officer's yes; gives false where they had said it already, and writes nothing.
  ///
  /// - Throws: `WorkspaceError.refused` where nothing has to be allowed, or somebody else says it.
  @discardableResult
  package func allow(
    _ act: Allowance, reason: String, signer: Signer
  ) throws(WorkspaceError) -> Bool {
    try requireWriter(signer, of: .allowed)
    guard !state.officers(allowing: act).contains(signer.id) else { return false }
    switch act {
    case .resume(let head):
      guard head == standing.seen?.hash else {
        throw .refused(
          code: "older-copy", problem: "this is the latest copy of the workspace",
          advice: "nothing has to be allowed")
      }
    case .clock:
      guard clock.now().seconds < definition.polls.closes.seconds else {
        throw .refused(
          code: "poll-open", problem: "the poll is closed by the laptop's clock",
          advice: "nothing has to be allowed")
      }
    case .count, .release, .disclose:
      guard embargo != nil else {
        throw .refused(
          code: "embargo", problem: "no embargo stands", advice: "nothing has to be allowed")
      }
    }
    try record(.allowed(act, reason: reason), signer: signer)
    return true
  }
}
