import Election
import Cryptography
import Encoding
import Foundation
import Record
import Storage
import TestSupport
import Testing

import Words
@testable import Workspace

@Suite("What the vault remembers of the journal")
struct VaultHeadTests {
  private let folder: TemporaryFolder
  private let event = JournalEvent.refused(code: "media", folder: "x", problem: "y")

  init() throws {
    folder = try TemporaryFolder()
    try Workspace.vectors(in: folder)
  }

  private func open(
    writing: Bool = true, resuming: Bool = false, disk: any Disk = LiveDisk()
  ) throws -> Workspace {
    try Workspace(
      open: folder.path("count"), writing: writing, resuming: resuming, disk: disk,
      clock: FixedClock())
  }

  private func record(_ count: Int = 1, _ problem: String = "y") throws {
    let workspace = try open()
    let event = JournalEvent.refused(code: "media", folder: "x", problem: problem)
    for _ in 0..<count { try workspace.record(event, signer: nil) }
  }

  private func move(_ from: String, _ to: String) throws {
    try FileManager.default.moveItem(atPath: folder.path(from), toPath: folder.path(to))
  }

  private func copy(_ from: String, _ to: String) throws {
    try? FileManager.default.removeItem(atPath: folder.path(to))
    try FileManager.default.copyItem(atPath: folder.path(from), toPath: folder.path(to))
  }

  private var heads: [String] {
    String(decoding: folder.read("vault/heads") ?? [], as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  private func refusal(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch { return (error as? WorkspaceError)?.report.message.english ?? "\(error)" }
  }

  private func signer(_ person: String) throws -> Signer {
    Signer(id: person, key: try VectorElection.key(person))
  }

  @Test("is the number and the hash of every line, and nothing else")
  func everyLine() throws {
    try record(3)
    let lines = try open(writing: false).journal.lines
    #expect(heads == lines.map { "\($0.number) \($0.hash)" })
    #expect(try open(writing: false).standing == .latest)
  }

  @Test("tells an older copy, by the line that it lacks, and nothing is written to it")
  func older() throws {
    try record()
    try copy("count", "backup")
    try record(2)
    try copy("backup", "count")
    let before = try folder.snapshot()
    let problem = refusal { try record() }
    #expect(problem?.contains("has seen line 4 of the journal, which here ends at line 2") == true)
    #expect(try folder.snapshot() == before)
    let shown = try open(writing: false)
    #expect(shown.standing.word == "older")
    #expect(shown.notes.contains { if case .olderCopy = $0 { true } else { false } })
  }

  @Test("tells that the count went on in another copy")
  func other() throws {
    try record()
    try copy("count", "backup")
    try record(2)
    try move("count", "one")
    try copy("backup", "count")
    // Written to while the vault was away, so that the copy has as many lines of its own.
    try move("vault", "away")
    try record(3, "z")
    try move("away", "vault")
    let problem = refusal { try record() }
    #expect(problem?.contains("has seen another line 4") == true)
  }

  @Test("tells that all it remembered is gone, but not of a first line that was just written")
  func gone() throws {
    try FileManager.default.removeItem(atPath: folder.path("vault/heads"))
    #expect(try open(writing: false).standing == .latest)
    try record()
    try FileManager.default.removeItem(atPath: folder.path("vault/heads"))
    #expect(refusal { try record() }?.contains("remembers nothing") == true)
  }

  @Test(
    "the officers go on with an older copy by as many signed lines as the quorum, and only they")
  func resume() throws {
    try copy("count", "backup")
    try record(2)
    let lost = try #require(heads.last)
    try copy("backup", "count")
    func allow(_ person: String) throws {
      let workspace = try open(resuming: true)
      let seen = workspace.standing.seen?.hash ?? workspace.journal.head
      try workspace.allow(.resume(seen), reason: "the disk broke", signer: signer(person))
    }
    #expect(refusal { try allow("clerk-1") }?.contains("no officer") == true)
    try allow("officer-a")
    // The same officer again is not another one.
    try allow("officer-a")
    #expect(refusal { try record() }?.contains("the vault has seen line 3") == true)
    #expect(heads.last == lost)
    try allow("officer-b")
    #expect(heads.last == "3 \(try open(writing: false).journal.head)")
    #expect(refusal { try record() } == nil)
    // The copy that was lost and found again is now the one that lacks lines.
    #expect(refusal { try allow("officer-c") }?.contains("the latest copy") == true)
    let texts = try open(writing: false).journal.lines.map(\.event.data)
    #expect(texts.contains { $0["result"]?.string == String(lost.dropFirst(2)) })
  }

  @Test("a vault that is away is told, and catches up when it is back")
  func away() throws {
    try move("vault", "away")
    let shown = try open(writing: false)
    #expect(shown.standing == .notChecked)
    #expect(shown.notes == [.vaultNotThere(path: folder.path("vault"))])
    try record(3)
    try move("away", "vault")
    try record()
    let lines = try open(writing: false).journal.lines
    #expect(heads == [lines[0], lines[4]].map { "\($0.number) \($0.hash)" })
  }

  @Test("a head that was cut off is no head, and is taken away by the next")
  func torn() throws {
    try record()
    let whole = heads
    try folder.write(whole.joined(separator: "\n") + "\n3 00ab", to: "vault/heads")
    #expect(try open(writing: false).standing == .latest)
    try record()
    #expect(heads == whole + ["3 \(try open(writing: false).journal.head)"])
  }

  @Test(
    "a last line that is none is refused by name",
    arguments: ["x\n", "2\n", "0 \(Digest.of([]))\n", "two \(Digest.of([]))\n", "2 00\n"])
  func damaged(text: String) throws {
    try folder.write(text, to: "vault/heads")
    #expect(refusal { _ = try open(writing: false) }?.contains("heads is damaged") == true)
  }

  @Test(
    "is never ahead of the journal, whichever operation of a line fails",
    arguments: FailingDisk.Extent.allCases)
  func order(extent: FailingDisk.Extent) throws {
    try record()
    try copy("count", "first count")
    try copy("vault", "first vault")
    var failing = 1
    var failures = 0
    while true {
      try copy("first count", "count")
      try copy("first vault", "vault")
      let disk = FailingDisk(failing: failing, number: EIO, extent: extent)
      do { try open(disk: disk).record(event, signer: nil) } catch { failures += 1 }
      let standing = try open(writing: false).standing
      // Behind it at most by the line whose head could not be written.
      #expect(standing.seen == nil, "operation \(failing): \(disk.operations.last ?? "")")
      // The next line catches up.
      try record()
      #expect(
        heads.last == "\(try open(writing: false).journal.lines.count) "
          + "\(try open(writing: false).journal.head)")
      guard disk.operationCount >= failing else { break }
      failing += 1
    }
    #expect(failing > 20 && failures > failing / 2)
  }

  @Test("a vault that another workspace used is told when a workspace is made, and stays as it is")
  func usedVault() throws {
    try record(2)
    let before = heads
    let second = try Workspace.create(
      at: folder.path("second"), election: VectorElection.definition,
      vault: folder.path("vault"), software: Software(version: "test", hash: .of([1])),
      signer: nil, disk: LiveDisk(), clock: FixedClock())
    #expect(second.standing.seen?.lines == 3)
    #expect(heads == before)
  }

  @Test("a journal with lines that the vault has not seen says so, and is written to")
  func ahead() throws {
    try record(2)
    let heads = try #require(folder.read("vault/heads"))
    try record(2)
    try folder.write(heads, to: "vault/heads")
    let workspace = try open(writing: false)
    #expect(
      workspace.standing == .ahead(JournalHead(lines: 3, hash: workspace.journal.lines[2].hash)))
    #expect(workspace.notes == [.unseenLines(from: 4, to: 5)])
    #expect(workspace.standing.word == "ahead" && workspace.standing.seen == nil)
    try record()
    #expect(try open().notes.isEmpty)
  }

  @Test("a vault is written to by one at a time, also from two copies of a workspace")
  func oneWriter() throws {
    try copy("count", "copy")
    let first = try open()
    let error = #expect(throws: WorkspaceError.self) {
      try Workspace(
        open: folder.path("copy"), writing: true, disk: LiveDisk(), clock: FixedClock())
    }
    #expect(error?.report.code == "locked")
    #expect(error?.report.place?.english == folder.path("vault/lock"))
    #expect(first.standing == .latest)
  }

  @Test("a workspace that was moved is told once, and its journal says from where to where")
  func moved() throws {
    try move("count", "elsewhere")
    let path = folder.path("elsewhere")
    func open(writing: Bool) throws -> Workspace {
      try Workspace(open: path, writing: writing, disk: LiveDisk(), clock: FixedClock())
    }
    let note = WorkspaceNote.moved(
      from: try #require(LiveDisk().resolved(folder.path)) + "/count",
      to: try #require(LiveDisk().resolved(path)))
    #expect(try open(writing: false).notes == [note])
    #expect(try open(writing: true).notes == [note])
    #expect(try open(writing: true).notes == [])
    let events = try open(writing: false).journal.lines.map(\.event)
    guard case .warning(.moved, 1, let detail) = events.last else {
      Issue.record("\(events)")
      return
    }
    #expect(detail.hasSuffix("/elsewhere"))
  }
}
