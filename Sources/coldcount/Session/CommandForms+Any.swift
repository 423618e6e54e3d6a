import Console
import Election
import Words

/// A form for every command, made from its row of the table: what the steps do not offer is done
/// with these.
extension CommandForms {
  /// Commands that ask line by line at the standard input, or are the console itself.
  private static let outside: Set<String> = ["console", "vault find", "identity token"]

  /// Every command with what it is for.
  var commands: [(text: String, order: OrderForm)] {
    Commands.table.commands.filter { !Self.outside.contains($0.name) }.map { command in
      (
        TextWidth.padded(command.name, to: 17) + SafeText.escaped(say(command.summary)),
        form(of: command)
      )
    }
  }

  /// The form of the command of this name; nil where there is none.
  func form(named name: String) -> OrderForm? {
    Commands.table.commands.first { $0.name == name }.map(form)
  }

  private func form(of command: Command) -> OrderForm {
    OrderForm(
      title: Self.title(say(command.summary)),
      explanation: SafeText.escaped(Self.firstSentence(say(command.discussion))),
      program: "coldcount",
      words: command.words,
      fields: Self.arguments(of: command).map { argument($0, of: command) }
        + command.options.flatMap(option),
      ending: (command.workspace == .none ? [] : ["--workspace", memory.workspace])
        + ["--lang", language.rawValue])
  }

  private static func title(_ summary: String) -> String {
    SafeText.escaped(summary.prefix(1).uppercased() + summary.dropFirst())
  }

  private static func firstSentence(_ text: String) -> String {
    let line = text.prefix { $0 != "\n" }
    if let end = line.firstIndex(of: "。") { return String(line[...end]) }
    guard let end = line.firstRange(of: ". ") else { return String(line) }
    return line[..<end.lowerBound] + "."
  }

  /// The words of the usage that stand for arguments: `STATION`, `[CONTEST]`, `[PATH …]`.
  private static func arguments(of command: Command) -> [String] {
    command.arguments.replacing(" …", with: "…").split(separator: " ").map(String.init)
  }

  private func argument(_ usage: String, of command: Command) -> OrderForm.Field {
    let name = usage.filter { !"[]…".contains($0) }
    let words = name.split(separator: "|").map { OrderForm.Choice(String($0)) }
    let isPlain = command.plain > 0 && name == Self.arguments(of: command).first
    let found = words.count > 1 ? words : proposals(name, isPlain ? .word : command.kind, command)
    let isNeeded = !usage.hasPrefix("[")
    return OrderForm.Field(
      words.count > 1 ? say("what") : FormLabels.argument(name).map(say) ?? name,
      isNeeded: isNeeded, isRepeatable: usage.contains("…"),
      choices: found, text: isNeeded ? nil : "")
  }

  private func option(_ option: Option) -> [OrderForm.Field] {
    if option.name == "--share", option.isRepeatable { return shares() }
    let help = SafeText.escaped(say(option.help))
    let label = FormLabels.option(option.name).map(say) ?? option.name
    guard option.value != nil else {
      return [
        OrderForm.Field(
          label, option: option.name, isNeeded: false, isFlag: true, help: help,
          choices: [OrderForm.Choice("", note: say("no")), OrderForm.Choice(say("yes"))])
      ]
    }
    let isOfSigner = ["--as", "--key"].contains(option.name)
    var found = option.choices.map { OrderForm.Choice($0) }
    if found.isEmpty { found = proposals(option.name, option.kind, nil) }
    return [
      OrderForm.Field(
        label, option: option.name, isNeeded: option.isRequired,
        isRepeatable: option.isRepeatable, help: help, choices: found,
        text: option.isRequired || isOfSigner ? nil : "",
        follows: option.name == "--key" ? "--as" : nil)
    ]
  }

  /// What is proposed for an argument or an option, the likeliest first.
  private func proposals(
    _ name: String, _ kind: ValueKind, _ command: Command?
  ) -> [OrderForm.Choice] {
    switch name {
    case "--as": people()
    case "--key": keys()
    case "--vault-key": choices(contents.paths { $0 == .vaultKey })
    case "--share": choices(contents.paths { $0 == .share })
    case "--election": elections
    case "--change": Change.help.map(\.form).filter { !$0.isEmpty }.map { OrderForm.Choice($0) }
    case "KIND": DraftTemplate.allCases.map { OrderForm.Choice($0.rawValue) }
    case "DRAFT": choices(contents.paths { $0 == .draft })
    case "NAME": people()
    case "STATION": stations
    case "CONTEST":
      (definition?.contests ?? []).map {
        OrderForm.Choice($0.id, note: SafeText.escaped($0.title.text(language.rawValue)))
      }
    case "WORKSPACE": [OrderForm.Choice(memory.workspace)]
    default: proposals(kind, command)
    }
  }

  private func proposals(_ kind: ValueKind, _ command: Command?) -> [OrderForm.Choice] {
    switch kind {
    case .signs: choices(contents.paths { [.definition, .amendment].contains($0) })
    case .signedFile: choices(contents.paths { $0 == .amendment })
    case .newFolder: writable.map { OrderForm.Choice($0) }
    case .newFile: writable.map { OrderForm.Choice("\($0)/pepper.hex") }
    case .media, .folder:
      choices(
        contents.paths { kind in if case .package = kind { true } else { false } })
        + contents.sources.filter { $0.problem == nil }.map { OrderForm.Choice($0.path) }
    case .file:
      switch command?.name {
      case "draft check": choices(contents.paths { $0 == .draft })
      case "paper import": choices(contents.paths { $0 == .sheets })
      case "paper account": choices(contents.paths { $0 == .accounts })
      case "key show": keys()
      default: []
      }
    default: []
    }
  }
}
