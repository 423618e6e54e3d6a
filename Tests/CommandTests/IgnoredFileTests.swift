import Foundation
import TestSupport
import Testing

@Suite("What lies beside a bundle's files")
struct IgnoredFileTests {
  @Test("is listed and not looked at")
  func ignored() throws {
    let room = try ElectionRoom.begun()
    let copy = "\(room.path)/stick"
    try FileManager.default.copyItem(atPath: "\(Binary.vectors)/media/desk-1", toPath: copy)
    for name in [".DS_Store", "ballots.sealed", "notes \u{1B}[2J.txt"] {
      try Data("x".utf8).write(to: URL(filePath: "\(copy)/\(name)"))
    }
    let output = try Binary.run(["import", copy] + room.workspace + Binary.signer("clerk-1"))
    #expect(output.status == 0)
    #expect(output.stdout.contains(".DS_Store, ballots.sealed, notes \\u{1b}[2J.txt"))
  }
}
