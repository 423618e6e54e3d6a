import Cryptography
import Encoding
import Foundation
import Storage
import TestSupport
import Testing

@testable import Audit

/// A folder with proofs in which something is as large as it may be, or larger (FormatProofs § Checks, 1 and
/// 2): it is refused by what its files say, of which none is read that would be that large.
@Suite("The limits of a count with proofs", .timeLimit(.minutes(1)))
struct ProofLimitTests {
  private static let most = 1 << 24
  private let folder: TemporaryFolder
  private let keys: ProofVectorKeys
  private var path: String { folder.path("package") }

  init() throws {
    folder = try TemporaryFolder()
    keys = try ProofVectorKeys("three")
    try FileManager.default.copyItem(
      atPath: "\(keys.folder)/package", toPath: folder.path("package"))
  }

  private func code() throws -> ProofCode? { try ProofAuditTests.code(path)?.code }

  /// Says of the bundle of three ballots, or of another beside it, that it has so many; its file has one
  /// byte.
  private func claim(_ count: Int, beside: Bool) throws {
    let manifests = "\(path)/manifests"
    let name = try #require(
      FileManager.default.contentsOfDirectory(atPath: manifests).first { $0.hasSuffix(".json") })
    var members = try #require(
      JSON.parse(canonical: ProofVectorKeys.read("\(manifests)/\(name)")).object)
    for part in ["ballots", "identities"] {
      var claimed = try #require(members[part]?.object)
      claimed["count"] = .integer(count)
      members[part] = .object(claimed)
    }
    if beside {
      // It is read after the other.
      var sequence = 2
      repeat {
        members["sequence"] = .integer(sequence)
        sequence += 1
      } while "\(Digest.of(JSON.object(members).canonical)).json" < name
    } else {
      for file in [name, "\(name).minisig"] {
        try FileManager.default.removeItem(atPath: "\(manifests)/\(file)")
      }
    }
    let file = JSON.object(members).canonical
    let target = "\(manifests)/\(Digest.of(file)).json"
    try Data(file).write(to: URL(filePath: target))
    let signature = try keys.key(of: "web").sign(file: file, trustedComment: "test")
    try Data(signature.file).write(to: URL(filePath: "\(target).minisig"))
    try Data([0]).write(to: URL(filePath: "\(path)/ballots/\(Digest.of(file)).sealed"))
  }

  @Test(
    "a manifest has at most 2^24 ballots, and so have all of one collector and style",
    arguments: [
      (most, false, ProofCode.sizeMismatch), (most + 1, false, .manifest),
      (1 << 52, false, .manifest), (most - 3, true, .sizeMismatch), (most - 2, true, .manifest),
      (most, true, .manifest),
    ])
  func ballots(count: Int, beside: Bool, expected: ProofCode) throws {
    try claim(count, beside: beside)
    #expect(try code() == expected)
  }

  /// Changes the definition, which nobody signs anew: what it says is looked at first.
  private func change(_ change: (inout JSON.Members) throws -> Void) throws {
    let file = "\(path)/election.json"
    var members = try #require(JSON.parse(canonical: ProofVectorKeys.read(file)).object)
    try change(&members)
    try Data(JSON.object(members).canonical).write(to: URL(filePath: file))
  }

  private func ids(_ name: String, _ count: Int) -> [String] {
    (0..<count).map { "\(name)-\($0)" }
  }

  @Test(
    "a contest has at most 10,020 options, whatever its keys are",
    arguments: [(10_020, ProofCode.keys), (10_021, .definition)])
  func options(count: Int, expected: ProofCode) throws {
    try change { definition in
      var contests = try #require(definition["contests"]?.array)
      var contest = try #require(contests[0].object)
      contest["method"] = "support-oppose"
      for name in ["seats", "minChoices", "maxChoices", "minYes", "minTurnout"] {
        contest[name] = nil
      }
      contest["options"] = .array(
        ids("o", count).map {
          ["id": .string($0), "name": ["en": .string($0), "zh-Hant": .string($0)]]
        })
      contests[0] = .object(contest)
      definition["contests"] = .array(contests)
    }
    #expect(try code() == expected)
  }

  @Test(
    "an election has at most 2^20 lists, whatever its keys are",
    arguments: [(0, ProofCode.keys), (1, .definition)])
  func lists(more: Int, expected: ProofCode) throws {
    // 64 collectors of 64 styles of 256 contests are 2^20; one collector has one list more.
    try change { definition in
      let contest = try #require(definition["contests"]?.array?.first?.object)
      let style = try #require(definition["styles"]?.array?.first?.object)
      let collector = try #require(definition["collectors"]?.array?.first?.object)
      let contests = ids("c", 256)
      definition["contests"] = .array(
        contests.map { .object(contest.merging(["id": .string($0)]) { $1 }) })
      let styles = ids("s", 64).map { id in
        JSON.object(
          style.merging(["id": .string(id), "contests": .array(contests.map { .string($0) })]) {
            $1
          })
      }
      let one = style.merging(["id": "one", "contests": [.string(contests[0])]]) { $1 }
      definition["styles"] = .array(styles + [.object(one)])
      definition["collectors"] = .array(
        try ids("w", 64).enumerated().map { index, id in
          let taken = ids("s", 64) + (index == 0 && more > 0 ? ["one"] : [])
          return .object(
            collector.merging([
              "id": .string(id), "styles": .array(taken.map { .string($0) }),
              "publicKey": .string(try SigningKey.generate().publicKey.text),
            ]) { $1 })
        })
    }
    #expect(try code() == expected)
  }
}
