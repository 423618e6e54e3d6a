import Audit
import Cryptography
import Election
import Encoding
import Foundation
import Record
import Storage
import TestSupport
import Testing

/// What a collector or the quorum signs that they may not, everything else being as it was.
struct SignedForgery: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let code: ProofCode
  let change: @Sendable (inout JSON.Members) -> Void

  init(
    _ description: String, _ code: ProofCode,
    _ change: @escaping @Sendable (inout JSON.Members) -> Void
  ) {
    testDescription = description
    self.code = code
    self.change = change
  }

  static let manifests = [
    SignedForgery("another channel", .collectorNotAllowed) { $0["channel"] = "kiosk" },
    SignedForgery("a register of a collector of ballots", .collectorNotAllowed) {
      $0["kind"] = "register"
      $0["ballots"] = nil
    },
    SignedForgery("another size of a ballot than the election's", .sizeMismatch) {
      $0["ballots"] = .object(($0["ballots"]?.object ?? [:]).with("size", 192))
    },
    SignedForgery("fewer identities than ballots", .sizeMismatch) {
      $0["identities"] = .object(($0["identities"]?.object ?? [:]).with("count", 1))
    },
  ]
}

extension JSON.Members {
  fileprivate func with(_ name: String, _ value: JSON) -> JSON.Members {
    var members = self
    members[name] = value
    return members
  }
}

@Suite("Packages with proofs whose senders forge")
struct ForgedSenderTests {
  private let folder: TemporaryFolder
  private var package: String { folder.path("package") }

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      atPath: "\(ProofVectorElection.root)/package", toPath: folder.path("package"))
  }

  private func code() throws -> ProofCode? {
    do {
      _ = try ProofAudit.check(
        package, disk: LiveDisk(), isRehearsal: false, work: ProofWork(threads: 1))
      return nil
    } catch let refusal as ProofRefusal { return refusal.code }
  }

  /// Changes a file and signs it anew; `people` have the ends of their signatures' names.
  private func forge(
    _ file: String, as target: String? = nil, signedBy people: [String: String],
    _ change: (inout JSON.Members) -> Void
  ) throws -> Digest {
    let bytes = try ProofVectorElection.read("\(package)/\(file)")
    var members = try #require(JSON.parse(canonical: bytes).object)
    change(&members)
    let changed = JSON.object(members).canonical
    let name = target ?? file
    for left in try FileManager.default.subpathsOfDirectory(atPath: package)
    where left == file || left.hasPrefix("\(file).") {
      try FileManager.default.removeItem(atPath: "\(package)/\(left)")
    }
    try Data(changed).write(to: URL(filePath: "\(package)/\(name)"))
    for (person, suffix) in people {
      let signature = try ProofVectorElection.signer(person).key.sign(
        file: changed, trustedComment: "forged")
      try Data(signature.file).write(to: URL(filePath: "\(package)/\(name).\(suffix)"))
    }
    return Digest.of(changed)
  }

  @Test("a collector's manifest is refused with its code", arguments: SignedForgery.manifests)
  func manifest(_ forgery: SignedForgery) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(package)/manifests")
    let name = try #require(names.filter { $0.hasSuffix(".json") }.min())
    let path = "manifests/\(name)"
    let bytes = try ProofVectorElection.read("\(package)/\(path)")
    let sender = try #require(JSON.parse(canonical: bytes)["collector"]?.string)
    let hash = try forge(path, signedBy: [sender: "minisig"], forgery.change)
    for (old, new) in [
      (path, "manifests/\(hash).json"), ("\(path).minisig", "manifests/\(hash).json.minisig"),
      ("ballots/\(name.dropLast(5)).sealed", "ballots/\(hash).sealed"),
    ] {
      try FileManager.default.moveItem(atPath: "\(package)/\(old)", toPath: "\(package)/\(new)")
    }
    #expect(try code() == forgery.code)
  }

  @Test("an amendment under another number than its own is refused, in its name or in itself")
  func amendments() throws {
    let officers = ["officer-a": "officer-a.minisig", "officer-b": "officer-b.minisig"]
    let last = try #require(
      FileManager.default.contentsOfDirectory(atPath: package)
        .filter { $0.hasPrefix("amendment-") && $0.hasSuffix(".json") }.max())
    let number = try #require(Int(last.dropFirst(10).prefix(3)))
    let next = "amendment-00\(number + 1).json"
    _ = try forge(last, as: next, signedBy: officers) { _ in }
    #expect(try code() == .amendment)
    _ = try forge(next, as: last, signedBy: officers) { $0["number"] = .integer(number + 1) }
    #expect(try code() == .amendment)
  }

  @Test("a reconciliation of another election is refused with its custodian's own signature")
  func reconciliation() throws {
    _ = try forge("reconciliation.json", signedBy: ["keeper": "keeper.minisig"]) {
      $0["election"] = .string(Digest.of(Array("another".utf8)).description)
    }
    #expect(try code() == .reconciliation)
  }
}
