import Bundles
import Election
import Encoding
import Record
import Words
import Workspace

/// What became of each bundle of an import.
enum ImportText {
  private static func counts(
    _ results: [(folder: String, outcome: ImportOutcome)]
  ) -> (accepted: Int, known: Int, refused: Int) {
    results.reduce(into: (0, 0, 0)) { counts, result in
      switch result.outcome {
      case .accepted: counts.0 += 1
      case .alreadyImported: counts.1 += 1
      case .refused: counts.2 += 1
      }
    }
  }

  static func words(
    _ results: [(folder: String, outcome: ImportOutcome)],
    _ passedOver: [ImportCommand.PassedOver], _ language: Language
  ) -> String {
    let say = { (line: Message) in SafeText.escaped(language.text(line)) + "\n" }
    let counts = counts(results)
    var text =
      counts.refused == 0
      ? ""
      : say(
        "\(counts.accepted + counts.known) of \(results.count) taken in; "
          + "\(counts.refused) refused:")
    for (folder, outcome) in results {
      let folder = SafeText.escaped(folder)
      switch outcome {
      case .accepted(let bundle):
        text += say(
          "accepted  \(folder): \(bundle.collector) \(bundle.sequence), \(content(bundle))")
        text += ignored(bundle.ignored, language)
      case .alreadyImported: text += say("already-imported  \(folder)")
      case .refused(let refusal): text += words(refusal, of: folder, language)
      }
    }
    text += passedOver.map { words($0, language) }.joined()
    return text
      + say(
        "\(Plural.of(results.count, "bundle")): \(counts.accepted) accepted, "
          + "\(counts.known) already there, \(counts.refused) refused")
  }

  /// How much is in a bundle.
  static func content(_ bundle: ImportedBundle) -> Message {
    bundle.ballots.map { Plural.of($0, "ballot") }
      ?? "entries of a \(words(bundle.kind)): \(bundle.identities)"
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
          + next("where one is a bundle's, have it made readable", language))
  }

  private static func next(_ advice: Message?, _ language: Language) -> String {
    guard let advice else { return "" }
    let line: Message = "next: \(advice)"
    return "          " + SafeText.escaped(language.text(line)) + "\n"
  }

  static func words(_ kind: BundleKind) -> Message {
    switch kind {
    case .ballots: "ballots"
    case .register: "register"
    case .roll: "roll"
    case .withdrawal: "withdrawal"
    }
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

  static func json(
    _ results: [(folder: String, outcome: ImportOutcome)],
    _ passedOver: [ImportCommand.PassedOver], isSameDevice: Bool
  ) -> JSON {
    let counts = counts(results)
    let bundles = results.map { json($1, of: $0) }
    return [
      "sameDevice": .bool(isSameDevice),
      "passedOver": .array(passedOver.map(json)),
      "bundles": .array(bundles), "accepted": .integer(counts.accepted),
      "alreadyImported": .integer(counts.known), "refused": .integer(counts.refused),
    ]
  }
}
