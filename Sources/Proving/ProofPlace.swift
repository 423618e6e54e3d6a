import Counting
package import Election
package import Encoding
package import Record
package import Storage
package import Workspace

/// Where an officer mixes or opens: the workspace of the count, or what was carried of it to a laptop of
/// the officer's own.
package protocol ProofPlace {
  var definition: Definition { get }
  /// The definition's file.
  var definitionFile: [UInt8] { get }
  var state: RecordState { get }
  var disk: any Disk { get }
  /// Where the tracking list of every opening lies, by its hash.
  var openingsFolder: String { get }

  /// Where a result that was counted lies with its proofs; nil where it is not here, or is not what it
  /// was.
  func folder(ofResult result: Digest) throws(StorageError) -> String?

  /// Refuses a line that whoever acts may not write, or not now.
  func require(_ event: JournalEvent, by signer: Signer?) throws(WorkspaceError)

  /// Writes a line of the journal; when this returns, what it records is done.
  func record(_ event: JournalEvent, signer: Signer?) throws(WorkspaceError)
}

extension Workspace: ProofPlace {}
