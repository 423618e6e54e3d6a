import Foundation
import Storage
import TestSupport
import Testing

@testable import coldcount

@Suite("A folder that is there whole or not at all")
struct NewFolderTests {
  private let folder: TemporaryFolder
  private let files = [
    (name: "report.html", bytes: Array("a".utf8)), (name: "charts/c.svg", bytes: Array("b".utf8)),
    (name: "B2SUMS", bytes: Array("c".utf8)),
  ]

  init() throws { folder = try TemporaryFolder() }

  private func fill(
    _ name: String, _ disk: any Disk = LiveDisk(), without: [String] = []
  ) throws {
    try NewFolder(folder.path(name), disk: disk).fill { folder in
      for file in files { folder.add(file.name, file.bytes) }
      try folder.remove(without)
    }
  }

  /// What lies in the folder and beside it, by name; nil where it is not there.
  private func contents(_ name: String) -> [String]? {
    (try? FileManager.default.subpathsOfDirectory(atPath: folder.path(name)))?.sorted()
  }

  private let whole = ["B2SUMS", "charts", "charts/c.svg", "report.html"]

  @Test("is made, or filled where it is empty", arguments: ["new", "new/", "empty"])
  func made(name: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder.path("empty"), withIntermediateDirectories: false)
    try fill(name)
    #expect(contents(name) == whole)
    #expect(contents("")?.contains { $0.hasSuffix(".unfinished") } == false)
    let error = #expect(throws: StorageError.self) { try fill(name) }
    #expect(error?.kind == .exists)
    #expect(contents(name) == whole)
  }

  @Test("has no folder of which all files were taken out again")
  func takenOut() throws {
    try fill("new", without: ["charts/c.svg"])
    #expect(contents("new") == ["B2SUMS", "report.html"])
  }

  @Test("is not there where whoever fills it gives up")
  func givenUp() throws {
    struct GivenUp: Error {}
    #expect(throws: GivenUp.self) {
      try NewFolder(folder.path("new"), disk: LiveDisk()).fill { folder in
        folder.add("report.html", [1])
        throw GivenUp()
      }
    }
    #expect(contents("") == [])
  }

  @Test(
    "has nothing, or all, where any operation fails, and is made the next time",
    arguments: FailingDisk.Extent.allCases, [false, true])
  func failing(extent: FailingDisk.Extent, isThere: Bool) throws {
    var isWhole = false
    var operation = 1
    while !isWhole {
      let name = "\(extent)-\(operation)"
      if isThere {
        try FileManager.default.createDirectory(
          atPath: folder.path(name), withIntermediateDirectories: false)
      }
      do {
        try fill(name, FailingDisk(failing: operation, number: EIO, extent: extent))
        isWhole = true
      } catch is StorageError {
        let found = (contents(name) ?? []).filter { !$0.hasPrefix(".unfinished") }
        // The list is what says that the files are whole.
        #expect(found.isEmpty || found == whole || !found.contains("B2SUMS"), "\(found)")
        #expect(isThere || found.isEmpty || found == whole, "operation \(operation): \(found)")
        if found.isEmpty { try fill(name) }
      }
      if isWhole { #expect(contents(name) == whole) }
      operation += 1
    }
    #expect(operation > 10)
  }
}
