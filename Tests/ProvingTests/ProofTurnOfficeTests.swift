import Audit
import Counting
import Cryptography
import Election
import Encoding
import Foundation
import Mixnet
import Record
import Storage
import TestSupport
import Testing
import Workspace

@testable import Proving

@Suite("A count by turns that is cut off")
struct ProofTurnOfficeTests {
  private static let officers = ["officer-a", "officer-c"]

  /// Has the officers go on from wherever it stands until there is a result, each in a workspace that
  /// is opened anew.
  private func goOn(_ disk: FailingDisk, _ folder: TemporaryFolder) throws {
    for _ in 0..<8 {
      let workspace = try ProofVectorElection.open(in: folder, disk: disk)
      guard workspace.state.counts.isEmpty else { return }
      if let blind = workspace.state.blind {
        let count = try Count(workspace, resuming: blind, software: VectorElection.software)
        try open(count, of: workspace, sealed: blind.sealed)
      } else {
        let count = try Count(
          workspace, stage: .electronic, software: VectorElection.software)
        try mix(count, of: workspace)
      }
    }
    Issue.record("there is no result after eight turns")
  }

  private func mix(_ count: Count, of workspace: Workspace) throws {
    let (inputs, mixed) = try count.takeUp()
    var office = try ProofOffice(
      workspace, folder: inputs.folder, tracking: inputs.tracking, work: ProofWork(threads: 2))
    if mixed.count < Self.officers.count {
      let signer = try ProofVectorElection.signer(Self.officers[mixed.count])
      try office.mix(by: signer, after: mixed) { _ in }
    }
    let done = workspace.state.proofs.mixes.map(\.officer)
    guard done.count == Self.officers.count else { return }
    _ = try count.keepBlind(
      inputs, sealed: office.checkMixes().hash, officers: done,
      signer: ProofVectorElection.signer("officer-a"))
  }

  private func open(_ count: Count, of workspace: Workspace, sealed: Digest) throws {
    let inputs = try count.resume(sealed: sealed)
    let office = try ProofOffice(
      workspace, folder: inputs.folder, tracking: inputs.tracking, work: ProofWork(threads: 2))
    let mixes = try office.checkMixes(.opening)
    if let next = try office.missing(of: Self.officers).first {
      let hand = try #require(ProofVectorElection.hands([next]).first)
      try office.open(mixes, by: hand, with: Self.officers) { _ in }
    }
    guard try office.missing(of: Self.officers).isEmpty else { return }
    _ = try count.finish(
      inputs, office.opened(mixes), releasing: sealed,
      signer: ProofVectorElection.signer("officer-a"))
  }

  @Test("goes on where it was, and no opening is there without its line")
  func goesOn() throws {
    let whole = FailingDisk()
    var folder = try TemporaryFolder()
    _ = try ProofVectorElection.workspace(in: folder)
    try goOn(whole, folder)
    let operations = whole.operations
    let places = operations.indices.filter { index in
      ["/proof/", "/results/", "journal.jsonl"].contains { operations[index].contains($0) }
        && !["read", "open", "info", "list"].contains { operations[index].hasPrefix($0) }
    }
    for place in stride(from: 0, to: places.count, by: max(1, places.count / 7)) {
      let failing = places[place] + 1
      folder = try TemporaryFolder()
      _ = try ProofVectorElection.workspace(in: folder)
      do {
        try goOn(FailingDisk(failing: failing, extent: .fromThenOn), folder)
      } catch {
        // What failed is another thing at each place.
      }
      // Held by nobody: what follows writes to it.
      let state = try ProofVectorElection.open(in: folder, disk: LiveDisk()).state
      let begun = Set(state.proofs.openings.map(\.officer))
      let left = try FileManager.default.subpathsOfDirectory(atPath: folder.path("count"))
      for name in left where name.contains("/open.") {
        #expect(begun.contains { name.contains($0) }, "\(operations[failing - 1]): \(name)")
      }
      try goOn(FailingDisk(), folder)
      let after = try ProofVectorElection.open(in: folder, disk: LiveDisk())
      #expect(after.state.counts.count == 1, "\(operations[failing - 1])")
      #expect(
        try ProofVectorElection.read("\(after.resultFolder(.electronic))/patterns.csv")
          == ProofVectorElection.read("\(ProofVectorElection.root)/package/patterns.csv"))
      let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path("count"))
      #expect(files.filter { $0.hasSuffix(".bin") }.allSatisfy { $0.hasPrefix("results/") })
    }
  }
}
