import Cryptography
package import Election
package import Record
package import Storage
package import Workspace

extension VectorElection {
  /// The program that a test says it is.
  package static let software = Software(version: "test", hash: .of([]))
}

extension Workspace {
  /// A new workspace of the vectors' election in a folder, `count`, with its vault beside it, and
  /// with these bundles imported.
  @discardableResult
  package static func vectors(
    in folder: TemporaryFolder, with bundles: some Sequence<String> = [], signer: Signer? = nil,
    clock: any Clock = FixedClock()
  ) throws -> Workspace {
    let workspace = try Workspace.create(
      at: folder.path("count"), election: VectorElection.definition, vault: folder.path("vault"),
      software: VectorElection.software, signer: signer, disk: LiveDisk(), clock: clock)
    for bundle in bundles {
      _ = try workspace.importBundle(bundle, signer: signer ?? VectorElection.signer("clerk-1"))
    }
    return workspace
  }
}
