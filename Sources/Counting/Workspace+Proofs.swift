import Cryptography
import Election
package import Encoding
package import Record
package import Storage
import Workspace

/// What a workspace has of mixes and openings beside its results.
extension Workspace {
  /// Where officers mix and open; nothing stays there after a count.
  var proofFolder: String { "\(path)/proofs" }

  /// Where the tracking list of every opening is kept, by its hash.
  package var openingsFolder: String { "\(path)/openings" }

  /// Where a result that was counted lies; nil where it lies nowhere any more, or is not what it was.
  package func folder(ofResult result: Digest) throws(StorageError) -> String? {
    guard let count = state.counts.last(where: { $0.result == result }) else { return nil }
    return try ResultArchive(self).folder(of: count)
  }

  /// Destroys every opening that led to no result, and says that they are void, where there are any.
  ///
  /// - Throws: `WorkspaceError`, `StorageError`.
  package func abandonOpenings(by signer: Signer) throws {
    let begun = state.proofs.begun
    guard let first = begun.first else { return }
    let event = JournalEvent.proof(
      .abandoned(hashes: begun.map(\.hash), members: first.members))
    try require(event, by: signer)
    for folder in [proofFolder] + Stage.allCases.map(blindFolder) {
      try disk.destroyOpenings(in: folder, except: [])
    }
    try record(event, signer: signer)
  }

  /// Writes what officers need to mix or to open on laptops of their own into a new folder: what was
  /// prepared, without the openings of others, the journal, and the lists of all that was opened.
  ///
  /// - Throws: `CountingError`.
  package func handOut(_ inputs: ProofInputs, to target: String) throws(CountingError) {
    do {
      guard try disk.info(target) == nil || disk.list(target).isEmpty else {
        throw CountingError.targetNotEmpty(target)
      }
      let names = { (folder: String) throws in
        try self.disk.info(folder)?.isFolder == true ? self.disk.list(folder) : []
      }
      let folders = ["manifests", "ballots", ProofName.folder]
      var writer = PackageWriter(folder: target, folders: folders + ["openings"], disk: disk)
      try writer.write(isListed: false) { writer throws in
        for name in try names(inputs.folder) where !folders.contains(name) {
          try writer.copy("\(inputs.folder)/\(name)", as: name)
        }
        for folder in folders {
          for name in try names("\(inputs.folder)/\(folder)") where !ProofName.isOpening(name) {
            try writer.copy("\(inputs.folder)/\(folder)/\(name)", as: "\(folder)/\(name)")
          }
        }
        for name in try names(openingsFolder) where name.hasSuffix(".txt") {
          try writer.copy("\(openingsFolder)/\(name)", as: "openings/\(name)")
        }
        try writer.copy("\(path)/\(Journal.fileName)", as: Journal.fileName)
      }
    } catch { throw CountingError(error) }
  }
}

extension Disk {
  /// Destroys the openings in a folder but for these, where they are whole.
  ///
  /// - Throws: `StorageError`.
  package func destroyOpenings(in folder: String, except kept: [ProofOpening]) throws {
    let proofs = "\(folder)/\(ProofName.folder)"
    guard try info(proofs)?.isFolder == true else { return }
    var whole: Set<String> = []
    for opening in kept {
      let name = "\(folder)/\(ProofName.opening(by: opening.officer))"
      if try info(name) != nil, try info("\(name).minisig") != nil, try hash(name) == opening.hash {
        whole.formUnion([name, "\(name).minisig"])
      }
    }
    for name in try list(proofs) where ProofName.isOpening(name) {
      let path = "\(proofs)/\(name)"
      if !whole.contains(path) { try removeFileDurably(path) }
    }
  }
}
