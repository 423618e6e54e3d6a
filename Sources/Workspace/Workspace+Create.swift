import Cryptography
import Bundles
package import Election
import Encoding
package import Record
package import Storage
import Words

extension Workspace {
  /// Makes a workspace and its vault for a signed definition.
  ///
  /// The journal's first line comes last: until it is there the folder is no workspace. One that has
  /// no other yet, for the same definition and with the same vault, is gone on with: `init` was cut
  /// off after it.
  package static func create(
    at path: String, election file: String, vault: String, software: Software, signer: Signer?,
    disk: any Disk, clock: any Clock
  ) throws(WorkspaceError) -> Workspace {
    do {
      let signed = try SignedDefinition(file, disk: disk)
      if try Journal.isBegun("\(path)/\(Journal.fileName)", disk: disk) {
        let workspace = try Workspace(
          open: path, writing: true, resuming: true, disk: disk, clock: clock)
        if workspace.isJustBegun, workspace.definitionFile == signed.file,
          workspace.vault.path == vault
        {
          return workspace
        }
        throw WorkspaceError.refused(
          code: "exists", problem: "\(SafeText.escaped(path)) is a workspace already",
          advice: "use it, or name another folder")
      }
      guard vault.hasPrefix("/"), vault.utf8.count < 4_096, !vault.contains("\n") else {
        throw WorkspaceError.refused(
          code: "vault", problem: "the path of the vault must be absolute",
          advice: "name the vault's folder with --vault")
      }
      guard path != vault, !vault.hasPrefix("\(path)/"), !path.hasPrefix("\(vault)/") else {
        throw WorkspaceError.refused(
          code: "vault", problem: "the vault and the workspace are inside one another",
          advice: "name a separate folder for the vault, on another medium if you can")
      }
      try disk.makeFolder(path)
      try Journal.setBeginningAside("\(path)/\(Journal.fileName)", disk: disk)
      let election = signed.election
      try VaultFolder(path: vault).prepare(election: election, disk: disk)
      try disk.makeFolder("\(path)/bundles")
      try signed.write(to: path, disk: disk)
      try disk.writeDurably(Array("\(vault)\n".utf8), to: "\(path)/vault", replace: true)
      try rememberPlace(path, disk: disk)
      var journal = Journal(new: "\(path)/\(Journal.fileName)", election: election)
      try journal.append(
        [.started(definition: election, software: software, workspace: Identifier.drawn())],
        at: clock.now(), signer: signer, disk: disk)
      var heads = try VaultHeads(VaultFolder(path: vault), disk: disk)
      // A vault that has seen another journal stays as it is until the officers decide.
      if heads?.last == nil { try heads?.append([journal.last], disk: disk) }
    } catch { throw WorkspaceError(error, at: path, definition: file) }
    return try Workspace(open: path, writing: true, resuming: true, disk: disk, clock: clock)
  }

  /// Whether nothing was done in it since its first line.
  private var isJustBegun: Bool {
    journal.lines.dropFirst().allSatisfy {
      if case .warning = $0.event { true } else { false }
    }
  }
}
