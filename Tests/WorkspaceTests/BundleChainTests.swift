import Cryptography
import Election
import Encoding
import Paper
import Record
import Storage
import TestSupport
import Testing
import Workspace

@Suite("What is missing of the collectors' bundles")
struct BundleChainTests {
  @Test(
    "is named, whatever was imported in whatever order",
    arguments: [
      ([0, 1, 2, 3, 4, 5, 6, 7], [String]()),
      ([7, 6, 5, 4, 3, 2, 1, 0], []),
      ([0, 1, 2, 3, 4, 5, 7], ["missing web 2"]),
      ([0, 1, 2, 3, 4, 6, 7], ["missing web 1"]),
      ([0, 1, 2, 3, 4, 5, 6], ["no final web"]),
      ([1, 2, 3, 4, 5, 6, 7], ["nothing app"]),
      ([0, 2, 3, 4, 5, 6, 7], ["missing desk 1"]),
      ([0, 1, 2, 4, 5, 6], ["no final web", "missing registrar 1"]),
    ])
  func gaps(_ imported: [Int], _ expected: [String]) throws {
    let folder = try TemporaryFolder()
    let workspace = try Workspace.vectors(in: folder)
    for index in imported {
      _ = try workspace.importBundle(
        VectorElection.media[index], signer: VectorElection.signer("clerk-1"))
    }
    let found = try workspace.gaps().map { gap in
      switch gap {
      case .nothing(let collector): "nothing \(collector)"
      case .missing(let collector, let sequence): "missing \(collector) \(sequence)"
      case .noFinal(let collector, _): "no final \(collector)"
      case .afterFinal(let collector, let sequence): "after final \(collector) \(sequence)"
      case .previous(let collector, let sequence): "previous \(collector) \(sequence)"
      default: "\(gap)"
      }
    }
    #expect(found == expected)
  }
}
