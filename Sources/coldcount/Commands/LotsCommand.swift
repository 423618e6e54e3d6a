import Console
import Counting
import Election
import Record
import Tally
import Words

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
        terminal each number is asked for, and read back to the witnesses before it is written; in \
        a script --draw gives one round, all at once. A \
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
          + "--witness observer-1 --as officer-a --key officer-a.key",
      ]),
    run: { context in
      let isRecording = context.parsed.has("--draw")
      let workspace = try context.workspace(writing: isRecording || Prompt.isPossible)
      let table = try LotsTable(workspace, contest: context.parsed.arguments[0])
      if isRecording {
        let signer = try context.signer(of: .lots, in: workspace)
        try table.record(
          draws(context.parsed.values("--draw")), drawer: drawer(context, signer),
          witnesses: witnesses(context), signer: signer)
      } else if Prompt.isPossible, !context.wantsJSON {
        try ask(table, context.signer(of: .lots, in: workspace), context)
      }
      try context.answer(
        LotsText(table, context.language).json, LotsText(table, context.language).text)
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

  private static func drawer(_ context: Context, _ signer: Signer) throws -> String {
    let drawer = context.parsed.value("--drawer") ?? signer.id
    guard !drawer.isEmpty else {
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
  private static func ask(
    _ table: LotsTable, _ signer: Signer, _ context: Context
  ) throws {
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
      try context.say(LotsText(table, context.language).readBack(draws))
      let question = context.text("Right? Y writes it down, N asks for the numbers again: ")
      guard let answer = try Prompt.ask(question) else { return }
      guard ["y", "yes"].contains(answer.trimmed.lowercased()) else { continue }
      try table.record(draws, drawer: drawer, witnesses: witnesses, signer: signer)
    }
  }

  /// The number that a candidate drew; nil where the input has ended.
  private static func number(of id: String, _ table: LotsTable, _ context: Context) throws -> Int? {
    let name = table.contest.options.first { $0.id == id }?.name.text(context.language.rawValue)
    while true {
      guard let line = try Prompt.ask("  \(name ?? id) [1-10]: ") else { return nil }
      if let number = Int(line.trimmed), LotsRound.numbers.contains(number) { return number }
      let wanted: Message = "a number from 1 to 10"
      try context.say("  " + context.text(wanted))
    }
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
