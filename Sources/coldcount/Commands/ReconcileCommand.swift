import Console
import Cryptography
import Election
import Encoding
import Record
import Storage
import Vault
import Words
import Workspace

/// `coldcount reconcile`: the custodian finds who voted more than once.
enum ReconcileCommand {
  static let action = CommandAction(
    command: Command(
      "reconcile", workspace: .writes,
      summary: "find double votes with the vault key and write the strikes",
      discussion: """
        Opens the sealed identities, compares them without showing any, and writes strikes.csv and \
        reconciliation.json for the count, which the custodian signs at once. \
        Every custodian comes to the same bytes.
        """,
      options: [
        Option(
          "--vault-key", "FILE", kind: .file, "vault.CUSTODIAN.json, or the key in base64",
          required: true)
      ] + Commands.signerOptions,
      examples: [
        "coldcount reconcile --vault-key vault.keeper.json --as keeper --key keeper.key"
      ]),
    run: { context in
      let workspace = try context.workspace(writing: true)
      let signer = try context.signer(of: .reconciled, in: workspace)
      let key = try context.secrets.vaultKey(
        context.required("--vault-key"), definition: workspace.definition)
      let identities = workspace.state.bundles.reduce(0) { $0 + $1.identities }
      let bar = ProgressBar(
        "reconciling", total: identities, language: context.language, isQuiet: context.isQuiet)
      let (result, changes) = try Reconciler(workspace, key: key).run { bar.advance($0) }
      bar.finish()
      let file = result.file
      try workspace.record(
        .reconciled(reconciliation: .of(file), strikes: result.strikes), signer: signer)
      try sign(file, by: signer, in: workspace)
      try context.answer(
        try JSON.parse(canonical: file),
        ReconciliationText.words(result, identities: identities, context.language))
      if !changes.isFirst {
        try context.say(
          "since the last run: \(Plural.of(changes.added, "strike")) more, \(changes.removed) fewer"
        )
      }
      return 0
    })

  /// Signs a reconciliation as one of the custodians.
  static func sign(_ file: [UInt8], by signer: Signer, in workspace: Workspace) throws {
    try workspace.definition.person(of: signer, role: .custodian)
    let name = "reconciliation/reconciliation.json"
    let signature = try signer.sign(file, as: .reconciliation, in: workspace.definition)
    try workspace.disk.writeDurably(
      signature.file, to: "\(workspace.path)/\(name).\(signer.id).minisig", replace: true)
    try workspace.record(
      .signed(file: name, hash: .of(file), signer: signer.id), signer: signer)
  }
}
