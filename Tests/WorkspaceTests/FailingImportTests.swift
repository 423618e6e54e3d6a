import Bundles
import Cryptography
import Encoding
import Glibc
import Record
import Storage
import TestSupport
import Testing
import Workspace

@Suite("An import that fails anywhere")
struct FailingImportTests {
  private static let bundle = "\(VectorElection.path)/media/app-1"

  private func create(_ folder: TemporaryFolder) throws {
    try Workspace.vectors(in: folder)
  }

  private func open(_ folder: TemporaryFolder, _ disk: any Disk) throws -> Workspace {
    try unlocked {
      try Workspace(open: folder.path("count"), writing: true, disk: disk, clock: FixedClock())
    }
  }

  @Test(
    "leaves a workspace in which doing it again gives the same, byte for byte",
    arguments: FailingDisk.Extent.allCases, [EIO, ENOSPC])
  func everyOperation(_ extent: FailingDisk.Extent, _ number: Int32) throws {
    let whole = TemporaryFolderSnapshot(try imported(failing: nil, extent, number).snapshot)
    #expect(whole.files.keys.contains { $0.hasSuffix("ballots.sealed") })
    var operation = 1
    while true {
      let result = try imported(failing: operation, extent, number)
      #expect(
        TemporaryFolderSnapshot(result.snapshot) == whole, "operation \(operation): \(result.last)")
      guard result.failed else { break }
      operation += 1
    }
    // Every file is opened, read, written, synced and moved.
    #expect(operation > 40)
  }

  /// Imports with a disk that fails, then, where that did not work, once more with one that works.
  private func imported(
    failing: Int?, _ extent: FailingDisk.Extent, _ number: Int32
  ) throws -> (snapshot: [String: [UInt8]], failed: Bool, last: String) {
    let folder = try TemporaryFolder()
    try create(folder)
    let disk = FailingDisk(failing: failing, number: number, extent: extent)
    var accepted = false
    do {
      let outcome = try open(folder, disk).importBundle(
        Self.bundle, signer: VectorElection.signer("clerk-1"))
      if case .accepted = outcome { accepted = true }
    } catch {
      #expect(error is WorkspaceError)
    }
    let isKnown = try open(folder, LiveDisk()).state.bundles.count == 1
    // What was reported as done is there.
    #expect(!accepted || isKnown)
    if !isKnown {
      let outcome = try open(folder, LiveDisk()).importBundle(
        Self.bundle, signer: VectorElection.signer("clerk-1"))
      guard case .accepted = outcome else {
        Issue.record("\(outcome) after operation \(failing ?? 0)")
        return (try folder.snapshot(), false, "")
      }
    }
    let failed = failing.map { disk.operationCount >= $0 } ?? false
    return (
      try folder.snapshot(), failed,
      failing.map { disk.operations.dropFirst($0 - 1).first ?? "" } ?? ""
    )
  }
}

/// What must be the same however an import came about: everything but lines on refusals, what a
/// cut-off write was set aside as, and who held the lock.
struct TemporaryFolderSnapshot: Equatable {
  var files: [String: [UInt8]] = [:]

  init(_ snapshot: [String: [UInt8]]) {
    for (name, bytes) in snapshot {
      guard !name.contains("lock"), !name.contains(".torn-"), !name.contains("journal.jsonl"),
        !name.contains("incoming"), !name.hasPrefix("count/vault"), name != "count/place",
        name != "vault/heads"
      else { continue }
      files[name] = bytes
    }
  }
}
