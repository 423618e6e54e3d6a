import Election
import Cryptography
import Record
import Storage
import TestSupport
import Workspace

extension Workspace {
  /// A new workspace of the vectors' election in a folder: `count`, with its vault beside it.
  @discardableResult
  static func vectors(
    in folder: TemporaryFolder, clock: any Clock = FixedClock()
  ) throws -> Workspace {
    try Workspace.create(
      at: folder.path("count"), election: VectorElection.definition, vault: folder.path("vault"),
      software: Software(version: "test", hash: .of([])), signer: nil, disk: LiveDisk(),
      clock: clock)
  }
}
