import Election
import Record
import Storage
import Console
import Encoding
import Words
import Workspace

/// `coldcount init`: makes the workspace and the vault.
enum InitCommand {
  static let action = CommandAction(
    command: Command(
      "init", arguments: "WORKSPACE", kind: .newFolder, count: 1...1,
      summary: "make a workspace and its vault",
      discussion: """
        Checks the definition and that enough officers signed it (election.json.OFFICER.minisig \
        beside it). The vault takes the sealed identities; keep it on another medium if you can.
        """,
      options: [
        Option("--election", "FILE", kind: .signedFile, "the signed election.json", required: true),
        Option("--vault", "DIR", kind: .newFolder, "the folder of the vault", required: true),
      ] + Commands.signerOptions,
      examples: ["coldcount init count --election election.json --vault /media/vault/2026"]),
    run: { context in
      let path = Environment.absolute(context.parsed.arguments[0])
      let vault = Environment.absolute(try context.required("--vault"))
      let signer = try context.signer()
      let workspace = try Workspace.create(
        at: path, election: context.required("--election"), vault: vault,
        software: context.software(), signer: signer, disk: context.disk,
        clock: context.clock)
      context.keep(workspace)
      try context.recordCheckup(of: workspace, signer: signer)
      let sameDevice = try workspace.isVaultOnSameDevice()
      try context.answer(
        [
          "election": .string(workspace.election.description),
          "id": .string(workspace.definition.id), "sameDevice": .bool(sameDevice),
          "head": .string(workspace.journal.head.description),
        ], "\(workspace.definition.id) \(workspace.election)\n")
      if sameDevice { try context.say(StatusCommand.sameDevice) }
      return 0
    })
}
