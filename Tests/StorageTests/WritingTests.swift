import Foundation
import TestSupport
import Testing

@testable import Storage
import Words

@Suite("Writing files")
struct WritingTests {
  let folder: TemporaryFolder
  let disk = LiveDisk()

  init() throws { folder = try TemporaryFolder() }

  static let old = [UInt8](repeating: UInt8(ascii: "o"), count: 700)
  static let new = [UInt8](repeating: UInt8(ascii: "n"), count: 900)

  /// Runs `work` on disks that fail at each of its operations in turn, once and from there on, and
  /// hands the folder over after each; whether `work` threw is handed over too.
  func failEverywhere(
    prepare: (TemporaryFolder) throws -> Void,
    work: (any Disk, TemporaryFolder) throws -> Void,
    check: (TemporaryFolder, _ failed: Bool, _ operation: String) throws -> Void
  ) throws {
    let first = try TemporaryFolder()
    try prepare(first)
    let counting = FailingDisk()
    try work(counting, first)
    try check(first, false, "none")
    #expect(counting.operationCount > 1)
    for number in 1...counting.operationCount {
      for extent in FailingDisk.Extent.allCases {
        let folder = try TemporaryFolder()
        try prepare(folder)
        let disk = FailingDisk(failing: number, number: ENOSPC, extent: extent)
        var failed = false
        do { try work(disk, folder) } catch { failed = true }
        let name = counting.operations[number - 1].split(separator: " ").first ?? ""
        try check(folder, failed, "\(name) \(extent)")
      }
    }
  }

  @Test("a file written anew is there whole or not at all, whichever operation fails")
  func newFile() throws {
    try failEverywhere(
      prepare: { _ in },
      work: { disk, folder in try disk.writeDurably(Self.new, to: folder.path("file")) },
      check: { folder, failed, operation in
        let found = folder.read("file")
        #expect(found == Self.new || (failed && found == nil), "\(operation)")
      })
  }

  @Test("several files are each there whole or not at all, whichever operation fails")
  func severalFiles() throws {
    let names = (0..<5).map { "file\($0)" }
    try failEverywhere(
      prepare: { _ in },
      work: { disk, folder in
        try disk.writeDurably(all: names.map { (folder.path($0), Self.new) })
      },
      check: { folder, failed, operation in
        let found = names.map(folder.read)
        #expect(found.allSatisfy { $0 == nil || $0 == Self.new }, "\(operation)")
        #expect(failed || !found.contains(nil), "\(operation)")
      })
  }

  @Test("of several files that cannot be written the first is told, and the others are written")
  func severalErrors() throws {
    let paths = ["one", "no/two", "three", "no/four"].map(folder.path)
    let error = #expect(throws: StorageError.self) {
      try disk.writeDurably(all: paths.map { ($0, Self.new) })
    }
    #expect(error?.path.hasPrefix(paths[1]) == true)
    #expect(try folder.snapshot() == ["one": Self.new, "three": Self.new])
  }

  @Test("a file replaced is the old one or the new one, whichever operation fails")
  func replacedFile() throws {
    try failEverywhere(
      prepare: { try $0.write(Self.old, to: "file") },
      work: { disk, folder in
        try disk.writeDurably(Self.new, to: folder.path("file"), replace: true)
      },
      check: { folder, failed, operation in
        let found = folder.read("file")
        #expect(found == Self.new || (failed && found == Self.old), "\(operation)")
      })
  }

  @Test("a failed write tells of it, and doing it again works and leaves nothing beside the file")
  func again() throws {
    try failEverywhere(
      prepare: { try $0.write(Self.old, to: "file") },
      work: { disk, folder in
        try disk.writeDurably(Self.new, to: folder.path("file"), replace: true)
      },
      check: { folder, failed, operation in
        #expect(failed == (operation != "none"), "\(operation)")
        try disk.writeDurably(Self.new, to: folder.path("file"), replace: true)
        #expect(try folder.snapshot() == ["file": Self.new], "\(operation)")
      })
  }

  @Test("an append that fails leaves the file as it was, unless the disk is gone")
  func append() throws {
    try failEverywhere(
      prepare: { try $0.write(Self.old, to: "file") },
      work: { disk, folder in
        try disk.appendDurably(Self.new.span, to: folder.path("file"))
      },
      check: { folder, failed, operation in
        let found = folder.read("file") ?? []
        #expect(found.starts(with: Self.old), "\(operation)")
        if operation.hasSuffix("once") { #expect(found == Self.old, "\(operation)") }
        if !failed { #expect(found == Self.old + Self.new, "\(operation)") }
      })
  }

  @Test("a move that fails leaves the file under one of its names")
  func rename() throws {
    try failEverywhere(
      prepare: { folder in
        try folder.write(Self.old, to: "one")
        try LiveDisk().createFolder(folder.path("inner"))
      },
      work: { disk, folder in
        try disk.rename(folder.path("one"), to: folder.path("inner/two"))
      },
      check: { folder, _, operation in
        let found = [folder.read("one"), folder.read("inner/two")].compactMap { $0 }
        #expect(found == [Self.old], "\(operation)")
      })
  }

  @Test("what is there is not overwritten unless that is asked for")
  func exists() throws {
    let path = try folder.write(Self.old, to: "file")
    for write in [
      { try disk.writeDurably(Self.new, to: path) }, { _ = try disk.openWriter(path) },
    ] {
      let error = #expect(throws: StorageError.self) { try write() }
      #expect(error?.kind == .exists)
      #expect(error?.report.code == "exists")
    }
    #expect(try folder.snapshot() == ["file": Self.old])
  }

  @Test("a link in the way is neither followed nor written through")
  func link() throws {
    let target = try folder.write(Self.old, to: "target")
    let link = folder.path("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    #expect(throws: StorageError.self) { try disk.appendDurably(Self.new.span, to: link) }
    #expect(throws: StorageError.self) { _ = try disk.openWriter(link) }
    #expect(throws: StorageError.self) { try disk.writeDurably(Self.new, to: link) }
    try disk.writeDurably(Self.new, to: link, replace: true)
    #expect(folder.read("target") == Self.old)
    #expect(try disk.info(link)?.isFile == true)
  }

  @Test("a full disk is an error of its own")
  func full() throws {
    let error = #expect(throws: StorageError.self) {
      try FailingDisk(failing: 3, number: ENOSPC).writeDurably(Self.new, to: folder.path("file"))
    }
    #expect(error?.kind == .full)
    #expect(error?.report.kind == .machine)
    #expect(error?.report.code == "full")
  }

  @Test("a pipe or device is no file to append to")
  func appendToDevice() throws {
    let pipe = folder.path("pipe")
    #expect(unsafe mkfifo(pipe, 0o600) == 0)
    for path in [pipe, "/dev/null"] {
      let error = #expect(throws: StorageError.self) {
        try disk.appendDurably(Self.new.span, to: path)
      }
      #expect(error?.kind == .unsafeFile)
    }
  }

  @Test("files and folders are for this user only")
  func modes() throws {
    try disk.makeFolder(folder.path("a/b"))
    try disk.writeDurably(Self.new, to: folder.path("a/b/file"))
    func mode(_ name: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: folder.path(name))[.posixPermissions]
        as? Int
    }
    #expect(try mode("a") == 0o700)
    #expect(try mode("a/b") == 0o700)
    #expect(try mode("a/b/file") == 0o600)
  }

  @Test("a writer puts pieces one after the other")
  func writer() throws {
    var writer = try disk.openWriter(folder.path("file"))
    for piece in [Self.old, [], Self.new] { try writer.write(piece.span) }
    try writer.sync()
    #expect(folder.read("file") == Self.old + Self.new)
  }
}
