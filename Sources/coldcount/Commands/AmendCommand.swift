import Console
import Cryptography
import Election
import Encoding
import Record
import Storage
import Words
import Workspace

/// `coldcount amend`: a decision of the officers after the definition was signed.
enum AmendCommand {
  static let action = CommandAction(
    command: Command(
      "amend", arguments: "[FILE]", kind: .signedFile, count: 0...1, workspace: .writes,
      summary: "make an amendment for the officers to sign, or take a signed one in",
      discussion: """
        With --change and --reason: writes amendment-NNN.json into the folder of --to, which the \
        officers then sign with 'coldcount sign'. With FILE: takes it in, once as many officers \
        signed it as the quorum says (FILE.OFFICER.minisig beside it). Changes, one for each \
        --change:

        \(changes)

        Afterwards the custodian reconciles again and the officers count again.
        """,
      options: [
        Option("--change", "WORDS", "one change, in the words above", repeatable: true),
        Option("--reason", "TEXT", "why, for the record"),
        Option(
          "--to", "DIR", kind: .newFolder, fallback: ".",
          "where the amendment is written (else this folder)"),
      ] + Commands.signerOptions,
      examples: [
        "coldcount amend --change 'status council c3 died-during' --reason 'Died on polling day'",
        "coldcount sign amendment-001.json --as officer-a --key officer-a.key",
        "coldcount amend amendment-001.json --as clerk-1 --key clerk-1.key",
      ]),
    run: { context in
      if let file = context.parsed.arguments.first {
        guard !context.parsed.has("--change"), !context.parsed.has("--reason") else {
          throw UsageError(
            "--change makes an amendment, FILE is one that is made", command: "amend")
        }
        return try take(file, context)
      }
      return try make(context)
    })

  /// The kinds of changes, set off from the text around them.
  private static let changes: Message = Change.help.map { form, meaning -> Message in
    let gap = String(repeating: " ", count: max(1, 32 - form.count))
    return "  \(form)\(gap)\(meaning)"
  }.joined(separator: "\n")

  private static func make(_ context: Context) throws -> Int32 {
    let changes = context.parsed.values("--change")
    guard !changes.isEmpty else {
      throw UsageError("a FILE or --change is missing", command: "amend")
    }
    let reason = try context.required("--reason")
    let workspace = try context.workspace(writing: false)
    let json = try changes.map { words in
      guard let json = Change.json(words: try named(words, workspace)) else {
        throw UsageError("no change '\(SafeText.escaped(words))'", command: "amend")
      }
      return json
    }
    let amendment = try workspace.draft(changes: json, reason: reason)
    let folder = context.parsed.path("--to") ?? "."
    try context.disk.makeFolder(folder)
    let target = "\(folder)/\(amendment.fileName)"
    try context.disk.writeDurably(amendment.file, to: target)
    try context.disk.makePublic(target)
    try context.answer(
      [
        "amendment": .string(target), "number": .integer(amendment.number),
        "hash": .string(Digest.of(amendment.file).description),
      ], words(amendment, context.language) + "\(target)\n")
    try context.say(
      "next: \(workspace.definition.quorum.sign) officers sign it, then: coldcount amend \(target)")
    return 0
  }

  /// A change with a ballot's tracking code, whole or the twenty digits that people are shown, as
  /// one that names bundle and index.
  private static func named(_ words: String, _ workspace: Workspace) throws -> String {
    let parts = words.split(separator: " ").map(String.init)
    guard parts.count > 2, ["exclude", "restore"].contains(parts[0]), parts[1] == "code" else {
      return words
    }
    let code = try TrackingCode(parts.dropFirst(2).joined(separator: " "))
    let (bundle, index) = try workspace.ballot(tracking: code.digits)
    return "\(parts[0]) \(bundle) \(index)"
  }

  private static func take(_ file: String, _ context: Context) throws -> Int32 {
    let workspace = try context.workspace(writing: true)
    let outcome = try workspace.amend(file, signer: context.signer(of: .amended, in: workspace))
    let (amendment, word) =
      switch outcome {
      case .taken(let amendment): (amendment, "taken")
      case .alreadyTaken(let amendment): (amendment, "already-taken")
      }
    try context.answer(
      [
        "number": .integer(amendment.number), "outcome": .string(word),
        "hash": .string(Digest.of(amendment.file).description),
      ],
      words(amendment, context.language)
        + context.text(word == "taken" ? "taken in" : "it was in already") + "\n")
    try context.say("next: the custodian reconciles again, and the officers count again")
    return 0
  }

  /// An amendment as status, result and this command show it.
  static func words(_ amendment: Amendment, _ language: Language) -> String {
    language.text("amendment \(amendment.number): \(SafeText.escaped(amendment.reason))") + "\n"
      + amendment.changes.map { "  \($0.words)\n" }.joined()
  }
}
