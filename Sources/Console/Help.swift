/// Help at every level, rendered from the table for a terminal of 80 columns.
extension CommandTable {
  private static let width = 80

  /// The help on the commands that begin with `words`.
  ///
  /// - Throws: `UsageError` where there is no such command.
  package func help(_ words: [String]) throws(UsageError) -> String {
    if let command = commands.first(where: { $0.words == words }) { return help(command) }
    let below = commands.filter { $0.words.starts(with: words) }
    guard !below.isEmpty else {
      throw UsageError("no command '\(words.joined(separator: " "))'")
    }
    let name = ([program] + words).joined(separator: " ")
    var text = words.isEmpty ? "\(summary)\n\n" : ""
    text += "Usage: \(name) COMMAND …\n\nCommands:\n"
    text += Self.rows(below.map { ($0.name, $0.summary) })
    text += "\nOptions of every command:\n" + Self.rows(common.map(Self.row))
    text += "\n'\(name) COMMAND --help' says more of one, with an example.\n"
    if let example = below.first?.examples.first { text += "\nExample:\n  \(example)\n" }
    return text
  }

  private func help(_ command: Command) -> String {
    var usage = ["\(program) \(command.name)"]
    for option in command.options where option.isRequired {
      usage.append("\(option.name) \(option.value ?? "")")
    }
    if !command.arguments.isEmpty { usage.append(command.arguments) }
    if command.options.contains(where: { !$0.isRequired }) { usage.append("[options]") }
    var text = "\(command.summary)\n\n" + Self.usage(usage)
    if !command.discussion.isEmpty {
      text += "\n" + Self.wrapped(command.discussion, indent: 0)
    }
    if !command.options.isEmpty {
      text += "\nOptions:\n" + Self.rows(command.options.map(Self.row))
    }
    text += "\nOptions of every command:\n" + Self.rows(common.map(Self.row))
    text += "\nExamples:\n" + command.examples.map { "  \($0)\n" }.joined()
    return text
  }

  /// The usage line, folded between its parts where it is too long.
  private static func usage(_ parts: [String]) -> String {
    var lines: [String] = []
    var line = "Usage:"
    for part in parts {
      if TextWidth.of(line) + TextWidth.of(part) + 1 > width, line != "Usage:" {
        lines.append(line)
        line = String(repeating: " ", count: 8)
      }
      line += " " + part
    }
    return (lines + [line]).map { $0 + "\n" }.joined()
  }

  private static func row(_ option: Option) -> (String, String) {
    var name = option.name
    if let value = option.value { name += " \(value)" }
    return (name, option.help + (option.isRepeatable ? " (may be repeated)" : ""))
  }

  private static func rows(_ rows: [(String, String)]) -> String {
    let column = min(28, (rows.map { TextWidth.of($0.0) }.max() ?? 0) + 4)
    return rows.map { name, text in
      let lines = wrapped(text, indent: column)
      let nameWidth = TextWidth.of(name)
      guard nameWidth + 4 <= column else { return "  \(name)\n\(lines)" }
      return "  " + name + String(lines.dropFirst(nameWidth + 2))
    }.joined()
  }

  private static func wrapped(_ text: String, indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    var result = ""
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      // A line that begins with a space is part of a table.
      guard paragraph.first != " " else {
        result += margin + paragraph + "\n"
        continue
      }
      var line = margin
      for word in paragraph.split(separator: " ") {
        if TextWidth.of(line) + TextWidth.of(word) + 1 > width, line.count > indent {
          result += line + "\n"
          line = margin
        }
        line += (line.count > indent ? " " : "") + word
      }
      result += line + "\n"
    }
    return result
  }
}
