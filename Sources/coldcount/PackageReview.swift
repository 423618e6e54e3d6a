import Audit
import Console
import Counting
import Cryptography
import Disclosure
import Election
import Encoding
import Record
import Result
import Storage
import Words
import Workspace

/// What an officer is shown of a package before their key is asked for: that it is what was exported,
/// and what it says.
struct PackageReview {
  private let package: ListedPackage
  /// Whether the journal records the export of this very list.
  let isRecorded: Bool

  /// Reads every file that `list`, the B2SUMS at a path, has again, holds the list against the journal
  /// of the workspace that was named, and says what is in the package.
  ///
  /// The folder that people happen to be in is no workspace here: it may be one of the stick.
  ///
  /// - Throws: `ListedPackageError` where the folder is not as its list says, `WorkspaceError.refused`
  ///   where it is not what was exported, `CountingError.overtaken` where more came in since.
  init(
    _ path: String, list: [UInt8], _ definition: Definition, _ context: Context
  ) throws {
    let folder = Path.parent(of: path)
    // A signing that was cut off leaves a piece of a signature that nothing lists.
    for officer in definition.officers {
      try context.disk.removeFile("\(path).\(officer.id).minisig.tmp")
    }
    package = try ListedPackage(folder, disk: context.disk)
    guard package.sums == Digest.of(list) else {
      throw StorageError(.failed, "read", path, "it answers differently when it is read again")
    }
    guard let workspace = Environment.namedWorkspace(context.parsed) else {
      isRecorded = false
      try tell(context)
      try context.say(
        "note: this list was not compared with the journal's line of the export, since no workspace "
          + "was given (--workspace DIR)")
      return
    }
    try Self.require(package, of: context.workspace(at: workspace, writing: false))
    isRecorded = true
    try tell(context)
  }

  /// Refuses what the journal of a workspace does not record as exported, or what was overtaken.
  private static func require(_ package: ListedPackage, of workspace: Workspace) throws {
    guard workspace.election == package.election else { throw DisclosureError.otherElection }
    let isExported = workspace.journal.lines.contains { line in
      if case .exported(b2sums: package.sums) = line.event { true } else { false }
    }
    guard isExported else {
      throw WorkspaceError.refused(
        code: "not-exported",
        problem:
          "the journal records no export of this list of hashes (\(package.sums)): what lies "
          + "here is not what was exported", advice: ListedPackageError.advice)
    }
    try workspace.requireCurrent(result: package.resultHash)
  }

  /// Says what is in the package: of which election and stage it is, and for each contest who is
  /// elected and what was counted.
  private func tell(_ context: Context) throws {
    let (language, result) = (context.language, package.result)
    let title = package.definition.title.text(language.rawValue)
    let readers: Message = package.isPublic ? "the public" : "auditors"
    try context.say(
      "This package for \(readers) says of \(title) (\(package.definition.id)), stage "
        + "\(result.stage):")
    for stated in result.stated {
      guard let contest = package.definition.contest(stated.id) else { continue }
      let text = ContestText(
        result: stated, contest: contest, definition: package.definition, language: language)
      try context.say("  \(contest.title.text(language.rawValue)): \(text.sentence)")
      guard !contest.isUncontested else { continue }
      let votes = zip(contest.options, stated.total.votes).map { option, votes in
        "\(option.name.text(language.rawValue)) \(votes.rank.grouped)"
      }
      let list = votes.joined(separator: context.text(", "))
      try context.say("    \(Plural.of(stated.turnout, "ballot")): \(list)")
    }
  }
}
