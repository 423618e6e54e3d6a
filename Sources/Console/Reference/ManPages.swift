import Words

/// Manual pages in roff, made from the table of commands that the parser and the help read too.
package struct ManPages {
  private let table: CommandTable
  private let version: String

  package init(_ table: CommandTable, version: String) {
    self.table = table
    self.version = version
  }

  /// Every page by the name of its file: one of the program and one a command.
  package var files: [(name: String, text: String)] {
    [(name: "\(table.program).1", text: program)]
      + table.commands.map { (name: "\(page($0)).1", text: text($0)) }
  }

  private func page(_ command: Command) -> String {
    ([table.program] + command.words).joined(separator: "-")
  }

  private var program: String {
    var text = head(table.program, "counts a vote on a laptop that has never been online")
    text += ".SH SYNOPSIS\n.B \(Self.escaped(table.program))\n.I COMMAND\n[options]\n"
    text += ".SH DESCRIPTION\n" + Self.paragraphs(table.summary.english)
    text += ".SH COMMANDS\n"
    for command in table.commands {
      text += ".TP\n.BR \(Self.escaped(page(command))) (1)\n"
      text += Self.line(command.summary.english)
    }
    text += commonOptions + Self.standing
    return text
  }

  private func text(_ command: Command) -> String {
    let name = "\(table.program) \(command.name)"
    var text = head(page(command), command.summary.english)
    text += ".SH SYNOPSIS\n.B \(Self.escaped(name))\n"
    for part in command.usage { text += Self.line(part) }
    if !command.discussion.english.isEmpty {
      text += ".SH DESCRIPTION\n" + Self.paragraphs(command.discussion.english)
    }
    if !command.options.isEmpty {
      text += ".SH OPTIONS\n" + command.options.map(Self.option).joined()
    }
    text += commonOptions + Self.standing + ".SH EXAMPLES\n"
    for example in command.examples { text += ".PP\n.EX\n\(Self.line(example)).EE\n" }
    return text + ".SH SEE ALSO\n.BR \(Self.escaped(table.program)) (1)\n"
  }

  private func head(_ page: String, _ summary: String) -> String {
    let title = Self.escaped(page.uppercased())
    return ".TH \(title) 1 \"\" \"\(Self.escaped("\(table.program) \(version)"))\" \"\"\n"
      + ".SH NAME\n\(Self.escaped(page)) \\- \(Self.escaped(summary))\n"
  }

  private var commonOptions: String {
    ".SH OPTIONS OF EVERY COMMAND\n" + table.common.map(Self.option).joined()
  }

  /// What holds for every command.
  private static let standing = """
    .SH EXIT STATUS
    .TP
    .B 0
    done
    .TP
    .B 1
    refused: something that was checked does not hold
    .TP
    .B 2
    the command line is wrong
    .TP
    .B 3
    the machine failed: disk, medium, lock or memory
    .SH ENVIRONMENT
    .TP
    .B COLDCOUNT_WORKSPACE
    the workspace where \\-\\-workspace is not given
    .TP
    .B LC_ALL, LC_MESSAGES, LANG
    the language where \\-\\-lang is not given: Chinese where it begins with zh
    .TP
    .B NO_COLOR
    no colour where it is set

    """.replacing("\n\n", with: "\n")

  private static func option(_ option: Option) -> String {
    var text = ".TP\n.B \(escaped(option.name))"
    if let value = option.value { text += " \\fI\(escaped(value))\\fR" }
    let notes =
      (option.isRequired ? " (required)" : "") + (option.isRepeatable ? " (may be repeated)" : "")
    return text + "\n" + line(option.help.english + notes)
  }

  /// Paragraphs as they are; lines that begin with a space stand as they are written.
  private static func paragraphs(_ text: String) -> String {
    var result = ""
    var isTable = false
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: true) {
      let isRow = paragraph.first == " "
      if isRow != isTable { result += isRow ? ".PP\n.EX\n" : ".EE\n" }
      if !isRow, !result.isEmpty { result += ".PP\n" }
      result += line(String(paragraph))
      isTable = isRow
    }
    return result + (isTable ? ".EE\n" : "")
  }

  private static func line(_ text: String) -> String { escaped(text) + "\n" }

  /// Text that roff prints as it is.
  private static func escaped(_ text: String) -> String {
    var result = ""
    if let first = text.first, first == "." || first == "'" { result = "\\&" }
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "…": result += "..."
      case "'": result += "\\(aq"
      default: result.append(character)
      }
    }
    return result
  }
}
