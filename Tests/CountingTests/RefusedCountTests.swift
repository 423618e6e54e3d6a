import Cryptography
import Election
import Encoding
import Foundation
import Record
import Storage
import TestSupport
import Testing
import Words
import Workspace

@testable import Counting

/// What a reconciliation says that its bundles and the definition contradict.
struct Contradiction: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let reason: String
  let old: String
  let new: String
}

@Suite("A count is refused before a key is asked for")
struct RefusedCountTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func workspace(at time: Timestamp = FixedClock().now()) throws -> Workspace {
    let workspace = try Workspace.vectors(
      in: folder, with: VectorElection.media, clock: FixedClock(time))
    try workspace.recordReconciliation()
    return workspace
  }

  private func refusal(of workspace: Workspace) -> Report? {
    do {
      _ = try Count(workspace, stage: .electronic, software: VectorElection.software)
      return nil
    } catch { return error.report }
  }

  @Test("while people vote by the clock, until as many officers as sign say that it is wrong")
  func openPoll() throws {
    let workspace = try workspace(at: Timestamp(seconds: 1_489_900_000))
    for officer in ["officer-a", "officer-b"] {
      #expect(refusal(of: workspace)?.code == "poll-open")
      try workspace.allow(
        .clock, reason: "its battery is empty", signer: VectorElection.signer(officer))
    }
    #expect(refusal(of: workspace) == nil)
  }

  @Test("but nobody says that a clock is wrong that is past the poll")
  func closedPoll() throws {
    let workspace = try workspace()
    let officer = try VectorElection.signer("officer-a")
    #expect(throws: WorkspaceError.self) {
      try workspace.allow(.clock, reason: "x", signer: officer)
    }
    #expect(refusal(of: workspace) == nil)
  }

  static let contradictions = [
    Contradiction(
      testDescription: "a roll that is not said", reason: "leaves out the roll",
      old: "\"eligibility\":\"roll\"", new: "\"eligibility\":\"not-checked\""),
    Contradiction(
      testDescription: "people of a register who are not said",
      reason: "has 3 register entries of s1, the bundles 30",
      old: "\"registers\":[{\"count\":30,", new: "\"registers\":[{\"count\":3,"),
    Contradiction(
      testDescription: "identities that count without an amendment",
      reason: "no amendment lets it count", old: "\"identities\":[]",
      new:
        "\"identities\":[{\"ballots\":48,\"bundle\":\"144ed31a03c76bcbcc98f3b4eebfd7e9658e9d44904c72e"
        + "1309153a8f6c4a77c\",\"counts\":true,\"problem\":\"x\"}]"),
  ]

  @Test("where the bundles contradict the reconciliation", arguments: contradictions)
  func contradicted(_ contradiction: Contradiction) throws {
    let workspace = try workspace()
    let path = "\(workspace.reconciliationFolder)/reconciliation.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let changed = text.replacingOccurrences(of: contradiction.old, with: contradiction.new)
    #expect(changed != text)
    try Data(changed.utf8).write(to: URL(filePath: path))
    let strikes = try #require(workspace.state.reconciliation).strikes
    try workspace.record(
      .reconciled(reconciliation: .of(Array(changed.utf8)), strikes: strikes),
      signer: VectorElection.signer("keeper"))
    let words = refusal(of: workspace)?.message.english
    #expect(words?.contains(contradiction.reason) == true, "\(words ?? "-")")
  }

  @Test("where custodians came to something else, until they agree")
  func disagreement() throws {
    let workspace = try workspace()
    let agreed = try #require(workspace.state.reconciliation)
    for (hash, isRefused) in [(Digest.of([1]), true), (agreed.reconciliation, false)] {
      try workspace.record(
        .reconciled(reconciliation: hash, strikes: agreed.strikes),
        signer: VectorElection.signer("keeper-2"))
      // The latest lies in the folder again.
      try workspace.record(
        .reconciled(reconciliation: agreed.reconciliation, strikes: agreed.strikes),
        signer: VectorElection.signer("keeper"))
      let words = refusal(of: workspace)?.message.english
      #expect(words?.contains("different reconciliations: keeper, keeper-2") ?? false == isRefused)
      #expect((words == nil) == !isRefused, "\(words ?? "-")")
    }
  }

  @Test("where strikes have a reason for which the election has no rule")
  func reason() throws {
    let workspace = try workspace()
    let bundle = try #require(workspace.state.bundles.first { $0.collector == "app" }).hash
    try workspace.recordReconciliation(["\(bundle),0,duplicate"])
    let words = refusal(of: workspace)?.message.english
    #expect(words?.contains("strikes ballots as duplicate") == true, "\(words ?? "-")")
  }
}
