import Bundles
import Cryptography
import Election
import Encoding
package import Record
import Storage
import Words

extension Workspace {
  /// Writes everything that came in here to a medium, for the count of several halls: the bundles as
  /// they came and the journal, which has what was keyed here and at desks; reads it back, and gives
  /// the folder.
  ///
  /// - Throws: `WorkspaceError` where the vault was severed, halls were taken in, a file is not what was imported, or the
  ///   medium fails.
  package func writeInputs(to target: String, signer: Signer) throws(WorkspaceError) -> String {
    try requireWriter(signer, of: .hall)
    try requireIdentities()
    guard state.halls.isEmpty else {
      throw .refused(
        code: "not-exportable", problem: "this count took halls in",
        advice: "import the halls' own sticks where all of them are counted")
    }
    let lines = journal.lines.flatMap(\.file)
    let inputs = HallInputs(
      election: election, by: signer.id, journal: .of(lines),
      bundles: state.bundles.map(\.hash).sorted())
    let signature: MinisignSignature
    do {
      signature = try signer.sign(inputs.file, as: .inputs, in: definition)
    } catch { throw .cryptography(error) }
    let name = journal.lines.first?.hash.description.prefix(12) ?? ""
    let folder = "\(target)/hall-\(name)-\(journal.lines.count)"
    do {
      // What was cut off, or damaged since, is written anew.
      try disk.removeTree(folder)
    } catch { throw .storage(error) }
    try disk.makeWhole(folder, in: target) { () throws(WorkspaceError) in
      do throws(StorageError) {
        for path in [target, folder, HallFolder.bundles(in: folder)] { try disk.makeFolder(path) }
        for bundle in state.bundles { try copy(bundle, to: HallFolder.bundles(in: folder)) }
        try disk.writeDurably(lines, to: "\(folder)/\(Journal.fileName)")
        try disk.writeDurably(
          signature.file, to: "\(folder)/\(HallInputs.signatureName(signer.id))")
        // Last: without it the folder is refused as incomplete.
        try disk.writeDurably(inputs.file, to: "\(folder)/\(HallInputs.fileName)")
        try disk.syncFileSystem(of: folder)
      } catch { throw .storage(error) }
      try readBack(folder, inputs)
    }
    return folder
  }

  private func copy(_ bundle: ImportedBundle, to folder: String) throws(StorageError) {
    let (source, target) = (bundleFolder(bundle.hash), "\(folder)/\(bundle.hash)")
    try disk.makeFolder(target)
    var files = [BundleLayout.manifest, BundleLayout.signature].map { ("\(source)/\($0)", $0) }
    if bundle.ballots != nil {
      files.append(("\(source)/\(BundleLayout.ballots)", BundleLayout.ballots))
    }
    files.append((vault.section(bundle.hash), BundleLayout.identities))
    for (file, name) in files { try disk.copy(file, to: "\(target)/\(name)") { _ in } }
  }

  /// Checks everything as an import would.
  private func readBack(_ folder: String, _ inputs: HallInputs) throws(WorkspaceError) {
    do {
      try disk.dropCache("\(folder)/\(Journal.fileName)")
      let hall = try HallFolder(
        folder, definition: definition, election: election, disk: disk)
      guard hall.inputs == inputs, hall.lines == journal.lines else {
        throw WorkspaceError.refused(
          code: "damaged", problem: "\(SafeText.escaped(folder)) reads back as something else",
          advice: "take another medium and export again")
      }
      let context = BundleContext(definition: definition, election: election)
      for bundle in inputs.bundles {
        let path = "\(HallFolder.bundles(in: folder))/\(bundle)"
        for name in try disk.list(path) { try disk.dropCache("\(path)/\(name)") }
        let checked = try CheckedBundle(
          UnverifiedBundle(folder: path, disk: disk), context: context)
        try checked.copy(ballotsTo: nil, identitiesTo: nil, disk: disk, progress: { _ in })
      }
    } catch let error as StorageError {
      throw .storage(error)
    } catch let error as WorkspaceError {
      throw error
    } catch let error as any ReportedError {
      throw .refused(
        code: "damaged", problem: error.report.message,
        advice: "take another medium and export again")
    } catch {
      throw .notAWorkspace(path: folder, problem: "\(error)")
    }
  }
}

extension Disk {
  /// Has a folder on a medium filled; where that fails nothing of it is left that was not there
  /// before, so that the same can be done again once there is room.
  func makeWhole(
    _ folder: String, in target: String, _ fill: () throws(WorkspaceError) -> Void
  ) throws(WorkspaceError) {
    let missing: String?
    do {
      missing = try info(target) == nil ? target : info(folder) == nil ? folder : nil
    } catch { throw .storage(error) }
    do {
      try fill()
    } catch {
      // What failed is the thing to tell; what cannot be removed either is refused as incomplete.
      if let missing { try? removeTree(missing) }
      throw error
    }
  }
}
