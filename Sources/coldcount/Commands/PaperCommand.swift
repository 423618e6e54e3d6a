import Cryptography
import Console
import Election
import Encoding
import Paper
import Record
import Storage
import Words
import Workspace

/// `coldcount paper`: sheets keyed twice, and the stations' accounts.
enum PaperCommand {
  static let importSheets = CommandAction(
    command: Command(
      "paper import", arguments: "SHEETS", kind: .file, count: 1...1, workspace: .writes,
      summary: "enter sheets as one person keyed them",
      discussion: """
        A sheet.json, or a table of many sheets with the columns station,batch,contest,item,count. \
        Items are 'papers', each option (with :support, \
        :oppose and :abstain where the contest asks for them) and 'rejected:CATEGORY' for every \
        category. A sheet counts once two different people have keyed it alike; where they differ \
        a third decides. A file with anything wrong in it is refused whole.
        """,
      options: [
        Option(flag: "--not-a-total", "a batch that is the sum of those above it is a batch")
      ] + Commands.signerOptions,
      examples: ["coldcount paper import station-1.csv --as clerk-1 --key clerk-1.key"]),
    run: { context in
      let signer = try context.requiredSigner()
      let place = try context.keyingPlace(writing: true)
      let bytes = try context.disk.read(
        context.parsed.arguments[0], limit: SheetFile.maxByteCount)
      let sheets = try SheetFile.parse(
        bytes, definition: place.definition, election: place.election,
        allowsTotals: context.parsed.has("--not-a-total"),
        boxes: place.state(for: signer.id).accounts.boxes)
      let entered = try enter(sheets.map { .sheet($0) }, at: place, signer: signer)
      return try answer(
        context, place, entered, as: signer, Plural.of(entered, "sheet"), ("sheets", \.sheets))
    })

  /// Records what a person keyed; gives how much of it is new.
  private static func enter(
    _ entries: [PaperEntry], at place: any KeyingPlace, signer: Signer
  ) throws -> Int {
    let objections = try place.objections(to: entries, by: signer.id)
    guard objections.isEmpty else { throw SheetError(objections, advice: refusedAdvice) }
    return try place.enter(entries, signer: signer)
  }

  /// Says how much was entered, and where the paper stands: at a desk no more than what is to be
  /// exported.
  private static func answer(
    _ context: Context, _ place: any KeyingPlace, _ entered: Int, as signer: Signer,
    _ what: Message, _ part: (name: String, of: KeyPath<PaperText, JSON>)
  ) throws -> Int32 {
    let first = context.text("entered \(what) as \(signer.id)") + "\n"
    if let desk = place as? Desk {
      let text = DeskText(desk, try desk.progress(of: signer.id), context.language)
      try context.answer(["entered": .integer(entered), "desk": text.json], first + text.words)
    } else if let workspace = place as? Workspace {
      let text = PaperText(workspace, context.language)
      try context.answer(
        [
          "entered": .integer(entered), part.name: text[keyPath: part.of], "open": text.open,
        ], first + text.words)
    }
    return 0
  }

  private static let refusedAdvice: Message =
    "nothing of the file was taken; see 'coldcount paper status', and 'coldcount paper reopen --help'"

  static let enter = CommandAction(
    command: Command(
      "paper enter", workspace: .writes, summary: "key sheets and accounts at the terminal",
      discussion: """
        Shows one form after the other: its numbers in the order of the paper, each ended with \
        Enter, and beside them what they add up to. It is entered when you say Y. To choose a sheet, \
        type the station's id, number or name, then its batch and the first letters of the contest; \
        for the station's account type 'account' in place of the batch. The next one is proposed. \
        You are asked before a batch that nobody has keyed yet is made. Nobody sees what another \
        person keyed before their own entry is in. What you have begun is kept if the program stops, \
        down to the field. Your key is unlocked once.
        """,
      options: Commands.signerOptions,
      examples: ["coldcount paper enter --as clerk-1 --key clerk-1.key"]),
    run: { context in
      let signer = try context.requiredSigner()
      let (entered, language) = try onScreen(context) { screen in
        // Within the console it was settled there.
        let settled = Hosts.current == nil ? screen.settled(context.language) : context.language
        guard let language = settled else { return (0, context.language) }
        return try PaperDesk(
          screen: screen, signer: signer, workspacePath: context.workspacePath,
          disk: context.disk, clock: context.clock, note: context.keep
        ).run(language)
      }
      Hosts.current?.choose(language)
      return try answer(
        context, context.keyingPlace(writing: false), entered, as: signer,
        Plural.of(entered, "form"), ("sheets", \.sheets))
    })

  /// Lends the screen of the console where the command runs in it, else takes the terminal over.
  private static func onScreen<R>(
    _ context: Context, _ body: (FullScreen) throws -> R
  ) throws -> R {
    if let host = Hosts.current { return try host.lendScreen(body) }
    let screen = try FullScreen(
      colour: Context.wantsColour(context.parsed), command: "coldcount paper enter",
      instead: "use a terminal, or import a table of sheets with 'coldcount paper import'")
    defer { screen.leave() }
    return try body(screen)
  }

  static let account = CommandAction(
    command: Command(
      "paper account", arguments: "ACCOUNTS.csv", kind: .file, count: 1...1, workspace: .writes,
      summary: "enter the stations' accounts of their papers",
      discussion: """
        Columns: \(StationAccount.header(.one).joined(separator: ",")); where every contest has \
        papers of its own \(StationAccount.header(.each).joined(separator: ",")). An account counts \
        once two different people have keyed the same figures; each writes the note in their own \
        words. A difference is told; what is in the box is counted all the same.
        """,
      options: Commands.signerOptions,
      examples: ["coldcount paper account accounts.csv --as clerk-1 --key clerk-1.key"]),
    run: { context in
      let signer = try context.requiredSigner()
      let place = try context.keyingPlace(writing: true)
      let bytes = try context.disk.read(
        context.parsed.arguments[0], limit: SheetTable.maxByteCount)
      let accounts = try StationAccount.parse(bytes, definition: place.definition)
      let entered = try enter(accounts.map { .account($0) }, at: place, signer: signer)
      return try answer(
        context, place, entered, as: signer, Plural.of(entered, "account"),
        ("accounts", \.accounts))
    })

  static let status = CommandAction(
    command: Command(
      "paper status", workspace: .reads,
      summary: "what of the paper counts, what is missing, pending or does not add up",
      discussion: "Shows no votes: only who keyed what and where two people differ.",
      examples: ["coldcount paper status --workspace count"]),
    run: { context in
      let text = PaperText(try context.workspace(writing: false), context.language)
      try context.answer(text.json, text.words)
      return 0
    })
}
