package import Election
package import Encoding
package import Paper
package import Record
package import Words

/// Where people key paper: the workspace of the count, or a desk.
package protocol KeyingPlace: AnyObject {
  /// The definition as it was signed.
  var definition: Definition { get }
  /// The hash of the definition's file.
  var election: Digest { get }
  /// What people should be told of it.
  var notes: [WorkspaceNote] { get }

  /// How many lines its journal has.
  var lineCount: Int { get }

  /// Runs `body` while nobody else may write, on what others wrote since it was opened or written
  /// to: whoever keys for an evening reads the journal once, and others may write in between.
  func exclusively<R>(_ body: () throws -> R) throws -> R

  /// What a person may know of the paper that is in.
  func state(for person: String) throws(WorkspaceError) -> RecordState

  /// Why a person may not key entries now; none where they may.
  func objections(to entries: [PaperEntry], by person: String) throws(WorkspaceError) -> [Message]

  /// Writes a line of the journal for each event, with one sync; when this returns, what they record
  /// is done.
  func record(all events: [JournalEvent], signer: Signer?) throws(WorkspaceError)
}

extension KeyingPlace {
  /// Records what a person keyed; gives how much of it is new.
  ///
  /// What they have entered already, as before a crash, is not entered again.
  package func enter(_ entries: [PaperEntry], signer: Signer) throws(WorkspaceError) -> Int {
    let paper = try state(for: signer.id).paper
    let new = entries.filter { !paper.contains($0, by: signer.id) }
    try record(all: new.map { .keyed($0) }, signer: signer)
    return new.count
  }
}

extension Workspace: KeyingPlace {
  package var lineCount: Int { journal.lines.count }

  package func state(for person: String) -> RecordState { state }

  package func objections(to entries: [PaperEntry], by person: String) -> [Message] {
    entries.compactMap { state.paper.objection(to: $0, by: person) }
  }
}
