import Console
import Election
import Encoding
import Paper
import Record
import Words
import Workspace

/// `coldcount paper explain|reopen|void`: what an officer does about paper that does not add up or
/// was keyed wrongly.
enum PaperCorrectionCommand {
  private static let reason = Option("--reason", "TEXT", "why, for the record", required: true)

  static let explain = CommandAction(
    command: Command(
      "paper explain", arguments: "STATION [CONTEST]", count: 1...2, workspace: .writes,
      summary: "an officer explains why a station's papers do not add up",
      discussion: """
        The explanation is for the difference as it is now: papers issued and not accounted for, \
        papers in the box and not in the batches. It changes no figure. It stands with the \
        difference in result and reports, and a final count can be made with it; once another \
        paper is keyed, what does not add up is explained anew. CONTEST where every contest has \
        papers of its own.
        """,
      options: [reason] + Commands.signerOptions,
      examples: [
        "coldcount paper explain s1 --reason 'Four papers were taken home' --as officer-a "
          + "--key officer-a.key"
      ]),
    run: { context in
      let signer = try context.requiredSigner()
      let reason = try context.required("--reason")
      let words = try ids(context, command: "paper explain")
      let workspace = try context.workspace(writing: true)
      let key = AccountKey(station: words[0], contest: words.dropFirst().first)
      let explanation = try workspace.explain(key, reason: reason, signer: signer)
      let text = PaperText(workspace, context.language)
      try context.answer(
        ["explained": explanation.json, "open": text.open],
        context.text("explained: \(StationAccount.name(key)), by \(signer.id)") + "\n" + text.words)
      return 0
    })

  static let reopen = CommandAction(
    command: Command(
      "paper reopen", arguments: "STATION [BATCH] [CONTEST]", count: 1...3, workspace: .writes,
      summary: "an officer sets keyed sheets aside, so that two people key them anew",
      discussion: """
        After a recount, or where two people made the same mistake. The sheets of the whole batch, \
        or that of one contest; with --account the station's account. What was keyed before stays \
        in the journal and counts no more; result and reports say who set it aside and why. Once a \
        result with it was signed this takes an amendment. At a keying desk too what was exported is \
        keyed anew only then.
        """,
      options: [reason, accountOption] + Commands.signerOptions,
      examples: [
        "coldcount paper reopen s1 b1 mayor --reason 'Recount' --as officer-a --key officer-a.key"
      ]),
    run: { context in try correct(.reopen, context, command: "paper reopen") })

  static let void = CommandAction(
    command: Command(
      "paper void", arguments: "STATION [BATCH] [CONTEST]", count: 1...3, workspace: .writes,
      summary: "an officer takes a batch out that does not exist",
      discussion: """
        Where the same papers were keyed under two names. The sheets of the whole batch, or that of \
        one contest; with --account the station's account. Nobody can key it afterwards, unless an \
        officer reopens it. What was keyed stays in the journal; result and reports say who took it \
        out and why. Once a result with it was signed this takes an amendment.
        """,
      options: [reason, accountOption] + Commands.signerOptions,
      examples: [
        "coldcount paper void s1 b01 --reason 'The same as b1' --as officer-a --key officer-a.key"
      ]),
    run: { context in try correct(.void, context, command: "paper void") })

  private static let accountOption = Option(
    flag: "--account", "the station's account, not sheets")

  private static func correct(
    _ kind: CorrectionKind, _ context: Context, command: String
  ) throws -> Int32 {
    let signer = try context.requiredSigner()
    let reason = try context.required("--reason")
    let subject = try subject(context, command: command)
    if kind == .reopen, try Desk.isDesk(context.workspacePath, disk: context.disk) {
      try context.desk(writing: true).reopen(
        Correction(kind, subject, reason: reason), signer: signer)
      try context.answer(
        ["corrected": .object(subject.members)],
        context.text("reopened: \(subject.name), by \(signer.id)") + "\n")
      return 0
    }
    let workspace = try context.workspace(writing: true)
    try workspace.correct(Correction(kind, subject, reason: reason), signer: signer)
    let text = PaperText(workspace, context.language)
    let done: Message =
      switch kind {
      case .reopen: "reopened: \(subject.name), by \(signer.id)"
      case .void: "taken out: \(subject.name), by \(signer.id)"
      }
    try context.answer(
      ["corrected": .object(subject.members), "open": text.open],
      context.text(done) + "\n" + text.words)
    return 0
  }

  /// The station, the batch and the contest that were given.
  private static func ids(_ context: Context, command: String) throws -> [String] {
    for word in context.parsed.arguments where !Identifier.isValid(word) {
      throw UsageError("'\(SafeText.escaped(word))' is no id", command: command)
    }
    return context.parsed.arguments
  }

  private static func subject(_ context: Context, command: String) throws -> PaperSubject {
    let words = try ids(context, command: command)
    guard !context.parsed.has("--account") else {
      guard words.count < 3 else {
        throw UsageError("an account has a station and at most a contest", command: command)
      }
      return .account(AccountKey(station: words[0], contest: words.dropFirst().first))
    }
    guard words.count > 1 else {
      throw UsageError("BATCH is missing, or --account", command: command)
    }
    return .sheets(Batch(station: words[0], id: words[1]), contest: words.dropFirst(2).first)
  }
}
