import Console
import Words
import Workspace

/// `coldcount status`: where the count stands and what is next.
enum StatusCommand {
  static let action = CommandAction(
    command: Command(
      "status", workspace: .reads,
      summary: "where the count stands, what is missing, and what is next",
      discussion: "Shows no vote and no identity.",
      examples: ["coldcount status --workspace count"]),
    run: { context in
      let workspace = try context.workspace(writing: false)
      let status = try StatusText(workspace)
      try context.answer(try status.json, try status.words(context.language))
      if !workspace.journal.torn.isEmpty {
        try context.say("note: the journal ends in a line that was cut off; it records nothing")
      }
      return 0
    })

  static let sameDevice: Message = "note: the vault lies on the same device as the workspace"
}
