package import Encoding

/// One option of a command, as data.
package struct Option: Sendable {
  package let name: String
  /// What stands for the value in help; nil for an option without one.
  package let value: String?
  package let isRepeatable: Bool
  package let isRequired: Bool
  package let help: String

  /// An option that takes a value.
  package init(
    _ name: String, _ value: String, _ help: String, required: Bool = false,
    repeatable: Bool = false
  ) {
    self.name = name
    self.value = value
    self.help = help
    isRequired = required
    isRepeatable = repeatable
  }

  /// An option that is there or not.
  package init(flag name: String, _ help: String) {
    self.name = name
    value = nil
    self.help = help
    isRequired = false
    isRepeatable = false
  }
}

/// One command, as data: what the parser, the help and the tests of both read.
package struct Command: Sendable {
  /// Its words: `["paper", "import"]`.
  package let words: [String]
  /// What stands for its arguments in help.
  package let arguments: String
  /// How many arguments it takes.
  package let count: ClosedRange<Int>
  /// One line without a full stop.
  package let summary: String
  /// A paragraph or two of what it does.
  package let discussion: String
  package let options: [Option]
  package let examples: [String]

  package init(
    _ words: String, arguments: String = "", count: ClosedRange<Int> = 0...0, summary: String,
    discussion: String = "", options: [Option] = [], examples: [String]
  ) {
    self.words = words.split(separator: " ").map(String.init)
    self.arguments = arguments
    self.count = count
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
  package let summary: String
  package let commands: [Command]
  package let common: [Option]

  package init(program: String, summary: String, commands: [Command], common: [Option]) {
    self.program = program
    self.summary = summary
    self.commands = commands
    self.common = common
  }
}

/// The command line is wrong.
package struct UsageError: ReportedError, Equatable {
  package let problem: String
  /// The command whose help says more; empty for the program's.
  package let command: String

  package init(_ problem: String, command: String = "") {
    self.problem = problem
    self.command = command
  }

  package var report: Report {
    let name = command.isEmpty ? "coldcount" : "coldcount \(command)"
    return Report(.usage, code: "usage", problem, advice: "Try '\(name) --help'.")
  }
}
