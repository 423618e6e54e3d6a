import Cryptography
import Encoding
import Foundation
import Storage
import TestSupport
import Testing

@testable import Audit
import Words

@Suite("A package on a medium that answers differently when it is asked again")
struct ShiftingMediumTests {
  private static let package = Result { try PackageFixture.make() }

  @Test("is what it was when it was first read: every file is opened once")
  func once() throws {
    let path = try Self.package.get()
    let other = try ForgedPackage(of: path)
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

  @Test("two packages are held against each other by what was read first: nothing is opened again")
  func compared() throws {
    let path = try Self.package.get()
    let (second, other) = (try ForgedPackage(of: path), try ForgedPackage(of: path))
    // What the second medium shows first, and what it shows when it is asked again.
    try second.replace(" counted\n", " struck\n", in: "tracking.txt")
    try other.write("", "tracking.txt")
    try other.write("", "strikes.csv")
    let disk = ShiftingDisk(second.path, other: other.path)
    let comparison = try Comparer.compare(path, second.path, disk: disk)
    #expect(disk.openings.count > 30)
    #expect(disk.openings.filter { $0.value != 1 } == [:])
    #expect(comparison.differing.map(\.id) == [.tracking])
    let text = comparison.text()
    #expect(
      text == (try Comparer.compare(path, second.path, disk: LiveDisk())).text())
    #expect(text.contains("counted in A, struck in B"), "\(text)")
  }

  @Test(
    "the lines of a large file are compared by what has its hash, or not at all",
    arguments: [true, false])
  func largeLines(shifts: Bool) throws {
    let folder = try TemporaryFolder()
    let lines = (0..<20_000).map { "\(Digest.of(Array("\($0)".utf8)))\n" }.sorted()
    for (name, text) in [
      ("one", lines.joined()), ("two", lines.dropLast().joined()),
      ("three", (shifts ? lines.dropFirst() : lines.dropLast()).joined()),
    ] {
      try FileManager.default.createDirectory(
        atPath: folder.path(name), withIntermediateDirectories: false)
      try folder.write(text, to: "\(name)/tracking.txt")
    }
    let first = try PackageFolder(folder.path("one"), disk: LiveDisk())
    let disk = ShiftingDisk(folder.path("two"), other: folder.path("three"))
    let second = try PackageFolder(folder.path("two"), disk: disk)
    #expect(try first.hash("tracking.txt") != second.hash("tracking.txt"))
    let merge = Result { () throws(StorageError) in
      try LineMerge("tracking.txt", first, second, limit: 9)
    }
    switch merge {
    case .success(let merge):
      #expect(!shifts)
      #expect(merge.total == 1 && merge.onlySecond.isEmpty)
      #expect(merge.onlyFirst.first.map { $0 + [10] } == lines.last.map { Array($0.utf8) })
    case .failure(let error):
      #expect(shifts)
      #expect(error.path == "\(folder.path("two"))/tracking.txt")
    }
  }
}
