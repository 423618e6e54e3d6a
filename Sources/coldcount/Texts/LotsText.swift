import Counting
import Election
import Encoding
import Result
import Tally
import Words

/// A drawing of lots in words.
struct LotsText {
  let table: LotsTable
  let language: Language

  init(_ table: LotsTable, _ language: Language) {
    self.table = table
    self.language = language
  }

  /// Where the drawing is, for programs.
  var json: JSON {
    let drawing = table.drawing
    return [
      "contest": .string(table.contest.id), "for": .string(table.prize.rawValue),
      "rounds": .array(drawing.rounds.map(\.json)), "decided": .bool(drawing.isDecided),
      "drawn": .array(drawing.winners.map { .string($0) }), "seats": .integer(drawing.seats),
      "toDraw": .array(drawing.toDraw.map { .string($0) }),
    ]
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
    return text + outcome(drawing) + "\n"
  }

  private func outcome(_ drawing: LotsDrawing) -> String {
    switch table.prize {
    case .seat: say("Drawn: \(names(drawing.winners)).")
    case .stay: say("Stay in: \(names(drawing.winners)).")
    case .first: say("First: \(names(drawing.winners)).")
    }
  }

  /// What the witnesses are read before the numbers of a round are written down.
  func readBack(_ draws: [String: Int]) -> String {
    let numbers = draws.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\(name($0.key)) \($0.value)" }.joined(separator: say(", "))
    guard let next = table.drawing.after(draws, in: table.contest.id) else { return numbers }
    let outcome =
      next.isDecided ? outcome(next) : say("Level again: \(names(next.toDraw)) draw once more.")
    return say("Read it to the witnesses: \(numbers).") + " " + outcome
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
