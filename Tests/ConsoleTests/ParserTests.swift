import Encoding
import Testing

@testable import Console
import Words

/// A table with a bit of everything.
enum Sample {
  static let table = CommandTable(
    program: "coldcount", summary: "Counts a vote.",
    commands: [
      Command("status", summary: "where the count stands", examples: ["coldcount status"]),
      Command(
        "key new", arguments: "NAME", count: 1...1, summary: "makes a signing key",
        options: [
          Option("--to", "DIR", "where it goes", required: true),
          Option(flag: "--plain", "without a passphrase"),
        ], examples: ["coldcount key new anna --to keys"]),
      Command("key show", arguments: "FILE", count: 1...1, summary: "shows one", examples: ["x"]),
      Command(
        "import", arguments: "[PATH…]", count: 0...3, summary: "takes bundles in",
        options: [Option("--only", "NAME", "one of them", repeatable: true)],
        examples: ["coldcount import /media/stick"]),
    ],
    common: [
      Option("--workspace", "DIR", "the workspace"),
      Option(flag: "--json", "JSON"),
      Option("--passphrase-file", "FILE", "passphrases", repeatable: true),
      Option(flag: "--help", "this help"),
    ])

  static func run(_ line: [String]) throws -> ParsedCommand {
    guard case .run(let parsed) = try table.parse(line) else { throw UsageError("nothing to run") }
    return parsed
  }
}

@Suite("The command line")
struct ParserTests {
  @Test(
    "an option's value may follow it or an equals sign, before or after the arguments",
    arguments: [
      ["key", "new", "anna", "--to", "keys"], ["key", "new", "--to=keys", "anna"],
      ["key", "new", "--to", "keys", "--", "anna"], ["key", "new", "--to", "keys", "anna"],
    ])
  func values(line: [String]) throws {
    let parsed = try Sample.run(line)
    #expect(parsed.command.name == "key new")
    #expect(parsed.arguments == ["anna"])
    #expect(parsed.value("--to") == "keys")
    #expect(parsed.value("--workspace") == nil)
    #expect(!parsed.has("--plain"))
  }

  @Test("a value may be empty, hold an equals sign or look like an option")
  func oddValues() throws {
    #expect(try Sample.run(["key", "new", "a", "--to="]).value("--to") == "")
    #expect(try Sample.run(["key", "new", "a", "--to=b=c"]).value("--to") == "b=c")
    #expect(try Sample.run(["key", "new", "a", "--to", "--plain"]).value("--to") == "--plain")
  }

  @Test("two hyphens end the options, and one alone is an argument")
  func end() throws {
    let parsed = try Sample.run(["import", "-", "--", "--only", "--"])
    #expect(parsed.arguments == ["-", "--only", "--"])
    #expect(!parsed.has("--only"))
  }

  @Test("a repeatable option keeps all its values in their order")
  func repeated() throws {
    let parsed = try Sample.run(["import", "--only", "b", "--only=a"])
    #expect(parsed.values("--only") == ["b", "a"])
    #expect(parsed.values("--passphrase-file") == [])
  }

  @Test(
    "options of every command may stand before the command",
    arguments: [
      ["--workspace", "w", "--json", "status"], ["--json", "status", "--workspace=w"],
      ["--workspace=w", "status", "--json"],
    ])
  func leading(line: [String]) throws {
    let parsed = try Sample.run(line)
    #expect(parsed.command.name == "status")
    #expect(parsed.value("--workspace") == "w")
    #expect(parsed.has("--json"))
  }

  @Test(
    "what does not fit the table is refused, saying why and where to look",
    arguments: [
      (["statsu"], "no command 'statsu'; did you mean 'status'?", ""),
      (["statsu", "--help"], "no command 'statsu'; did you mean 'status'?", ""),
      (["key", "nwe"], "no command 'key nwe'; did you mean 'new'?", "key"),
      (["frobnicate"], "no command 'frobnicate'", ""),
      (["\u{1B}[2J"], "no command '\\u{1b}[2J'", ""),
      ([""], "no command ''", ""),
      (["--frob", "status"], "a command is missing before --frob", ""),
      (["status", "--jsno"], "no option --jsno; did you mean '--json'?", "status"),
      (["status", "--frobnicate=1"], "no option --frobnicate", "status"),
      (["status", "-x"], "no option -x", "status"),
      (["status", "--json=1"], "--json takes no value", "status"),
      (["status", "--workspace"], "--workspace needs a value", "status"),
      (["--workspace", "a", "status", "--workspace", "b"], "--workspace is given twice", "status"),
      (["status", "--json", "--json"], "--json is given twice", "status"),
      (["status", "more"], "one argument too many: more", "status"),
      (["status", "a\nb"], "one argument too many: a\\u{a}b", "status"),
      (["key", "new", "--to", "x"], "an argument is missing: NAME", "key new"),
      (["key", "new", "anna"], "--to is missing", "key new"),
      (["import", "a", "b", "c", "d"], "one argument too many: d", "import"),
    ] as [([String], String, String)])
  func refused(line: [String], problem: String, command: String) throws {
    let error = #expect(throws: UsageError.self) { _ = try Sample.table.parse(line) }
    #expect(error == UsageError(Message(problem), command: command))
    let name = command.isEmpty ? "coldcount" : "coldcount \(command)"
    #expect(error?.report.advice == "Try '\(name) --help'.")
    #expect(error?.report.kind == .usage)
  }

  @Test(
    "help is given wherever it is asked for, whatever else is wrong",
    arguments: [
      ([], []), (["--help"], []), (["-h"], []), (["help"], []), (["help", "key"], ["key"]),
      (["key"], ["key"]), (["key", "--help"], ["key"]),
      (["key", "new", "--help"], ["key", "new"]),
      (["--json", "status", "--frob", "--help"], ["status"]), (["--json", "--help"], []),
      (["help", "key", "new"], ["key", "new"]),
    ] as [([String], [String])])
  func help(line: [String], words: [String]) throws {
    guard case .help(let found) = try Sample.table.parse(line) else {
      Issue.record("no help for \(line)")
      return
    }
    #expect(found == words)
  }

  @Test("help after two hyphens is an argument")
  func notHelp() throws {
    #expect(try Sample.run(["import", "--", "--help"]).arguments == ["--help"])
  }

  @Test("the version is asked of the program")
  func version() throws {
    guard case .version = try Sample.table.parse(["--version"]) else {
      Issue.record("no version")
      return
    }
    #expect(throws: UsageError.self) { _ = try Sample.table.parse(["status", "--version"]) }
  }

  @Test(
    "the distance between two words counts letters to change",
    arguments: [
      ("", "", 0), ("a", "", 1), ("", "abc", 3), ("status", "status", 0), ("statsu", "status", 1),
      ("kitten", "sitting", 3), ("count", "mount", 1), ("ab", "ba", 1), ("票", "選", 1),
    ])
  func distance(one: String, other: String, distance: Int) {
    #expect(CommandTable.distance(one, other) == distance)
    #expect(CommandTable.distance(other, one) == distance)
  }

  @Test("an endless word costs no more than a long one")
  func endless() {
    let word = String(repeating: "b", count: 1_000_000)
    #expect(CommandTable.distance(word, "status") == 64)
  }
}
