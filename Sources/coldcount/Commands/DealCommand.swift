import Console
import Counting
import Cryptography
import Election
import Encoding
import Mixnet
import Record
import Storage
import Words

/// `coldcount ceremony begin`, `deal` and `take`: a key that the officers deal out among themselves, so
/// that nobody ever has it.
enum DealCommand {
  static let begin = CommandAction(
    command: Command(
      "ceremony begin", arguments: "DRAFT", kind: .file, count: 1...1,
      summary: "begin the ceremony of an election with proofs",
      discussion: """
        Writes draft.json, the draft under a number that only this ceremony has. Every officer then \
        deals, on this laptop in turn or each on their own with the folder carried over; when all \
        have dealt and every hash is on paper, every officer takes. A ceremony in which anything is \
        refused is ended: destroy its files and begin another.
        """,
      options: [Option("--to", "DIR", kind: .newFolder, "where the files go", required: true)],
      examples: ["coldcount ceremony begin draft.json --to ceremony"]),
    run: { context in
      let draft = try context.draft(context.parsed.arguments[0])
      let folder = try context.required("--to")
      let ceremony = try CeremonyFolder.begin(draft: draft, in: folder, disk: context.disk)
      try context.answer(
        ["draft": .string(ceremony.draft.hash.description)],
        "draft.json \(ceremony.draft.hash)\n")
      try context.say(
        "next: every officer compares this hash, and deals: "
          + "coldcount ceremony deal \(folder) --as OFFICER --key OFFICER.key")
      if ceremony.draft.threshold == ceremony.draft.officers.count {
        try context.say(
          "note: every one of the officers is needed to open: one share that is lost is the end of "
            + "all sealed votes")
      }
      return 0
    })

  static let deal = CommandAction(
    command: Command(
      "ceremony deal", arguments: "DIR", kind: .exchange, count: 1...1,
      summary: "deal the parts of the key, as an officer",
      discussion: """
        Draws this officer's part of the key, writes deal.OFFICER.json with a sealed share for each \
        officer, signs it and forgets what was drawn. Prints the draft's hash, to be compared, and \
        that of the deal, to be read aloud and put on paper before any deal is opened.
        """,
      options: Commands.signerOptions,
      examples: ["coldcount ceremony deal ceremony --as officer-a --key officer-a.key"]),
    run: { context in
      let folder = context.parsed.arguments[0]
      let ceremony = try CeremonyFolder(folder, disk: context.disk)
      let signer = try context.requiredSigner()
      let hash = try ceremony.deal(signer)
      let missing = try ceremony.missingDeals()
      try context.answer(
        [
          "draft": .string(ceremony.draft.hash.description), "deal": .string(hash.description),
          "missing": .array(missing.map { .string($0) }),
        ], "draft.json \(ceremony.draft.hash)\ndeal.\(signer.id).json \(hash)\n")
      try context.say(
        missing.isEmpty
          ? "next: with every deal's hash on paper, every officer takes: "
            + "coldcount ceremony take \(folder) --as OFFICER --key OFFICER.key --box box.OFFICER.json"
          : "still to deal: \(missing.joined(separator: ", "))")
      return 0
    })

  static let take = CommandAction(
    command: Command(
      "ceremony take", arguments: "DIR", kind: .exchange, count: 1...1,
      summary: "take the share that all officers dealt, and sign the definition",
      discussion: """
        Checks the draft and every officer's deal, writes election.json where it is not there yet, and \
        the share under a passphrase as share.OFFICER.json, and signs: so every signature says that a \
        share fits. The election is made once every officer has taken.
        """,
      options: Commands.signerOptions + [
        Option(
          "--box", "FILE", kind: .file, "box.OFFICER.json, or the key in base64 on one line",
          required: true),
        Option(
          flag: "--words",
          "also show the officer's 33 words, for the sealed envelope; mind who can see them"),
      ],
      examples: [
        "coldcount ceremony take ceremony --as officer-a --key officer-a.key --box box.officer-a.json"
      ]),
    run: { context in
      let folder = context.parsed.arguments[0]
      let ceremony = try CeremonyFolder(folder, disk: context.disk)
      let signer = try context.requiredSigner()
      try ceremony.definition.person(of: signer, role: .officer)
      let box = try context.secrets.boxKey(
        context.required("--box"), definition: ceremony.definition)
      let taken = try ceremony.taken(as: signer.id, box: box)
      for deal in try ceremony.standing().deals {
        let name = "deal.\(deal.officer).json"
        try context.say("\(name) \(deal.hash)")
      }
      let share = try taken.words()
      try context.keep(share, of: taken.definition, in: ceremony, by: signer)
      let missing = try ceremony.missingShares()
      try context.answer(
        [
          "definition": .string(Digest.of(taken.definition).description),
          "missing": .array(missing.map { .string($0) }),
        ], "share.\(signer.id).json\n")
      try context.tellTaken(taken.definition, by: signer.id, missing: missing, in: folder)
      return 0
    })
}

extension Context {
  /// Wraps an officer's share, keeps it, and prints its words where they are wanted.
  fileprivate func keep(
    _ share: Share, of definition: [UInt8], in ceremony: CeremonyFolder, by signer: Signer
  ) throws {
    let wrapped = try passphrases.make(
      "New passphrase of \(signer.id) for the share", disk: disk
    ) { passphrase in
      try share.withWords { words in
        try WrappedSecret.wrap(
          words, kind: .share, election: ceremony.definition.id, holder: signer.id,
          passphrase: passphrase, cost: .standard)
      }
    }
    try ceremony.keep(wrapped, of: definition, by: signer)
    try giveWords(of: share, to: signer.id)
  }

  fileprivate func tellTaken(
    _ definition: [UInt8], by officer: String, missing: [String], in folder: String
  ) throws {
    try say("\(officer) takes \(folder)/share.\(officer).json home; nobody else keeps a copy")
    guard missing.isEmpty else {
      return try say(
        "the election is not made yet: until all have taken, give election.json to nobody; still to "
          + "take: \(missing.joined(separator: ", "))")
    }
    try say("all have taken: election.json \(Digest.of(definition))")
    try say("destroy every deal file and box key on every medium, and put this hash on paper")
    try say(
      "next: coldcount init COUNT --election \(folder)/election.json --vault VAULT --as OPERATOR "
        + "--key OPERATOR.key")
  }
}
