import Bundles
import Cryptography
package import Election
package import Encoding
package import Record
package import Storage

/// A copy of a workspace's journal that was carried to a laptop of somebody's own, beside the
/// definition: they enter there what they do.
package final class CarriedJournal {
  package let definition: Definition
  /// The definition's file.
  package let definitionFile: [UInt8]
  /// The hash of the definition's file.
  package let election: Digest
  private let disk: any Disk
  private let clock: any Clock
  package private(set) var journal: Journal
  /// What replaying it gives.
  package private(set) var state: RecordState

  /// Reads it and checks every line: its chain from the definition on, its signature, and whether it
  /// may stand there.
  ///
  /// - Throws: `WorkspaceError`.
  package init(
    in folder: String, disk: any Disk, clock: any Clock
  ) throws(WorkspaceError) {
    self.disk = disk
    self.clock = clock
    let file = "\(folder)/\(SignedDefinition.fileName)"
    do {
      definitionFile = try disk.read(file, limit: Definition.maxByteCount)
      definition = try Definition(checked: definitionFile)
      election = Digest.of(definitionFile)
    } catch { throw WorkspaceError(error, at: folder, definition: file) }
    let path = "\(folder)/\(Journal.fileName)"
    journal = try Journal(path: path, election: election, disk: disk)
    try journal.verifySignatures(definition)
    state = RecordState(definition: definition, election: election)
    do throws(LineProblem) {
      for line in journal.lines { try state.take(line) }
    } catch { throw .journal(path: path, error) }
  }

  /// Refuses an event that whoever acts may not enter, or not now.
  package func require(_ event: JournalEvent, by signer: Signer?) throws(WorkspaceError) {
    try state.require(event, by: signer, at: clock.now(), of: definition)
  }

  /// Writes a line at its end; when this returns, it is on the medium.
  package func record(_ event: JournalEvent, signer: Signer?) throws(WorkspaceError) {
    let now = clock.now()
    try state.require(event, by: signer, at: now, of: definition)
    try journal.append([event], at: now, signer: signer, disk: disk)
    guard let line = journal.lines.last else { return }
    do throws(LineProblem) {
      try state.take(line)
    } catch { throw .journal(path: Journal.fileName, error) }
  }
}
