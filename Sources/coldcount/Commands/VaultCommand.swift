import Console
import Election
import Encoding
import Record
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
        tracking code of every struck ballot, for the custodian alone. The journal records that it \
        was opened. How many were struck the package for the public says, where few are told \
        together.
        """,
      options: [keyOption] + Commands.signerOptions,
      examples: [
        "coldcount vault rejected --vault-key vault.keeper.json --as keeper --key keeper.key"
      ]),
    run: { context in
      let workspace = try context.workspace(writing: true)
      let signer = try context.signer(of: .vault, in: workspace)
      let reconciler = try reconciler(context, workspace)
      // Recorded first: what was shown cannot be taken back.
      try workspace.record(.vault(.rejected, officers: []), signer: signer)
      try context.say(
        "These entries, and how many there are, are for the custodian alone; the package for the "
          + "public says of strikes what may be told to all.")
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
      examples: [
        "coldcount vault find --vault-key vault.keeper.json --pepper pepper.hex --as keeper "
          + "--key keeper.key"
      ]),
    run: { context in
      let workspace = try context.workspace(writing: true)
      let signer = try context.signer(of: .vault, in: workspace)
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
        ["entries": .array(entries.map(FoundText.json))],
        entries.isEmpty
          ? context.language.text("There is no entry of this person.") + "\n"
          : entries.map { FoundText.words($0, workspace.definition, context.language) }.joined())
      return 0
    })

  static let progress = CommandAction(
    command: Command(
      "vault progress", workspace: .writes,
      summary: "say how many entries stand, as it may be told to all",
      discussion: """
        How far a petition has come: of each contest how many entries stand, in steps of twice the \
        election's smallest number, and the number that is required. With --exact shows the \
        custodian, and nobody else, entries that stand and those struck, by style and channel. No \
        ballot is opened and nothing is written but a line of the journal.
        """,
      options: [
        keyOption,
        Option(flag: "--exact", "every number, for the custodian alone"),
      ] + Commands.signerOptions,
      examples: [
        "coldcount vault progress --vault-key vault.keeper.json --as keeper --key keeper.key"
      ]),
    run: { context in
      let workspace = try context.workspace(writing: true)
      let signer = try context.signer(of: .vault, in: workspace)
      let reconciler = try reconciler(context, workspace)
      try workspace.record(.vault(.progress, officers: []), signer: signer)
      let bar = ProgressBar(
        "reading", total: workspace.state.bundles.reduce(0) { $0 + $1.identities },
        language: context.language, isQuiet: context.isQuiet)
      let progress = try reconciler.progress { bar.advance($0) }
      bar.finish()
      if !context.parsed.has("--exact"),
        let told = ToldProgress(progress, of: workspace.definition)
      {
        try context.answer(ProgressText.json(told), ProgressText.words(told, context.language))
      } else {
        try context.answer(
          ProgressText.json(progress), ProgressText.words(progress, context.language))
        if workspace.definition.policy.smallCell > 1 {
          try context.say(
            "These numbers are for the custodian alone; what may be told to all is said without "
              + "--exact.")
        }
      }
      return 0
    })
}
