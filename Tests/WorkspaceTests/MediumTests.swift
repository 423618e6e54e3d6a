import Bundles
import Cryptography
import Foundation
import Record
import Encoding
import Storage
import TestSupport
import Testing
import Words
import Workspace

@Suite("A medium with bundles")
struct MediumTests {
  private let folder: TemporaryFolder
  private let files = FileManager.default

  init() throws {
    folder = try TemporaryFolder()
    try Workspace.vectors(in: folder)
  }

  private func copy(_ bundle: String, to name: String) throws -> String {
    try files.createDirectory(
      atPath: folder.path("stick"), withIntermediateDirectories: true)
    try files.copyItem(
      atPath: "\(VectorElection.path)/media/\(bundle)", toPath: folder.path("stick/\(name)"))
    return folder.path("stick/\(name)")
  }

  private func open(_ disk: any Disk = LiveDisk()) throws -> Workspace {
    try Workspace(
      open: folder.path("count"), writing: true, disk: disk, clock: FixedClock())
  }

  @Test("that answers differently when it is asked again is asked once for every file")
  func shifting() throws {
    let bundle = try copy("web-1", to: "web-1")
    let other = try copy("web-2", to: "other")
    let disk = ShiftingDisk(bundle, other: other)
    let workspace = try open(disk)
    guard
      case .accepted(let imported) = try workspace.importBundle(
        bundle, signer: VectorElection.signer("clerk-1"))
    else {
      Issue.record("not accepted")
      return
    }
    #expect(imported.sequence == 1)
    let names = ["ballots.sealed", "identities.sealed", "manifest.json", "manifest.json.minisig"]
    #expect(disk.openings == Dictionary(uniqueKeysWithValues: names.map { ($0, 1) }))
    // The copy is what was checked.
    let hash = imported.hash
    #expect(
      folder.read("count/bundles/\(hash)/ballots.sealed")
        == (try VectorElection.bytes("media/web-1/ballots.sealed")))
  }

  @Test(
    "whose names came in another case is refused with the name that is there",
    arguments: ["manifest.json", "manifest.json.minisig", "ballots.sealed", "identities.sealed"])
  func otherCase(name: String) throws {
    let bundle = try copy("web-1", to: "web-1")
    try files.moveItem(atPath: "\(bundle)/\(name)", toPath: "\(bundle)/\(name.uppercased())")
    let folders = try BundleFolders(at: folder.path("stick"), disk: LiveDisk())
    #expect(folders.found == [bundle])
    guard
      case .refused(let refusal) = try open().importBundle(
        bundle, signer: VectorElection.signer("clerk-1"))
    else {
      Issue.record("not refused")
      return
    }
    #expect(refusal.code == .missingFile)
    #expect(refusal.problem.english.contains("only \(name.uppercased())"), "\(refusal.problem)")
  }

  @Test("a folder whose files are all in another case is taken for a bundle's and refused by name")
  func allOtherCase() throws {
    let bundle = try copy("desk-1", to: "DESK-1")
    for name in try LiveDisk().list(bundle) {
      try files.moveItem(atPath: "\(bundle)/\(name)", toPath: "\(bundle)/\(name.uppercased())")
    }
    let folders = try BundleFolders(at: folder.path("stick"), disk: LiveDisk())
    #expect(folders.found == [bundle])
  }

  @Test("what is passed over is named up to a number, and the journal's line stays short")
  func passedOver() throws {
    let bundle = try copy("desk-1", to: "desk-1")
    for number in 100..<200 {
      try folder.write("", to: "stick/picture-\(number).jpg")
      try folder.write("", to: "stick/desk-1/picture-\(number).jpg")
    }
    let folders = try BundleFolders(at: folder.path("stick"), disk: LiveDisk())
    #expect(folders.found == [bundle])
    #expect(folders.others.count == 100)
    #expect(folders.others.first.count == NameList.maxNamed)
    let workspace = try open()
    guard
      case .accepted(let imported) = try workspace.importBundle(
        bundle, signer: VectorElection.signer("clerk-1"))
    else {
      Issue.record("not accepted")
      return
    }
    #expect(imported.ignored.count == 100 && imported.ignored.more == 100 - NameList.maxNamed)
    let line = try #require(workspace.journal.lines.last)
    #expect(line.file.count < 2_000)
    // And it is read again as it was written.
    let again = try Workspace(
      open: folder.path("count"), writing: false, disk: LiveDisk(), clock: FixedClock())
    #expect(again.state.bundles.last == imported)
  }

  @Test(
    "that fails from some operation on, or once, is refused as medium, and nothing else is changed",
    arguments: FailingDisk.Extent.allCases)
  func pulled(extent: FailingDisk.Extent) throws {
    let bundle = try copy("app-1", to: "app-1")
    let before = try folder.snapshot().filter { !$0.key.contains("lock") }
    var failing = 1
    var refused = 0
    while true {
      let disk = PulledDisk(folder.path("stick"), failing: failing, extent: extent)
      let workspace = try open(disk)
      let outcome = try workspace.importBundle(bundle, signer: VectorElection.signer("clerk-1"))
      guard disk.hasFailed else { break }
      guard case .refused(let refusal) = outcome else {
        Issue.record("operation \(failing): \(outcome)")
        return
      }
      #expect(refusal.code == .media, "operation \(failing)")
      refused += 1
      failing += 1
      let after = try folder.snapshot().filter { !$0.key.contains("lock") }
      #expect(
        after.keys.sorted() == before.keys.sorted(), "operation \(failing)")
    }
    #expect(refused > 10)
    #expect(try open().state.bundles.count == 1)
  }
}

/// A disk of which one folder is on a medium that can be pulled out.
private final class PulledDisk: Disk {
  private let live = LiveDisk()
  private let failing: FailingDisk
  private let folder: String
  private let limit: Int

  init(_ folder: String, failing number: Int, extent: FailingDisk.Extent) {
    self.folder = folder
    limit = number
    failing = FailingDisk(failing: number, extent: extent)
  }

  var hasFailed: Bool { failing.operationCount >= limit }

  private func disk(_ path: String) -> any Disk {
    path.hasPrefix(folder) ? failing : live
  }

  func openForReading(_ path: String) throws(StorageError) -> OpenFile {
    try disk(path).openForReading(path)
  }
  func create(_ path: String, readable: Bool) throws(StorageError) -> OpenFile {
    try disk(path).create(path, readable: readable)
  }
  func openForAppending(_ path: String) throws(StorageError) -> OpenFile {
    try disk(path).openForAppending(path)
  }
  func read(
    _ file: borrowing OpenFile, into bytes: inout MutableSpan<UInt8>
  ) throws(StorageError) -> Int { try disk(file.path).read(file, into: &bytes) }
  func read(
    _ file: borrowing OpenFile, at offset: Int, into bytes: inout MutableSpan<UInt8>
  ) throws(StorageError) -> Int { try disk(file.path).read(file, at: offset, into: &bytes) }
  func write(_ file: borrowing OpenFile, _ bytes: Span<UInt8>) throws(StorageError) {
    try disk(file.path).write(file, bytes)
  }
  func truncate(_ file: borrowing OpenFile, to byteCount: Int) throws(StorageError) {
    try disk(file.path).truncate(file, to: byteCount)
  }
  func sync(_ file: borrowing OpenFile) throws(StorageError) { try disk(file.path).sync(file) }
  func syncFolder(_ path: String) throws(StorageError) { try disk(path).syncFolder(path) }
  func syncFileSystem(of path: String) throws(StorageError) {
    try disk(path).syncFileSystem(of: path)
  }
  func dropCache(_ path: String) throws(StorageError) { try disk(path).dropCache(path) }
  func move(_ path: String, to target: String, replace: Bool) throws(StorageError) {
    try disk(target).move(path, to: target, replace: replace)
  }
  func createFolder(_ path: String) throws(StorageError) { try disk(path).createFolder(path) }
  func makePublic(_ path: String) throws(StorageError) { try disk(path).makePublic(path) }
  func unlink(_ path: String) throws(StorageError) { try disk(path).unlink(path) }
  func removeFolder(_ path: String) throws(StorageError) { try disk(path).removeFolder(path) }
  func info(_ path: String) throws(StorageError) -> FileInfo? { try disk(path).info(path) }
  func list(_ path: String) throws(StorageError) -> [String] { try disk(path).list(path) }
  func freeByteCount(_ path: String) throws(StorageError) -> Int {
    try disk(path).freeByteCount(path)
  }
  func lock(_ path: String) throws(StorageError) -> FileLock { try disk(path).lock(path) }
}
