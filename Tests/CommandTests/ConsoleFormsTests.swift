import Console
import Election
import Encoding
import Foundation
import Guide
import Record
import Storage
import TestSupport
import Testing
import Words

@testable import coldcount

@Suite("What the console offers")
struct ConsoleFormsTests {
  private let disk = LiveDisk()

  private func overview(
    _ room: ElectionRoom, _ language: Language = .english, media: [String] = [],
    election: String? = nil, at folder: String = "count"
  ) -> Overview {
    let finder = Finder(disk: disk, folders: media, keyFolders: ["\(Binary.vectors)/keys"])
    return OverviewMaker(language: language).make(
      ReadingMaker(finder: finder, disk: disk, clock: LiveClock()).read(
        SessionMemory(workspace: "\(room.path)/\(folder)", election: election, vault: nil)))
  }

  @Test("a form for every command but those that ask line by line, each a line that can be typed")
  func everyCommand() throws {
    let room = try ElectionRoom.begun()
    let offered = overview(room, media: [room.path]).commands.map(\.order)
    let missing = Set(Commands.table.commands.map(\.words)).subtracting(offered.map(\.words))
    #expect(missing == [["console"], ["vault", "find"], ["identity", "token"]])
    var complete = 0
    for order in offered where order.fields.allSatisfy({ !$0.isNeeded || !$0.text.isEmpty }) {
      #expect(throws: Never.self, "\(order.line)") { try Commands.table.parse(order.line) }
      complete += 1
    }
    #expect(complete > 15)
  }

  @Test("every field of every form is named in people's words, in both languages")
  func labels() throws {
    let room = try ElectionRoom.begun()
    let english = overview(room).commands.flatMap(\.order.fields)
    #expect(english.allSatisfy { $0.label == $0.label.lowercased() || $0.label == "as JSON" })
    #expect(english.allSatisfy { !$0.label.contains("--") })
    for field in overview(room, .chinese).commands.flatMap(\.order.fields) {
      #expect(field.label.contains { $0.isLetter && !$0.isASCII }, "\(field.label)")
    }
  }

  @Test("every command is in the list of the key C, with the line that it comes to")
  func list() throws {
    let room = try ElectionRoom.begun()
    var model = ConsoleModel(overview(room), language: .english)
    _ = model.press(.character("C"))
    _ = model.press(.end)
    let screen = model.screen(.least).text
    #expect(screen.contains(" $ coldcount doctor"), "\(screen)")
    for _ in 0..<5 { _ = model.press(.pageUp) }
    _ = model.press(.enter)
    guard case .form(let form) = model.place else {
      Issue.record("no form")
      return
    }
    #expect(form.words == ["demo"])
  }

  @Test(
    "before there is a workspace the steps go from the keys to init, and unsigned waits to be signed"
  )
  func beginning() throws {
    let room = try ElectionRoom(
      vectors: { try Binary.run($0) }, officers: ["officer-a", "officer-b"])
    let empty = overview(room)
    #expect(empty.steps.map(\.mark) == [.idle, .done, .pending, .pending, .idle, .idle, .idle])
    #expect(empty.steps[empty.next()].orders.first?.words == ["draft", "new"])
    let file = "\(room.path)/election.json"
    try FileManager.default.copyItem(atPath: "\(Binary.vectors)/election.json", toPath: file)
    let unsigned = overview(room, election: file)
    let signing = unsigned.steps[unsigned.next()].orders.first
    #expect(signing?.line.prefix(4) == ["sign", file, "--as", "officer-a"])
    try Binary.succeed(["sign", file] + Binary.signer("officer-a"))
    let half = overview(room, election: file)
    #expect(half.steps[4].state == "1 of 2 needed: officer-a")
    #expect(half.steps[4].orders.first?.value("--as") == "officer-b")
    try Binary.succeed(["sign", file] + Binary.signer("officer-b"))
    let signed = overview(room, election: file)
    #expect(signed.steps[signed.next()].orders.first?.words == ["init"])
  }

  @Test(
    "what desks keyed and what a hall took in is offered from a stick, and amendments both ways")
  func sticks() throws {
    let room = try ElectionRoom.begun()
    let stick = "\(room.path)/stick"
    for (name, file) in [("d1", "desk.json"), ("d2", "desk.json"), ("hall", "inputs.json")] {
      let folder = "\(stick)/\(name)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data("{}".utf8).write(to: URL(filePath: "\(folder)/\(file)"))
    }
    let printed = try Binary.json(
      ["amend", "--reason", "x", "--to", stick, "--change", "missing web 9"] + room.workspace)
    let amendment = try #require(printed["amendment"]?.string)
    let offers = overview(room, media: [stick]).offers
    #expect(
      offers.map(\.order.line).map { Array($0.prefix(2)) } == [
        ["import", stick], ["sign", amendment], ["amend", amendment], ["import", "\(stick)/hall"],
      ])
  }

  @Test("what was refused is not proposed again until something on its stick changes")
  func refused() throws {
    let room = try ElectionRoom.begun()
    let stick = "\(room.path)/stick"
    try FileManager.default.copyItem(atPath: "\(Binary.vectors)/media", toPath: stick)
    let finder = Finder(disk: disk, folders: [stick], keyFolders: ["\(Binary.vectors)/keys"])
    var memory = SessionMemory(workspace: "\(room.path)/count", election: nil, vault: nil)
    let imports = { (memory: SessionMemory) -> [[String]] in
      let overview = OverviewMaker(language: .english).make(
        ReadingMaker(finder: finder, disk: self.disk, clock: LiveClock()).read(memory))
      let orders = overview.steps.flatMap(\.orders) + overview.offers.map(\.order)
      return orders.filter { $0.words == ["import"] }.map { Array($0.line.prefix(2)) }
    }
    let proposed = imports(memory)
    #expect(proposed.contains(["import", stick]))
    memory.noteRefused(["sign", stick], disk: disk)
    #expect(imports(memory) == proposed)
    memory.noteRefused(["import", stick, "--as", "clerk-1"], disk: disk)
    #expect(!imports(memory).contains(["import", stick]))
    // Whoever made it wrote it anew.
    let file = "\(stick)/web-1/manifest.json"
    try Data("{}\n".utf8).write(to: URL(filePath: file))
    #expect(imports(memory) == proposed)
  }

  @Test(
    "a stick is not wrong where only who imported it was",
    arguments: [
      ("coldcount: this is the key of clerk-1, not of clerk-2 [key-mismatch]", true),
      ("coldcount: keeper is no officer/operator [role]", true),
      ("coldcount: there is no bundle in stick [no-bundle]", false),
      ("0 of 1 taken in; 1 refused:", false),
    ])
  func refusedForPerson(_ line: String, _ isForPerson: Bool) {
    let order = OrderForm(
      title: "Import", explanation: "", program: "coldcount", words: ["import"], fields: [],
      ending: [])
    let outcome = ConsoleModel.Outcome(
      order: order, status: 1, output: [line, "  next: do it"], medium: nil)
    #expect(outcome.isRefusedForPerson == isForPerson)
  }

  @Test("at a keying desk the console keys and exports, and nothing else is a step")
  func desk() throws {
    let room = try ElectionRoom.begun()
    try Binary.succeed(
      ["desk", "init", "\(room.path)/desk", "--election", "\(Binary.vectors)/election.json"])
    let desk = overview(room, at: "desk")
    #expect(desk.problem == nil)
    #expect(
      desk.steps.map { $0.orders.map(\.words) } == [
        [["desk", "status"]],
        [["paper", "enter"], ["paper", "import"], ["paper", "account"]], [["desk", "export"]],
      ])
  }

  @Test("only whoever still has to act is proposed")
  func missing() throws {
    let room = try ElectionRoom.begun()
    let forms = CommandForms(
      definition: try Definition(
        file: VectorElection.bytes("election.json"), keys: .wellFormed),
      contents: MediaContents(sources: [], unmounted: []),
      memory: SessionMemory(
        workspace: room.path, election: nil, vault: nil, people: ["officer-a"], keys: [:]),
      language: .english)
    for act in [
      Act.allowRelease(missing: ["officer-b", "officer-c"]),
      .allowClock(missing: ["officer-b", "officer-c"]),
      .allowResume(missing: ["officer-b", "officer-c"]),
      .signResult(file: "r", missing: ["officer-b", "officer-c"]),
    ] {
      let people = forms.form(act).fields.first { $0.option == "--as" }?.choices.map(\.value)
      #expect(people == ["officer-b", "officer-c"])
    }
  }

  @Test("whatever changes on the disk is noticed, also where the size stays")
  func traces() throws {
    let room = try ElectionRoom.begun()
    let folder = "\(room.path)/count"
    func trace() -> DiskTrace {
      var trace = DiskTrace()
      trace.follow(folder, besides: ["lock"], disk: disk)
      return trace
    }
    var last = trace()
    #expect(trace() == last)
    let changes: [() throws -> Void] = [
      { try Data("x".utf8).write(to: URL(filePath: "\(folder)/election.json.x.minisig")) },
      { try Data("y".utf8).write(to: URL(filePath: "\(folder)/election.json.x.minisig")) },
      {
        try FileManager.default.createDirectory(
          atPath: "\(folder)/results/final", withIntermediateDirectories: true)
      },
      { try Data("z".utf8).write(to: URL(filePath: "\(folder)/results/final/a")) },
    ]
    for change in changes {
      try change()
      #expect(trace() != last)
      last = trace()
    }
    try Data("w".utf8).write(to: URL(filePath: "\(folder)/lock"))
    #expect(trace() == last)
  }
}
