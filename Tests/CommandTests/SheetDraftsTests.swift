import Election
import Encoding
import Foundation
import Paper
import Storage
import TestSupport
import Testing

import Words
@testable import coldcount

@Suite("Sheets that are begun")
struct SheetDraftsTests {
  private let election = Digest([32 of UInt8](repeating: 7))
  private let key = DeskKey.sheet(SheetKey(station: "s1", batch: "b1", contest: "council"))

  private static let papers = DeskDraft(items: ["papers": 10])

  private func drafts(
    _ folder: String, _ person: String = "clerk-1", election: Digest? = nil
  ) throws -> SheetDrafts {
    try unlocked {
      try SheetDrafts(
        of: person, in: folder, election: election ?? self.election, disk: LiveDisk())
    }
  }

  @Test("what is kept is there again, for its own person only, until it is removed")
  func kept() throws {
    try Peer.inTemporaryFolder { folder in
      let account = DeskKey.account(AccountKey(station: "s1", contest: "council"))
      let draft = DeskDraft(items: ["papers": 10, "c1": 5], field: "c1")
      try drafts(folder).keep(Self.papers, of: key)
      try drafts(folder).keep(draft, of: key)
      try drafts(folder).keep(DeskDraft(items: ["issued": 40]), of: account)
      #expect(
        try drafts(folder).begun == [key: draft, account: DeskDraft(items: ["issued": 40])])
      #expect(try drafts(folder, "clerk-2").begun.isEmpty)
      try drafts(folder).remove(account)
      try drafts(folder).remove(key)
      #expect(try drafts(folder).begun.isEmpty)
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/drafts/clerk-1.json"))
    }
  }

  @Test("nobody else on the machine can read them")
  func mode() throws {
    try Peer.inTemporaryFolder { folder in
      try drafts(folder).keep(Self.papers, of: key)
      let found = try FileManager.default.attributesOfItem(
        atPath: "\(folder)/drafts/clerk-1.json")
      #expect(found[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test("one person keys in one window at a time")
  func twice() throws {
    try Peer.inTemporaryFolder { folder in
      let first = try drafts(folder)
      let error = #expect(throws: StorageError.self) {
        try SheetDrafts(of: "clerk-1", in: folder, election: election, disk: LiveDisk())
      }
      #expect(error?.kind == .locked)
      withExtendedLifetime(first) {}
    }
  }

  @Test(
    "a file that is damaged or of another election is refused, not written over",
    arguments: ["", "{}", "{\"format\":\"coldcount/drafts/1\"}\n", "other"])
  func damaged(content: String) throws {
    try Peer.inTemporaryFolder { folder in
      let path = "\(folder)/drafts/clerk-1.json"
      if content == "other" {
        try drafts(folder, election: Digest([32 of UInt8](repeating: 8))).keep(
          Self.papers, of: key)
      } else {
        try FileManager.default.createDirectory(
          atPath: "\(folder)/drafts", withIntermediateDirectories: true)
        try Data(content.utf8).write(to: URL(filePath: path))
      }
      let before = try Data(contentsOf: URL(filePath: path))
      let error = #expect(throws: DraftError.self) { try drafts(folder) }
      #expect(error?.report.code == "draft")
      #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }
  }

  @Test(
    "whatever fails while a number is kept, the sheet is there as it was or as it is",
    arguments: FailingDisk.Extent.allCases)
  func failing(extent: FailingDisk.Extent) throws {
    try Peer.inTemporaryFolder { folder in
      try drafts(folder).keep(Self.papers, of: key)
      let counting = FailingDisk()
      try SheetDrafts(of: "clerk-1", in: folder, election: election, disk: counting)
        .keep(DeskDraft(items: ["papers": 10, "c1": 0]), of: key)
      var before = DeskDraft(items: ["papers": 10, "c1": 0])
      for number in 1...counting.operationCount {
        let disk = FailingDisk(failing: number, extent: extent)
        let after = DeskDraft(items: ["papers": 10, "c1": number])
        // An error is told; what counts here is what it leaves behind.
        do {
          try SheetDrafts(of: "clerk-1", in: folder, election: election, disk: disk)
            .keep(after, of: key)
        } catch is StorageError {} catch is DraftError {}
        let found = try #require(try drafts(folder).begun[key])
        #expect(found == before || found == after, "operation \(number)")
        before = found
      }
    }
  }
}
