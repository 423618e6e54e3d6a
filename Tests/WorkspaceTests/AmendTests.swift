import Bundles
import Cryptography
import Election
import Encoding
import Paper
import Record
import Storage
import TestSupport
import Testing

import Words
@testable import Workspace

@Suite("Taking an amendment in")
struct AmendTests {
  private let folder: TemporaryFolder
  private let workspace: Workspace
  private static let web = "144ed31a03c76bcbcc98f3b4eebfd7e9658e9d44904c72e1309153a8f6c4a77c"

  init() throws {
    folder = try TemporaryFolder()
    workspace = try Workspace.vectors(in: folder)
    _ = try workspace.importBundle(
      "\(VectorElection.path)/media/web-1", signer: VectorElection.signer("clerk-1"))
  }

  private func draft(_ words: String...) throws -> Amendment {
    try workspace.draft(changes: words.compactMap { Change.json(words: $0) }, reason: "test")
  }

  /// Writes an amendment with the signatures of these officers and gives its path.
  private func write(
    _ file: [UInt8], _ name: String = "amendment.json",
    officers: [String] = ["officer-a", "officer-b"]
  ) throws -> String {
    try folder.write(file, to: name)
    try VectorElection.signByQuorum(folder.path(name), officers: officers)
    return folder.path(name)
  }

  private func refusal(of body: () throws -> AmendOutcome) -> String {
    do {
      return "taken: \(try body())"
    } catch {
      let report = (error as? WorkspaceError)?.report
      let message = report?.message ?? "\(error)"
      return ([message] + (report?.details ?? [])).joined(separator: "; ").english
    }
  }

  @Test("changes nothing before the quorum has signed it")
  func quorum() throws {
    let file = try draft("revoke web 0").file
    let before = folder.read("count/journal.jsonl")
    for officers in [[], ["officer-a"]] {
      let path = try write(file, "by-\(officers.count).json", officers: officers)
      #expect(
        refusal { try workspace.amend(path, signer: VectorElection.signer("clerk-1")) }.contains(
          "signed by"))
    }
    let path = try write(file, officers: ["officer-c", "officer-a"])
    // A third signature that does not hold is no third of three, it is a fault.
    try folder.write("nonsense\n", to: "amendment.json.officer-b.minisig")
    #expect(throws: WorkspaceError.self) {
      try workspace.amend(path, signer: VectorElection.signer("clerk-1"))
    }
    #expect(folder.read("count/journal.jsonl") == before)
    #expect(workspace.state.amendments.isEmpty)
    try LiveDisk().removeFile(folder.path("amendment.json.officer-b.minisig"))
    #expect(
      try workspace.amend(path, signer: VectorElection.signer("clerk-1"))
        == .taken(try draftAgain(file)))
  }

  private func draftAgain(_ file: [UInt8]) throws -> Amendment {
    try Amendment(file: file, definition: workspace.definition, election: workspace.election)
  }

  @Test("takes the next one only, and the very same one changes nothing")
  func order() throws {
    let first = try draft("revoke web 0")
    let other = try draft("revoke app 0")
    let path = try write(first.file)
    _ = try workspace.amend(path, signer: VectorElection.signer("clerk-1"))
    let lines = workspace.journal.lines.count
    #expect(
      try workspace.amend(path, signer: VectorElection.signer("clerk-1")) == .alreadyTaken(first))
    #expect(workspace.journal.lines.count == lines)
    // Another first one comes too late.
    let late = try write(other.file, "late.json")
    #expect(
      refusal { try workspace.amend(late, signer: VectorElection.signer("clerk-1")) }.contains(
        "1 are in"))
    let second = try draft("last web 1")
    #expect(second.number == 2 && second.previous == Digest.of(first.file))
    _ = try workspace.amend(
      write(second.file, "second.json"), signer: VectorElection.signer("clerk-1"))
    #expect(workspace.state.amendments == [first, second])
    // What replaying the journal gives is the same.
    let again = try Workspace(
      open: folder.path("count"), writing: false, disk: LiveDisk(), clock: FixedClock())
    #expect(again.state.amendments == [first, second])
    #expect(again.state.rulings == workspace.state.rulings)
    try again.verifyAmendments()
  }

  @Test("an amendment that was changed or lost its signature afterwards is noticed")
  func verified() throws {
    let amendment = try draft("revoke web 0")
    _ = try workspace.amend(write(amendment.file), signer: VectorElection.signer("clerk-1"))
    try workspace.verifyAmendments()
    try LiveDisk().removeFile(folder.path("count/amendments/amendment-001.json.officer-a.minisig"))
    #expect(throws: WorkspaceError.self) { try workspace.verifyAmendments() }
  }

  @Test("a revoked key refuses what comes after, and a chain waits for nothing more of it")
  func revoked() throws {
    _ = try workspace.amend(
      write(try draft("revoke web 1").file), signer: VectorElection.signer("clerk-1"))
    let outcome = try workspace.importBundle(
      "\(VectorElection.path)/media/web-2", signer: VectorElection.signer("clerk-1"))
    guard case .refused(let refusal) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(refusal.code.rawValue == "collector-revoked")
    #expect(!(try workspace.gaps()).contains { "\($0)".contains("web") })
  }

  @Test("explains what will never come")
  func explained() throws {
    _ = try workspace.importBundle(
      "\(VectorElection.path)/media/web-3", signer: VectorElection.signer("clerk-1"))
    let missing = Outstanding.missing(collector: "web", sequence: 2)
    #expect(try workspace.gaps().contains(missing))
    _ = try workspace.amend(
      write(try draft("missing web 2", "last app 0", "last desk 0", "last registrar 0").file),
      signer: VectorElection.signer("clerk-1"))
    // web-3 is the last; what stood before it cannot be compared with what is not there.
    #expect(try workspace.gaps() == [])
  }

  @Test("that names what is not there is refused, file by file")
  func unknown() throws {
    let good = try draft("exclude \(Self.web) 47")
    for (old, new) in [("47", "48"), (Self.web, String(repeating: "0", count: 64))] {
      let text = String(decoding: good.file, as: UTF8.self).replacing(old, with: new)
      let path = try write(Array(text.utf8))
      #expect(throws: WorkspaceError.self) {
        try workspace.amend(path, signer: VectorElection.signer("clerk-1"))
      }
    }
    for bytes in [[], Array("{}".utf8), Array(good.file.dropLast()), [0xFF, 0xFE]] {
      let path = try write(bytes)
      #expect(throws: WorkspaceError.self) {
        try workspace.amend(path, signer: VectorElection.signer("clerk-1"))
      }
    }
    #expect(throws: WorkspaceError.self) {
      try workspace.amend(folder.path("nowhere.json"), signer: VectorElection.signer("clerk-1"))
    }
    #expect(workspace.state.amendments.isEmpty)
  }
}
