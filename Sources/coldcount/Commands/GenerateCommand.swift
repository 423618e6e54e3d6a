import Console
import Encoding
import Storage
import Words

/// `coldcount generate`: manual pages and completions, from the table of commands.
enum GenerateCommand {
  private static let manual = "man"

  static let action = CommandAction(
    command: Command(
      "generate", arguments: "WHAT", count: 1...1,
      summary: "write manual pages, or completions for a shell",
      discussion: """
        WHAT is man, bash, zsh or fish. Packages for systems use it; completions can also be \
        loaded from where they were written, in bash with 'source DIR/coldcount.bash'.
        """,
      options: [
        Option("--to", "DIR", kind: .newFolder, "where the files go", required: true)
      ],
      examples: ["coldcount generate bash --to completions", "coldcount generate man --to man1"]),
    run: { context in
      let what = context.parsed.arguments[0]
      let folder = try context.required("--to")
      let files: [(name: String, text: String)]
      if what == manual {
        files = ManPages(Commands.table, version: Coldcount.version).files
      } else if let shell = Completions.Shell(rawValue: what) {
        let text = Completions(Commands.table).script(shell)
        files = [(name: shell == .zsh ? "_coldcount" : "coldcount.\(what)", text: text)]
      } else {
        throw UsageError("WHAT is man, bash, zsh or fish", command: "generate")
      }
      try context.disk.makeFolder(folder)
      for (name, text) in files {
        try context.disk.writeDurably(Array(text.utf8), to: "\(folder)/\(name)")
        try context.disk.makePublic("\(folder)/\(name)")
      }
      try context.answer(
        ["files": .array(files.map { .string($0.name) })],
        files.map { "\(folder)/\($0.name)\n" }.joined())
      return 0
    })
}
