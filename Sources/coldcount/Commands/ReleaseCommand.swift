import Console
import Counting
import Election
import Encoding
import Result
import Words
import Workspace
import Record

/// `coldcount release`: the quorum opens a blind count.
enum ReleaseCommand {
  static let action = CommandAction(
    command: Command(
      "release", workspace: .writes, summary: "open a blind count with the officers' shares",
      discussion: """
        Needs exactly as many officers' shares as the election's quorum, and before the embargo \
        ends their extra yes ('coldcount allow release'). From here on the result is as any other: \
        officers sign it, then it is exported.
        """,
      options: [
        Option(
          "--share", "FILE", kind: .file,
          "share.OFFICER.json, or the officer's words in a text file",
          required: true, repeatable: true),
        Commands.officerKeys, Commands.anew,
      ] + Commands.signerOptions,
      examples: [
        "coldcount release --share a.json --share b.json --as officer-a --key officer-a.key"
      ]),
    run: { context in
      let workspace = try context.workspace(writing: true)
      let signer = try context.signer(of: .released, in: workspace)
      if workspace.definition.format == .verifiable {
        return try context.releaseWithProofs(workspace, signer: signer)
      }
      let release = try Release(workspace)
      let (result, hash) = try release.run(
        key: context.quorumKey(workspace, signer: signer), signer: signer)
      try context.answer(
        result.json, ResultText(result, of: workspace, language: context.language).text)
      try context.say("result.json \(hash)")
      try context.say(
        "next: officers sign \(workspace.resultFolder(result.stage))/result.json, then export")
      return 0
    })

  /// `coldcount allow`: an officer's yes before the embargo ends.
  static let allow = CommandAction(
    command: Command(
      "allow", arguments: "count|release|disclose|resume|clock|small", count: 1...1,
      workspace: .writes,
      summary: "an officer allows an act that needs the quorum's extra yes",
      discussion: """
        As many officers as sign have to say so, each with their own key and a reason, which stand \
        in the journal for ever. Before the embargo ends a count, a release and a disclosure need \
        it: a yes to a count or a release holds for the next one, and for the one after lots where \
        nothing else came in; a yes to a disclosure for the result that it names. 'resume' is for a \
        workspace that was restored from an older copy, which the vault notices: what was entered \
        since is entered again. 'clock' is for a laptop whose clock is wrong and says that the poll is \
        still open: it holds as one to a count does. 'small' is for one opening of an election with \
        proofs that would tell few ballots apart, as the refusal names it.
        """,
      options: [
        Option("--reason", "TEXT", "why; not with small"),
        Option(
          "--stage", "STAGE", choices: Commands.stages,
          "the result to be disclosed (else the latest)"),
      ] + smallOptions + Commands.signerOptions,
      examples: [
        "coldcount allow release --reason 'all candidates agreed' --as officer-a --key officer-a.key"
      ]),
    run: { context in try allow(context) })

  private static func allow(_ context: Context) throws -> Int32 {
    let name = context.parsed.arguments[0]
    if name == "small" { return try context.allowSmall() }
    guard Allowance.names.contains(name) else {
      throw UsageError(
        "what is allowed is count, release, disclose, resume, clock or small", command: "allow")
    }
    let workspace = try context.workspace(writing: true, resuming: name == "resume")
    let reason = try context.required("--reason")
    let signer = try context.requiredSigner()
    let stage = try context.stage()
    let named =
      switch name {
      case "disclose":
        workspace.state.counts.last { stage == nil || $0.stage == stage }?.result
      case "resume": workspace.standing.seen?.hash ?? workspace.journal.head
      default: Digest?.none
      }
    guard let act = Allowance(name, result: named) else {
      throw CountingError.notCounted(stage: stage)
    }
    let isNew = try workspace.allow(act, reason: reason, signer: signer)
    let given = workspace.state.officers(allowing: act)
    let needed = workspace.definition.quorum.sign
    try context.answer(
      [
        "act": .string(name), "officers": .array(given.map { .string($0) }),
        "needed": .integer(needed),
      ],
      context.text("\(name): allowed by \(given.joined(separator: ", ")), \(needed) needed")
        + "\n")
    if !isNew {
      try context.say("note: \(signer.id) had allowed it already; nothing was written")
    }
    return 0
  }

  private static let smallOptions = [
    Option("--tracking", "HASH", "with small: the opening's tracking list, as it was named"),
    Option("--groups", "N", "with small: how many groups there are, as it was named"),
    Option("--smallest", "N", "with small: ballots in the smallest, as it was named"),
  ]

  /// `coldcount result`: a counted result once more.
  static let result = CommandAction(
    command: Command(
      "result", workspace: .writes,
      summary: "show a counted result again; the journal records that it was shown",
      options: [
        Option("--stage", "STAGE", choices: Commands.stages, "which result (else the latest)")
      ]
        + Commands.signerOptions,
      examples: ["coldcount result --stage final"]),
    run: { context in
      let workspace = try context.workspace(writing: true)
      let signer = try context.signer()
      let (result, hash) = try CountedResult.latest(
        of: workspace, stage: context.stage())
      // Recorded first: what was shown cannot be taken back.
      try workspace.record(.shown(result: hash), signer: signer)
      try context.answer(
        result.json, ResultText(result, of: workspace, language: context.language).text)
      try context.say("result.json \(hash)")
      return 0
    })
}
