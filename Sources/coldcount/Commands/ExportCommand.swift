import Workspace
import Console
import Counting
import Election
import Encoding

/// `coldcount export`: the result package, for auditors and for signing.
enum ExportCommand {
  static let action = CommandAction(
    command: Command(
      "export", arguments: "DIR", count: 1...1, summary: "write the signed result package",
      discussion: """
        Writes everything that a check needs into a new folder, reads it back and syncs the medium. \
        The result must be signed by the officers; afterwards they sign DIR/B2SUMS.
        """,
      options: [Option("--stage", "STAGE", "which result (else the latest)")]
        + Commands.signerOptions,
      examples: ["coldcount export /media/stick/result"]),
    run: { context in
      let workspace = try context.workspace(writing: true)
      let stage: ElectionResult.Stage?
      if let name = context.parsed.value("--stage") {
        stage = ElectionResult.Stage(rawValue: name)
      } else {
        stage = PackageExport.latestStage(workspace)
      }
      guard let stage else {
        throw CountingError.notReady(
          stage: context.parsed.value("--stage") ?? "any", reasons: ["nothing was counted yet"])
      }
      let target = context.parsed.arguments[0]
      let hash = try PackageExport(workspace, stage: stage).write(
        to: target,
        report: { result in
          let texts = [Language.english, .chinese].map {
            ResultText(result, of: workspace, language: $0).text
          }
          return Array(texts.joined(separator: "\n").utf8)
        }, signer: context.signer())
      try context.answer(
        ["folder": .string(target), "b2sums": .string(hash.description)], "B2SUMS \(hash)\n")
      try context.say("everything was read back; next: officers sign \(target)/B2SUMS")
      return 0
    })
}
