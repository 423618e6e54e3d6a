import Foundation
import TestSupport
import Testing

@Suite("Death at every step")
struct TortureTests {
  @Test("a share of the points at which commands fail or die lose nothing; make torture tries all")
  func share() throws {
    let output = try Peer.run(
      "/usr/bin/python3",
      ["\(Peer.packageRoot)/Tests/Torture/torture.py", Binary.path, "--share", "0.003"])
    #expect(output.status == 0, "\(output.stdout)\(output.stderr)")
    #expect(output.stdout.contains(" 0 failed, "), "\(output.stdout)")
  }
}
