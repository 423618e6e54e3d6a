import Foundation
import TestSupport
import Testing

@testable import Storage
import Words

@Suite("Reading files")
struct ReadingTests {
  let folder: TemporaryFolder
  let disk = LiveDisk()

  init() throws { folder = try TemporaryFolder() }

  /// Puts something that is no regular file at a path of the folder.
  enum Trap: String, CaseIterable {
    case link, danglingLink, folder, pipe, device, socket

    func set(in folder: TemporaryFolder) throws -> String {
      let path = folder.path(rawValue)
      let files = FileManager.default
      switch self {
      case .link:
        try files.createSymbolicLink(
          atPath: path, withDestinationPath: folder.write("secret", to: "target"))
      case .danglingLink:
        try files.createSymbolicLink(atPath: path, withDestinationPath: "nowhere")
      case .folder:
        try files.createDirectory(atPath: path, withIntermediateDirectories: false)
      case .pipe: #expect(unsafe mkfifo(path, 0o600) == 0)
      case .device: return "/dev/zero"
      case .socket:
        let script = "import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])"
        #expect(try Peer.run("/usr/bin/python3", ["-c", script, path]).status == 0)
      }
      return path
    }
  }

  @Test("a link, folder, pipe, device or socket is refused at once", arguments: Trap.allCases)
  func traps(trap: Trap) throws {
    let path = try trap.set(in: folder)
    let error = #expect(throws: StorageError.self) { try disk.read(path, limit: 100) }
    #expect(error?.kind == .unsafeFile)
    #expect(error?.report.code == "unsafe-file")
    #expect(error?.report.kind == .refused)
    #expect(error?.path == path)
  }

  @Test("what is not there is told with its path")
  func missing() throws {
    let error = #expect(throws: StorageError.self) {
      try disk.read(folder.path("no\nsuch"), limit: 100)
    }
    #expect(error?.kind == .missing)
    #expect(error?.report.place?.english == folder.path("no\\u{a}such"))
  }

  @Test("a file is read up to its limit and not beyond", arguments: [0, 1, 99, 100, 101, 5_000])
  func limit(byteCount: Int) throws {
    let bytes = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0) }
    let path = try folder.write(bytes, to: "file")
    if byteCount <= 100 {
      #expect(try disk.read(path, limit: 100) == bytes)
    } else {
      let error = #expect(throws: StorageError.self) { try disk.read(path, limit: 100) }
      #expect(error?.kind == .tooLarge)
    }
  }

  @Test("a file is read in pieces of any size", arguments: [1, 7, 1_000, 1_001, 4_096])
  func pieces(size: Int) throws {
    var generator = SeededGenerator(seed: 1)
    let bytes = generator.bytes(1_001)
    var reader = try disk.openReader(folder.write(bytes, to: "file"), limit: 2_000)
    #expect(reader.byteCount == bytes.count)
    var buffer = [UInt8](repeating: 0, count: size)
    var found: [UInt8] = []
    while true {
      let count = try reader.fill(&buffer)
      found += buffer[..<count]
      if count < size { break }
    }
    #expect(found == bytes)
    #expect(try reader.fill(&buffer) == 0)
  }

  @Test("a file that grows or shrinks while it is read is noticed", arguments: [-1, 1, 300])
  func changed(by difference: Int) throws {
    let path = try folder.write([UInt8](repeating: 1, count: 500), to: "file")
    var reader = try disk.openReader(path, limit: 1_000)
    var part = [UInt8](repeating: 0, count: 100)
    #expect(try reader.fill(&part) == 100)
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.truncate(atOffset: UInt64(500 + difference))
    var rest = [UInt8](repeating: 0, count: 1_000)
    let error = #expect(throws: StorageError.self) { _ = try reader.fill(&rest) }
    #expect(error?.report.message == "cannot read: its size changed while it was read")
  }

  @Test("a medium that fails on reading is told as the machine's failure", arguments: 1...3)
  func failure(operation: Int) throws {
    let path = try folder.write("text", to: "file")
    let counting = FailingDisk()
    _ = try counting.read(path, limit: 10)
    #expect(counting.operationCount == 3)
    let error = #expect(throws: StorageError.self) {
      try FailingDisk(failing: operation).read(path, limit: 10)
    }
    #expect(error?.report.kind == .machine)
    #expect(error?.report.code == "disk")
  }

  @Test("names in a folder come sorted by their bytes, whatever they are")
  func list() throws {
    let names = ["b", "a", "會", "Z", "a b", ".hidden", "line\nbreak"]
    for name in names { try folder.write("", to: name) }
    #expect(
      try disk.list(folder.path) == [".hidden", "Z", "a", "a b", "b", "line\nbreak", "會"])
    #expect(throws: StorageError.self) { try disk.list(folder.path("a")) }
  }

  @Test("what stands at a path is told without following it")
  func info() throws {
    let file = try folder.write("12345", to: "file")
    #expect(try disk.info(file)?.isFile == true)
    #expect(try disk.info(file)?.byteCount == 5)
    #expect(try disk.info(folder.path)?.isFolder == true)
    #expect(try disk.info(folder.path("nothing")) == nil)
    #expect(try disk.info(file + "/below") == nil)
    let link = try Trap.link.set(in: folder)
    #expect(try disk.info(link)?.isFile == false)
    #expect(try disk.info(link)?.isFolder == false)
  }
}
