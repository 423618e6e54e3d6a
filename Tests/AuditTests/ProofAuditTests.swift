import Encoding
import Foundation
import Storage
import TestSupport
import Testing
import Words

@testable import Audit

@Suite("Packages with proofs")
struct ProofAuditTests {
  static let root = "\(Peer.packageRoot)/Tests/Vectors/verifiable"

  static let refused: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(root)/refused")) ?? []).sorted()

  static func code(_ path: String, isRehearsal: Bool = false) throws -> ProofRefusal? {
    do {
      _ = try ProofAudit.check(
        path, disk: LiveDisk(), isRehearsal: isRehearsal, work: ProofWork(threads: 1))
      return nil
    } catch let refusal as ProofRefusal { return refusal }
  }

  @Test("What the reference made holds")
  func holds() throws {
    let package = try ProofAudit.check(
      "\(Self.root)/package", disk: LiveDisk(), isRehearsal: false, work: ProofWork(threads: 2))
    #expect(
      package == ProofAudit(ballots: 35, unreadable: 7, lists: 13, mixes: 2))
    let three = try ProofAudit.check(
      "\(Self.root)/three/package", disk: LiveDisk(), isRehearsal: false,
      work: ProofWork(threads: 2))
    #expect(three == ProofAudit(ballots: 3, unreadable: 0, lists: 1, mixes: 3))
    let rehearsal = try ProofAudit.check(
      "\(Self.root)/rehearsal/package", disk: LiveDisk(), isRehearsal: true,
      work: ProofWork(threads: 2))
    #expect(rehearsal.ballots == 3 && rehearsal.lists == 2)
  }

  @Test("A rehearsal is none of the count, and the count no rehearsal")
  func rehearsal() throws {
    #expect(try Self.code("\(Self.root)/package", isRehearsal: true)?.code == .proofSize)
    #expect(try Self.code("\(Self.root)/rehearsal/package")?.code == .proofSize)
  }

  @Test("There are vectors of every code but those of empty folders")
  func everyCode() throws {
    #expect(Self.refused.count == 104)
    let codes = try Self.refused.map { name in
      let text = try Data(
        contentsOf: URL(fileURLWithPath: "\(Self.root)/refused/\(name)/case.json"))
      return try JSON.parse(draft: Array(text))["code"]?.string
    }
    for code in ProofCode.allCases {
      #expect(codes.contains(code.rawValue), "\(code)")
    }
  }

  @Test(
    "Each package with one defect is refused with its code, file, list and index",
    arguments: refused)
  func refuses(name: String) throws {
    let folder = try ProofVectors.refused(name)
    let text = try Data(contentsOf: URL(fileURLWithPath: "\(Self.root)/refused/\(name)/case.json"))
    let wanted = try JSON.parse(draft: Array(text))
    let found = try #require(try Self.code(folder.path("package")))
    #expect(found.code.rawValue == wanted["code"]?.string)
    #expect(Self.shortened(found.place) == ProofPlaces.all[name])
    let members = ["file", "list", "index"].compactMap { member -> String? in
      switch found.json[member] {
      case .string(let text): text
      case .integer(let number): "\(number)"
      default: nil
      }
    }
    #expect(members.joined(separator: " ") == found.place)
  }

  /// With no more than eight digits of each hash.
  private static func shortened(_ place: String) -> String {
    place.replacing(/([0-9a-f]{8})[0-9a-f]{56}/) { String($0.output.1) }
  }

  /// Two vectors, of which the first is the one to be told of.
  struct Both: CustomTestStringConvertible, Sendable {
    let first: String
    let second: String

    init(_ first: String, _ second: String) {
      self.first = first
      self.second = second
    }

    var testDescription: String { "\(first) before \(second)" }
  }

  static let both = [
    Both("keys-sum", "ballots-missing"), Both("definition-unsigned", "manifest-signature"),
    // Bundle by bundle, by their hashes.
    Both("manifest-signature", "size-mismatch"), Both("ballots-altered", "sequence-conflict"),
    Both("ballot-order-last", "sequence-conflict"), Both("ballot-order", "sequence-conflict"),
    Both("sequence-conflict", "amendment-gap"), Both("ballots-missing", "amendment-unsigned"),
    Both("amendment-unsigned", "reconciliation-unsigned"),
    Both("amendment-signature", "tracking-altered"),
    Both("reconciliation-unsigned", "tracking-altered"),
    Both("duplicate-ballot", "tracking-altered"), Both("tracking-altered", "proof-file-unknown"),
    Both("proof-file-unknown", "mix-repeated-officer"),
    Both("mix-repeated-officer", "open-missing"), Both("open-missing", "proof-unsigned"),
    // File by file, mixes first.
    Both("mix-short", "proof-unsigned"), Both("proof-unsigned", "open-long"),
    Both("open-long", "scalar-large-last"),
    // List by list and in each mix by mix; then the openings.
    Both("mix-s1", "scalar-large"), Both("scalar-large", "mix-other-list"),
    Both("mix-single", "scalar-open-large"), Both("scalar-large-last", "open-altered"),
    Both("scalar-large-last", "scalar-open-large"), Both("open-other-list", "patterns-altered"),
    Both("mix-output-altered", "patterns-lost"),
  ]

  @Test("Of two defects the one is told that stands first in the checks", arguments: both)
  func order(both: Both) throws {
    let alone = try ProofVectors.refused(both.first)
    let first = try #require(try Self.code(alone.path("package")))
    for folder in [
      try ProofVectors.refused(both.first, both.second),
      try ProofVectors.refused(both.second, both.first),
    ] {
      let found = try #require(try Self.code(folder.path("package")))
      #expect(found.code == first.code && found.place == first.place)
    }
  }

  @Test("What lacks ballots and proofs, or is of the other kind, is told how it is checked")
  func advice() throws {
    let folder = try Self.copy()
    for name in ["proof", "ballots", "manifests", "patterns.csv", "strikes.csv"] {
      try FileManager.default.removeItem(atPath: folder.path("package/\(name)"))
    }
    let refusal = try #require(try Self.code(folder.path("package")))
    #expect(refusal.advice?.english.contains("the package for auditors has them") == true)
    #expect(refusal.json["next"]?.string == refusal.advice?.english)
    let other = try #require(try Self.code("\(Self.root)/package", isRehearsal: true))
    #expect(other.advice?.english.contains("--rehearsal") == true)
    let shortened = try ProofVectors.refused("mix-short")
    let short = try #require(try Self.code(shortened.path("package")))
    #expect(short.advice == nil && short.json["next"] == JSON.null)
  }

  /// What a proof is called, instead of its name.
  struct Moved: CustomTestStringConvertible, Sendable {
    let name: String
    let target: String
    let code: ProofCode

    var testDescription: String { "\(name) as \(target)" }
  }

  static let moved = [
    Moved(name: "proof/mix-1.officer-a.bin", target: "proof/mix-1.officer-a.bim", code: .proofFile),
    Moved(name: "proof/mix-1.officer-a.bin", target: "proof/mix-0.officer-a.bin", code: .proofFile),
    Moved(
      name: "proof/mix-1.officer-a.bin", target: "proof/mix--1.officer-a.bin", code: .proofFile),
    Moved(
      name: "proof/mix-1.officer-a.bin", target: "proof/mix-01.officer-a.bin", code: .proofFile),
    Moved(name: "proof/mix-1.officer-a.bin", target: "proof/mix-3.officer-a.bin", code: .proofFile),
    Moved(name: "proof/mix-1.officer-a.bin", target: "proof/min-1.officer-a.bin", code: .proofFile),
    Moved(name: "proof/mix-1.officer-a.bin", target: "proof/mix-1.keeper.bin", code: .proofFile),
    Moved(name: "proof/mix-1.officer-a.bin", target: "proof/mix-1.bin", code: .proofFile),
  ]

  @Test("A proof under a name that is none of a proof is refused", arguments: moved)
  func names(moved: Moved) throws {
    let folder = try Self.copy()
    for end in ["", ".minisig"] {
      try FileManager.default.moveItem(
        atPath: folder.path("package/\(moved.name)\(end)"),
        toPath: folder.path("package/\(moved.target)\(end)"))
    }
    #expect(try Self.code(folder.path("package"))?.code == moved.code)
  }

  @Test("A folder in a file's place, and a file in a folder's, are not there")
  func kinds() throws {
    let manager = FileManager.default
    let folder = try Self.copy()
    let package = folder.path("package")
    let ballots = try #require(manager.contentsOfDirectory(atPath: "\(package)/ballots").first)
    try manager.removeItem(atPath: "\(package)/ballots/\(ballots)")
    try manager.createDirectory(
      atPath: "\(package)/ballots/\(ballots)", withIntermediateDirectories: false)
    #expect(try Self.code(package)?.code == .missingFile)
    let other = try Self.copy()
    try manager.removeItem(atPath: other.path("package/proof"))
    try other.write("x", to: "package/proof")
    #expect(try Self.code(other.path("package"))?.code == .quorum)
  }

  @Test("A signature that is longer than one can be does not hold, whatever it begins with")
  func longSignatures() throws {
    for (name, code) in [
      ("amendment-001.json.officer-c", ProofCode.amendment),
      ("reconciliation.json.keeper", .reconciliation),
      ("proof/mix-2.officer-b.bin", .proofSignature),
    ] {
      let folder = try Self.copy()
      let path = "package/\(name).minisig"
      let text = FileManager.default.contents(atPath: folder.path(path)) ?? Data()
      try? FileManager.default.removeItem(atPath: folder.path(path))
      try folder.write(
        String(decoding: text, as: UTF8.self) + String(repeating: "x", count: 11_000), to: path)
      #expect(try Self.code(folder.path("package"))?.code == code, "\(name)")
    }
  }

  private static func copy() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: "\(root)/package", toPath: folder.path("package"))
    return folder
  }
}
