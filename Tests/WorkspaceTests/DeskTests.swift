import Cryptography
import Election
import Encoding
import Foundation
import Paper
import Record
import Storage
import TestSupport
import Testing
import Words
import Workspace

/// A count, and desks on other laptops with sticks between them.
struct DeskRoom {
  let folder: TemporaryFolder
  let workspace: Workspace

  init() throws {
    folder = try TemporaryFolder()
    workspace = try Workspace.vectors(in: folder)
  }

  func desk(_ name: String = "desk") throws -> Desk {
    let path = folder.path(name)
    guard try !Desk.isDesk(path, disk: LiveDisk()) else {
      return try Desk(open: path, writing: true, disk: LiveDisk(), clock: FixedClock())
    }
    _ = try Desk.create(
      at: path, election: VectorElection.definition, software: VectorElection.software,
      disk: LiveDisk(), clock: FixedClock())
    return try desk(name)
  }

  /// A sheet of the council with 31 valid papers, so many of them for its first candidate.
  func sheet(_ batch: String = "b1", votes: Int = 9) -> PaperEntry {
    let counts = ["c1": votes, "c2": 31 - votes, "c3": 0, "c4": 0, "c5": 0]
    return .sheet(
      Sheet(
        election: workspace.election,
        key: SheetKey(station: "s1", batch: batch, contest: "council"), papers: 32,
        counts: counts.mapValues { OptionCount.chosen($0) },
        rejected: ["unmarked": 1, "overvoted": 0, "uncertain": 0], objections: nil))
  }

  func account(issued: Int = 40) throws -> PaperEntry {
    let row = "station,issued,unused,spoilt,tendered,in-box,note\ns1,\(issued),6,2,0,32,\n"
    let accounts = try StationAccount.parse(Array(row.utf8), definition: workspace.definition)
    return .account(try #require(accounts.first))
  }

  /// Has a clerk key entries at a desk and export them; gives the folders on the stick.
  @discardableResult
  func export(
    _ entries: [PaperEntry], by clerk: String = "clerk-1", at desk: String = "desk",
    to stick: String = "stick"
  ) throws -> [String] {
    let desk = try self.desk(desk)
    let signer = try VectorElection.signer(clerk)
    #expect(try desk.objections(to: entries, by: clerk).isEmpty)
    _ = try desk.enter(entries, signer: signer)
    _ = try desk.close(signer: signer)
    return try desk.write(to: folder.path(stick))
  }

  /// What becomes of each folder at the count, in words: `in`, `known` or a code.
  func take(_ folders: [String]) throws -> [String] {
    try workspace.importDesks(folders, signer: VectorElection.signer("clerk-2")).map {
      switch $0.outcome {
      case .accepted: "in"
      case .alreadyImported: "known"
      case .refused(let refusal): refusal.code.rawValue
      }
    }
  }

  func key(_ entries: [PaperEntry], by clerk: String) throws {
    _ = try workspace.enter(entries, signer: VectorElection.signer(clerk))
  }

  var agreed: Int { workspace.state.sheets.agreed.count + workspace.state.accounts.agreed.count }
}

@Suite("What is keyed at a desk")
struct DeskTests {
  private let room: DeskRoom

  init() throws { room = try DeskRoom() }

  @Test("counts with what somebody else keyed, wherever they sat, and comes in once")
  func counts() throws {
    let entries = try [room.sheet("b1"), room.sheet("b2", votes: 3), room.account()]
    let folders = try room.export(entries)
    try room.key([room.sheet("b1"), room.sheet("b2", votes: 4)], by: "clerk-2")
    let signer = try VectorElection.signer("clerk-2")
    let outcomes = try room.workspace.importDesks(folders, signer: signer)
    guard case .accepted(let file, let compared) = outcomes.first?.outcome else {
      Issue.record("\(outcomes)")
      return
    }
    #expect((file.clerk, file.sequence, file.entries.count) == ("clerk-1", 1, 3))
    #expect((compared.agreed, compared.waiting) == (1, 1))
    #expect(compared.open == [room.sheet("b2").subject])
    #expect(room.agreed == 1)
    let head = room.workspace.journal.head
    #expect(try room.take(folders) == ["known"])
    #expect(room.workspace.journal.head == head)
    // What another person keyed at another desk decides.
    let others = try room.export(
      [room.sheet("b2", votes: 3), room.account()], by: "officer-a", at: "other", to: "second")
    #expect(try room.take(others) == ["in"])
    #expect(room.agreed == 3)
    let again = try Workspace(
      open: room.workspace.path, writing: false, disk: LiveDisk(), clock: FixedClock())
    #expect(again.state.sheets.agreed == room.workspace.state.sheets.agreed)
    #expect(again.state.desks.map(\.file.clerk) == ["clerk-1", "officer-a"])
  }

  @Test("is one person's, at however many desks they sat")
  func onePerson() throws {
    let first = try room.export([room.sheet()])
    let second = try room.export([room.sheet()], at: "other", to: "second")
    #expect(first != second)
    #expect(try room.take(first + second) == ["in", "in"])
    #expect(room.agreed == 0)
    let key = SheetKey(station: "s1", batch: "b1", contest: "council")
    #expect(room.workspace.state.sheets.status(key) == .once(by: "clerk-1"))
  }

  @Test("nobody else is shown there, and nobody is told whether others keyed it")
  func unseen() throws {
    _ = try room.export([room.sheet(votes: 9)], by: "clerk-1")
    let desk = try room.desk()
    for votes in [9, 3] {
      #expect(try desk.objections(to: [room.sheet(votes: votes)], by: "clerk-2").isEmpty)
    }
    _ = try desk.enter([room.sheet(votes: 3)], signer: VectorElection.signer("clerk-2"))
    for (clerk, votes) in [("clerk-1", 9), ("clerk-2", 3)] {
      let progress = try desk.progress(of: clerk)
      #expect(progress.entries == [room.sheet(votes: votes)])
      #expect(progress.open.count == (clerk == "clerk-1" ? 0 : 1))
      #expect(try desk.state(for: clerk).sheets.keys.count == 1)
    }
    #expect(try desk.state(for: "officer-a").sheets.keys.isEmpty)
    // Who exports takes along what the others have signed, and nothing that they have not.
    _ = try desk.close(signer: VectorElection.signer("officer-a"))
    #expect(try desk.write(to: room.folder.path("third")).count == 1)
  }

  @Test("is corrected until it is exported, and then only once an officer reopened it")
  func corrected() throws {
    let signer = try VectorElection.signer("clerk-1")
    let desk = try room.desk()
    for votes in [1, 2, 3] { _ = try desk.enter([room.sheet(votes: votes)], signer: signer) }
    #expect(try desk.close(signer: signer) == 1)
    #expect(desk.files.map(\.file.entries) == [[room.sheet(votes: 3).json]])
    let objections = try desk.objections(to: [room.sheet(votes: 4)], by: "clerk-1")
    #expect(objections.count == 1 && objections[0].english.contains("was exported"))
    #expect(try desk.objections(to: [room.sheet(votes: 3)], by: "clerk-1").isEmpty)
    let correction = Correction(.reopen, room.sheet().subject, reason: "recount")
    #expect(throws: WorkspaceError.self) { try desk.reopen(correction, signer: signer) }
    try desk.reopen(correction, signer: VectorElection.signer("officer-a"))
    #expect(try desk.close(signer: signer) == 0)
    // The same figures again are a new entry: the papers were counted anew.
    _ = try desk.enter([room.sheet(votes: 3)], signer: signer)
    #expect(try desk.close(signer: signer) == 1)
    let folders = try desk.write(to: room.folder.path("stick"))
    #expect(folders.count == 2)
    #expect(try room.take(Array(folders.reversed())) == ["in", "in"])
    let chain = try #require(room.workspace.state.desks.last).file
    #expect((chain.sequence, chain.previous) == (2, room.workspace.state.desks.first?.file.hash))
  }

  @Test("that the count has set aside counts again once it is keyed and exported anew")
  func reopened() throws {
    let officer = try VectorElection.signer("officer-a")
    let correction = Correction(.reopen, room.sheet().subject, reason: "recount")
    for clerk in ["clerk-1", "clerk-2"] {
      try room.export([room.sheet(votes: 1)], by: clerk)
    }
    #expect(try room.take(room.desk().write(to: room.folder.path("stick"))) == ["in", "in"])
    #expect(room.agreed == 1)
    try room.workspace.correct(correction, signer: officer)
    #expect(room.agreed == 0)
    // The old files change nothing, however often they come.
    #expect(
      try room.take(room.desk().write(to: room.folder.path("stick"))) == ["known", "known"])
    try room.desk().reopen(correction, signer: officer)
    for clerk in ["clerk-1", "clerk-2"] { try room.export([room.sheet(votes: 2)], by: clerk) }
    #expect(
      try room.take(room.desk().write(to: room.folder.path("stick")))
        == ["known", "known", "in", "in"])
    #expect(room.workspace.state.sheets.agreed.map { .sheet($0) } == [room.sheet(votes: 2)])
  }

  @Test("goes into several files where it is more than one holds")
  func many() throws {
    let entries = (1...2_000).map { room.sheet("batch-\($0)") }
    let folders = try room.export(entries)
    #expect(folders.count == 2)
    #expect(try room.take(Array(folders.reversed())) == ["in", "in"])
    #expect(room.workspace.state.sheets.keys.count == 2_000)
    #expect(try room.desk().progress(of: "clerk-1").open.isEmpty)
  }

  @Test(
    "leaves nothing half-made on a stick that is full, and is exported by the same command after")
  func full() throws {
    try room.export([room.sheet("b1")])
    let signer = try VectorElection.signer("clerk-1")
    _ = try room.desk().enter([room.sheet("b2")], signer: signer)
    #expect(try room.desk().close(signer: signer) == 1)
    let (path, stick) = (room.folder.path("desk"), room.folder.path("stick"))
    func write(on disk: FailingDisk) throws -> [String] {
      try Desk(open: path, writing: false, disk: disk, clock: FixedClock()).write(to: stick)
    }
    let before = try room.folder.snapshot()
    let whole = FailingDisk()
    let folders = try write(on: whole)
    let written = whole.operations.indices.filter { index in
      ["create", "write", "sync", "folder"].contains { whole.operations[index].hasPrefix($0) }
        && whole.operations[index].contains(" \(folders[1])")
    }
    #expect(written.count > 5, "\(whole.operations)")
    for index in written {
      try LiveDisk().removeTree(folders[1])
      #expect {
        try write(on: FailingDisk(failing: index + 1, number: ENOSPC))
      } throws: { ($0 as? WorkspaceError)?.report.code == "full" }
      #expect(try room.folder.snapshot() == before)
    }
    #expect(try write(on: FailingDisk()) == folders)
    #expect(try room.take(folders) == ["in", "in"])
  }

  @Test("no workspace is opened at a desk, and no desk made where something lies")
  func folders() throws {
    let path = try room.desk().path
    #expect {
      try Workspace(open: path, writing: false, disk: LiveDisk(), clock: FixedClock())
    } throws: { ($0 as? WorkspaceError)?.report.code == "desk" }
    for name in ["desk", "count", "vault"] {
      #expect {
        try Desk.create(
          at: room.folder.path(name), election: VectorElection.definition,
          software: VectorElection.software, disk: LiveDisk(), clock: FixedClock())
      } throws: { ($0 as? WorkspaceError)?.report.code == "exists" }
    }
    #expect {
      try Desk(
        open: room.workspace.path, writing: false, disk: LiveDisk(), clock: FixedClock())
    } throws: { ($0 as? WorkspaceError)?.report.code == "workspace" }
  }

  @Test("a desk whose making was cut off is made again, wherever it was cut off")
  func begun() throws {
    let path = try room.desk().path
    try FileManager.default.removeItem(atPath: "\(path)/journal.jsonl")
    for _ in 0..<2 {
      let again = try Desk.create(
        at: path, election: VectorElection.definition, software: VectorElection.software,
        disk: LiveDisk(), clock: FixedClock())
      #expect(again.people.isEmpty)
      // Cut off before it had its name, it has a piece of its mark and nothing else.
      for file in try FileManager.default.contentsOfDirectory(atPath: path) where file != "desk" {
        try FileManager.default.removeItem(atPath: "\(path)/\(file)")
      }
      try FileManager.default.moveItem(atPath: "\(path)/desk", toPath: "\(path)/desk.tmp")
    }
  }

  @Test("takes a person of the election who keys paper, with their own key")
  func people() throws {
    let desk = try room.desk()
    for signer in [
      Signer(id: "nobody", key: try VectorElection.key("clerk-1")),
      Signer(id: "clerk-2", key: try VectorElection.key("clerk-1")),
      try VectorElection.signer("keeper"),
    ] {
      #expect(throws: WorkspaceError.self) { try desk.enter([room.sheet()], signer: signer) }
    }
    #expect(desk.people.isEmpty)
  }
}
