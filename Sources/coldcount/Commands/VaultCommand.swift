import Console
import Counting
import Cryptography
import Election
import Encoding
import Record
import Storage
import Vault
import Words
import Workspace

/// The custodian's questions: `coldcount vault rejected`, `find` and `progress`.
enum VaultCommand {
  private static let keyOption = Option(
    "--vault-key", "FILE", kind: .file, "vault.CUSTODIAN.json, or the key in base64", required: true
  )

  private static func reconciler(_ context: Context, _ workspace: Workspace) throws -> Reconciler {
    try workspace.requireIdentities()
    let key = try context.secrets.vaultKey(
      context.required("--vault-key"), definition: workspace.definition)
    return try Reconciler(workspace, key: key)
  }

  static let rejected = CommandAction(
    command: Command(
      "vault rejected", workspace: .writes,
      summary: "show the custodian which entries were struck and why",
      discussion: """
        Opens the rejected register of the last reconciliation: token, style, channel, reason and \
        tracking code of every struck ballot. The journal records that it was opened.
        """,
      options: [keyOption] + Commands.signerOptions,
      examples: ["coldcount vault rejected --vault-key vault.keeper.json"]),
    run: { context in
      let workspace = try context.workspace(writing: true)
      let signer = try context.signer()
      let reconciler = try reconciler(context, workspace)
      // Recorded first: what was shown cannot be taken back.
      try workspace.record(.vault(.rejected, officers: []), signer: signer)
      var text: [UInt8] = []
      try reconciler.rejected { piece in
        guard context.wantsJSON else { return try Output.standard.write(piece) }
        for position in 0..<piece.count { text.append(piece[position]) }
      }
      if context.wantsJSON {
        let table = try CSV.parse(text)
        try context.answer(
          [
            "rejected": .array(
              table.rows.map { row in
                .object(
                  Dictionary(
                    zip(table.header, row.fields.map { .string($0) }),
                    uniquingKeysWith: { one, _ in one }))
              })
          ], "")
      }
      return 0
    })

  static let find = CommandAction(
    command: Command(
      "vault find", workspace: .writes,
      summary: "tell a person whether and how their entry counted",
      discussion: """
        For a person who comes and asks: reads their identity (the definition's fields with commas \
        between them) from the terminal or standard input, makes the token with the pepper, and \
        says what became of each of their entries. The journal records that it was asked, not of \
        whom.
        """,
      options: [
        keyOption,
        Option("--pepper", "FILE", kind: .file, "32 bytes in hexadecimal", required: true),
      ]
        + Commands.signerOptions,
      examples: ["coldcount vault find --vault-key vault.keeper.json --pepper pepper.hex"]),
    run: { context in
      let workspace = try context.workspace(writing: true)
      let signer = try context.signer()
      let text = IdentityText(definition: workspace.definition)
      let pepper = try text.pepper(context.required("--pepper"), context: context)
      let reconciler = try reconciler(context, workspace)
      let fields = workspace.definition.identity?.fields ?? []
      let line =
        Prompt.isPossible
        ? try Prompt.ask("\(fields.joined(separator: ",")): ") : try Prompt.line()
      guard let line else { throw UsageError("no identity was given", command: "vault find") }
      let token = try text.token(line, number: 1, pepper: pepper)
      try workspace.record(.vault(.find, officers: []), signer: signer)
      let entries = try reconciler.find(token)
      try context.answer(
        ["entries": .array(entries.map(json))],
        entries.isEmpty
          ? context.language.text("There is no entry of this person.") + "\n"
          : entries.map { words($0, workspace.definition, context.language) }.joined())
      return 0
    })

  private static func json(_ entry: FoundEntry) -> JSON {
    var members: JSON.Members = [
      "style": .string(entry.style), "channel": entry.channel.map { .string($0) } ?? .null,
      "station": entry.station.map { .string($0) } ?? .null,
      "cast": entry.cast.map { .string($0.description) } ?? .null,
      "fate": .string(entry.fate.word),
      "tracking": entry.tracking.map { .string($0.description) } ?? .null,
    ]
    if case .struck(let reason) = entry.fate { members["reason"] = .string(reason.rawValue) }
    return .object(members)
  }

  private static func words(
    _ entry: FoundEntry, _ definition: Definition, _ language: Language
  ) -> String {
    let channel =
      definition.channels.first { $0.id == entry.channel }?.name.text(language.rawValue) ?? ""
    let place = [entry.style, channel, entry.station ?? "", entry.cast?.description ?? ""]
      .filter { !$0.isEmpty }.joined(separator: ", ")
    let fate =
      switch entry.fate {
      case .counted: language.text("counts")
      case .struck(let reason):
        language.text("struck: \(reason.rawValue)")
      case .excluded: language.text("left out by a decision")
      case .onPaper(let unresolved):
        unresolved
          ? language.text("on paper, and another vote counts too")
          : language.text("on paper, in its box")
      case .entitled: language.text("on the roll")
      case .withdrew: language.text("withdrawn until then")
      }
    let digits = Array((entry.tracking?.description ?? "").prefix(20))
    let code = stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<$0 + 4]) }
      .joined(separator: " ")
    return "\(place): \(fate)" + (code.isEmpty ? "\n" : " (\(code))\n")
  }

  static let progress = CommandAction(
    command: Command(
      "vault progress", workspace: .writes,
      summary: "show the custodian how many entries stand, by style",
      discussion: """
        How far a petition has come: entries that stand and those struck, by style and channel, \
        and the number that is required. No ballot is opened and nothing is written but a line of \
        the journal.
        """,
      options: [keyOption] + Commands.signerOptions,
      examples: ["coldcount vault progress --vault-key vault.keeper.json"]),
    run: { context in
      let workspace = try context.workspace(writing: true)
      let signer = try context.signer()
      let reconciler = try reconciler(context, workspace)
      try workspace.record(.vault(.progress, officers: []), signer: signer)
      let bar = ProgressBar(
        "reading", total: workspace.state.bundles.reduce(0) { $0 + $1.identities },
        language: context.language, isQuiet: context.isQuiet)
      let progress = try reconciler.progress { bar.advance($0) }
      bar.finish()
      try context.answer(json(progress), words(progress, context.language))
      return 0
    })

  private static func json(_ progress: VaultProgress) -> JSON {
    let number = { (count: Int) in JSON.integer(count) }
    return [
      "styles": .array(
        progress.styles.map { style in
          [
            "style": .string(style.style), "total": .integer(style.total),
            "onPaper": .integer(style.onPaper),
            "standing": .object(
              Dictionary(
                style.standing.map { ($0.channel, number($0.count)) },
                uniquingKeysWith: { one, _ in one })),
            "struck": .object(
              Dictionary(
                style.struck.map { ($0.reason.rawValue, number($0.count)) },
                uniquingKeysWith: { one, _ in one })),
            "required": .object(
              Dictionary(
                style.required.map { ($0.contest, number($0.number)) },
                uniquingKeysWith: { one, _ in one })),
          ]
        })
    ]
  }

  private static func words(_ progress: VaultProgress, _ language: Language) -> String {
    progress.styles.map { style in
      var lines: [Message] = ["\(style.style): \(style.total) stand"]
      lines += style.standing.map { "  \($0.channel): \($0.count)" }
      if style.onPaper > 0 { lines.append("  on paper: \(style.onPaper)") }
      lines += style.struck.map { "  struck \($0.reason.rawValue): \($0.count)" }
      lines += style.required.map { "  required for \($0.contest): \($0.number)" }
      return lines.map { language.text($0) + "\n" }.joined()
    }.joined()
  }
}
