import Election
import Encoding
import Record
import Words

extension RecordState {
  /// Refuses an event that whoever acts may not enter, or not now.
  func require(
    _ event: JournalEvent, by signer: Signer?, at time: Timestamp, of definition: Definition
  ) throws(WorkspaceError) {
    try definition.requireWriter(signer, of: event.kind)
    let person = signer?.id ?? JournalLine.nobody
    if let objection = objection(to: event, by: person, at: time) {
      throw .refused(
        code: "order", problem: "a line '\(event.name)' cannot be written: \(objection)",
        advice: "see what is next with 'coldcount status'")
    }
  }
}

extension Definition {
  /// Whoever signs lines must be a person of the definition, with that person's key, who may write
  /// lines of this kind.
  func requireWriter(_ signer: Signer?, of kind: JournalEvent.Kind) throws(WorkspaceError) {
    let person: Person?
    do throws(SignerError) {
      person = try signer.map { signer throws(SignerError) in try self.person(of: signer) }
    } catch { throw .signer(error) }
    if let objection = kind.objection(toWriter: person) {
      throw .refused(
        code: "role", problem: person == nil ? "it is not said who acts" : objection,
        advice: "have it done by a person who may, with --as and --key")
    }
  }
}
