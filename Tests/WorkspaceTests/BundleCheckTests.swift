import Bundles
import Cryptography
import Election
import Encoding
import Paper
import Storage
import TestSupport
import Testing
import Workspace

@Suite("What a collector is told of bundles without a workspace")
struct BundleCheckTests {
  private func check(_ folders: [String]) throws -> BundleCheck {
    let file = try VectorElection.bytes("election.json")
    var check = BundleCheck(
      definition: try Definition(file: file, keys: .checked), election: Digest.of(file))
    for folder in folders { try check.take("\(VectorElection.path)/\(folder)", disk: LiveDisk()) }
    return check
  }

  private func codes(_ check: BundleCheck) -> [String] {
    check.outcomes.map { _, outcome in
      switch outcome {
      case .accepted: "accepted"
      case .alreadyImported: "already-imported"
      case .refused(let refusal): refusal.code.rawValue
      }
    }
  }

  /// The folders of the vectors that an import refuses, and the code of each.
  private static func refused() throws -> [(folder: String, code: String)] {
    let expected = try JSON.parse(draft: VectorElection.bytes("expected.json"))
    return try #require(expected["refused"]?.object).map { folder, code in
      (folder, try #require(code.string))
    }
  }

  @Test("is what an import says of every bundle that it refuses")
  func refusals() throws {
    for (folder, code) in try Self.refused() {
      // A number is there twice only where the first of the two is looked at too.
      let before = code == "sequence-conflict" ? ["media/app-1"] : []
      let check = try check(before + ["refused/\(folder)"])
      #expect(codes(check).last == code, "\(folder)")
      #expect(check.refused == 1, "\(folder)")
    }
  }

  @Test("names what of the numbers is still out, of those collectors alone whose bundles there are")
  func gaps() throws {
    #expect(try check(["media/web-1", "media/web-2", "media/web-3"]).gaps.isEmpty)
    #expect(
      try check(["media/web-1", "media/web-3"]).gaps == [
        .missing(collector: "web", sequence: 2)
      ])
    #expect(try check(["media/web-1"]).gaps == [.noFinal(collector: "web", highest: 1)])
  }

  @Test("knows a bundle that it saw before")
  func again() throws {
    #expect(
      codes(try check(["media/web-1", "media/web-1"])) == ["accepted", "already-imported"])
  }
}
