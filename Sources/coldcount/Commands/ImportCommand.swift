import Bundles
import Console
import Election
import Encoding
import Record
import Storage
import Words
import Workspace

/// `coldcount import`: bundles from removable media.
enum ImportCommand {
  /// What on a medium is no bundle, and what this user may not look into.
  private typealias PassedOver = (path: String, names: NameList, closed: NameList)

  static let action = CommandAction(
    command: Command(
      "import", arguments: "[PATH …]", kind: .media, count: 0...1_000, workspace: .writes,
      summary: "import sealed bundles from media",
      discussion: """
        A path is a bundle's folder or a folder of such folders; without one, every removable \
        medium that is mounted is looked at. A bundle is accepted whole or refused whole, with the \
        reason; a bundle that is in already changes nothing.
        """,
      options: Commands.signerOptions,
      examples: ["coldcount import /media/stick --as clerk-1 --key clerk-1.key"]),
    run: { context in
      let signer = try context.signer()
      let (paths, closed) = try paths(context)
      let workspace = try context.workspace(writing: true)
      var results: [(folder: String, outcome: ImportOutcome)] = []
      var passedOver = closed
      for path in paths {
        let (folders, others, closed) = try Workspace.bundleFolders(at: path, disk: context.disk)
        if !others.isEmpty || !closed.isEmpty { passedOver.append((path, others, closed)) }
        guard !folders.isEmpty || context.parsed.arguments.isEmpty else {
          throw WorkspaceError.refused(
            code: "no-bundle",
            problem: closed.isEmpty
              ? "there is no bundle in \(SafeText.escaped(path))"
              : "there is no bundle in \(SafeText.escaped(path)) but in what is closed to this user: "
                + "\(words(closed))",
            advice: "name the folder of a bundle, or the folder that holds several")
        }
        for folder in folders {
          let size = try byteCount(folder, disk: context.disk)
          let bar = ProgressBar(
            "importing", total: size, language: context.language, isQuiet: context.isQuiet)
          defer { bar.finish() }
          let outcome = try workspace.importBundle(folder, signer: signer) { bar.advance($0) }
          results.append((folder, outcome))
        }
      }
      let isSameDevice = try workspace.isVaultOnSameDevice()
      try context.answer(
        json(results, passedOver, isSameDevice: isSameDevice),
        words(results, passedOver, context.language))
      if isSameDevice { try context.say(StatusCommand.sameDevice) }
      return results.contains { if case .refused = $0.outcome { true } else { false } } ? 1 : 0
    })

  /// Where bundles are looked for: what is named, else every medium that this user may look into.
  private static func paths(_ context: Context) throws -> ([String], [PassedOver]) {
    guard context.parsed.arguments.isEmpty else { return (context.parsed.arguments, []) }
    let media = try Media.mounted(disk: context.disk)
    guard !media.isEmpty else {
      throw WorkspaceError.refused(
        code: "no-media", problem: "no removable medium is mounted",
        advice: "plug the medium in, or name its folder")
    }
    var open: [String] = []
    var closed: [PassedOver] = []
    var first: StorageError?
    for path in media {
      do throws(StorageError) {
        _ = try context.disk.list(path)
        open.append(path)
      } catch {
        guard error.kind == .denied else { throw error }
        first = first ?? error
        let name = path.split(separator: "/").last.map(String.init) ?? path
        closed.append((Path.parent(of: path), NameList(), NameList([name])))
      }
    }
    if open.isEmpty, let first { throw first }
    return (open, closed)
  }

  private static func byteCount(_ folder: String, disk: any Disk) throws -> Int {
    try [BundleLayout.ballots, BundleLayout.identities].reduce(0) {
      $0 + (try disk.info("\(folder)/\($1)")?.byteCount ?? 0)
    }
  }

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

  private static func words(
    _ results: [(folder: String, outcome: ImportOutcome)],
    _ passedOver: [PassedOver], _ language: Language
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

  private static func words(_ kind: BundleKind) -> Message {
    switch kind {
    case .ballots: "ballots"
    case .register: "register"
    case .roll: "roll"
    case .withdrawal: "withdrawal"
    }
  }

  private static func words(_ names: NameList) -> Message {
    let named = names.first.map { SafeText.escaped($0) }.joined(separator: ", ")
    return names.more > 0 ? "\(named) and \(names.more) more" : Message(named)
  }

  private static func json(_ names: NameList) -> JSON {
    ["first": .array(names.first.map { .string($0) }), "count": .integer(names.count)]
  }

  private static func json(
    _ results: [(folder: String, outcome: ImportOutcome)],
    _ passedOver: [PassedOver], isSameDevice: Bool
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
