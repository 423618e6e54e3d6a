import Console
import Election
import Encoding
import Record
import Words
import Workspace

/// `coldcount desk`: a keying desk on another offline laptop.
enum DeskCommand {
  static let make = CommandAction(
    command: Command(
      "desk init", arguments: "DESK", kind: .newFolder, count: 1...1,
      summary: "make a keying desk on another offline laptop",
      discussion: """
        A desk is a folder in which paper is keyed and nothing else: it has no ballots and no vault. \
        Whoever the definition names as officer or operator keys there with 'paper enter', \
        'paper import' and 'paper account', each with their own key, and sees nothing of what others \
        keyed. 'desk export' takes it to the counting laptop.
        """,
      options: [
        Option("--election", "FILE", kind: .signedFile, "the signed election.json", required: true)
      ],
      examples: ["coldcount desk init desk --election election.json"]),
    run: { context in
      let desk = try Desk.create(
        at: Environment.absolute(context.parsed.arguments[0]),
        election: context.required("--election"), software: context.software(),
        disk: context.disk, clock: context.clock)
      try context.answer(
        [
          "election": .string(desk.election.description), "id": .string(desk.definition.id),
          "desk": .string(desk.id),
        ],
        "\(desk.definition.id) \(desk.election)\n" + context.text("desk \(desk.id)") + "\n")
      return 0
    })

  static let export = CommandAction(
    command: Command(
      "desk export", arguments: "STICK", kind: .newFolder, count: 1...1, workspace: .writes,
      summary: "sign what was keyed at a desk and write it to a stick",
      discussion: """
        What the person keyed and has not exported yet goes into a file that they sign; a folder for \
        each file of the desk, whoever keyed it, is written to the stick and read back. What is on \
        the stick already stays. 'coldcount import STICK' takes it in at the count.
        """,
      options: Commands.signerOptions,
      examples: [
        "coldcount desk export /media/stick --workspace desk --as clerk-1 --key clerk-1.key"
      ]),
    run: { context in
      let signer = try context.requiredSigner()
      let desk = try context.desk(writing: true)
      let count = try desk.close(signer: signer)
      let folders = try desk.write(to: context.parsed.arguments[0])
      try context.answer(
        [
          "exported": .integer(count), "folders": .array(folders.map { .string($0) }),
          "desk": .string(desk.id),
        ],
        context.text(
          "\(Plural.of(count, "new entry", "new entries")) as \(signer.id), "
            + "\(Plural.of(folders.count, "folder")) on the stick") + "\n")
      try context.say(
        "everything is on the medium and was read back from it: it may be taken out now")
      return 0
    })

  static let status = CommandAction(
    command: Command(
      "desk status", workspace: .reads,
      summary: "what was keyed at a desk and what of it is exported",
      discussion: """
        Shows no votes: for each person how much they keyed, and the sheets and accounts that are in \
        no file yet. A file that is made stands on every stick that is exported to afterwards.
        """,
      examples: ["coldcount desk status --workspace desk"]),
    run: { context in
      let desk = try context.desk(writing: false)
      let texts = try desk.people.map {
        DeskText(desk, try desk.progress(of: $0), context.language)
      }
      try context.answer(
        ["desk": .string(desk.id), "clerks": .array(texts.map(\.json))],
        context.text("desk \(desk.id)") + "\n" + texts.map(\.words).joined())
      return 0
    })
}
