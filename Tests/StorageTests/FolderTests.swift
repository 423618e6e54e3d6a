import Encoding
import Foundation
import TestSupport
import Testing

@testable import Storage
import Words

@Suite("Folders and locks")
struct FolderTests {
  let folder: TemporaryFolder
  let disk = LiveDisk()

  init() throws { folder = try TemporaryFolder() }

  @Test("removing a tree removes links in it but not what they lead to")
  func removeTree() throws {
    try disk.makeFolder(folder.path("tree/inner"))
    try folder.write("a", to: "tree/inner/file")
    try folder.write("keep", to: "outside")
    for (link, target) in [("tree/to-file", "outside"), ("tree/inner/to-folder", "")] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path(link), withDestinationPath: folder.path(target))
    }
    #expect(unsafe mkfifo(folder.path("tree/pipe"), 0o600) == 0)
    try disk.removeTree(folder.path("tree"))
    #expect(try folder.snapshot() == ["outside": Array("keep".utf8)])
    try disk.removeTree(folder.path("tree"))
  }

  @Test("a link to a folder is removed as a link")
  func removeLink() throws {
    try disk.makeFolder(folder.path("kept"))
    try folder.write("a", to: "kept/file")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link"), withDestinationPath: folder.path("kept"))
    try disk.removeTree(folder.path("link"))
    #expect(folder.read("kept/file") == Array("a".utf8))
    #expect(try disk.info(folder.path("link")) == nil)
  }

  @Test("a tree as deep as allowed is removed and a deeper one refused", arguments: [63, 64])
  func depth(below: Int) throws {
    let deep = Array(repeating: "d", count: below).joined(separator: "/")
    try disk.makeFolder(folder.path("tree/\(deep)"))
    if below < DiskLimit.maxDepth {
      try disk.removeTree(folder.path("tree"))
      #expect(try folder.snapshot().isEmpty)
    } else {
      let error = #expect(throws: StorageError.self) {
        try disk.removeTree(folder.path("tree"))
      }
      #expect(error?.kind == .tooLarge)
    }
  }

  @Test("a folder can be asked for again, but not where a file stands")
  func makeFolder() throws {
    try disk.makeFolder(folder.path("a/b"))
    try disk.makeFolder(folder.path("a/b"))
    try folder.write("", to: "file")
    let error = #expect(throws: StorageError.self) { try disk.makeFolder(folder.path("file")) }
    #expect(error?.kind == .exists)
  }

  @Test(
    "the folder of a path is found however the path is written",
    arguments: [
      ("/a/b", "/a"), ("/a", "/"), ("/", "/"), ("a", "."), ("a/", "."), ("a/b/", "a"),
      ("/a/b//", "/a"), ("../x", ".."),
    ])
  func parent(path: String, parent: String) {
    #expect(Path.parent(of: path) == parent)
  }

  @Test("a second lock is refused and names the process that has the first")
  func lock() throws {
    let path = folder.path("lock")
    try hold(path)
    // Released: it can be had again.
    try hold(path)
  }

  private func hold(_ path: String) throws {
    let lock = try disk.lock(path)
    let error = #expect(throws: StorageError.self) { _ = try disk.lock(path) }
    #expect(error?.kind == .locked)
    #expect(error?.report.kind == .machine)
    #expect(
      error?.report.message
        == "cannot write: process \(ProcessInfo.processInfo.processIdentifier) is writing to it")
    withExtendedLifetime(lock) {}
  }

  @Test("a lock that another process holds is refused and names that process")
  func otherProcess() throws {
    let path = folder.path("lock")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
    process.arguments = [path, "/bin/sh", "-c", "echo 4321 > \(path); cat"]
    let input = Pipe()
    process.standardInput = input
    try Peer.start(process)
    defer {
      try? input.fileHandleForWriting.close()
      process.waitUntilExit()
    }
    for _ in 0..<500 where folder.read("lock") != Array("4321\n".utf8) { usleep(10_000) }
    let error = #expect(throws: StorageError.self) { _ = try disk.lock(path) }
    #expect(error?.report.message == "cannot write: process 4321 is writing to it")
  }

  @Test("a lock file that holds nonsense still refuses")
  func nonsense() throws {
    let path = folder.path("lock")
    let lock = try disk.lock(path)
    try folder.write([0xFF, 0x1B, 0x5B], to: "lock")
    let error = #expect(throws: StorageError.self) { _ = try disk.lock(path) }
    #expect(error?.report.message.english.contains("another process is writing") == true)
    withExtendedLifetime(lock) {}
  }

  @Test("a link, pipe or folder is no lock file")
  func lockTraps() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link"), withDestinationPath: folder.path("target"))
    #expect(unsafe mkfifo(folder.path("pipe"), 0o600) == 0)
    try disk.makeFolder(folder.path("folder"))
    for name in ["link", "pipe", "folder"] {
      let error = #expect(throws: StorageError.self) { _ = try disk.lock(folder.path(name)) }
      #expect(error?.kind == .unsafeFile, "\(name)")
    }
    #expect(try disk.info(folder.path("target")) == nil)
  }

  @Test("the file system of a folder can be synced, and that of nothing cannot")
  func syncFileSystem() throws {
    try disk.syncFileSystem(of: folder.path)
    #expect(throws: StorageError.self) { try disk.syncFileSystem(of: folder.path("nothing")) }
  }

  @Test("the clock tells the time that the system tells")
  func clock() {
    let before = Int(Date().timeIntervalSince1970)
    let now = LiveClock().now()
    #expect((before...before + 5).contains(now.seconds))
    #expect(now.offsetMinutes == TimeZone.current.secondsFromGMT() / 60)
  }
}
