import Bundles
import Console
import Cryptography
import Election
import Encoding
import Record
import Rehearsal
import Storage
import Words
import Workspace

/// `coldcount rehearse`: a count of control ballots of known content, before the real one.
enum RehearseCommand {
  private static let options =
    [
      Option("--election", "FILE", kind: .signedFile, "the signed election.json", required: true),
      Option(
        "--share", "FILE", kind: .file,
        "share.OFFICER.json, or the officer's words in a text file",
        required: true, repeatable: true),
      Option(
        "--vault-key", "FILE", kind: .file, "vault.CUSTODIAN.json, or the key in base64",
        required: true),
      Option(
        "--to", "DIR", kind: .newFolder, "the folder of the protocol, which must be new",
        required: true),
    ] + Commands.signerOptions

  static let action = CommandAction(
    command: Command(
      "rehearse", summary: "count control ballots of known content and compare every figure",
      discussion: """
        Makes control ballots, registers, rolls and papers for the real definition, sealed to its real \
        keys, sends them the whole way of a count (import, paper keyed twice, reconciliation, count, \
        package, audit) and compares every figure of the result with what was put in. The officers \
        and a custodian open with their real shares and key; of an election with proofs the shares are \
        tried by themselves, and the count is mixed and opened with others. Collectors and people sign with keys \
        that are thrown away, so nothing of a rehearsal can be imported into the count, and the \
        workspace of the count is not touched. DIR takes the protocol, signed where --as and --key \
        are given, and the package that was counted. Status 1 where anything differs.
        """,
      options: options,
      examples: [
        "coldcount rehearse --election election.json --share share.officer-a.json "
          + "--share share.officer-b.json --vault-key vault.keeper.json --to rehearsal"
      ]),
    run: { context in
      let path = try context.required("--election")
      let target = Environment.absolute(try context.required("--to"))
      let disk = context.disk
      let file = try disk.read(path, limit: Definition.maxByteCount)
      let definition = try Definition(checked: file)
      try OfficerSignatures(of: file, beside: path, people: definition.officers, disk: disk)
        .require(definition.definitionSigners, file: path)
      guard try disk.info(target) == nil else {
        throw StorageError(.exists, "make the folder", target, "something stands there")
      }
      let signer = try context.signer()
      if let signer { try definition.person(of: signer) }
      let room = try RehearsalRoom(definition: file, folder: target, context: context)
      let key = try room.open()
      let vaultKey = try context.secrets.vaultKey(
        context.required("--vault-key"), definition: definition)
      let report: RehearsalReport
      do {
        report = try room.run(key: key, vaultKey: vaultKey)
      } catch {
        // Why it failed is what people have to know; what is left is of throw-away keys.
        try? disk.removeTree(room.work)
        throw error
      }
      try disk.removeTree(room.work)
      let bytes = report.json.canonical
      let name = "\(target)/\(RehearsalReport.fileName)"
      try disk.writeDurably(bytes, to: name)
      if let signer {
        let signature = try signer.sign(bytes, as: .rehearsal, in: definition)
        try disk.writeDurably(signature.file, to: "\(name).\(signer.id).minisig")
      }
      try context.answer(report.json, report.words(context.language))
      try context.say("protocol: \(name) \(Digest.of(bytes))")
      return report.holds ? 0 : 1
    })
}
