import Election
import Bundles
import Cryptography
import Foundation
import Record
import Storage
import TestSupport
import Testing
import Words
import Workspace

@testable import Vault

@Suite("A reconciliation that is cut off")
struct InterruptedTests {
  private func open(_ folder: TemporaryFolder, _ disk: any Disk) throws -> Workspace {
    try unlocked {
      try Workspace(open: folder.path("count"), writing: true, disk: disk, clock: FixedClock())
    }
  }

  private func fill(_ folder: TemporaryFolder) throws {
    try Workspace.vectors(in: folder, with: VectorElection.media)
  }

  @Test(
    "at any operation and done again comes to the same bytes",
    arguments: [FailingDisk.Extent.once, .fromThenOn], [EIO, ENOSPC])
  func interrupted(extent: FailingDisk.Extent, number: Int32) throws {
    let folder = try TemporaryFolder()
    try fill(folder)
    let counting = FailingDisk()
    let whole = try Reconciler(open(folder, counting), key: VectorElection.vaultKey()).run().result
    let strikes = try #require(folder.read("count/reconciliation/strikes.csv"))
    // Every operation in turn would take minutes; every seventh meets each kind of them.
    var failures = 0
    for failing in stride(from: 1, through: counting.operationCount + 6, by: 7) {
      let disk = FailingDisk(failing: failing, number: number, extent: extent)
      do {
        _ = try Reconciler(open(folder, disk), key: VectorElection.vaultKey()).run()
      } catch {
        failures += 1
        let report = (error as? VaultError)?.report ?? (error as? WorkspaceError)?.report
        #expect(report?.kind == .machine, "\(error)")
      }
      let again = try Reconciler(
        open(folder, LiveDisk()), key: VectorElection.vaultKey()
      ).run().result
      #expect(again.file == whole.file)
      #expect(folder.read("count/reconciliation/strikes.csv") == strikes)
    }
    #expect(failures > counting.operationCount / 14)
  }

  /// What somebody does to a section in the vault.
  @Test(
    "a section that was changed since it was imported ends it, and nobody's ballots are left out",
    arguments: ["cut", "swapped", "another key", "another custodian's key", "longer", "another's"])
  func damaged(what: String) throws {
    let folder = try TemporaryFolder()
    try fill(folder)
    let workspace = try open(folder, LiveDisk())
    let web = try #require(workspace.state.bundles.first { $0.collector == "web" })
    let other = try #require(workspace.state.bundles.first { $0.collector == "app" })
    let path = "vault/sections/\(web.hash).sealed"
    var bytes = try #require(folder.read(path))
    switch what {
    case "cut": bytes.removeLast(48)
    case "longer": bytes += [UInt8](repeating: 0, count: 48)
    case "swapped": bytes.swapAt(bytes.count - 20, bytes.count - 200)
    case "another key":
      // The box of the other custodian in the place of this one's.
      bytes.replaceSubrange(0..<80, with: Array(bytes[80..<160]))
    case "another custodian's key":
      // This custodian opens every record all the same.
      bytes[80] ^= 1
    default:
      // The head of another collector's section, whose stream key is another.
      let foreign = try #require(folder.read("vault/sections/\(other.hash).sealed"))
      bytes.replaceSubrange(160..<184, with: Array(foreign[160..<184]))
    }
    try folder.write(bytes, to: path)
    let report = #expect(throws: VaultError.self) {
      try Reconciler(workspace, key: VectorElection.vaultKey()).run()
    }?.report
    #expect(report?.code == "damaged")
    #expect(report?.message.english.contains("\(web.hash).sealed") == true)
    #expect(folder.read("count/reconciliation/reconciliation.json") == nil)
  }
}
