import Encoding
import Foundation
import Glibc
import TestSupport
import Testing

/// What is no plain file, wherever a medium or a package may have it.
@Suite("Pipes, sockets, devices and files with several names")
struct SpecialFileTests {
  enum Special: String, CaseIterable, CustomTestStringConvertible, Sendable {
    case pipe, socket, device
    var testDescription: String { "a \(rawValue)" }

    /// Those that any user can make.
    static let usual: [Special] = [.pipe, .socket]

    func make(_ path: String) throws {
      switch self {
      case .pipe: #expect(unsafe mkfifo(path, 0o600) == 0)
      case .device:
        // Zeros without an end.
        #expect(unsafe mknod(path, S_IFCHR | 0o600, 1 << 8 | 5) == 0)
      case .socket:
        let output = try Peer.run(
          "/usr/bin/python3",
          ["-c", "import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])", path])
        #expect(output.status == 0, "\(output.stderr)")
      }
    }
  }

  private let files = FileManager.default

  private func inode(_ path: String) throws -> Int {
    try #require(files.attributesOfItem(atPath: path)[.systemFileNumber] as? Int)
  }

  @Test(
    "beside bundles are passed over and named, in a bundle's folder too",
    arguments: Special.usual)
  func beside(_ special: Special) throws {
    let room = try ElectionRoom.begun()
    let stick = "\(room.path)/stick"
    try files.createDirectory(atPath: stick, withIntermediateDirectories: false)
    try files.copyItem(atPath: "\(Binary.vectors)/media/web-1", toPath: "\(stick)/web-1")
    for path in ["\(stick)/web-0", "\(stick)/web-1/notes"] { try special.make(path) }
    let output = try Binary.runInTime(
      ["import", stick] + room.workspace + Binary.signer("clerk-1"))
    #expect(output.status == 0, "\(output.stdout)")
    #expect(output.stdout.contains("web-0") && output.stdout.contains("notes"), "\(output.stdout)")
    #expect(try Binary.json(["status"] + room.workspace)["bundles"]?.array?.count == 1)
  }

  @Test("are no medium, no package, no definition and no key", arguments: Special.usual)
  func instead(_ special: Special) throws {
    let room = try ElectionRoom.begun()
    let path = "\(room.path)/special"
    try special.make(path)
    for line in [
      ["import", path] + room.workspace + Binary.signer("clerk-1"), ["verify", path],
      ["compare", path, path],
      ["journal", "--against", path] + room.workspace, ["key", "show", path],
      ["init", "\(room.path)/new", "--election", path, "--vault", "\(room.path)/v"],
      ["paper", "import", path] + room.workspace + Binary.signer("clerk-1"),
      ["amend", path] + room.workspace + Binary.signer("clerk-1"),
      ["sign", path] + Binary.signer("officer-a"),
    ] {
      let output = try Binary.runInTime(line)
      #expect(output.status == 1 || output.status == 3, "\(line): \(output)")
      #expect(output.stderr.contains("special"), "\(line): \(output.stderr)")
    }
    #expect(!files.fileExists(atPath: "\(room.path)/new"))
  }

  @Test("in a package are named, wherever they lie", arguments: Special.usual)
  func package(_ special: Special) throws {
    let room = try ElectionRoom.begun()
    try room.fill()
    let package = try room.export()
    for (name, isInstead) in [
      ("extra", false), ("sheets/extra", false), ("tracking.txt", true), ("B2SUMS", true),
    ] {
      let copy = "\(room.path)/copy"
      try? files.removeItem(atPath: copy)
      try files.copyItem(atPath: package, toPath: copy)
      if isInstead { try files.removeItem(atPath: "\(copy)/\(name)") }
      try special.make("\(copy)/\(name)")
      let output = try Binary.runInTime(["verify", copy])
      #expect(output.status == 1, "\(name): \(output)")
      #expect(
        output.stdout.contains("\(name) is a link, a device or too deep a folder"),
        "\(output.stdout)")
    }
  }

  @Test("a file with several names is a file: what is copied is its own")
  func hardLinks() throws {
    let room = try ElectionRoom.begun()
    let stick = "\(room.path)/stick/web-1"
    try files.createDirectory(atPath: stick, withIntermediateDirectories: true)
    for name in HostileBundle.files {
      let other = "\(room.path)/\(name)"
      try files.copyItem(atPath: "\(Binary.vectors)/media/web-1/\(name)", toPath: other)
      try files.linkItem(atPath: other, toPath: "\(stick)/\(name)")
    }
    let output = try Binary.runInTime(
      ["import", "\(room.path)/stick"] + room.workspace + Binary.signer("clerk-1"))
    #expect(output.status == 0, "\(output.stdout)")
    let bundles = "\(room.path)/count/bundles"
    let hash = try #require(try files.contentsOfDirectory(atPath: bundles).first)
    // Who has the other name changes nothing of what was taken in.
    for name in ["manifest.json", "ballots.sealed"] {
      #expect(try inode("\(bundles)/\(hash)/\(name)") != inode("\(stick)/\(name)"))
    }
    try room.fill()
    let package = try room.export()
    try files.linkItem(atPath: "\(package)/tracking.txt", toPath: "\(room.path)/outside")
    let verified = try Binary.runInTime(["verify", package])
    #expect(verified.status == 0, "\(verified.stdout)")
  }
}

@Suite("Devices", .enabled(if: User.isRoot, "needs root: mknod"))
struct DeviceNeedsRootTests {
  @Test("are passed over beside bundles, refused instead of files, and named in a package")
  func device() throws {
    let tests = SpecialFileTests()
    try tests.beside(.device)
    try tests.instead(.device)
    try tests.package(.device)
  }
}
