import Cryptography
import Encoding
import Foundation
import Storage
import TestSupport
import Testing

@testable import Audit

@Suite("A package on a medium that answers differently when it is asked again")
struct ShiftingMediumTests {
  private static let package = Task { try await PackageFixture.make() }

  @Test("is what it was when it was first read: every file is opened once")
  func once() async throws {
    let path = try await Self.package.value
    let other = try PackageCopy(of: path)
    for name in try LiveDisk().list(path) where name.contains(".") || name == "B2SUMS" {
      try other.write(try other.read(name) + "x", name)
    }
    let disk = ShiftingDisk(path, other: other.path)
    let report = try Auditor.check(path, disk: disk)
    #expect(report.holds)
    #expect(report == (try Auditor.check(path, disk: LiveDisk())))
    #expect(disk.openings.count > 30)
    #expect(disk.openings.filter { $0.value != 1 } == [:])
    // What follows from the second answer is that it does not hold.
    #expect(!(try Auditor.check(other.path, disk: LiveDisk())).holds)
  }

  @Test("a file too large to be kept has to give its hash again", arguments: [true, false])
  func large(shifts: Bool) throws {
    let folder = try TemporaryFolder()
    let size = SeenFiles.maxKeptByteCount + 1
    for name in ["one", "two"] {
      try FileManager.default.createDirectory(
        atPath: folder.path(name), withIntermediateDirectories: false)
      try folder.write(
        [UInt8](repeating: name == "two" && shifts ? 2 : 1, count: size), to: "\(name)/file")
    }
    let disk = ShiftingDisk(folder.path("one"), other: folder.path("two"))
    let package = try PackageFolder(folder.path("one"), disk: disk)
    let hash = try package.hash("file")
    #expect(hash == Digest.of([UInt8](repeating: 1, count: size)))
    #expect((package.read("file") == nil) == shifts)
    let failure: StorageError?
    do {
      try package.forEachPiece("file", { _ in })
      failure = nil
    } catch { failure = error }
    #expect((failure?.report.message.english.contains("answers differently") == true) == shifts)
    #expect(disk.openings == ["file": 3])
  }
}
