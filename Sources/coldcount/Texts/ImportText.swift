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
    var text = ""
    for (folder, outcome) in results {
      let folder = SafeText.escaped(folder)
      switch outcome {
      case .accepted(let bundle):
        let what =
          bundle.ballots.map { Plural.of($0, "ballot") }
          ?? "entries of a \(words(bundle.kind)): \(bundle.identities)"
        text += say("accepted  \(folder): \(bundle.collector) \(bundle.sequence), \(what)")
        if !bundle.ignored.isEmpty {
          text += "          " + say("ignored: \(words(bundle.ignored))")
        }
      case .alreadyImported: text += say("already-imported  \(folder)")
      case .refused(let refusal):
        let report = refusal.report
        text += say("refused   \(folder): \(report.code): \(report.message)")
        if let advice = report.advice { text += "          " + say("next: \(advice)") }
      }
    }
    for (path, names, closed) in passedOver {
      if !names.isEmpty { text += say("ignored   in \(path): \(words(names))") }
      if !closed.isEmpty {
        text += say("closed    in \(path): \(words(closed))")
        let advice: Message = "where one is a bundle's, have it made readable"
        text += "          " + say("next: \(advice)")
      }
    }
    let counts = counts(results)
    return text
      + say(
        "\(Plural.of(results.count, "bundle")): \(counts.accepted) accepted, "
          + "\(counts.known) already there, \(counts.refused) refused")
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

  static func json(_ names: NameList) -> JSON {
    ["first": .array(names.first.map { .string($0) }), "count": .integer(names.count)]
  }

  static func json(
    _ results: [(folder: String, outcome: ImportOutcome)],
    _ passedOver: [ImportCommand.PassedOver], isSameDevice: Bool
  ) -> JSON {
    let counts = counts(results)
    let bundles = results.map { folder, outcome -> JSON in
      var members: JSON.Members = ["folder": .string(folder)]
      switch outcome {
      case .accepted(let bundle):
        members["outcome"] = "accepted"
        members["bundle"] = .string(bundle.hash.description)
        members["collector"] = .string(bundle.collector)
        members["sequence"] = .integer(bundle.sequence)
        members["ballots"] = bundle.ballots.map { .integer($0) } ?? .null
        members["identities"] = .integer(bundle.identities)
        members["ignored"] = .array(bundle.ignored.first.map { .string($0) })
        members["ignoredCount"] = .integer(bundle.ignored.count)
      case .alreadyImported(let hash):
        members["outcome"] = "already-imported"
        members["bundle"] = .string(hash.description)
      case .refused(let refusal):
        members["outcome"] = "refused"
        members["code"] = .string(refusal.code.rawValue)
        members["file"] = refusal.file.map { .string($0) } ?? .null
        members["problem"] = .string(refusal.problem.english)
      }
      return .object(members)
    }
    return [
      "sameDevice": .bool(isSameDevice),
      "passedOver": .array(
        passedOver.map { path, names, closed in
          ["folder": .string(path), "names": json(names), "closed": json(closed)]
        }),
      "bundles": .array(bundles), "accepted": .integer(counts.accepted),
      "alreadyImported": .integer(counts.known), "refused": .integer(counts.refused),
    ]
  }
}
