import Console
import Encoding
import Record
import Words
import Workspace

/// `coldcount journal`: the record of the count.
enum JournalCommand {
  static let action = CommandAction(
    command: Command(
      "journal", workspace: .reads,
      summary: "show the record, after checking its chain and its signatures",
      discussion: """
        The last line gives the head, in groups of four, for observers to write down. A damaged \
        journal is refused with the line and what it breaks. --against holds it against the journal \
        of a package that was exported before: refused where that has lines that are not here.
        """,
      options: [
        Option("--against", "DIR", kind: .folder, "a package for auditors, of this election")
      ],
      examples: [
        "coldcount journal --workspace count", "coldcount journal --against /media/stick/result",
      ]),
    run: { context in
      let workspace = try context.workspace(writing: false)
      let lines = workspace.journal.lines
      let package = context.parsed.value("--against")
      if let package { try compare(workspace, with: package) }
      try context.answer(
        [
          "against": package.map { .string($0) } ?? .null,
          "lines": .array(
            lines.map { line in
              [
                "n": .integer(line.number), "at": .string(line.at.description),
                "by": .string(line.by), "event": .string(line.event.name),
                "data": line.event.data,
              ]
            }), "head": .string(workspace.journal.head.description),
        ], JournalTable.words(lines, of: workspace, context.language))
      if let package {
        try context.say(
          "every line of the journal in \(SafeText.escaped(package)) is in this one")
      }
      return 0
    })

  /// Holds the journal against that of a package.
  ///
  /// - Throws: `WorkspaceError.refused` where there is none, or it has what is not here.
  private static func compare(_ workspace: Workspace, with package: String) throws {
    guard let standing = try workspace.standing(against: package) else {
      throw WorkspaceError.refused(
        code: "package",
        problem: "\(SafeText.escaped(package)) is not a package with a journal of this election",
        advice: "name the folder that 'coldcount export' wrote for auditors")
    }
    if let error = workspace.lacking(standing, of: package) { throw error }
  }
}
