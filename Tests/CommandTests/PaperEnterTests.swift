import Encoding
import Foundation
import TestSupport
import Testing

@Suite("Keying sheets at the terminal")
struct PaperEnterTests {
  @Test("without a terminal the command says what to use instead")
  func noTerminal() throws {
    let room = try Room()
    let output = try Peer.run(
      "/usr/bin/setsid",
      ["--wait", Binary.path, "paper", "enter"] + room.workspace + Binary.signer("clerk-1"))
    #expect(output.status == 2)
    #expect(output.stderr.contains("[no-terminal]") || output.stderr.contains("needs a terminal"))
    #expect(output.stderr.contains("coldcount paper import"))
    #expect(!FileManager.default.fileExists(atPath: "\(room.path)/count/drafts"))
  }
}
