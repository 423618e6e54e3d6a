import Cryptography
import Console
import Election
import Encoding
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
      let workspace = try context.workspace(writing: true)
      let bytes = try context.disk.read(
        context.parsed.arguments[0], limit: SheetFile.maxByteCount)
      let sheets = try SheetFile.parse(
        bytes, definition: workspace.definition, election: workspace.election,
        allowsTotals: context.parsed.has("--not-a-total"),
        boxes: workspace.state.accounts.mapValues(\.inBox))
      let objections = sheets.compactMap {
        workspace.state.sheets.objection(to: $0, by: signer.id)
      }
      guard objections.isEmpty else { throw SheetError(objections) }
      // What this person has entered already, as before a crash, is not entered again.
      let new = sheets.filter { !workspace.state.sheets.contains($0, by: signer.id) }
      try workspace.record(
        all: new.map { .paper(hash: .of($0.file), sheet: $0.json) }, signer: signer)
      let book = workspace.state.sheets
      try context.answer(
        ["entered": .integer(new.count), "sheets": statusJSON(book)],
        context.text("entered \(Plural.of(new.count, "sheet")) as \(signer.id)") + "\n"
          + statusWords(book, context.language))
      return 0
    })

  static let enter = CommandAction(
    command: Command(
      "paper enter", workspace: .writes, summary: "key sheets one after the other at the terminal",
      discussion: """
        Shows the form of one sheet: its numbers in the order of the paper form, each ended with \
        Enter, and beside them what they add up to. Which sheet it is takes the first letters of \
        station, batch and contest; the next one is proposed. Nobody sees what another person keyed \
        before their own entry is in. A sheet that is begun survives a crash. The key is opened once.
        """,
      options: Commands.signerOptions,
      examples: ["coldcount paper enter --as clerk-1 --key clerk-1.key"]),
    run: { context in
      let signer = try context.requiredSigner()
      let entered = try onScreen(context) { screen in
        try PaperDesk(
          screen: screen, signer: signer, workspacePath: context.workspacePath,
          disk: context.disk, clock: context.clock, note: context.keep
        ).run(context.language).entered
      }
      let book = try context.workspace(writing: false).state.sheets
      try context.answer(
        ["entered": .integer(entered), "sheets": statusJSON(book)],
        context.text("entered \(Plural.of(entered, "sheet")) as \(signer.id)") + "\n"
          + statusWords(book, context.language))
      return 0
    })

  /// Lends the screen of the console where the command runs in it, else takes the terminal over.
  private static func onScreen<R>(
    _ context: Context, _ body: (FullScreen) throws -> R
  ) throws -> R {
    if let host = Hosts.current { return try host.lendScreen(body) }
    let screen = try FullScreen(
      colour: Context.wantsColour(context.parsed), command: "coldcount paper enter",
      instead: "use a terminal, or take a table of sheets in with 'coldcount paper import'")
    defer { screen.leave() }
    return try body(screen)
  }

  static let account = CommandAction(
    command: Command(
      "paper account", arguments: "ACCOUNTS.csv", kind: .file, count: 1...1, workspace: .writes,
      summary: "enter the stations' accounts of their papers",
      discussion: """
        Columns: \(StationAccount.header.joined(separator: ",")). A difference is reported with its \
        note; what is in the box is counted all the same.
        """,
      options: Commands.signerOptions,
      examples: ["coldcount paper account accounts.csv --as clerk-1 --key clerk-1.key"]),
    run: { context in
      let signer = try context.requiredSigner()
      let workspace = try context.workspace(writing: true)
      let bytes = try context.disk.read(
        context.parsed.arguments[0], limit: SheetTable.maxByteCount)
      let accounts = try StationAccount.parse(bytes, definition: workspace.definition)
      try workspace.record(all: accounts.map { .account($0.json) }, signer: signer)
      try context.answer(
        ["entered": .integer(accounts.count), "accounts": accountsJSON(workspace)],
        context.text("entered \(Plural.of(accounts.count, "account"))") + "\n"
          + accountsWords(workspace, context.language))
      return 0
    })

  static let status = CommandAction(
    command: Command(
      "paper status", workspace: .reads, summary: "which sheets count and which are pending",
      discussion: "Shows no votes: only who keyed what and where two people differ.",
      examples: ["coldcount paper status --workspace count"]),
    run: { context in
      let workspace = try context.workspace(writing: false)
      let book = workspace.state.sheets
      try context.answer(
        ["sheets": statusJSON(book), "accounts": accountsJSON(workspace)],
        statusWords(book, context.language) + accountsWords(workspace, context.language))
      return 0
    })

  /// One line for the sheets that count and one for each that does not.
  static func statusWords(_ book: SheetBook, _ language: Language) -> String {
    let agreed = book.agreed.count
    let pending = book.pending
    var lines = [
      language.text(
        "sheets: \(agreed + pending.count) keyed, \(agreed) agreed, \(pending.count) pending")
    ]
    for item in pending {
      let why = language.text(item.why.message(item.key))
      lines.append("  " + language.text("pending: \(why)"))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func statusJSON(_ book: SheetBook) -> JSON {
    .array(
      (book.keys + book.pending.filter { $0.why == .reopened }.map(\.key)).sorted().map { key in
        var members: JSON.Members = [
          "station": .string(key.station), "batch": .string(key.batch),
          "contest": .string(key.contest),
        ]
        switch book.status(key) {
        case .agreed(_, let by):
          members["status"] = "agreed"
          members["by"] = .array(by.map { .string($0) })
        case .differs(let by, let items):
          members["status"] = "differs"
          members["by"] = .array(by.map { .string($0) })
          members["items"] = .array(items.map { .string($0) })
        case .once(let by):
          members["status"] = "once"
          members["by"] = [.string(by)]
        case nil: members["status"] = "reopened"
        }
        return .object(members)
      })
  }

  private static func differences(
    _ workspace: Workspace
  ) -> [(account: StationAccount, differences: [Message])] {
    let papers = Sheet.papersByStation(workspace.state.sheets.agreed)
    return workspace.state.accounts.values.sorted { $0.station < $1.station }.map { account in
      (account, account.differences(papers: papers[account.station] ?? 0))
    }
  }

  private static func accountsWords(_ workspace: Workspace, _ language: Language) -> String {
    differences(workspace).map { account, differences in
      let found = differences.isEmpty ? ["adds up"] : differences
      var line: Message = "account of \(account.station): \(found.joined(separator: "; "))"
      if !differences.isEmpty, !account.note.isEmpty {
        line = "\(line) (note: \(SafeText.escaped(account.note)))"
      }
      return language.text(line) + "\n"
    }.joined()
  }

  private static func accountsJSON(_ workspace: Workspace) -> JSON {
    .array(
      differences(workspace).map { account, differences in
        var members = account.json.object ?? [:]
        members["differences"] = .array(differences.map { .string($0.english) })
        return .object(members)
      })
  }
}
