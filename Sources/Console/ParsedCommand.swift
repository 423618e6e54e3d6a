import Words

/// A command line that fits the table.
package struct ParsedCommand: Sendable {
  package let command: Command
  package let arguments: [String]
  private let common: [Option]
  private let values: [String: [String]]

  init(
    command: Command, common: [Option], arguments: [String], values: [String: [String]]
  ) {
    self.command = command
    self.common = common
    self.arguments = arguments
    self.values = values
  }

  /// The value of an option; nil where it is not there.
  package func value(_ name: String) -> String? { values[name]?.last }

  /// All values of a repeatable option, in order.
  package func values(_ name: String) -> [String] { values[name] ?? [] }

  /// The path that an option names or that stands for it; nil where there is neither.
  package func path(_ name: String) -> String? {
    value(name) ?? command.options.first { $0.name == name }?.fallback
  }

  /// The arguments that are no words, or the path that stands for them.
  package var paths: [String] {
    let given = arguments.dropFirst(command.plain)
    return given.isEmpty ? command.fallback.map { [$0] } ?? [] : Array(given)
  }

  /// Every path of the command line with what it names, those that stand for others too.
  ///
  /// The workspace is not among them: the environment may name it.
  package var named: [(kind: ValueKind, path: String)] {
    var all = paths.map { (kind: command.kind, path: $0) }
    for option in command.options + common where option.kind != .workspace {
      let given = values[option.name] ?? option.fallback.map { [$0] } ?? []
      all += given.map { (kind: option.kind, path: $0) }
    }
    return all.filter { $0.kind != .word }
  }

  /// Whether an option is there.
  package func has(_ name: String) -> Bool { values[name] != nil }
}

/// What a command line asks for.
package enum Request: Sendable {
  case run(ParsedCommand)
  /// Help on the commands that begin with these words; empty for the program.
  case help([String])
  case version
}

extension CommandTable {
  /// Reads a command line, without the program's name.
  ///
  /// - Throws: `UsageError` for anything that the table does not have.
  package func parse(_ line: [String]) throws(UsageError) -> Request {
    var (leading, rest) = leadingOptions(line)
    var words: [String] = []
    var command: Command?
    while let word = rest.first, !word.hasPrefix("-") {
      let longer = words + [word]
      guard commands.contains(where: { $0.words.starts(with: longer) }) else { break }
      words = longer
      rest = rest.dropFirst()
      command = commands.first { $0.words == words }
    }
    let options = leading + rest.prefix { $0 != "--" }
    if words.isEmpty, rest.first == "help" { return .help(Array(rest.dropFirst())) }
    if command == nil, let word = rest.first, !word.hasPrefix("-") {
      throw unknownCommand(words, word)
    }
    if options.contains("--help") || options.contains("-h") { return .help(words) }
    if command == nil, options.contains("--version") { return .version }
    guard let command else {
      guard let word = rest.first else { return .help(words) }
      throw unknownCommand(words, word)
    }
    return .run(try parse(command, leading + rest))
  }

  /// The options of every command that stand before the command, with their values, and the rest.
  private func leadingOptions(_ line: [String]) -> ([String], ArraySlice<String>) {
    var rest = line[...]
    var leading: [String] = []
    while let word = rest.first,
      let option = common.first(where: { word == $0.name || word.hasPrefix("\($0.name)=") })
    {
      let count = option.value != nil && word == option.name ? 2 : 1
      leading += rest.prefix(count)
      rest = rest.dropFirst(count)
    }
    return (leading, rest)
  }

  private func parse(
    _ command: Command, _ rest: [String]
  ) throws(UsageError) -> ParsedCommand {
    var arguments: [String] = []
    var values: [String: [String]] = [:]
    var isOpen = true
    var index = 0
    while index < rest.count {
      let word = rest[index]
      index += 1
      guard isOpen, word.hasPrefix("-"), word != "-" else {
        arguments.append(word)
        continue
      }
      if word == "--" {
        isOpen = false
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      let option = try option(name, of: command)
      var value = parts.count > 1 ? String(parts[1]) : nil
      if option.value == nil, value != nil {
        throw UsageError("\(option.name) takes no value", command: command.name)
      }
      if option.value != nil, value == nil {
        guard index < rest.count else {
          throw UsageError("\(option.name) needs a value", command: command.name)
        }
        value = rest[index]
        index += 1
      }
      guard option.isRepeatable || values[option.name] == nil else {
        throw UsageError("\(option.name) is given twice", command: command.name)
      }
      values[option.name, default: []].append(value ?? "")
    }
    for option in command.options where option.isRequired && values[option.name] == nil {
      throw UsageError("\(option.name) is missing", command: command.name)
    }
    guard arguments.count >= command.count.lowerBound else {
      throw UsageError("an argument is missing: \(command.arguments)", command: command.name)
    }
    guard arguments.count <= command.count.upperBound else {
      let extra = SafeText.escaped(arguments[command.count.upperBound])
      throw UsageError("one argument too many: \(extra)", command: command.name)
    }
    return ParsedCommand(
      command: command, common: common, arguments: arguments, values: values)
  }

  private func option(_ name: String, of command: Command) throws(UsageError) -> Option {
    let all = command.options + common
    if let found = all.first(where: { $0.name == name }) { return found }
    throw UsageError(
      "no option \(SafeText.escaped(name))" + Self.hint(name, among: all.map(\.name)),
      command: command.name)
  }

  private func unknownCommand(_ words: [String], _ name: String) -> UsageError {
    if name.hasPrefix("-") {
      return UsageError("a command is missing before \(SafeText.escaped(name))")
    }
    let next = Set(
      commands.compactMap { command in
        command.words.starts(with: words) && command.words.count > words.count
          ? command.words[words.count] : nil
      })
    let asked = (words + [name]).joined(separator: " ")
    return UsageError(
      "no command '\(SafeText.escaped(asked))'" + Self.hint(name, among: next.sorted()),
      command: words.joined(separator: " "))
  }

  /// ", did you mean …?" where something is spelled nearly so.
  private static func hint(_ name: String, among known: [String]) -> Message {
    let distances = known.map { ($0, distance(name, $0)) }
    guard let best = distances.min(by: { $0.1 < $1.1 }), best.1 <= max(1, name.count / 3) else {
      return ""
    }
    return "; did you mean '\(best.0)'?"
  }

  /// Letters to insert, drop, replace or swap with their neighbour to make one word the other.
  static func distance(_ one: String, _ other: String) -> Int {
    let (one, other) = (Array(one.prefix(64)), Array(other.prefix(64)))
    var beforeLast: [Int] = []
    var last = Array(0...other.count)
    for (row, letter) in one.enumerated() {
      var line = [row + 1]
      for (column, match) in other.enumerated() {
        var cost = min(
          last[column + 1] + 1, line[column] + 1, last[column] + (letter == match ? 0 : 1))
        if row > 0, column > 0, letter == other[column - 1], one[row - 1] == match {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        line.append(cost)
      }
      beforeLast = last
      last = line
    }
    return last.last ?? 0
  }
}
