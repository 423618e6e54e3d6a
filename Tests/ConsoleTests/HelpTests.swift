import Encoding
import Testing

@testable import Console
import Words

@Suite("Help")
struct HelpTests {
  @Test("the program's help lists every command and the common options, and ends in an example")
  func program() throws {
    let help = try Sample.table.help([])
    #expect(
      help == """
        Counts a vote.

        Usage: coldcount COMMAND …

        Commands:
          status    where the count stands
          key new   makes a signing key
          key show  shows one
          import    takes bundles in

        Options of every command:
          --workspace DIR         the workspace
          --json                  JSON
          --passphrase-file FILE  passphrases (may be repeated)
          --help                  this help

        'coldcount COMMAND --help' says more of one, with an example.

        Example:
          coldcount status

        """)
  }

  @Test("a group's help lists its commands only")
  func group() throws {
    let help = try Sample.table.help(["key"])
    #expect(help.hasPrefix("Usage: coldcount key COMMAND …\n\nCommands:\n  key new "))
    #expect(!help.contains("import"))
  }

  @Test("a command's help shows what it needs, what it may be given, and an example")
  func command() throws {
    let help = try Sample.table.help(["key", "new"])
    #expect(
      help.hasPrefix(
        "makes a signing key\n\nUsage: coldcount key new --to DIR NAME [options]\n"))
    for part in ["  --to DIR  where it goes\n", "  --plain   without a passphrase\n"] {
      #expect(help.contains(part), "\(part)")
    }
    #expect(help.hasSuffix("Examples:\n  coldcount key new anna --to keys\n"))
  }

  @Test("there is no help on what there is not", arguments: [["frob"], ["key", "frob"], ["new"]])
  func missing(words: [String]) {
    let error = #expect(throws: UsageError.self) { _ = try Sample.table.help(words) }
    #expect(error?.problem == "no command '\(words.joined(separator: " "))'")
  }

  @Test("long texts, in any script, are folded at 80 columns and lose no word")
  func folded() throws {
    let words = (1...60).map { "word\($0)" } + (1...30).map { "點票人員\($0)" }
    let text = words.joined(separator: " ")
    let options = (1...9).map {
      Option("--number-\($0)", "SOMETHING", Message(text), required: true)
    }
    let table = CommandTable(
      program: "coldcount", summary: "Counts.",
      commands: [
        Command(
          "long", arguments: "NAME", count: 1...1, summary: "long", discussion: Message(text),
          options: options, examples: ["coldcount long"])
      ], common: [])
    let help = try table.help(["long"])
    for line in help.split(separator: "\n") { #expect(TextWidth.of(line) <= 80, "\(line)") }
    // A line of Chinese may end between any two characters.
    let joined = help.filter { !$0.isWhitespace }
    for word in words {
      let found = joined.matches(of: try Regex("\(word)(?![0-9])")).count
      #expect(found == 10, "\(word): \(found)")
    }
    #expect(help.contains("Usage: coldcount long --number-1 SOMETHING"))
    for number in 1...9 {
      #expect(help.contains("  --number-\(number) SOMETHING  word1 word2"), "\(number)")
    }
  }

  @Test("an option too long for its column has its text below it")
  func longOption() throws {
    let name = "--a-name-that-is-longer-than-its-column"
    let table = CommandTable(
      program: "p", summary: "s", commands: [Command("c", summary: "c", examples: ["p c"])],
      common: [Option(flag: name, "what it does")])
    let margin = String(repeating: " ", count: 28)
    #expect(try table.help(["c"]).contains("  \(name)\n\(margin)what it does\n"))
  }
}
