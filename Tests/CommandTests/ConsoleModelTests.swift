import Console
import Encoding
import Foundation
import Guide
import Storage
import TestSupport
import Testing

import Words
@testable import coldcount

@Suite("The console's guide")
struct ConsoleModelTests {
  private let disk = LiveDisk()

  private func finder(_ room: ElectionRoom) -> Finder {
    Finder(
      disk: disk, folders: ["\(Binary.vectors)/media"], keyFolders: ["\(Binary.vectors)/keys"])
  }

  private func reader(_ room: ElectionRoom) -> ReadingMaker {
    ReadingMaker(finder: finder(room), disk: disk, clock: LiveClock())
  }

  private func memory(_ room: ElectionRoom) -> SessionMemory {
    SessionMemory(workspace: "\(room.path)/count", election: nil, vault: nil)
  }

  private func guide(_ room: ElectionRoom, _ language: Language = .english) -> Overview {
    OverviewMaker(language: language).make(reader(room).read(memory(room)))
  }

  private func marks(_ overview: Overview) -> [Step.Mark] { overview.steps.map(\.mark) }

  @Test("what lies on a medium is told by name and shape, and secrets are not opened")
  func contents() throws {
    let room = try ElectionRoom.begun()
    let places = finder(room).find().sources.filter { $0.path.hasPrefix(Binary.vectors) }
    #expect(places.map(\.items.count) == [1, 16])
    #expect(places.first?.items.first?.kind == .bundles(8))
    let keys = places.last?.items ?? []
    #expect(keys.count { $0.kind == .signingKey } == 11)
    #expect(
      keys.filter { $0.kind == .share }.map(\.holder) == ["officer-a", "officer-b", "officer-c"])
    // The count key itself is nobody's to offer.
    #expect(!keys.contains { $0.name == "count.secret" })
  }

  @Test("links, devices and programs on a medium are passed over")
  func harmless() throws {
    let room = try ElectionRoom.begun()
    let stick = "\(room.path)/stick"
    try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: true)
    for (name, target) in [("a.csv", "/etc/passwd"), ("election.json", "/dev/zero")] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(stick)/\(name)", withDestinationPath: target)
    }
    #expect(unsafe mkfifo("\(stick)/b.csv", 0o600) == 0)
    try Data("#!/bin/sh\ntouch ran\n".utf8).write(to: URL(filePath: "\(stick)/autorun.sh"))
    unsafe chmod("\(stick)/autorun.sh", 0o755)
    let found = Finder(disk: disk, folders: [stick], keyFolders: []).find()
    #expect(found.sources.first { $0.path == stick }?.items == [])
    #expect(!FileManager.default.fileExists(atPath: "\(stick)/ran"))
  }

  @Test("the steps follow the count, and nothing of a vote is among them")
  func steps() throws {
    let room = try ElectionRoom.begun()
    #expect(marks(guide(room)).prefix(4) == [.done, .pending, .pending, .pending])
    try room.fill()
    let filled = guide(room)
    #expect(marks(filled).prefix(6) == [.done, .done, .pending, .pending, .done, .pending])
    _ = try room.export()
    let exported = guide(room)
    #expect(
      marks(exported) == [
        .done, .done, .pending, .pending, .done, .done, .done, .idle, .done, .done, .idle, .idle,
      ])
    #expect(exported.steps.flatMap(\.details).allSatisfy { !$0.contains("Tsang") })
  }

  @Test("status tells the steps that the overview shows, and what is next of them")
  func agreement() throws {
    let room = try ElectionRoom.begun()
    for advance in [{}, { try room.fill() }, { _ = try room.export() }] {
      try advance()
      let overview = guide(room)
      let status = try Binary.json(["status"] + room.workspace)
      let steps = try #require(status["steps"]?.array)
      #expect(steps.map { $0["mark"]?.string } == marks(overview).map(\.rawValue))
      #expect(steps.map { $0["state"]?.string } == overview.steps.map(\.state))
      #expect(steps.map { $0["commands"]?.array?.count } == overview.steps.map(\.orders.count))
      let next = steps[overview.next()]["commands"]?.array?.first?.string ?? "nothing"
      #expect(status["next"]?.string?.hasSuffix(next) == true, "\(status)")
      let words = try Binary.succeed(["status"] + room.workspace)
      #expect(words.contains("next: \(status["next"]?.string ?? "nothing")\n"))
    }
  }

  @Test("what a step offers is a command line that can be typed")
  func orders() throws {
    let room = try ElectionRoom.begun()
    let order = try #require(guide(room).steps[1].orders.first)
    #expect(
      order.line == [
        "import", "\(Binary.vectors)/media", "--as", "clerk-1", "--key",
        "\(Binary.vectors)/keys/clerk-1.key", "--workspace", "\(room.path)/count", "--lang", "en",
      ])
    for step in guide(room).steps {
      for order in step.orders where order.fields.allSatisfy({ !$0.text.isEmpty }) {
        #expect(throws: Never.self) { try Commands.table.parse(order.line) }
      }
    }
  }

  @Test("a damaged workspace is said to be one, and nothing is offered")
  func damaged() throws {
    let room = try ElectionRoom.begun()
    let path = "\(room.path)/count/journal.jsonl"
    var bytes = try Data(contentsOf: URL(filePath: path))
    bytes[20] ^= 1
    try bytes.write(to: URL(filePath: path))
    let damaged = guide(room)
    #expect(marks(damaged) == [.wrong])
    #expect(damaged.problem?.hasPrefix("at: not a time") == true)
    #expect(damaged.offers.isEmpty)
  }

  @Test(
    "every screen fits its size in both languages", arguments: [(80, 24), (132, 43), (80, 40)],
    [Language.english, .chinese])
  func sizes(size: (columns: Int, rows: Int), language: Language) throws {
    let room = try ElectionRoom.begun()
    try room.fill()
    var model = ConsoleModel(guide(room, language), language: language)
    let size = ScreenSize(columns: size.columns, rows: size.rows)
    model.sized(size)
    let check = { (model: ConsoleModel) in
      let screen = model.screen(size)
      #expect(screen.lines.count == size.rows)
      #expect(screen.lines.allSatisfy { $0.width <= size.columns }, "\(screen.text)")
    }
    for _ in 0..<12 {
      check(model)
      _ = model.press(.enter)
      check(model)
      _ = model.press(.enter)
      check(model)
      for _ in 0..<2 { _ = model.press(.escape) }
      _ = model.press(.down)
    }
    _ = model.press(.character("M"))
    check(model)
  }

  @Test("a step that was done leads to the next, and the language changes with a key")
  func moves() throws {
    let room = try ElectionRoom.begun()
    var model = ConsoleModel(guide(room), language: .english)
    #expect(model.selected == 1)
    try Binary.succeed(
      ["import", "\(Binary.vectors)/media"] + room.workspace + Binary.signer("clerk-1"))
    model.update(guide(room))
    #expect(model.selected == 2)
    #expect(model.press(.character("L")) == .none)
    #expect(model.language == .chinese)
    #expect(model.press(.character("Q")) == .leave)
    #expect(model.press(.closed) == .leave)
  }

  @Test("what a command printed is looked through, and a refused one can be tried again")
  func outcome() throws {
    let room = try ElectionRoom.begun()
    let guide = guide(room)
    var model = ConsoleModel(guide, language: .english)
    let size = ScreenSize.least
    model.sized(size)
    let order = try #require(guide.steps[1].orders.first)
    model.finished(
      .init(
        order: order, status: 1, output: (1...99).map { "line \($0)" }, medium: nil))
    #expect(model.screen(size).text.contains("✗ Not done"))
    _ = model.press(.end)
    #expect(model.screen(size).text.contains("line 99"))
    _ = model.press(.enter)
    #expect(model.place == .form(order))
    model.finished(
      .init(
        order: order, status: 0, output: [], medium: .init(path: "/media/a", isMounted: true)))
    #expect(model.screen(size).text.contains("umount /media/a"))
    _ = model.press(.enter)
    #expect(model.place == .overview)
  }

  @Test("a head is shown in groups of four and fits eighty columns")
  func head() {
    let lines = ConsoleModel.head(3, String(repeating: "ab", count: 32), .english)
    #expect(lines.last?.text == " " + [String](repeating: "abab", count: 16).joined(separator: " "))
    #expect(lines.allSatisfy { $0.width <= 80 })
  }
}
