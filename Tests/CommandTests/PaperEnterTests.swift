import Encoding
import Foundation
import TestSupport
import Testing

@Suite("Keying sheets at the terminal")
struct PaperEnterTests {
  @Test("without a terminal the command says what to use instead")
  func noTerminal() throws {
    let room = try ElectionRoom.begun()
    let output = try Peer.run(
      "/usr/bin/setsid",
      ["--wait", Binary.path, "paper", "enter"] + room.workspace + Binary.signer("clerk-1"))
    #expect(output.status == 2)
    #expect(output.stderr.contains("[no-terminal]") || output.stderr.contains("needs a terminal"))
    #expect(output.stderr.contains("coldcount paper import"))
    #expect(!FileManager.default.fileExists(atPath: "\(room.path)/count/drafts"))
  }

  @Test("what there is to tell of the workspace is told once the screen is given back, and once")
  func notes() throws {
    let room = try ElectionRoom.begun()
    try FileManager.default.moveItem(
      atPath: "\(room.path)/vault", toPath: "\(room.path)/away")
    let window = try TerminalWindow(
      ["paper", "enter"] + room.workspace + Binary.signer("clerk-1"), columns: 300, rows: 24)
    try window.wait("clerk-1")
    #expect(try window.isFullScreen())
    try window.press("Escape")
    let screen = try window.wait("status 0")
    let note = "note: the vault \(room.path)/vault is not there"
    #expect(screen.components(separatedBy: note).count == 2, "\(screen)")
  }
}
