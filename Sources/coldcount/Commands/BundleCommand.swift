import Bundles
import Console
import Cryptography
import Election
import Encoding
import Storage
import Words
import Workspace

/// `coldcount bundle check`: what an import would say, for the collector who wrote the bundles.
enum BundleCommand {
  static let check = CommandAction(
    command: Command(
      "bundle check", arguments: "PATH …", kind: .folder, count: 1...1_000,
      summary: "tell a collector what an import would refuse",
      discussion: """
        A path is a bundle's folder or a folder of such folders, in the order in which they are \
        imported. Every check of an import is made, and what of the numbers would still be out; no \
        workspace is needed and nothing is written. Not checked is what only the counting laptop \
        knows: what is in already, and keys that the officers revoked. Nobody can check the \
        ballots and identities themselves, which are sealed. Status 0 where every bundle would be \
        taken in.
        """,
      options: [Option("--election", "FILE", kind: .file, "election.json", required: true)],
      examples: ["coldcount bundle check stick --election election.json"]),
    run: { context in
      let file = try context.disk.read(
        context.required("--election"), limit: Definition.maxByteCount)
      var check = BundleCheck(
        definition: try Definition(checked: file), election: Digest.of(file))
      var passedOver: [ImportCommand.PassedOver] = []
      for path in context.parsed.arguments {
        let folders = try BundleFolders(at: path, disk: context.disk)
        try ImportCommand.requireBundle(folders, at: path)
        if !folders.others.isEmpty || !folders.closed.isEmpty {
          passedOver.append((path, folders.others, folders.closed))
        }
        for folder in folders.found {
          let bar = ProgressBar(
            "checking", total: try ImportCommand.byteCount(folder, disk: context.disk),
            language: context.language, isQuiet: context.isQuiet)
          defer { bar.finish() }
          try check.take(folder, disk: context.disk) { bar.advance($0) }
        }
      }
      try context.answer(
        BundleText.json(check, passedOver), BundleText.words(check, passedOver, context.language))
      return check.refused > 0 ? 1 : 0
    })
}
