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
  private let key = SheetKey(station: "s1", batch: "b1", contest: "council")

  private func drafts(
    _ folder: String, _ person: String = "clerk-1", election: Digest? = nil
  ) throws -> SheetDrafts {
    try SheetDrafts(
      of: person, in: folder, election: election ?? self.election, disk: LiveDisk())
  }

  @Test("what is kept is there again, for its own person only, until it is removed")
  func kept() throws {
    try Peer.inTemporaryFolder { folder in
      try drafts(folder).keep(["papers": 10], of: key)
      try drafts(folder).keep(["papers": 10, "c1": 5], of: key)
      #expect(try drafts(folder).sheets == [key: ["papers": 10, "c1": 5]])
      #expect(try drafts(folder, "clerk-2").sheets.isEmpty)
      try drafts(folder).remove(key)
      #expect(try drafts(folder).sheets.isEmpty)
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/drafts/clerk-1.json"))
    }
  }

  @Test("nobody else on the machine can read them")
  func mode() throws {
    try Peer.inTemporaryFolder { folder in
      try drafts(folder).keep(["papers": 10], of: key)
      let found = try FileManager.default.attributesOfItem(
        atPath: "\(folder)/drafts/clerk-1.json")
      #expect(found[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test("one person keys in one window at a time")
  func twice() throws {
    try Peer.inTemporaryFolder { folder in
      let first = try drafts(folder)
      let error = #expect(throws: StorageError.self) { try drafts(folder) }
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
          ["papers": 1], of: key)
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
      try drafts(folder).keep(["papers": 10], of: key)
      let counting = FailingDisk()
      try SheetDrafts(of: "clerk-1", in: folder, election: election, disk: counting)
        .keep(["papers": 10, "c1": 0], of: key)
      var before: [String: Int] = ["papers": 10, "c1": 0]
      for number in 1...counting.operationCount {
        let disk = FailingDisk(failing: number, extent: extent)
        let after = ["papers": 10, "c1": number]
        // An error is told; what counts here is what it leaves behind.
        do {
          try SheetDrafts(of: "clerk-1", in: folder, election: election, disk: disk)
            .keep(after, of: key)
        } catch is StorageError {} catch is DraftError {}
        let found = try #require(try drafts(folder).sheets[key])
        #expect(found == before || found == after, "operation \(number)")
        before = found
      }
    }
  }
}
