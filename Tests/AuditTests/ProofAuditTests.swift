import Encoding
import Foundation
import Storage
import TestSupport
import Testing

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

  @Test("Each package with one defect is refused with its code", arguments: refused)
  func refuses(name: String) throws {
    let folder = try ProofVectors.refused(name)
    let text = try Data(contentsOf: URL(fileURLWithPath: "\(Self.root)/refused/\(name)/case.json"))
    let wanted = try JSON.parse(draft: Array(text))
    #expect(try Self.code(folder.path("package"))?.code.rawValue == wanted["code"]?.string)
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

  private static func copy() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: "\(root)/package", toPath: folder.path("package"))
    return folder
  }
}
