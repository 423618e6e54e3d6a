import Console
import Encoding
import Record
import Words
import Workspace

/// `coldcount journal seen`: who could know what since when, from the record.
enum SeenCommand {
  static let action = CommandAction(
    command: Command(
      "journal seen", workspace: .reads,
      summary: "who could know what of the votes since when, from the record",
      discussion: """
        Every count, release, display, export and disclosure is a line of the journal; so is what \
        clerks keyed. A blind count shows nothing to anybody.
        """,
      examples: ["coldcount journal seen --workspace count"]),
    run: { context in
      let workspace = try context.workspace(writing: false)
      let sights = Sight.list(workspace.journal.lines)
      try context.answer(
        ["seen": .array(sights.map(\.json))],
        words(sights, context.language))
      return 0
    })

  private static func words(_ sights: [Sight], _ language: Language) -> String {
    guard !sights.isEmpty else {
      return language.text("nobody could know a vote yet") + "\n"
    }
    var table = TextTable([.right, .left, .left, .left])
    for sight in sights {
      table.add([
        "\(sight.line)", sight.since.description,
        SafeText.escaped(language.text(sight.people.joined(separator: ", "))),
        language.text(sight.what),
      ])
    }
    return table.text
  }
}
