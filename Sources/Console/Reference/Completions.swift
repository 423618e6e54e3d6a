import Words

/// Completions for shells, made from the table of commands that the parser and the help read too.
package struct Completions {
  /// The shells that are served.
  package enum Shell: String, Sendable, CaseIterable { case bash, zsh, fish }

  private let table: CommandTable

  package init(_ table: CommandTable) { self.table = table }

  /// The script for a shell.
  package func script(_ shell: Shell) -> String {
    switch shell {
    case .bash: bash
    case .zsh: zsh
    case .fish: fish
    }
  }

  // MARK: What is completed

  /// What a value can be completed with.
  private enum Offer {
    case words([String])
    case files
    case folders
    case nothing
  }

  private func offer(_ option: Option) -> Offer {
    if !option.choices.isEmpty { return .words(option.choices) }
    return offer(option.kind)
  }

  private func offer(_ kind: ValueKind) -> Offer {
    switch kind {
    case .word: .nothing
    case .file, .signedFile, .signs, .removedFile, .newFile: .files
    case .folder, .media, .exchange, .newFolder, .workspace: .folders
    }
  }

  /// The words that can follow `words`, sorted.
  private func next(_ words: [String]) -> [String] {
    Set(
      table.commands.compactMap { command in
        command.words.starts(with: words) && command.words.count > words.count
          ? command.words[words.count] : nil
      }
    ).sorted()
  }

  /// Every beginning of a command's words, the empty one too.
  private var beginnings: [[String]] {
    Set(
      table.commands.flatMap { command in
        (0..<command.words.count).map { Array(command.words.prefix($0)) }
      }
    )
    .sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func options(_ command: Command) -> [Option] { command.options + table.common }

  /// Text between single quotes.
  private func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }

  // MARK: bash

  private var bash: String {
    var text = """
      # Completion of \(table.program) for bash, made by '\(table.program) generate bash'.
      _\(table.program)() {
        local word previous command="" index
        word="${COMP_WORDS[COMP_CWORD]}"
        previous="${COMP_WORDS[COMP_CWORD-1]}"
        COMPREPLY=()
        for ((index = 1; index < COMP_CWORD; index++)); do
          case "$command ${COMP_WORDS[index]}" in

      """
    let parts = Set(
      table.commands.flatMap { command in
        (1...command.words.count).map { Array(command.words.prefix($0)) }
      }
    ).map { $0.joined(separator: " ") }.sorted()
    for part in parts { text += "      \(quoted(" " + part))) command=\(quoted(" " + part)) ;;\n" }
    text += "    esac\n  done\n  case \"$command $previous\" in\n"
    for command in table.commands {
      for option in options(command) where option.value != nil {
        let name = quoted(" \(command.name) \(option.name)")
        text += "    \(name)) \(bashReply(offer(option))); return ;;\n"
      }
    }
    text += "  esac\n  case \"$command\" in\n"
    for words in beginnings {
      let name = quoted((words.isEmpty ? [""] : [""] + words).joined(separator: " "))
      guard !table.commands.contains(where: { $0.words == words }) else { continue }
      let names = next(words) + (words.isEmpty ? ["--help", "--version"] : ["--help"])
      text += "    \(name)) \(bashReply(.words(names))) ;;\n"
    }
    for command in table.commands {
      let names = options(command).map(\.name)
      text += "    \(quoted(" \(command.name)")))\n"
      text += "      if [[ $word == -* ]]; then \(bashReply(.words(names)))\n"
      let offered = command.count.upperBound > 0 ? offer(command.kind) : .nothing
      text += "      else \(bashReply(offered)); fi ;;\n"
    }
    return text + "  esac\n}\ncomplete -F _\(table.program) \(table.program)\n"
  }

  private func bashReply(_ offer: Offer) -> String {
    switch offer {
    case .words(let words):
      "mapfile -t COMPREPLY < <(compgen -W \(quoted(words.joined(separator: " "))) -- \"$word\")"
    case .files: "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$word\")"
    case .folders: "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- \"$word\")"
    case .nothing: "COMPREPLY=()"
    }
  }

  // MARK: zsh

  private var zsh: String {
    var text = """
      #compdef \(table.program)
      # Completion of \(table.program) for zsh, made by '\(table.program) generate zsh'.
      _\(table.program)() {
        local command="" part
        integer index
        for ((index = 2; index < CURRENT; index++)); do
          part="$command ${words[index]}"
          case "$part" in

      """
    for command in table.commands {
      for count in 1...command.words.count {
        let part = quoted(" " + command.words.prefix(count).joined(separator: " "))
        text += "      \(part)) command=$part; continue ;;\n"
      }
    }
    text += "    esac\n  done\n  case \"$command\" in\n"
    for words in beginnings where !table.commands.contains(where: { $0.words == words }) {
      let name = quoted((words.isEmpty ? [""] : [""] + words).joined(separator: " "))
      text += "    \(name)) compadd -- \(next(words).joined(separator: " ")) --help ;;\n"
    }
    for command in table.commands {
      text += "    \(quoted(" \(command.name)")))\n      _arguments \\\n"
      for option in options(command) {
        let help = option.help.english.replacing("[", with: "(").replacing("]", with: ")")
          .replacing(":", with: " -")
        let star = option.isRepeatable ? "*" : ""
        let value = option.value.map { ":\($0):\(zshAction(offer(option)))" } ?? ""
        text += "        \(quoted("\(star)\(option.name)[\(help)]\(value)")) \\\n"
      }
      let offered = command.count.upperBound > 0 ? offer(command.kind) : .nothing
      text += "        \(quoted("*:argument:\(zshAction(offered))")) ;;\n"
    }
    return text + "  esac\n}\n_\(table.program) \"$@\"\n"
  }

  private func zshAction(_ offer: Offer) -> String {
    switch offer {
    case .words(let words): "(\(words.joined(separator: " ")))"
    case .files: "_files"
    case .folders: "_files -/"
    case .nothing: " "
    }
  }

  // MARK: fish

  private var fish: String {
    var text = """
      # Completion of \(table.program) for fish, made by '\(table.program) generate fish'.
      function __\(table.program)_command
        set -l words (commandline -opc)
        set -e words[1]
        set -l names
        for word in $words
          string match -q -- '-*' $word; or set -a names $word
        end
        echo (string join ' ' $names)
      end
      function __\(table.program)_is
        test (__\(table.program)_command) = "$argv"; and return
        string match -q -- "$argv *" (__\(table.program)_command)
      end
      complete -c \(table.program) -f

      """
    let start = "complete -c \(table.program)"
    for words in beginnings where !table.commands.contains(where: { $0.words == words }) {
      for name in next(words) {
        let command = table.commands.first { $0.words == words + [name] }
        let test = "test (__\(table.program)_command) = \"\(words.joined(separator: " "))\""
        text += "\(start) -n \(quoted(test)) -a \(name)"
        if let command { text += " -d \(quoted(command.summary.english))" }
        text += "\n"
      }
    }
    for command in table.commands {
      let test = "-n \(quoted("__\(table.program)_is \(command.name)"))"
      for option in options(command) {
        text += "\(start) \(test) -l \(option.name.dropFirst(2))"
        if option.value != nil { text += " -x" + fishOffer(offer(option)) }
        text += " -d \(quoted(option.help.english))\n"
      }
      if command.count.upperBound > 0 {
        let offered = fishOffer(offer(command.kind))
        if !offered.isEmpty { text += "\(start) \(test)\(offered)\n" }
      }
    }
    return text
  }

  private func fishOffer(_ offer: Offer) -> String {
    switch offer {
    case .words(let words): " -a \(quoted(words.joined(separator: " ")))"
    case .files: " -a '(__fish_complete_path)'"
    case .folders: " -a '(__fish_complete_directories)'"
    case .nothing: ""
    }
  }
}
