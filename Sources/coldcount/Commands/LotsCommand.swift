import Console
import Counting
import Election
import Encoding
import Record
import Result
import Tally
import Words
import Workspace

/// `coldcount lots`: records a drawing of lots.
enum LotsCommand {
  static let action = CommandAction(
    command: Command(
      "lots", arguments: "CONTEST", count: 1...1, workspace: .writes,
      summary: "show who draws lots, and record what they draw",
      discussion: """
        After a count that ends in a tie. Ten balls, numbered 1 to 10: every candidate who is level \
        draws one, which is put back; the returning officer draws for whoever is absent. Higher \
        numbers take what there is to take; who is level at the boundary draws again. At a \
        terminal each number is asked for; in a script --draw gives one round, all at once. A \
        wrong entry is corrected by an amendment, never by drawing again.
        """,
      options: [
        Option("--draw", "ID=NUMBER", "what a candidate drew", repeatable: true),
        Option("--drawer", "NAME", "who conducts the drawing (else the person of --as)"),
        Option("--witness", "NAME", "who watches; at least one", repeatable: true),
      ] + Commands.signerOptions,
      examples: [
        "coldcount lots council --as officer-a --key officer-a.key --witness 'Chan Tai Man'",
        "coldcount lots council --draw c3=7 --draw c4=2 --drawer 'Returning officer' "
          + "--witness observer-1",
      ]),
    run: { context in
      let isRecording = context.parsed.has("--draw")
      let workspace = try context.workspace(writing: isRecording || Prompt.isPossible)
      let table = try LotsTable(workspace, contest: context.parsed.arguments[0])
      if isRecording {
        let signer = try context.signer()
        try table.record(
          draws(context.parsed.values("--draw")), drawer: drawer(context, signer),
          witnesses: witnesses(context), signer: signer)
      } else if Prompt.isPossible, !context.wantsJSON {
        try ask(table, context)
      }
      try context.answer(json(table), LotsText(table, context.language).text)
      if table.drawing.isDecided {
        try context.say(
          context.language.text(
            "next: once all lots are drawn the officers count again: coldcount count --stage final")
        )
      }
      return 0
    })

  private static func draws(_ values: [String]) throws -> [String: Int] {
    var draws: [String: Int] = [:]
    for value in values {
      let parts = value.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, let number = Int(parts[1]) else {
        throw UsageError("--draw is ID=NUMBER", command: "lots")
      }
      guard draws.updateValue(number, forKey: parts[0]) == nil else {
        throw LotsError.repeated(parts[0])
      }
    }
    return draws
  }

  private static func drawer(_ context: Context, _ signer: Signer?) throws -> String {
    guard let drawer = context.parsed.value("--drawer") ?? signer?.id, !drawer.isEmpty else {
      throw UsageError("--drawer is missing: who conducts the drawing", command: "lots")
    }
    return drawer
  }

  private static func witnesses(_ context: Context) throws -> [String] {
    let witnesses = context.parsed.values("--witness").filter { !$0.isEmpty }
    guard !witnesses.isEmpty else {
      throw UsageError("--witness is missing: lots are drawn before somebody", command: "lots")
    }
    return witnesses
  }

  /// Draws round by round until everything is decided.
  private static func ask(_ table: LotsTable, _ context: Context) throws {
    let signer = try context.signer()
    let drawer = try drawer(context, signer)
    let witnesses = try witnesses(context)
    while !table.drawing.isDecided {
      let drawing = table.drawing
      try context.say(LotsText(table, context.language).task)
      var draws: [String: Int] = [:]
      for id in drawing.toDraw {
        guard let number = try number(of: id, table, context) else { return }
        draws[id] = number
      }
      try table.record(draws, drawer: drawer, witnesses: witnesses, signer: signer)
    }
  }

  /// The number that a candidate drew; nil where the input has ended.
  private static func number(of id: String, _ table: LotsTable, _ context: Context) throws -> Int? {
    let name = table.contest.options.first { $0.id == id }?.name.text(context.language.rawValue)
    while true {
      guard let line = try Prompt.ask("  \(name ?? id) [1-10]: ") else { return nil }
      if let number = Int(line.trimmed), LotsRound.numbers.contains(number) { return number }
      try context.say("  a number from 1 to 10")
    }
  }

  private static func json(_ table: LotsTable) -> JSON {
    let drawing = table.drawing
    return [
      "contest": .string(table.contest.id), "for": .string(table.prize.rawValue),
      "rounds": .array(drawing.rounds.map(\.json)), "decided": .bool(drawing.isDecided),
      "drawn": .array(drawing.winners.map { .string($0) }), "seats": .integer(drawing.seats),
      "toDraw": .array(drawing.toDraw.map { .string($0) }),
    ]
  }
}

/// A drawing of lots in words.
private struct LotsText {
  let table: LotsTable
  let language: Language

  init(_ table: LotsTable, _ language: Language) {
    self.table = table
    self.language = language
  }

  private func say(_ message: Message) -> String { language.text(message) }

  private func name(_ id: String) -> String {
    table.contest.options.first { $0.id == id }?.name.text(language.rawValue) ?? id
  }

  private func names(_ ids: [String]) -> String {
    ids.map(name).joined(separator: say(", "))
  }

  /// What is to be done now.
  var task: String {
    let drawing = table.drawing
    let round = drawing.rounds.count + 1
    let prize =
      switch table.prize {
      case .seat:
        say("for \(Plural.of(drawing.seats, "seat"))")
      case .stay:
        say(
          "to stay in the count; \(drawing.seats) of them do")
      case .first: say("to have the surplus transferred first")
      }
    return say(
      "Round \(round): \(names(drawing.toDraw)) draw \(prize).")
  }

  var text: String {
    let drawing = table.drawing
    var text = table.contest.title.text(language.rawValue) + "\n"
    for (index, round) in drawing.rounds.enumerated() {
      text += RoundText.line(round, index: index, name: name, language) + "\n"
    }
    guard drawing.isDecided else { return text + task + "\n" }
    let outcome =
      switch table.prize {
      case .seat: say("Drawn: \(names(drawing.winners)).")
      case .stay: say("Stay in: \(names(drawing.winners)).")
      case .first: say("First: \(names(drawing.winners)).")
      }
    return text + outcome + "\n"
  }
}

/// A round of lots in one line.
enum RoundText {
  static func line(
    _ round: LotsRound, index: Int, name: (String) -> String, _ language: Language
  ) -> String {
    let numbers = round.draws.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\(name($0.key)) \($0.value)" }.joined(separator: language.text(", "))
    let drawer = SafeText.escaped(round.drawer)
    let witnesses = round.witnesses.map { SafeText.escaped($0) }
      .joined(separator: language.text(", "))
    return "  "
      + language.text(
        "lots, round \(index + 1): \(numbers) "
          + "(conducted by \(drawer); witnesses: \(witnesses))")
  }
}

extension String {
  /// The text without the spaces around it.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
