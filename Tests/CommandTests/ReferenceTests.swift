import Foundation
import TestSupport
import Testing

@Suite("A reference in Python, written from the formats alone")
struct ReferenceTests {
  private let peers = "\(Peer.packageRoot)/Tests/Peers"

  @Test("the reference itself comes to what the vectors expect")
  func vectors() throws {
    let output = try Peer.run(Peer.python, ["\(peers)/check_vectors.py"])
    #expect(output.status == 0, "\(output.stdout)\(output.stderr)")
  }

  @Test(
    "random elections come to the same strikes, patterns, tracking list and figures",
    arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  func randomElections(_ seed: Int) throws {
    let output = try Peer.run(
      Peer.python, ["\(peers)/compare.py", Binary.path, "\(seed)"])
    #expect(output.status == 0, "seed \(seed): \(output.stdout)\(output.stderr)")
  }
}
