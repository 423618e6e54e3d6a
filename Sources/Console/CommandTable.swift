package import Words

/// What a value of the command line names: what completions offer, and what the process may
/// touch while the command runs.
package enum ValueKind: String, Sendable, CaseIterable {
  /// Nothing of the file system.
  case word
  /// A file that is read.
  case file
  /// A file that is read with the signatures beside it.
  case signedFile
  /// A file that is read, and signed: the signature is written beside it.
  case signs
  /// A file that is read and then removed.
  case removedFile
  /// A folder that is read with all that is in it.
  case folder
  /// Media, or folders that are read as media are; where none is named, all that are mounted.
  case media
  /// Folders that stand in for media, and all media: read and written.
  case exchange
  /// A file that is written.
  case newFile
  /// A folder that is written, made where there is none.
  case newFolder
  /// A workspace: with its vault it is read and written.
  case workspace
}

/// One option of a command, as data.
package struct Option: Sendable {
  package let name: String
  /// What stands for the value in help; nil for an option without one.
  package let value: String?
  package let kind: ValueKind
  /// The path that is taken where the option is not there; nil where none is.
  package let fallback: String?
  /// All values that there are, where they are few; completions offer them.
  package let choices: [String]
  package let isRepeatable: Bool
  package let isRequired: Bool
  package let help: Message

  /// An option that takes a value.
  package init(
    _ name: String, _ value: String, kind: ValueKind = .word, fallback: String? = nil,
    choices: [String] = [], _ help: Message, required: Bool = false, repeatable: Bool = false
  ) {
    self.choices = choices
    self.name = name
    self.value = value
    self.kind = kind
    self.fallback = fallback
    self.help = help
    isRequired = required
    isRepeatable = repeatable
  }

  /// An option that is there or not.
  package init(flag name: String, _ help: Message) {
    self.name = name
    value = nil
    choices = []
    kind = .word
    fallback = nil
    self.help = help
    isRequired = false
    isRepeatable = false
  }
}

/// One command, as data: what the parser, the help and the tests of both read.
package struct Command: Sendable {
  /// What a command does with the workspace of `--workspace`.
  package enum WorkspaceUse: Sendable { case none, reads, writes, makes }

  /// Its words: `["paper", "import"]`.
  package let words: [String]
  /// What stands for its arguments in help.
  package let arguments: String
  /// What each of its arguments names, after those that are words.
  package let kind: ValueKind
  /// How many of its first arguments are words, and name nothing of the file system.
  package let plain: Int
  /// The path that is taken where there is no argument; nil where none is.
  package let fallback: String?
  /// How many arguments it takes.
  package let count: ClosedRange<Int>
  package let workspace: WorkspaceUse
  /// One line without a full stop.
  package let summary: Message
  /// A paragraph or two of what it does.
  package let discussion: Message
  package let options: [Option]
  package let examples: [String]

  package init(
    _ words: String, arguments: String = "", kind: ValueKind = .word, plain: Int = 0,
    fallback: String? = nil, count: ClosedRange<Int> = 0...0, workspace: WorkspaceUse = .none,
    summary: Message,
    discussion: Message = "", options: [Option] = [], examples: [String]
  ) {
    self.words = words.split(separator: " ").map(String.init)
    self.arguments = arguments
    self.kind = kind
    self.plain = plain
    self.fallback = fallback
    self.count = count
    self.workspace = workspace
    self.summary = summary
    self.discussion = discussion
    self.options = options
    self.examples = examples
  }

  /// The words as they are typed.
  package var name: String { words.joined(separator: " ") }
}

/// All commands, and the options that every one of them takes.
package struct CommandTable: Sendable {
  package let program: String
  package let summary: Message
  /// What people type first, with what it is for.
  package let beginnings: [(line: String, what: Message)]
  package let commands: [Command]
  package let common: [Option]

  package init(
    program: String, summary: Message, beginnings: [(line: String, what: Message)] = [],
    commands: [Command], common: [Option]
  ) {
    self.beginnings = beginnings
    self.program = program
    self.summary = summary
    self.commands = commands
    self.common = common
  }
}

/// The command line is wrong.
package struct UsageError: ReportedError, Equatable {
  package let problem: Message
  /// The command whose help says more; empty for the program's.
  package let command: String

  package init(_ problem: Message, command: String = "") {
    self.problem = problem
    self.command = command
  }

  package var report: Report {
    let name = command.isEmpty ? "coldcount" : "coldcount \(command)"
    return Report(.usage, code: "usage", problem, advice: "Try '\(name) --help'.")
  }
}
