import Console
import Counting
import Cryptography
import Election
import Encoding
import Storage
import Words

/// `coldcount ceremony`: makes the election's keys and its definition.
enum CeremonyCommand {
  static let action = CommandAction(
    command: Command(
      "ceremony", arguments: "DRAFT", kind: .file, count: 1...1,
      summary: "make the count and vault keys, share them out, write election.json",
      discussion: """
        Asks each officer and custodian for a passphrase, one after the other, and writes \
        share.OFFICER.json and vault.CUSTODIAN.json for them to take home, and election.json to be \
        signed by the officers. The count key itself is never written. For an election with proofs, \
        whose key nobody ever has, use 'coldcount ceremony begin', 'deal' and 'take'.
        """,
      options: [
        Option("--to", "DIR", kind: .newFolder, "where the files go", required: true),
        Option(
          flag: "--words",
          "also show every officer's 33 words, for the sealed envelope; mind who can see them"),
      ], examples: ["coldcount ceremony draft.json --to ceremony"]),
    run: { context in
      let draft = try context.draft(context.parsed.arguments[0])
      let folder = try context.required("--to")
      let ceremony = try Ceremony(draft: draft) { secret, kind, holder, election in
        try context.passphrases.make(
          "New passphrase of \(holder) for the \(kind)", disk: context.disk
        ) { passphrase in
          try WrappedSecret.wrap(
            secret, kind: kind, election: election, holder: holder, passphrase: passphrase,
            cost: .standard)
        }
      }
      try context.disk.makeFolder(folder)
      for handout in ceremony.handouts {
        let name = "\(handout.wrapped.kind.rawValue).\(handout.holder).json"
        try context.disk.writeDurably(handout.wrapped.file, to: "\(folder)/\(name)")
        if let share = handout.share { try context.giveWords(of: share, to: handout.holder) }
      }
      try context.disk.writeDurably(ceremony.definitionFile, to: "\(folder)/election.json")
      try context.disk.makePublic("\(folder)/election.json")
      let hash = Digest.of(ceremony.definitionFile)
      try context.answer(
        [
          "definition": .string(hash.description),
          "holders": .array(ceremony.handouts.map { .string($0.holder) }),
        ], "election.json \(hash)\n")
      for handout in ceremony.handouts {
        let name = "\(handout.wrapped.kind.rawValue).\(handout.holder).json"
        try context.say("\(handout.holder) takes \(folder)/\(name) home; nobody else keeps a copy")
      }
      try context.say(
        "next: \(ceremony.signers) of the officers sign, each with their own key: "
          + "coldcount sign \(folder)/election.json --as OFFICER --key OFFICER.key")
      return 0
    })
}
