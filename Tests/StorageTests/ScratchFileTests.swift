import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("A file without a name")
struct ScratchFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("gives at any place what was written, and lies in no folder")
  func roundTrip() throws {
    let file = try ScratchFile(folder.path("scratch"), disk: LiveDisk())
    #expect(try folder.snapshot().isEmpty)
    try file.append([1, 2, 3].span)
    try file.append([4, 5, 6, 7].span)
    #expect(file.byteCount == 7)
    for (offset, expected) in [(0, [1, 2, 3, 4]), (3, [4, 5, 6, 7])] as [(Int, [UInt8])] {
      var bytes = [UInt8](repeating: 0, count: 4)
      var room = bytes.mutableSpan
      try file.read(at: offset, into: &room)
      #expect(bytes == expected)
    }
    try file.append([8].span)
    var last: [UInt8] = [0, 0]
    var room = last.mutableSpan
    try file.read(at: 6, into: &room)
    #expect(last == [7, 8])
    #expect(try folder.snapshot().isEmpty)
  }

  @Test("that is shorter than what is read is an error")
  func short() throws {
    let file = try ScratchFile(folder.path("scratch"), disk: LiveDisk())
    try file.append([1, 2, 3].span)
    for offset in [1, 3, 100] {
      #expect(throws: StorageError.self) {
        var bytes: [UInt8] = [0, 0, 0]
        var room = bytes.mutableSpan
        try file.read(at: offset, into: &room)
      }
    }
  }

  @Test("takes the place of what a crash left")
  func leftover() throws {
    try folder.write("left", to: "scratch")
    let file = try ScratchFile(folder.path("scratch"), disk: LiveDisk())
    #expect(try folder.snapshot().isEmpty)
    try file.append([9].span)
    var bytes: [UInt8] = [0]
    var room = bytes.mutableSpan
    try file.read(at: 0, into: &room)
    #expect(bytes == [9])
  }

  @Test("is not made where its name cannot be taken from it, and nothing stays")
  func failing() throws {
    let path = folder.path("scratch")
    for number in 1...3 {
      let disk = FailingDisk(failing: number)
      #expect(throws: StorageError.self) { _ = try ScratchFile(path, disk: disk) }
      #expect(try folder.snapshot().isEmpty, "\(disk.operations)")
    }
  }
}
