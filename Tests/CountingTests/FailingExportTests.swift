import Cryptography
import Election
import Foundation
import Record
import Result
import Storage
import TestSupport
import Testing
import Words
import Workspace

@testable import Counting

@Suite("An export on a medium that fails")
struct FailingExportTests {
  private let folder: TemporaryFolder
  private var target: String { folder.path("package") }

  /// A workspace with a signed result, which nobody has open.
  init() throws {
    folder = try TemporaryFolder()
    let workspace = try Workspace.vectors(in: folder, with: VectorElection.media)
    try workspace.recordReconciliation()
    let shares = try ["officer-a", "officer-b"].map {
      try OfficerShare(VectorElection.share($0), definition: workspace.definition)
    }
    _ = try Count(workspace, stage: .electronic, software: VectorElection.software).run(
      key: OpenedKey(shares, definition: workspace.definition),
      signer: VectorElection.signer("officer-a"), threads: 2)
    try VectorElection.signByQuorum(folder.path("count/results/electronic/result.json"))
  }

  private func export(on disk: FailingDisk) throws {
    let workspace = try unlocked {
      try Workspace(open: folder.path("count"), writing: true, disk: disk, clock: FixedClock())
    }
    _ = try PackageExport(workspace, stage: .electronic).write(
      to: target, reports: Reports(version: "test") { _ in [] },
      signer: VectorElection.signer("officer-a"))
  }

  @Test("leaves nothing there, whatever fails, and can be done again")
  func anywhere() throws {
    let whole = FailingDisk()
    try export(on: whole)
    let written = whole.operations.indices.filter { index in
      ["create", "write", "sync", "folder"].contains { whole.operations[index].hasPrefix($0) }
        && whole.operations[index].contains(" \(target)")
    }
    #expect(written.count > 30, "\(whole.operations)")
    for index in written {
      try LiveDisk().removeTree(target)
      let disk = FailingDisk(failing: index + 1, number: ENOSPC)
      let found = #expect(throws: CountingError.self) { try export(on: disk) }
      #expect(found?.report.code == "full", "\(whole.operations[index])")
      #expect(try LiveDisk().info(target) == nil, "\(whole.operations[index])")
    }
    try export(on: FailingDisk())
  }
}
