import Election
import Encoding
import Paper
import Record
import Words
import Workspace

/// What became of a desk's file: how it stands to what others keyed, never a vote.
extension ImportText {
  /// How many are named: nobody reads more at once.
  private static let maxShownCount = 50

  static func words(_ outcome: DeskOutcome, of folder: String, _ language: Language) -> String {
    let folder = SafeText.escaped(folder)
    let say = { (line: Message) in SafeText.escaped(language.text(line)) + "\n" }
    switch outcome {
    case .accepted(let file, let compared):
      var text = say(
        "accepted  \(folder): desk of \(file.clerk), file \(file.sequence), "
          + "\(Plural.of(file.entries.count, "entry", "entries")): \(compared.agreed) agreed, "
          + "\(compared.waiting) keyed by nobody else yet, \(compared.open.count) to look at")
      for subject in compared.open.prefix(maxShownCount) {
        text += "          " + say("look at: \(subject.name)")
      }
      let more = compared.open.count - maxShownCount
      if more > 0 { text += "          " + say("and \(more) more") }
      if !compared.open.isEmpty { text += next("see 'coldcount paper status'", language) }
      return text
    case .alreadyImported: return say("already-imported  \(folder)")
    case .refused(let refusal):
      let report = refusal.report
      let what: Message = refusal.file.map { "\($0): \(report.message)" } ?? report.message
      let details = report.details.map { "          " + say($0) }.joined()
      return say("refused   \(folder): \(report.code): \(what)") + details
        + next(report.advice, language)
    }
  }

  static func json(_ outcome: DeskOutcome, of folder: String) -> JSON {
    let folder = JSON.string(folder)
    return switch outcome {
    case .accepted(let file, let compared):
      [
        "folder": folder, "outcome": "accepted", "file": .string(file.hash.description),
        "clerk": .string(file.clerk), "sequence": .integer(file.sequence),
        "entries": .integer(file.entries.count), "agreed": .integer(compared.agreed),
        "waiting": .integer(compared.waiting),
        "open": .array(compared.open.map { .object($0.members) }),
      ]
    case .alreadyImported(let file):
      [
        "folder": folder, "outcome": "already-imported", "file": .string(file.hash.description),
      ]
    case .refused(let refusal):
      [
        "folder": folder, "outcome": "refused", "code": .string(refusal.code.rawValue),
        "file": refusal.file.map { .string($0) } ?? .null,
        "problem": .string(refusal.problem.english),
      ]
    }
  }

  static func words(_ outcome: HallOutcome, of folder: String, _ language: Language) -> String {
    let folder = SafeText.escaped(folder)
    let say = { (line: Message) in SafeText.escaped(language.text(line)) + "\n" }
    switch outcome {
    case .accepted(let lines, let leftAside):
      let line = say("accepted  \(folder): hall, \(Plural.of(lines, "new line"))")
      return leftAside == 0
        ? line
        : line
          + "          " + say("\(Plural.of(leftAside, "line")) on paper do not hold here")
          + next("see 'coldcount paper status'", language)
    case .alreadyImported: return say("already-imported  \(folder)")
    case .refused(let refusal):
      let report = refusal.report
      return say("refused   \(folder): \(report.code): \(refusal.file): \(report.message)")
        + next(report.advice, language)
    }
  }

  static func json(_ outcome: HallOutcome, of folder: String) -> JSON {
    let folder = JSON.string(folder)
    return switch outcome {
    case .accepted(let lines, let leftAside):
      [
        "folder": folder, "outcome": "accepted", "lines": .integer(lines),
        "leftAside": .integer(leftAside),
      ]
    case .alreadyImported: ["folder": folder, "outcome": "already-imported"]
    case .refused(let refusal):
      [
        "folder": folder, "outcome": "refused", "code": .string(refusal.code.rawValue),
        "file": .string(refusal.file), "problem": .string(refusal.problem.english),
      ]
    }
  }
}
