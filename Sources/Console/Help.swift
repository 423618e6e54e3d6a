package import Words

/// Help at every level, rendered from the table for a terminal of 80 columns.
extension CommandTable {
  /// The help on the commands that begin with `words`.
  ///
  /// - Throws: `UsageError` where there is no such command.
  package func help(
    _ words: [String], in language: Language = .english
  ) throws(UsageError) -> String {
    if let command = commands.first(where: { $0.words == words }) {
      return help(command, language)
    }
    let below = commands.filter { $0.words.starts(with: words) }
    guard !below.isEmpty else {
      throw UsageError("no command '\(words.joined(separator: " "))'")
    }
    let say = language.text
    let name = ([program] + words).joined(separator: " ")
    var text = words.isEmpty ? HelpText.wrapped(say(summary), indent: 0) + "\n" : ""
    if words.isEmpty, !beginnings.isEmpty {
      text += "\n" + say("Where to begin:") + "\n"
      text += HelpText.rows(beginnings.map { ($0.line, say($0.what)) }) + "\n"
    }
    text += say("Usage: \(name) COMMAND …") + "\n\n" + say("Commands:") + "\n"
    text += HelpText.rows(below.map { ($0.name, say($0.summary)) })
    text += "\n" + commonOptions(language)
    text += "\n" + say("'\(name) COMMAND --help' says more of one, with an example.") + "\n"
    if let example = below.first?.examples.first {
      text += "\n" + say("Example:") + "\n  \(example)\n"
    }
    return text
  }

  private func help(_ command: Command, _ language: Language) -> String {
    let say = language.text
    var text = "\(say(command.summary))\n\n"
    text += HelpText.usage(["\(program) \(command.name)"] + command.usage, language)
    let discussion = say(command.discussion)
    if !discussion.isEmpty { text += "\n" + HelpText.wrapped(discussion, indent: 0) }
    if !command.options.isEmpty {
      text += "\n" + say("Options:") + "\n"
      text += HelpText.rows(command.options.map { $0.row(language) })
    }
    text += "\n" + commonOptions(language)
    text += "\n" + say("Examples:") + "\n" + command.examples.map { "  \($0)\n" }.joined()
    return text
  }

  private func commonOptions(_ language: Language) -> String {
    language.text("Options of every command:") + "\n"
      + HelpText.rows(common.map { $0.row(language) })
  }
}

extension Command {
  /// What follows its name, in a line of usage.
  var usage: [String] {
    var usage = options.filter(\.isRequired).map { "\($0.name) \($0.value ?? "")" }
    if !arguments.isEmpty { usage.append(arguments) }
    if options.contains(where: { !$0.isRequired }) { usage.append("[options]") }
    return usage
  }
}

extension Option {
  /// The option as it is typed, and what it is for.
  func row(_ language: Language) -> (String, String) {
    let typed = value.map { "\(name) \($0)" } ?? name
    return (typed, language.text(isRepeatable ? "\(help) (may be repeated)" : help))
  }
}

/// Help, laid out for a terminal of 80 columns.
enum HelpText {
  private static let width = 80
  /// What never begins a line, and what never ends one.
  private static let closing: Set<Character> = ["。", "，", "、", "；", "：", "）", "」", "？", "！"]
  private static let opening: Set<Character> = ["（", "「"]

  /// The usage line, folded between its parts where it is too long.
  static func usage(_ parts: [String], _ language: Language) -> String {
    var lines: [String] = []
    let start = language.text("Usage:")
    var line = start
    for part in parts {
      if TextWidth.of(line) + TextWidth.of(part) + 1 > width, line != start {
        lines.append(line)
        line = String(repeating: " ", count: 8)
      }
      line += " " + part
    }
    return (lines + [line]).map { $0 + "\n" }.joined()
  }

  static func rows(_ rows: [(String, String)]) -> String {
    let column = min(28, (rows.map { TextWidth.of($0.0) }.max() ?? 0) + 4)
    return rows.map { name, text in
      let lines = wrapped(text, indent: column)
      let nameWidth = TextWidth.of(name)
      guard nameWidth + 4 <= column else { return "  \(name)\n\(lines)" }
      return "  " + name + String(lines.dropFirst(nameWidth + 2))
    }.joined()
  }

  static func wrapped(_ text: String, indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    var result = ""
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      // A line that begins with a space is part of a table.
      guard paragraph.first != " " else {
        result += margin + paragraph + "\n"
        continue
      }
      var line = margin
      var lineWidth = indent
      for piece in pieces(paragraph) {
        let space = piece.isApart && lineWidth > indent ? 1 : 0
        if lineWidth + space + piece.width > width, lineWidth > indent {
          result += line + "\n"
          line = margin + piece.text
          lineWidth = indent + piece.width
        } else {
          line += (space == 1 ? " " : "") + piece.text
          lineWidth += space + piece.width
        }
      }
      result += line + "\n"
    }
    return result
  }

  /// A part of a line that is not broken.
  private struct Piece {
    var text: String
    var width: Int
    /// Whether a space stands before it.
    let isApart: Bool
  }

  /// What a line can be broken between: words, and in Chinese each character, with the brackets and
  /// the punctuation around it.
  private static func pieces(_ text: Substring) -> [Piece] {
    var pieces: [Piece] = []
    for word in text.split(separator: " ") {
      var isFirst = true
      var isWide = true
      for character in word {
        let columns = TextWidth.of(String(character))
        let opened = pieces.last?.text.last.map(opening.contains) ?? false
        let joins =
          !isFirst && (closing.contains(character) || opened || (columns < 2 && !isWide))
        if joins, var last = pieces.popLast() {
          last.text.append(character)
          last.width += columns
          pieces.append(last)
        } else {
          pieces.append(Piece(text: String(character), width: columns, isApart: isFirst))
        }
        isWide = columns >= 2
        isFirst = false
      }
    }
    return pieces
  }
}
