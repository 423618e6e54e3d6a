import Console
import Counting
import Cryptography
import Election
import Encoding
import Record
import Result
import Words
import Workspace

/// `coldcount count`: the quorum opens the ballots.
enum CountCommand {
  static let action = CommandAction(
    command: Command(
      "count", workspace: .writes, summary: "open the ballots with the officers' shares and count",
      discussion: """
        Needs exactly as many officers' shares as the election's quorum. The count key exists in \
        locked memory for as long as the count lasts, and opened ballots never leave it; of an \
        election with proofs each officer mixes and opens in turn, and no key comes together. A final \
        count is refused while anything is missing; what, is said. With --blind nobody sees the \
        result until 'coldcount release'.
        """,
      options: [
        Option(
          "--stage", "STAGE", choices: Commands.stages, "electronic, partial or final",
          required: true),
        Option(
          "--share", "FILE", kind: .file,
          "share.OFFICER.json, or the officer's words in a text file",
          required: true, repeatable: true),
        Commands.officerKeys,
        Option(flag: "--blind", "seal the result again instead of showing it"),
        Commands.anew,
        Option("--threads", "N", "cores to use (else all)"),
      ] + Commands.signerOptions,
      examples: [
        "coldcount count --stage final --share a.json --share b.json --as officer-a "
          + "--key officer-a.key"
      ]),
    run: { context in try count(context) })

  private static func count(_ context: Context) throws -> Int32 {
    guard let stage = try context.stage() else {
      throw UsageError("--stage is missing", command: "count")
    }
    let threads = try context.threads()
    let workspace = try context.workspace(writing: true)
    let isBlind = context.parsed.has("--blind")
    let signer = try context.signer(of: isBlind ? .countedBlind : .counted, in: workspace)
    // Before anybody types a passphrase.
    if !isBlind { try workspace.requireAllowed(.count) }
    let count = try Count(workspace, stage: stage, software: context.software())
    if workspace.definition.format == .verifiable {
      return try context.countWithProofs(
        count, of: workspace, signer: signer, threads: threads)
    }
    let bar = ProgressBar(
      "opening", total: count.ballotCount, language: context.language, isQuiet: context.isQuiet)
    guard !isBlind else {
      let blind = try count.runBlind(
        key: context.quorumKey(workspace, signer: signer), signer: signer, threads: threads
      ) { bar.advance($0) }
      bar.finish()
      try context.answer(BlindText(blind).json, BlindText(blind).words(context.language))
      try context.say("next: officers open it with 'coldcount release --share ...'")
      return 0
    }
    let (result, hash) = try count.run(
      key: context.quorumKey(workspace, signer: signer), signer: signer, threads: threads
    ) { bar.advance($0) }
    bar.finish()
    try context.answer(
      result.json,
      ResultText(result, of: workspace, language: context.language).text)
    try context.say("result.json \(hash)")
    try context.say(
      "next: officers sign \(workspace.resultFolder(stage))/result.json, then export")
    return 0
  }
}

extension Context {
  /// The count key from the shares of the command line, with what the laptop is like on record.
  ///
  /// Whoever takes it holds the only reference: with that the key goes.
  func quorumKey(_ workspace: Workspace, signer: Signer?) throws -> OpenedKey {
    let shares = try secrets.shares(
      parsed.values("--share"), definition: workspace.definition)
    let key = try OpenedKey(shares, definition: workspace.definition)
    try recordCheckup(of: workspace, signer: signer)
    return key
  }
}
