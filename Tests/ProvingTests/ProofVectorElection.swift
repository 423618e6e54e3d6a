import Counting
import Cryptography
import Election
import Encoding
import Foundation
import Mixnet
import Proving
import Record
import Storage
import TestSupport
import Testing
import Workspace

/// The election with proofs of Tests/Vectors, whose secrets are all known, as a workspace.
enum ProofVectorElection {
  static let root = "\(VectorElection.path)/verifiable"
  /// After the poll.
  private static let now = Timestamp(seconds: 1_800_000_000)

  /// The bundle of a ballot that is struck and excluded.
  private static let bothBundle =
    "a435ad82ee308ae6b7ed62c9c11a149ed07885be9f7146ec8cd82bdd1982701a"

  static func read(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path)))
  }

  /// Everybody's secrets.
  private static let secrets = Result { try ProofVectorKeys() }

  private static func keys() throws -> CountKeys {
    let file = try read("\(root)/package/election.json")
    return try CountKeys(definition(file), file: file)
  }

  static func definition(_ file: [UInt8]) throws -> Definition {
    try Definition(
      file: file,
      keys: KeyCheck(
        isSigningKey: { (try? SigningPublicKey(text: $0)) != nil },
        isSealingKey: { (try? BoxPublicKey(base64: $0)) != nil }), formats: [.verifiable])
  }

  /// The key of a person or a collector.
  static func secretKey(_ id: String) throws -> SigningKey { try secrets.get().key(of: id) }

  /// A person or collector with their key.
  static func signer(_ id: String) throws -> Signer { try secrets.get().signer(id) }

  /// Officers at the laptop, in their turn.
  static func hands(_ officers: [String]) throws -> [ProofHand] {
    let keys = try keys()
    return try officers.map { officer in
      let bytes = try secrets.get().secret("shares", of: officer)
      let share = try Share.split(SecretBytes(copying: bytes.span), threshold: 1, count: 1)[0]
      return ProofHand(try signer(officer), try DealtShare(share, keys: keys))
    }
  }

  static func open(in folder: TemporaryFolder, disk: any Disk) throws -> Workspace {
    try unlocked {
      try Workspace(
        open: folder.path("count"), writing: true, disk: disk, clock: FixedClock(now))
    }
  }

  /// A workspace with the bundles, amendments, strikes and reconciliation of the package.
  ///
  /// A custodian strikes none that the officers excluded, and says how many those are. The reference has
  /// one that is both, which makes no difference to it, and which is kept where `isBoth` says so.
  static func workspace(in folder: TemporaryFolder, isBoth: Bool = false) throws -> Workspace {
    let officer = try signer("officer-a")
    let workspace = try Workspace.create(
      at: folder.path("count"), election: "\(root)/package/election.json",
      vault: folder.path("vault"), software: VectorElection.software, signer: officer,
      disk: LiveDisk(), clock: FixedClock(now))
    for name in try FileManager.default.contentsOfDirectory(atPath: "\(root)/media").sorted() {
      let outcome = try workspace.importBundle("\(root)/media/\(name)", signer: officer)
      guard case .accepted = outcome else {
        Issue.record("\(name): \(outcome)")
        continue
      }
    }
    for number in 1...2 {
      _ = try workspace.amend("\(root)/package/amendment-00\(number).json", signer: officer)
    }
    let lines = String(decoding: try read("\(root)/package/strikes.csv"), as: UTF8.self)
      .split(separator: "\n").filter { isBoth || !$0.hasPrefix("\(bothBundle),4,") }
    try reconcile(workspace, strikes: Array(lines.map { "\($0)\n" }.joined().utf8))
    return workspace
  }

  /// Has the custodian come to these strikes, of all that is in.
  private static func reconcile(_ workspace: Workspace, strikes: [UInt8]) throws {
    let target = workspace.reconciliationFolder
    try FileManager.default.createDirectory(
      atPath: target, withIntermediateDirectories: true)
    var members =
      try JSON.parse(canonical: read("\(root)/package/reconciliation.json")).object ?? [:]
    members["leftOut"] = .integer(
      workspace.state.bundles.reduce(0) {
        $0 + workspace.state.rulings.excludedBallots(of: $1.hash).count
      })
    members["strikes"] = .string(Digest.of(strikes).description)
    members["amendments"] = .array(
      workspace.state.amendmentHashes.map { .string($0.description) })
    let reconciliation = JSON.object(members).canonical
    let keeper = try signer("keeper")
    let signature = try keeper.key.sign(file: reconciliation, trustedComment: "test")
    for (name, bytes) in [
      ("strikes.csv", strikes), ("reconciliation.json", reconciliation),
      ("reconciliation.json.keeper.minisig", signature.file),
    ] { try Data(bytes).write(to: URL(filePath: "\(target)/\(name)")) }
    try workspace.record(
      .reconciled(reconciliation: .of(reconciliation), strikes: .of(strikes)), signer: keeper)
  }

  /// Has the officers change something, and the custodian come to the same strikes again.
  static func amend(_ workspace: Workspace, _ change: String) throws {
    let amendment = try workspace.draft(
      changes: [try #require(Change.json(words: change))], reason: "Late")
    let path = "\(workspace.path)-\(amendment.fileName)"
    try Data(amendment.file).write(to: URL(filePath: path))
    for officer in ["officer-a", "officer-b"] {
      let signature = try signer(officer).key.sign(file: amendment.file, trustedComment: "test")
      try Data(signature.file).write(to: URL(filePath: "\(path).\(officer).minisig"))
    }
    _ = try workspace.amend(path, signer: signer("officer-a"))
    try reconcile(
      workspace, strikes: read("\(workspace.reconciliationFolder)/strikes.csv"))
  }
}
