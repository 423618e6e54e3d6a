import Cryptography
import Election
import Encoding
import Record
import Storage
import Words

/// A workspace held against what was exported of it: a package keeps the journal as it was, and
/// lies where nobody restores it from a copy together with workspace and vault.
extension Workspace {
  /// How the journal compares with that of a package.
  ///
  /// Nil where the folder is no package of this election, one for the public, which has no journal,
  /// what was carried to an officer's own laptop, whose journal goes on there and which has no list, or
  /// one of another workspace: a second count of the same media, whose first line is another.
  ///
  /// - Throws: `WorkspaceError` where the package's journal cannot be read or does not hold, or
  ///   nobody of the election signed what it has beyond this one: such lines anybody can write.
  package func standing(against package: String) throws(WorkspaceError) -> Standing? {
    let (election, file) = ("\(package)/election.json", "\(package)/\(Journal.fileName)")
    do {
      guard try disk.info(election)?.isFile == true, try disk.info(file)?.isFile == true,
        try disk.info("\(package)/B2SUMS")?.isFile == true,
        Digest.of(try disk.read(election, limit: Definition.maxByteCount)) == self.election
      else { return nil }
    } catch { throw .storage(error) }
    let theirs = try Journal(path: file, election: self.election, disk: disk)
    guard theirs.lines.first?.hash == journal.lines.first?.hash else { return nil }
    let common = zip(journal.lines, theirs.lines).prefix { $0.hash == $1.hash }.count
    guard common < theirs.lines.count else { return .latest }
    guard theirs.isSigned(from: common + 1, by: definition) else {
      throw .journal(
        path: file, line: common + 1, problem: "nobody of this election signed what follows")
    }
    guard common < journal.lines.count else { return .older(theirs.last) }
    let other = theirs.lines[common]
    return .other(JournalHead(lines: other.number, hash: other.hash))
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
