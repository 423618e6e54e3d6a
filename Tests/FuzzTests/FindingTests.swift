import Foundation
import FuzzTargets
import TestSupport
import Testing

@Suite("What the fuzzer found, and what it starts from")
struct FindingTests {
  /// An input that once was a finding.
  struct Finding: CustomTestStringConvertible, Sendable {
    let target: String
    let path: String
    var testDescription: String { "\(target)/\(URL(filePath: path).lastPathComponent)" }
  }

  private static let folder = "\(Peer.packageRoot)/Tests/Fuzz/Findings"

  static let findings: [Finding] = {
    let targets = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return targets.sorted().flatMap { target in
      let names =
        (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(target)")) ?? []
      return names.sorted().map { Finding(target: target, path: "\(folder)/\(target)/\($0)") }
    }
  }()

  @Test("every finding is of a target and has been mended", arguments: findings)
  func finding(_ finding: Finding) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == finding.target })
    _ = try target.run(Array(try Data(contentsOf: URL(filePath: finding.path))))
  }

  @Test(
    "a section that is proved is accepted as it was made, and with no byte changed",
    arguments: ["ballot", "mix", "opening"])
  func proved(name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    #expect(try target.run([]))
    for place in stride(from: 0, to: 700, by: 31) {
      // One of these two values is another than was there.
      let outcomes = try [0, 1].map {
        try target.run([UInt8(place >> 8), UInt8(place & 255), $0])
      }
      #expect(outcomes.contains(false))
    }
  }

  @Test("there is something to be found in the canary")
  func canary() throws {
    #expect(try FuzzTarget.canary.run(Array("{bir.".utf8)))
    #expect(throws: BrokenProperty.self) { try FuzzTarget.canary.run(Array("{bird".utf8)) }
  }

  /// An input that its target must accept.
  struct Seed: CustomTestStringConvertible, Sendable {
    let target: String
    let file: String
    var testDescription: String { "\(target): \(file)" }
  }

  static let seeds = [
    Seed(target: "json", file: "Tests/Vectors/election.json"),
    Seed(target: "csv", file: "samples/referendum-2017/sheets/clerk-1.csv"),
    Seed(target: "definition", file: "Tests/Vectors/election.json"),
    Seed(target: "manifest", file: "Tests/Vectors/media/web-1/manifest.json"),
    Seed(target: "signature", file: "Tests/Vectors/media/web-1/manifest.json.minisig"),
    Seed(target: "public-key", file: "keys/referendum-2017/officer-a.pub"),
    Seed(target: "secret-key", file: "Tests/Vectors/keys/web.key"),
    Seed(target: "deal", file: "Tests/Vectors/verifiable/ceremony/deal.officer-a.json"),
    Seed(target: "count-keys", file: "Tests/Vectors/verifiable/package/election.json"),
    Seed(target: "share", file: "Tests/Vectors/keys/shares/officer-a.txt"),
    Seed(target: "wrapped", file: "samples/referendum-2017/share.officer-a.json"),
  ]

  @Test("what it starts from is accepted, cut off and changed it is not", arguments: seeds)
  func seed(_ seed: Seed) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == seed.target })
    let bytes = Array(
      try Data(contentsOf: URL(filePath: "\(Peer.packageRoot)/\(seed.file)")))
    #expect(try target.run(bytes))
    // Every property is asked of the damaged ones as well; most are refused.
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<12 {
      var damaged = bytes
      for _ in 0...Int.random(in: 0..<4, using: &generator) where !damaged.isEmpty {
        let position = Int.random(in: 0..<damaged.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: damaged[position] = UInt8.random(in: 0...255, using: &generator)
        case 1: damaged.remove(at: position)
        default: damaged.insert(damaged[position], at: position)
        }
      }
      _ = try target.run(damaged)
    }
    #expect(try !target.run(Array(bytes.dropLast(bytes.count / 3))) || seed.target == "csv")
  }
}
