package import Encoding
package import Storage
import Words

/// The folder of the vault: where the sealed sections lie, apart from the workspace.
///
/// Nothing here can read them. Importing needs no key; it files each section as it came.
package struct VaultFolder: Equatable, Sendable {
  package let path: String

  package init(path: String) { self.path = path }

  static let format = "coldcount/vault/1"

  /// The sealed identities of a bundle.
  package func section(_ bundle: Digest) -> String { "\(path)/sections/\(bundle).sealed" }

  /// The sealed register of struck ballots.
  package var rejected: String { "\(path)/rejected.sealed" }

  /// Who voted, once nothing points at ballots any more.
  package var voters: String { "\(path)/voters.sealed" }

  /// The folder of the sections.
  package var sections: String { "\(path)/sections" }

  /// Whoever writes holds this lock.
  var lock: String { "\(path)/lock" }

  /// Takes the lock, where the vault is there.
  func lockIfThere(_ disk: any Disk) throws(StorageError) -> FileLock? {
    try disk.info(mark) == nil ? nil : disk.lock(lock)
  }

  var incoming: String { "\(path)/incoming" }

  /// The file that says of which election it is.
  package var mark: String { "\(path)/vault.json" }

  /// Makes the folder, or takes one that was made for the same election.
  ///
  /// - Throws: `WorkspaceError.refused` where it belongs to another election or holds other things.
  func prepare(election: Digest, disk: any Disk) throws(WorkspaceError) {
    do {
      if try disk.info(path) == nil { try disk.makeFolder(path) }
      if try disk.info(mark) == nil {
        // What a start that was cut off left of the mark is written anew.
        guard try disk.list(path).allSatisfy({ "\(path)/\($0)" == "\(mark).tmp" }) else {
          throw WorkspaceError.refused(
            code: "vault", problem: "\(SafeText.escaped(path)) is not empty and no vault",
            advice: "name an empty folder for the vault")
        }
        try disk.writeDurably(markFile(election), to: mark)
      }
      try disk.makeFolder("\(path)/sections")
    } catch let error as StorageError {
      throw .storage(error)
    } catch let error as WorkspaceError {
      throw error
    } catch {
      throw .refused(code: "vault", problem: "\(error)", advice: "name another folder")
    }
    try check(election: election, disk: disk)
  }

  /// Checks that this is the vault of the election.
  package func check(election: Digest, disk: any Disk) throws(WorkspaceError) {
    let found: [UInt8]
    do {
      found = try disk.read(mark, limit: 4_096)
    } catch { throw .storage(error) }
    guard found == markFile(election) else {
      throw .refused(
        code: "vault", problem: "\(SafeText.escaped(path)) is the vault of another election",
        advice: "name this election's vault with --vault")
    }
  }

  private func markFile(_ election: Digest) -> [UInt8] {
    JSON.object([
      "format": .string(Self.format), "election": .string(election.description),
    ]).canonical
  }
}
