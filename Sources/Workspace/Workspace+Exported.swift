import Cryptography
import Election
import Encoding
import Storage

/// A workspace held against what was exported of it: a package keeps the journal as it was, and
/// lies where nobody restores it from a copy together with workspace and vault.
extension Workspace {
  /// How the journal compares with that of a package.
  ///
  /// Nil where the folder is no package of this election, or one for the public, which has no
  /// journal.
  ///
  /// - Throws: `WorkspaceError` where the package's journal cannot be read or does not hold.
  package func standing(against package: String) throws(WorkspaceError) -> Standing? {
    let (definition, file) = ("\(package)/election.json", "\(package)/\(Journal.fileName)")
    do {
      guard try disk.info(definition)?.isFile == true, try disk.info(file)?.isFile == true,
        Digest.of(try disk.read(definition, limit: Definition.maxByteCount)) == election
      else { return nil }
    } catch { throw .storage(error) }
    let theirs = try Journal(path: file, election: election, disk: disk)
    for (line, other) in zip(journal.lines, theirs.lines) where line.hash != other.hash {
      return .other(JournalHead(lines: other.number, hash: other.hash))
    }
    return theirs.lines.count > journal.lines.count ? .older(theirs.last) : .latest
  }

  /// Why this workspace is not the latest copy, where a package has lines that it lacks.
  package func lacking(
    _ standing: Standing, of package: String
  ) -> WorkspaceError? {
    guard let seen = standing.seen else { return nil }
    let (folder, here) = (SafeText.escaped(package), journal.lines.count)
    return .refused(
      code: "older-copy",
      problem: seen.lines > here
        ? "the package \(folder) has line \(seen.lines) of the journal, which here ends at line "
          + "\(here): this workspace is an older copy"
        : "the package \(folder) has another line \(seen.lines) than this journal: the count went "
          + "on in another copy of the workspace",
      advice: "go on with the latest copy; if it is lost, export to another medium and keep this "
        + "one for the auditors")
  }
}
