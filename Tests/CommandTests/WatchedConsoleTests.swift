import Console
import Guide
import Storage
import TestSupport
import Testing
import Threads
import Words

@testable import coldcount

/// The console while something on the disk is slow.
@Suite("The console's overview")
struct WatchedConsoleTests {
  private let room: ElectionRoom
  private let maker: ReadingMaker
  private let memory: SessionMemory

  init() throws {
    room = try ElectionRoom.begun()
    maker = ReadingMaker(
      finder: Finder(
        disk: LiveDisk(), folders: ["\(Binary.vectors)/media"],
        keyFolders: ["\(Binary.vectors)/keys"]),
      disk: LiveDisk(), clock: LiveClock())
    memory = SessionMemory(workspace: "\(room.path)/count", election: nil, vault: nil)
  }

  /// Asks for looks until the console shows what is wanted; it is the test's time limit that ends it.
  private func wait(
    _ console: inout WatchedConsole, until isWanted: (WatchedConsole) -> Bool
  ) {
    while !isWanted(console) {
      console.rest(atMost: .milliseconds(20))
      console.catchUp()
    }
  }

  @Test(
    "answers keys while it is read, says that it is, and then shows what was read",
    .timeLimit(.minutes(1)))
  func answers() throws {
    let maker = maker
    let gate = Monitor(false)
    var console = WatchedConsole(maker.read(memory), memory, language: .english) { wish, last in
      gate.when({ $0 }, { _ in maker.read(wish.memory, after: last) })
    }
    // The reader stands still, as at a stick that does not answer.
    console.readAnew()
    try Binary.succeed(
      ["import", "\(Binary.vectors)/media"] + room.workspace + Binary.signer("clerk-1"))
    let before = console.model.overview
    #expect(console.model.selected == 1)
    #expect(console.press(.down) == .none)
    #expect(console.model.selected == 2)
    console.speak(.chinese)
    #expect(console.model.screen(.least).text.contains("點票表格"))
    console.speak(.english)
    #expect(console.press(.up) == .none)
    _ = console.press(.enter)
    guard case .form(let form) = console.model.place else {
      Issue.record("no form while it is read")
      return
    }
    #expect(form.words == ["import"])
    _ = console.press(.escape)
    wait(&console) { $0.model.isReading }
    #expect(console.model.overview == before)
    #expect(console.model.screen(.least).text.contains("Reading how things stand …"))
    gate.withLock { $0 = true }
    wait(&console) { $0.model.overview != before }
    #expect(console.model.overview.steps[1].mark == .done)
    wait(&console) { !$0.model.isReading }
    #expect(!console.model.screen(.least).text.contains("Reading how things stand …"))
  }

  @Test("is read again once anything has changed, and only then", .timeLimit(.minutes(1)))
  func changes() throws {
    let maker = maker
    let looks = Monitor(0)
    let reads = Monitor(0)
    var console = WatchedConsole(maker.read(memory), memory, language: .english) { wish, last in
      looks.withLock { $0 += 1 }
      let found = maker.readChanged(wish.memory, after: last)
      if found != nil { reads.withLock { $0 += 1 } }
      return found
    }
    wait(&console) { _ in looks.withLock { $0 > 1 } }
    #expect(reads.withLock { $0 } == 0)
    try Binary.succeed(
      ["import", "\(Binary.vectors)/media"] + room.workspace + Binary.signer("clerk-1"))
    wait(&console) { $0.model.overview.steps[1].mark == .done }
    #expect(reads.withLock { $0 } == 1)
  }
}
