import Encoding
import Record
import Words
import Workspace
import Console
import Counting
import Election
import Encoding
import Result
import Storage

/// `coldcount export`: the result package, for auditors and for signing.
enum ExportCommand {
  static let action = CommandAction(
    command: Command(
      "export", arguments: "DIR", kind: .newFolder, count: 1...1, workspace: .writes,
      summary: "write the signed result package",
      discussion: """
        Writes everything that a check needs into a new folder, reads it back and syncs the medium. \
        The result must be signed by the officers; afterwards they sign DIR/B2SUMS. With --public \
        the folder is for everyone: small places are merged, and what tells of single bundles, \
        sheets or stations stays in the auditors' package. Packages that lie beside DIR are looked \
        at first: one with lines of the journal that are not here says that this is an older copy. \
        --inputs writes everything that came in instead, bundles and journal, signed by who exports: \
        a hall's part for the count of all halls, which imports it.
        """,
      options: [
        Option("--stage", "STAGE", choices: Commands.stages, "which result (else the latest)"),
        Option(flag: "--public", "for everyone, instead of for auditors"),
        Option(flag: "--inputs", "everything that came in here, for a count of several halls"),
      ]
        + Commands.signerOptions,
      examples: ["coldcount export /media/stick/result --as officer-a --key officer-a.key"]),
    run: { context in
      let workspace = try context.workspace(writing: true)
      if context.parsed.has("--inputs") { return try exportInputs(of: workspace, context) }
      let signer = try context.signer(of: .exported, in: workspace)
      guard let stage = try context.stage() ?? workspace.state.counts.last?.stage else {
        throw CountingError.notCounted(stage: nil)
      }
      let target = context.parsed.arguments[0]
      try compare(workspace, withPackagesBeside: target, context)
      let export = PackageExport(workspace, stage: stage)
      let reports = ResultReports.program
      let hash =
        try context.parsed.has("--public")
        ? export.writePublic(to: target, reports: reports, signer: signer)
        : export.write(to: target, reports: reports, signer: signer)
      try context.answer(
        [
          "folder": .string(target), "b2sums": .string(hash.description),
          "stage": .string(stage.rawValue),
        ], "B2SUMS \(hash)\n")
      if stage != .final {
        try context.say("PROVISIONAL: stage \(stage.rawValue); reports/ says what is still out")
      }
      try context.say(
        "everything is on the medium and was read back from it: it may be taken out now")
      try context.say("next: officers sign \(target)/B2SUMS")
      return 0
    })

  private static func exportInputs(
    of workspace: Workspace, _ context: Context
  ) throws -> Int32 {
    guard !context.parsed.has("--public"), context.parsed.value("--stage") == nil else {
      throw UsageError("no result goes with --inputs", command: "export")
    }
    let signer = try context.signer(of: .hall, in: workspace)
    let folder = try workspace.writeInputs(to: context.parsed.arguments[0], signer: signer)
    let count = workspace.state.bundles.count
    try context.answer(
      [
        "folder": .string(folder), "lines": .integer(workspace.journal.lines.count),
        "bundles": .integer(count),
      ],
      context.text(
        "\(folder): \(Plural.of(workspace.journal.lines.count, "line")), "
          + "\(Plural.of(count, "bundle"))") + "\n")
    try context.say(
      "everything is on the medium and was read back from it: it may be taken out now")
    return 0
  }

  /// Holds the journal against those of the packages that lie beside the new one, as on a stick
  /// that was exported to before.
  ///
  /// - Throws: `WorkspaceError.refused` where one has what is not here, unless the officers go on
  ///   without it.
  private static func compare(
    _ workspace: Workspace, withPackagesBeside target: String, _ context: Context
  ) throws {
    guard let names = try namesBeside(target, context) else { return }
    for name in names {
      let folder = "\(Path.parent(of: Environment.absolute(target)))/\(name)"
      let standing: Standing?
      do {
        standing = try workspace.standing(against: folder)
      } catch {
        let path = SafeText.escaped(folder)
        try context.say(
          "note: \(path) was not compared with this journal: \(error.report.message)")
        continue
      }
      guard let standing, let lacking = workspace.lacking(standing, of: folder) else { continue }
      guard workspace.state.isResumed else { throw lacking }
      try context.say("note: \(lacking.report.message)")
    }
  }

  /// The names in the folder that holds the new one; nil where there are none that may be looked at.
  private static func namesBeside(_ target: String, _ context: Context) throws -> [String]? {
    do {
      return try context.disk.list(Path.parent(of: Environment.absolute(target)))
    } catch {
      if error.kind == .missing { return nil }
      guard error.kind == .denied else { throw error }
      // Where DIR is there already this command may open nothing beside it.
      try context.say(
        "note: what lies beside \(SafeText.escaped(target)) was not compared with this journal")
      return nil
    }
  }
}
