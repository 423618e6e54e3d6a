import Bundles
import Election
import Encoding
import Record
import Words
import Workspace

/// What became of each bundle and each desk's file of an import.
struct ImportText {
  let bundles: [(folder: String, outcome: ImportOutcome)]
  let desks: [(folder: String, outcome: DeskOutcome)]
  let halls: [(folder: String, outcome: HallOutcome)]
  let passedOver: [ImportCommand.PassedOver]
  /// Ballots of the bundles that nobody can read, where everybody can tell.
  let unreadable: [Digest: Int]

  private var accepted: Int {
    bundles.count { if case .accepted = $0.outcome { true } else { false } }
      + desks.count { if case .accepted = $0.outcome { true } else { false } }
      + halls.count { if case .accepted = $0.outcome { true } else { false } }
  }

  private var known: Int {
    bundles.count { if case .alreadyImported = $0.outcome { true } else { false } }
      + desks.count { if case .alreadyImported = $0.outcome { true } else { false } }
      + halls.count { if case .alreadyImported = $0.outcome { true } else { false } }
  }

  private var all: Int { bundles.count + desks.count + halls.count }

  var refused: Int { all - accepted - known }

  func words(_ language: Language) -> String {
    let say = { (line: Message) in SafeText.escaped(language.text(line)) + "\n" }
    var text =
      refused == 0 ? "" : say("\(accepted + known) of \(all) taken in; \(refused) refused:")
    for (folder, outcome) in bundles {
      let folder = SafeText.escaped(folder)
      switch outcome {
      case .accepted(let bundle):
        text += say(
          "accepted  \(folder): \(bundle.collector) \(bundle.sequence), \(Self.content(bundle))")
        text += Self.ignored(bundle.ignored, language)
        if let count = unreadable[bundle.hash], count > 0 {
          text += "          " + say("\(Plural.of(count, "ballot")) that nobody can read")
        }
      case .alreadyImported: text += say("already-imported  \(folder)")
      case .refused(let refusal): text += Self.words(refusal, of: folder, language)
      }
    }
    for (folder, outcome) in halls { text += Self.words(outcome, of: folder, language) }
    for (folder, outcome) in desks { text += Self.words(outcome, of: folder, language) }
    text += passedOver.map { Self.words($0, language) }.joined()
    return text
      + say(
        "\(whole): \(accepted) accepted, \(known) already there, \(refused) refused")
  }

  /// How much is in a bundle.
  static func content(_ bundle: ImportedBundle) -> Message {
    bundle.ballots.map { Plural.of($0, "ballot") }
      ?? "entries of a \(bundle.kind): \(bundle.identities)"
  }

  /// The files of a bundle's folder that were not looked at.
  static func ignored(_ names: NameList, _ language: Language) -> String {
    guard !names.isEmpty else { return "" }
    let line: Message = "ignored: \(words(names))"
    return "          " + SafeText.escaped(language.text(line)) + "\n"
  }

  /// Why a bundle is refused, and what to do.
  static func words(_ refusal: Refusal, of folder: String, _ language: Language) -> String {
    let report = refusal.report
    let what: Message = refusal.file.map { "\($0): \(report.message)" } ?? report.message
    let line: Message = "refused   \(folder): \(report.code): \(what)"
    return SafeText.escaped(language.text(line)) + "\n" + next(report.advice, language)
  }

  /// What of a medium is no bundle, and what is closed.
  static func words(_ passedOver: ImportCommand.PassedOver, _ language: Language) -> String {
    let (path, names, closed) = passedOver
    let say = { (line: Message) in SafeText.escaped(language.text(line)) + "\n" }
    return (names.isEmpty ? "" : say("ignored   in \(path): \(words(names))"))
      + (closed.isEmpty
        ? ""
        : say("closed    in \(path): \(words(closed))")
          + next("if a bundle is in there, have it made readable", language))
  }

  static func next(_ advice: Message?, _ language: Language) -> String {
    guard let advice else { return "" }
    let line: Message = "next: \(advice)"
    return "          " + SafeText.escaped(language.text(line)) + "\n"
  }

  static func words(_ names: NameList) -> Message {
    let named = names.first.map { SafeText.escaped($0) }.joined(separator: ", ")
    return names.more > 0 ? "\(named) and \(names.more) more" : Message(named)
  }

  static func json(_ outcome: ImportOutcome, of folder: String) -> JSON {
    let folder = JSON.string(folder)
    return switch outcome {
    case .accepted(let bundle):
      [
        "folder": folder, "outcome": "accepted", "bundle": .string(bundle.hash.description),
        "collector": .string(bundle.collector), "sequence": .integer(bundle.sequence),
        "ballots": bundle.ballots.map { .integer($0) } ?? .null,
        "identities": .integer(bundle.identities),
        "ignored": .array(bundle.ignored.first.map { .string($0) }),
        "ignoredCount": .integer(bundle.ignored.count),
      ]
    case .alreadyImported(let hash):
      [
        "folder": folder, "outcome": "already-imported", "bundle": .string(hash.description),
      ]
    case .refused(let refusal):
      [
        "folder": folder, "outcome": "refused", "code": .string(refusal.code.rawValue),
        "file": refusal.file.map { .string($0) } ?? .null,
        "problem": .string(refusal.problem.english),
      ]
    }
  }

  static func json(_ passedOver: ImportCommand.PassedOver) -> JSON {
    [
      "folder": .string(passedOver.path), "names": json(passedOver.names),
      "closed": json(passedOver.closed),
    ]
  }

  static func json(_ names: NameList) -> JSON {
    ["first": .array(names.first.map { .string($0) }), "count": .integer(names.count)]
  }

  /// How much of each kind.
  private var whole: Message {
    let kinds = [
      (bundles.count, Plural.of(bundles.count, "bundle")),
      (desks.count, Plural.of(desks.count, "file of desks", "files of desks")),
      (halls.count, Plural.of(halls.count, "hall")),
    ]
    let some = kinds.filter { $0.0 > 0 }.map(\.1)
    return some.isEmpty ? kinds[0].1 : some.joined(separator: ", ")
  }

  func json(isSameDevice: Bool) -> JSON {
    [
      "sameDevice": .bool(isSameDevice),
      "passedOver": .array(passedOver.map(Self.json)),
      "bundles": .array(bundles.map { Self.json($1, of: $0) }),
      "desks": .array(desks.map { Self.json($1, of: $0) }),
      "halls": .array(halls.map { Self.json($1, of: $0) }),
      "accepted": .integer(accepted), "alreadyImported": .integer(known),
      "refused": .integer(refused),
    ]
  }
}
