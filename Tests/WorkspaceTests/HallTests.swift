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

/// Halls that count where they are, and a central laptop that counts all of them.
private struct HallRoom {
  let desks: DeskRoom
  var folder: TemporaryFolder { desks.folder }

  init() throws { desks = try DeskRoom() }

  /// A workspace by its name; all are made in the same second.
  func hall(_ name: String, by person: String = "officer-a") throws -> Workspace {
    let path = folder.path(name)
    guard !FileManager.default.fileExists(atPath: path) else {
      return try Workspace(open: path, writing: true, disk: LiveDisk(), clock: FixedClock())
    }
    return try Workspace.create(
      at: path, election: VectorElection.definition, vault: folder.path("\(name)-vault"),
      software: VectorElection.software, signer: VectorElection.signer(person),
      disk: LiveDisk(), clock: FixedClock())
  }

  func key(_ entries: [PaperEntry], by clerk: String, at hall: Workspace) throws {
    _ = try hall.enter(entries, signer: VectorElection.signer(clerk))
  }

  func take(_ bundles: ArraySlice<String>, at hall: Workspace) throws {
    for bundle in bundles {
      _ = try hall.importBundle(bundle, signer: VectorElection.signer("clerk-1"))
    }
  }

  func takeDesks(_ folders: [String], at hall: Workspace) throws {
    _ = try hall.importDesks(folders, signer: VectorElection.signer("clerk-1"))
  }

  func inputs(of hall: Workspace, to stick: String = "stick") throws -> String {
    try hall.writeInputs(to: folder.path(stick), signer: VectorElection.signer("clerk-1"))
  }

  /// Takes in what halls wrote, with their bundles; gives what became of each, in words.
  func merge(_ folders: [String], into central: Workspace) throws -> [String] {
    let signer = try VectorElection.signer("clerk-2")
    return try folders.map { folder in
      let outcome = try central.importHall(folder, signer: signer)
      if case .refused(let refusal) = outcome { return refusal.code.rawValue }
      for name in try LiveDisk().list("\(folder)/bundles") {
        let outcome = try central.importBundle("\(folder)/bundles/\(name)", signer: signer)
        if case .refused(let refusal) = outcome { Issue.record("\(refusal)") }
      }
      if case .accepted(_, let leftAside) = outcome {
        return leftAside == 0 ? "in" : "in but \(leftAside)"
      }
      return "known"
    }
  }
}

/// Everything that a count would read of a workspace.
private struct CountedInputs: Equatable {
  let bundles: Set<Digest>
  let sheets: [Sheet]
  let accounts: [StationAccount]
  let pending: [String]
  let desks: Set<Digest>

  init(_ workspace: Workspace) {
    let state = workspace.state
    bundles = Set(state.bundles.map(\.hash))
    sheets = state.sheets.agreed
    accounts = state.accounts.agreed
    pending = state.sheets.pending.map { "\($0.key)" }
    desks = Set(state.desks.map(\.file.hash))
  }
}

@Suite("What came in at several halls")
struct HallTests {
  private let room: HallRoom

  init() throws { room = try HallRoom() }

  private func sheets(_ numbers: ClosedRange<Int>, votes: Int = 9) -> [PaperEntry] {
    numbers.map { room.desks.sheet("b\($0)", votes: votes) }
  }

  /// Three halls with duplicates across them, and what one laptop has that took everything itself.
  private func night() throws -> (sticks: [String], one: Workspace) {
    let media = VectorElection.media
    let desk = try room.desks.export(sheets(1...4), by: "clerk-2", to: "desks")
    let other = try room.desks.export(sheets(4...7), at: "other", to: "desks-2")
    let account = try room.desks.account()
    let one = try room.hall("one", by: "clerk-1")
    // In one second, by one person: each is a hall of its own.
    let halls = try (0..<3).map { try room.hall("hall-\($0)") }
    for (hall, part) in zip(halls, [media[0..<4], media[2..<6], media[5...]]) {
      try room.take(part, at: hall)
    }
    try room.take(media[...], at: one)
    for hall in [halls[0], halls[1], one] { try room.takeDesks(desk, at: hall) }
    for hall in [halls[1], one] { try room.takeDesks(other, at: hall) }
    for hall in [halls[0], one] { try room.key(sheets(1...3), by: "clerk-1", at: hall) }
    for hall in [halls[2], one] {
      try room.key(sheets(5...5) + sheets(6...6, votes: 1) + [account], by: "officer-a", at: hall)
    }
    for hall in [halls[0], one] { try room.key([account], by: "clerk-1", at: hall) }
    return (try halls.map { try room.inputs(of: $0) }, one)
  }

  @Test("comes to the same as at one laptop, in whatever order and however often it comes")
  func anyOrder() throws {
    let (sticks, one) = try night()
    for (number, order) in [[0, 1, 2], [2, 1, 0, 1], [1, 0, 2, 0]].enumerated() {
      let central = try room.hall("central-\(number)", by: "keeper")
      let words = try room.merge(order.map { sticks[$0] }, into: central)
      #expect(words == ["in", "in", "in", "known"].prefix(order.count).map { $0 })
      #expect(CountedInputs(central) == CountedInputs(one))
      #expect(central.state.sheets.agreed.count == 5 && central.state.accounts.agreed.count == 1)
      let again = try Workspace(
        open: central.path, writing: false, disk: LiveDisk(), clock: FixedClock())
      #expect(CountedInputs(again) == CountedInputs(one))
    }
  }

  @Test("comes in by what is new of it; an older copy changes nothing")
  func copies() throws {
    let hall = try room.hall("hall")
    try room.key(sheets(1...1), by: "clerk-1", at: hall)
    let older = try room.inputs(of: hall, to: "older")
    try room.key(sheets(1...2), by: "clerk-2", at: hall)
    let newer = try room.inputs(of: hall, to: "newer")
    for (name, order) in [("central-1", [older, newer]), ("central-2", [newer, older])] {
      let central = try room.hall(name, by: "clerk-1")
      #expect(try room.merge(order, into: central) == ["in", order[0] == older ? "in" : "known"])
      #expect(central.state.sheets.agreed.count == 1)
      let head = central.journal.head
      #expect(try room.merge([room.inputs(of: hall, to: "again")], into: central) == ["known"])
      #expect(central.journal.head == head)
    }
  }

  @Test("is that of one copy of a hall's workspace, not of two")
  func fork() throws {
    let hall = try room.hall("hall")
    try FileManager.default.copyItem(
      atPath: room.folder.path("hall"), toPath: room.folder.path("copy"))
    try FileManager.default.copyItem(
      atPath: room.folder.path("hall-vault"), toPath: room.folder.path("copy-vault"))
    try Data("\(room.folder.path("copy-vault"))\n".utf8).write(
      to: URL(filePath: "\(room.folder.path("copy"))/vault"))
    try room.key(sheets(1...1), by: "clerk-1", at: hall)
    let copy = try room.hall("copy")
    try room.key(sheets(2...2), by: "clerk-1", at: copy)
    let central = try room.hall("central", by: "clerk-1")
    let sticks = try [room.inputs(of: hall, to: "a"), room.inputs(of: copy, to: "b")]
    #expect(try room.merge(sticks, into: central) == ["in", "sequence-conflict"])
    #expect(central.state.sheets.keys.map(\.batch) == ["b1"])
  }

  @Test("has what an officer set aside at the hall set aside")
  func reopened() throws {
    let hall = try room.hall("hall")
    for clerk in ["clerk-1", "clerk-2"] { try room.key(sheets(1...2), by: clerk, at: hall) }
    try hall.correct(
      Correction(.reopen, sheets(1...1)[0].subject, reason: "recount"),
      signer: VectorElection.signer("officer-a"))
    let central = try room.hall("central", by: "clerk-1")
    #expect(try room.merge([room.inputs(of: hall)], into: central) == ["in"])
    #expect(central.state.sheets.agreed.map(\.key.batch) == ["b2"])
    #expect(central.state.paper.corrections.map(\.author.name) == ["officer-a"])
  }

  /// What somebody makes of the files of a hall, and the code with which it is refused.
  private static let spoilt: [(file: String, change: @Sendable (String) -> String?, code: String)] =
    [
      ("journal.jsonl", { $0.replacing("\"c1\":9", with: "\"c1\":8") }, "hash-mismatch"),
      ("journal.jsonl", { String($0.dropLast(40)) }, "hash-mismatch"),
      ("journal.jsonl", { _ in nil }, "missing-file"),
      ("inputs.json", { $0 + " " }, "inputs-file"),
      ("inputs.json", { $0.replacing("inputs/1", with: "inputs/2") }, "inputs-file"),
      ("inputs.json", { $0.replacing("clerk-1", with: "clerk-2") }, "missing-file"),
      ("inputs.json", { $0.replacing("\"bundles\":[", with: "\"bundles\":[ ") }, "inputs-file"),
      ("inputs.json.clerk-1.minisig", { _ in "x\n" }, "signature"),
      ("inputs.json.clerk-1.minisig", { _ in nil }, "missing-file"),
    ]

  @Test("is refused whole where the stick was damaged or changed", arguments: spoilt)
  func refused(_ file: String, _ change: @Sendable (String) -> String?, _ code: String) throws {
    let hall = try room.hall("hall")
    try room.key(sheets(1...1), by: "clerk-1", at: hall)
    try room.take(VectorElection.media[0..<1], at: hall)
    let stick = try room.inputs(of: hall)
    let path = "\(stick)/\(file)"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try FileManager.default.removeItem(atPath: path)
    if let changed = change(text) {
      #expect(changed != text)
      try changed.write(toFile: path, atomically: false, encoding: .utf8)
    }
    let central = try room.hall("central", by: "clerk-1")
    #expect(try room.merge([stick], into: central) == [code])
    #expect(central.state.sheets.keys.isEmpty && central.state.bundles.isEmpty)
    #expect(central.state.halls.isEmpty && central.state.refusals == 1)
    // The hall writes it again.
    #expect(try room.merge([room.inputs(of: hall)], into: central) == ["in"])
    #expect(central.state.bundles.count == 1)
  }

  @Test("is refused where its journal holds what nobody signed, though the stick was signed anew")
  func unsigned() throws {
    let hall = try room.hall("hall")
    try room.key(sheets(1...1), by: "clerk-1", at: hall)
    let stick = try room.inputs(of: hall)
    let journal = try String(contentsOfFile: "\(stick)/journal.jsonl", encoding: .utf8)
    let forged = journal.replacing("\"c1\":9", with: "\"c1\":8").replacing(
      "\"c2\":22", with: "\"c2\":23")
    try forged.write(toFile: "\(stick)/journal.jsonl", atomically: false, encoding: .utf8)
    let inputs = try String(contentsOfFile: "\(stick)/inputs.json", encoding: .utf8).replacing(
      "\(Digest.of(Array(journal.utf8)))", with: "\(Digest.of(Array(forged.utf8)))")
    try inputs.write(toFile: "\(stick)/inputs.json", atomically: false, encoding: .utf8)
    let signature = try VectorElection.key("clerk-1").sign(
      file: Array(inputs.utf8), trustedComment: "test")
    try Data(signature.file).write(to: URL(filePath: "\(stick)/inputs.json.clerk-1.minisig"))
    let central = try room.hall("central", by: "clerk-1")
    #expect(try room.merge([stick], into: central) == ["journal"])
  }

  @Test(
    "leaves nothing on a stick that is full, and is written by the same command once there is room")
  func full() throws {
    let hall = try room.hall("hall")
    try room.take(VectorElection.media[0..<2], at: hall)
    let signer = try VectorElection.signer("clerk-1")
    let (path, stick) = (hall.path, room.folder.path("stick"))
    func write(on disk: FailingDisk) throws -> String {
      let hall = try Workspace(open: path, writing: false, disk: disk, clock: FixedClock())
      return try hall.writeInputs(to: stick, signer: signer)
    }
    let whole = FailingDisk()
    let folder = try write(on: whole)
    let written = whole.operations.indices.filter { index in
      ["create", "write", "sync", "folder"].contains { whole.operations[index].hasPrefix($0) }
        && whole.operations[index].contains(" \(stick)")
    }
    #expect(written.count > 15, "\(whole.operations)")
    for (isNew, index) in written.enumerated().map({ ($0.isMultiple(of: 2), $1) }) {
      try LiveDisk().removeTree(stick)
      if !isNew { try LiveDisk().makeFolder(stick) }
      #expect {
        try write(on: FailingDisk(failing: index + 1, number: ENOSPC))
      } throws: { ($0 as? WorkspaceError)?.report.code == "full" }
      #expect(try LiveDisk().info(stick) == nil || LiveDisk().list(stick).isEmpty)
    }
    #expect(try write(on: FailingDisk()) == folder)
    #expect(try room.merge([folder], into: room.hall("central")) == ["in"])
  }

  @Test("is not written where halls were taken in, and is nothing new where it is this count's own")
  func nested() throws {
    let hall = try room.hall("hall")
    let middle = try room.hall("middle", by: "clerk-1")
    #expect(try room.merge([room.inputs(of: hall)], into: middle) == ["in"])
    #expect {
      try room.inputs(of: middle)
    } throws: { ($0 as? WorkspaceError)?.report.code == "not-exportable" }
    #expect(try room.merge([room.inputs(of: hall)], into: hall) == ["known"])
  }
}
