import Bundles
import Console
import Counting
import Cryptography
import Election
import Mixnet
import Encoding
import Record
import Storage
import Vault
import Words
import Workspace

/// `coldcount vault sever` and `destroy`: what the custodian does once the count is over.
///
/// Both need the officers who open ballots.
enum SeverCommand {
  private static let shareOption = Option(
    "--share", "FILE", kind: .file, "share.OFFICER.json, or the officer's words, as for a count",
    required: true, repeatable: true)

  /// The officers whose shares give the count key, which proves that they are the quorum; the key
  /// itself is let go at once.
  private static func quorum(_ context: Context, _ workspace: Workspace) throws -> [String] {
    if workspace.definition.format == .verifiable {
      let keys = try CountKeys(workspace.definition, file: workspace.definitionFile)
      let shares = try context.secrets.shares(
        context.parsed.values("--share"), definition: workspace.definition, keys: keys)
      return shares.map(\.officer).sorted()
    }
    let shares = try context.secrets.shares(
      context.parsed.values("--share"), definition: workspace.definition)
    return try OpenedKey(shares, definition: workspace.definition).officers
  }

  static let sever = CommandAction(
    command: Command(
      "vault sever", workspace: .writes, summary: "make the vault forget who cast which ballot",
      discussion: """
        After the final result. Rewrites the vault so that it says who voted, in which style and \
        channel, and nothing points at a ballot any more, under a new key; removes the sections, the \
        rejected register and the old key's file, and looks whether they are gone. What other \
        custodians hold of their old keys they destroy themselves. Media that spread their wear may \
        keep old blocks: destroy the medium too where that matters.
        """,
      options: [
        Option(
          "--vault-key", "FILE", kind: .removedFile, "the old vault key's file, which is removed",
          required: true),
        shareOption,
        Option(
          "--new-key", "FILE", kind: .newFile, "where the new key goes, wrapped", required: true),
      ] + Commands.signerOptions,
      examples: [
        "coldcount vault sever --vault-key vault.keeper.json --new-key voters.keeper.json "
          + "--share share.officer-a.json --share share.officer-b.json --as keeper "
          + "--key keeper.key"
      ]),
    run: { context in
      let workspace = try context.workspace(writing: true)
      let signer = try context.signer(of: .vault, in: workspace)
      guard workspace.state.isCounted, workspace.state.counts.last?.stage == .final else {
        throw WorkspaceError.refused(
          code: "not-final", problem: "the latest count is not a final one",
          advice: "sever the vault after the final result; until then it is needed")
      }
      try workspace.requireIdentities()
      let oldFile = try context.required("--vault-key")
      let officers = try quorum(context, workspace)
      var count: Int?
      // Where the new file is in its place already, an earlier attempt was cut off after it, and the
      // old key may be gone.
      if try workspace.disk.info(workspace.vault.voters) == nil {
        let key = try context.secrets.vaultKey(oldFile, definition: workspace.definition)
        count = try write(context, workspace, key: key)
      } else {
        try Reconciler.finishSevering(workspace)
      }
      try Self.remove(oldFile, context)
      try workspace.record(.vault(.severed, officers: officers), signer: signer)
      try context.answer(
        [
          "entries": count.map { .integer($0) } ?? .null, "severed": true,
          "officers": .array(officers.map { .string($0) }),
        ],
        (count.map { context.text("\(Plural.of($0, "entry", "entries")) of who voted") + "\n" }
          ?? "")
          + context.text("the vault points at no ballot any more") + "\n")
      try context.say("next: every other custodian destroys their old key's file")
      return 0
    })

  private static func write(
    _ context: Context, _ workspace: Workspace, key: consuming BoxKey
  ) throws -> Int {
    let target = try context.required("--new-key")
    let newKey = try BoxKey.generate()
    let holder = try context.required("--as")
    let wrapped = try context.passphrases.make(
      "New passphrase of \(holder) for the new vault key", disk: context.disk
    ) { passphrase in
      try newKey.withSecret { secret in
        try WrappedSecret.wrap(
          secret, kind: .vault, election: workspace.definition.id, holder: holder,
          passphrase: passphrase, cost: .standard)
      }
    }
    try context.disk.writeDurably(wrapped.file, to: target)
    let bar = ProgressBar(
      "severing", total: workspace.state.bundles.reduce(0) { $0 + $1.identities },
      language: context.language, isQuiet: context.isQuiet)
    let count = try Reconciler(workspace, key: key).sever(to: newKey.publicKey) {
      bar.advance($0)
    }
    bar.finish()
    return count
  }

  /// Removes a key's file and looks whether it is gone.
  private static func remove(_ path: String, _ context: Context) throws {
    try context.disk.removeFileDurably(path)
    guard try context.disk.info(path) == nil else {
      throw StorageError(.failed, "remove", path, "it is still there")
    }
  }

  static let destroy = CommandAction(
    command: Command(
      "vault destroy", workspace: .writes, summary: "remove everything that the vault holds",
      discussion: """
        At the end of the time for which it has to be kept. Needs the officers; the journal records \
        it. The result and its package stay as they are and can be verified as before.
        """,
      options: [shareOption] + Commands.signerOptions,
      examples: [
        "coldcount vault destroy --share share.officer-a.json --share share.officer-b.json "
          + "--as keeper --key keeper.key"
      ]),
    run: { context in
      let workspace = try context.workspace(writing: true)
      let signer = try context.signer(of: .vault, in: workspace)
      let officers = try quorum(context, workspace)
      try workspace.vault.check(election: workspace.election, disk: workspace.disk)
      try Reconciler.destroy(workspace)
      try workspace.record(.vault(.destroyed, officers: officers), signer: signer)
      try context.answer(
        ["destroyed": true, "officers": .array(officers.map { .string($0) })],
        context.text("the vault is empty") + "\n")
      return 0
    })
}
