import Election
import Bundles
import Cryptography
import Encoding
import Foundation
import Record
import Storage
import TestSupport
import Testing
import Words
import Workspace

@Suite("The journal")
struct JournalTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let workspace = try Workspace.vectors(in: folder, signer: VectorElection.signer("clerk-1"))
    for bundle in VectorElection.media.prefix(3) {
      _ = try workspace.importBundle(bundle, signer: VectorElection.signer("clerk-2"))
    }
  }

  private func open(writing: Bool = false) throws -> Workspace {
    try Workspace(
      open: folder.path("count"), writing: writing, disk: LiveDisk(), clock: FixedClock())
  }

  private var text: String {
    get throws { String(decoding: try #require(folder.read("count/journal.jsonl")), as: UTF8.self) }
  }

  private func replace(_ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path("count/journal.jsonl")))
  }

  @Test("gives the state again when it is replayed, with its signatures")
  func replay() throws {
    let workspace = try open()
    #expect(workspace.state.bundles.map(\.collector) == ["app", "desk", "desk"])
    #expect(workspace.journal.lines.map(\.by) == ["clerk-1", "clerk-2", "clerk-2", "clerk-2"])
    #expect(workspace.journal.lines.first?.previous == workspace.election)
    #expect(workspace.journal.head == workspace.journal.lines.last?.hash)
  }

  @Test("takes many lines at once, with one sync, and the vault remembers each")
  func batch() throws {
    let events = (0..<50).map { JournalEvent.refused(code: "media", folder: "x", problem: "\($0)") }
    let disk = FailingDisk()
    let workspace = try Workspace(
      open: folder.path("count"), writing: true, disk: disk, clock: FixedClock())
    let before = disk.operations.count
    let officer = Signer(id: "officer-a", key: try VectorElection.key("officer-a"))
    try workspace.record(all: events, signer: officer)
    let syncs = disk.operations.dropFirst(before).filter { $0.hasPrefix("sync ") }
    // The journal's and that of the vault's heads.
    #expect(syncs.count == 2, "\(syncs)")
    try workspace.record(all: [], signer: officer)
    let lines = try open().journal.lines
    #expect(lines.suffix(50).map(\.event) == events)
    let heads = String(decoding: try #require(folder.read("vault/heads")), as: UTF8.self)
    #expect(heads == lines.map { "\($0.number) \($0.hash)\n" }.joined())
  }

  @Test("has none of many lines where they cannot be written", arguments: [ENOSPC, EIO])
  func failedBatch(number: Int32) throws {
    let before = try text
    let events = (0..<50).map { JournalEvent.refused(code: "media", folder: "x", problem: "\($0)") }
    let counting = FailingDisk()
    _ = try Workspace(
      open: folder.path("count"), writing: true, disk: counting, clock: FixedClock())
    let opening = counting.operations.count
    for operation in 1...3 {
      let disk = FailingDisk(failing: opening + operation, number: number)
      let workspace = try Workspace(
        open: folder.path("count"), writing: true, disk: disk, clock: FixedClock())
      #expect(throws: WorkspaceError.self) {
        try workspace.record(
          all: events,
          signer: Signer(id: "officer-a", key: try VectorElection.key("officer-a")))
      }
      #expect(try text == before, "\(disk.operations.dropFirst(opening))")
    }
  }

  @Test("is the hash chain that the format says, so that b2sum can follow it")
  func chain() throws {
    var previous = try open().election.description
    for line in try text.split(separator: "\n") {
      let json = try JSON.parse(canonical: Array("\(line)\n".utf8))
      #expect(json["prev"]?.string == previous)
      previous = Digest.of(Array(line.utf8)).description
    }
  }

  @Test(
    "is refused where a line was edited, dropped, doubled, moved or signed by nobody",
    arguments: [
      "edited", "dropped", "doubled", "moved", "unknown event", "another number", "not canonical",
    ])
  func damage(_ what: String) throws {
    var lines = try text.split(separator: "\n").map(String.init)
    switch what {
    case "edited":
      lines[1] = lines[1].replacingOccurrences(of: "\"ballots\":63", with: "\"ballots\":62")
    case "dropped": lines.remove(at: 1)
    case "doubled": lines.insert(lines[1], at: 1)
    case "moved": lines.swapAt(1, 2)
    case "unknown event":
      lines[3] = lines[3].replacingOccurrences(of: "\"import\"", with: "\"export2\"")
    case "another number": lines[3] = lines[3].replacingOccurrences(of: "\"n\":4", with: "\"n\":5")
    default: lines[3] = lines[3].replacingOccurrences(of: "\"n\":4", with: "\"n\": 4")
    }
    try replace(lines.joined(separator: "\n") + "\n")
    let error = #expect(throws: WorkspaceError.self) { try open() }
    guard case .journal(_, let line, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    // An edited line breaks the one after it.
    #expect(line == (what == "edited" ? 3 : ["dropped", "moved"].contains(what) ? 2 : line))
  }

  @Test("is refused when its last line was edited, by that line's signature")
  func lastLineEdited() throws {
    var lines = try text.split(separator: "\n").map(String.init)
    lines[3] = lines[3].replacingOccurrences(of: "\"identities\":10", with: "\"identities\":11")
    try replace(lines.joined(separator: "\n") + "\n")
    let error = #expect(throws: WorkspaceError.self) { try open() }
    #expect(error?.report.message.english == "not signed by clerk-2 as it claims")
  }

  @Test("sets the rest of a line that was cut off aside with the next write")
  func torn() throws {
    let whole = try text
    let last = try #require(whole.split(separator: "\n").last)
    let heads = try #require(folder.read("vault/heads"))
    for length in [1, 5, 40, last.count - 1] {
      try replace(whole + last.prefix(length))
      try folder.write(heads, to: "vault/heads")
      let workspace = try open(writing: true)
      #expect(workspace.journal.torn.count == length)
      #expect(workspace.state.bundles.count == 3)
      try workspace.record(.refused(code: "media", folder: "x", problem: "y"), signer: nil)
      #expect(try open().journal.torn.isEmpty)
      #expect(try text.hasPrefix(whole))
      #expect(folder.read("count/journal.jsonl.torn-5") == Array(last.prefix(length).utf8))
    }
  }

  @Test(
    "of which only a beginning was written is no workspace yet, and set aside by the next start")
  func beginning() throws {
    let line = try text.prefix { $0 != "\n" }
    for length in [0, 1, 40, line.utf8.count] {
      let other = try TemporaryFolder()
      try FileManager.default.createDirectory(
        atPath: other.path("count"), withIntermediateDirectories: false)
      let left = Array(line.utf8.prefix(length))
      try other.write(left, to: "count/journal.jsonl")
      let workspace = try Workspace.vectors(in: other)
      #expect(workspace.journal.lines.count == 1)
      #expect(other.read("count/journal.jsonl.torn-1") == left)
    }
  }

  @Test("is written by one at a time")
  func oneWriter() throws {
    let first = try open(writing: true)
    let error = #expect(throws: WorkspaceError.self) { try open(writing: true) }
    #expect(error?.report.code == "locked")
    #expect(try open().journal.head == first.journal.head)
  }

  @Test("takes no line of somebody who is not of the election, or has another's key")
  func strangers() throws {
    let workspace = try open(writing: true)
    let event = JournalEvent.refused(code: "media", folder: "x", problem: "y")
    for (id, key) in [("nobody", "clerk-1"), ("clerk-1", "clerk-2"), ("officer-a", "web")] {
      let signer = Signer(id: id, key: try VectorElection.key(key))
      #expect(throws: WorkspaceError.self) { try workspace.record(event, signer: signer) }
    }
    #expect(try open().journal.lines.count == 4)
  }

  @Test("refuses a definition that too few officers signed, and a vault of another election")
  func create() throws {
    let other = try TemporaryFolder()
    try FileManager.default.copyItem(
      atPath: VectorElection.definition, toPath: other.path("election.json"))
    func make(vault: String = "vault") throws -> Workspace {
      try Workspace.create(
        at: other.path("count"), election: other.path("election.json"), vault: other.path(vault),
        software: Software(version: "test", hash: .of([])), signer: nil, disk: LiveDisk(),
        clock: FixedClock())
    }
    #expect(throws: WorkspaceError.self) { _ = try make() }
    for officer in ["officer-a", "officer-b"] {
      try FileManager.default.copyItem(
        atPath: "\(VectorElection.definition).\(officer).minisig",
        toPath: other.path("election.json.\(officer).minisig"))
    }
    try FileManager.default.createDirectory(
      atPath: other.path("vault"), withIntermediateDirectories: false)
    try other.write("something else", to: "vault/file")
    #expect(throws: WorkspaceError.self) { _ = try make() }
    try FileManager.default.removeItem(atPath: other.path("vault/file"))
    let head = try make().journal.head
    // A start that ended after its first line is gone on with; nothing else is.
    #expect(try make().journal.head == head)
    #expect(throws: WorkspaceError.self) { try make(vault: "another-vault") }
    try make().record(.refused(code: "media", folder: "x", problem: "y"), signer: nil)
    let error = #expect(throws: WorkspaceError.self) { try make() }
    #expect(error?.report.code == "exists")
  }
}
