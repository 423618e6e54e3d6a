import Audit
import Bundles
import Counting
import Cryptography
import Election
import Encoding
import Foundation
import Mixnet
import Proving
import Record
import Result
import Storage
import TestSupport
import Testing
import Vault
import Workspace

/// A result package of a question with proofs, made once: it was counted, a ballot was left out, and it
/// was counted again, which the officers allowed.
///
/// All signing keys are those of the vectors' election, so that a forger's signatures hold.
enum ProofPackage {
  static let software = Software(version: "test", hash: .of(Array("test".utf8)))
  static let reports = Reports(version: "test") { source in
    [("reports/result.txt", Array("\(source.definition.id) \(source.result.stage)\n".utf8))]
  }
  static let officers = ["officer-a", "officer-b"]

  /// The folder of the package, made once.
  static let made = Result { try make() }

  /// Makes the package, beside `earlier-proof/`, the proofs of the count before, and gives its folder.
  private static func make() throws -> String {
    let folder = NSTemporaryDirectory() + "coldcount-proofs-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let made = try ControlCeremony(of: draft()) { try VectorElection.signer($0) }
    let election = "\(folder)/election.json"
    try Data(made.file).write(to: URL(filePath: election))
    try VectorElection.signByQuorum(election, officers: officers + ["officer-c"])
    let workspace = try Workspace.create(
      at: "\(folder)/count", election: election, vault: "\(folder)/vault", software: software,
      signer: VectorElection.signer("clerk-1"), disk: LiveDisk(), clock: LiveClock())
    let bundle = try seal(workspace.definition, made.file, to: "\(folder)/web-1")
    _ = try workspace.importBundle(
      "\(folder)/web-1", signer: VectorElection.signer("clerk-1"))
    try reconcile(workspace)
    try count(workspace, made.shares)
    try FileManager.default.copyItem(
      atPath: "\(workspace.resultFolder(.electronic))/proof", toPath: "\(folder)/earlier-proof")
    let strikes = try String(
      contentsOfFile: "\(workspace.reconciliationFolder)/strikes.csv", encoding: .utf8)
    let index = strikes.contains("\(bundle),0,") ? 1 : 0
    let amendment = try workspace.draft(
      changes: [try #require(Change.json(words: "exclude \(bundle) \(index)"))], reason: "Late")
    let path = "\(folder)/\(amendment.fileName)"
    try Data(amendment.file).write(to: URL(filePath: path))
    try VectorElection.signByQuorum(path)
    _ = try workspace.amend(path, signer: VectorElection.signer("clerk-1"))
    try reconcile(workspace)
    try count(workspace, made.shares)
    let package = "\(folder)/package"
    _ = try PackageExport(workspace, stage: .electronic).write(
      to: package, reports: reports, signer: VectorElection.signer("officer-a"))
    try VectorElection.signByQuorum("\(package)/B2SUMS")
    return package
  }

  private static func name(_ text: String) -> JSON { ["en": .string(text)] }

  static func draft() throws -> JSON {
    let people = [
      ("officer-a", "officer"), ("officer-b", "officer"), ("officer-c", "officer"),
      ("keeper", "custodian"), ("clerk-1", "operator"),
    ]
    return [
      "format": "coldcount/election/2", "id": "question", "title": name("Question"),
      "date": "2017-03-19", "timeZone": "Asia/Taipei", "languages": ["en"],
      "polls": ["opens": "2017-03-19T08:00:00+08:00", "closes": "2017-03-19T16:00:00+08:00"],
      "areas": [["id": "all", "name": name("All")]],
      "contests": [
        [
          "id": "question", "title": name("Question"), "area": "all", "method": "question",
          "options": [["id": "yes", "name": name("Yes")], ["id": "no", "name": name("No")]],
        ]
      ],
      "styles": [["id": "all", "area": "all", "contests": ["question"]]],
      "channels": [["id": "online", "kind": "electronic", "name": name("Online")]],
      "stations": .array([]),
      "collectors": [
        [
          "id": "web", "name": name("web"),
          "publicKey": .string(try VectorElection.key("web").publicKey.text),
          "roles": ["ballots"], "channel": "online", "styles": ["all"],
        ]
      ],
      "people": .array(
        try people.map { id, role in
          [
            "id": .string(id), "name": name(id), "role": .string(role),
            "publicKey": .string(try VectorElection.key(id).publicKey.text),
          ]
        }), "quorum": ["open": 2, "sign": 2],
      "keys": ["vault": [.string(try VectorElection.vaultKey().publicKey.base64)]],
      "policy": ["withinChannel": "last", "smallCell": 2, "embargo": "2017-03-19T20:00:00+08:00"],
    ]
  }

  /// Seven people, of whom one votes twice: four for and two against, one blank.
  ///
  /// Gives the hash of the manifest.
  private static func seal(
    _ definition: Definition, _ file: [UInt8], to folder: String
  ) throws -> Digest {
    let marks: [[UInt8]] = [[1, 0], [0, 1], [0, 0]]
    let layout = MarkLayout(definition)
    let vectors = try marks.map { try #require(layout.vector(style: "all", marks: [$0])) }
    let cast = definition.polls.opens.seconds
    let entries = [0, 0, 0, 1, 1, 2, 1, 0].enumerated().map { place, vector in
      BundleWriter.Entry(
        token: .of([UInt8(min(place, 6))]), cast: cast + place, vector: vector)
    }
    let keys = try CountKeys(definition, file: file)
    return try BundleWriter(
      definition: definition, election: .of(file), disk: LiveDisk(),
      proofs: ProofContext(election: .of(file), key: keys.key)
    ).write(
      entries, vectors: vectors,
      plan: BundleWriter.Plan(
        collector: #require(definition.collector("web")), sequence: 1, previous: nil,
        isFinal: true, kind: .ballots, style: "all", from: definition.polls.opens,
        to: definition.polls.closes), key: VectorElection.key("web"), to: folder)
  }

  private static func reconcile(_ workspace: Workspace) throws {
    let result = try Reconciler(workspace, key: VectorElection.vaultKey()).run().result
    let keeper = try VectorElection.signer("keeper")
    try workspace.record(
      .reconciled(reconciliation: .of(result.file), strikes: result.strikes), signer: keeper)
    let path = "\(workspace.reconciliationFolder)/reconciliation.json"
    let signature = try keeper.sign(result.file, as: .reconciliation, in: workspace.definition)
    try Data(signature.file).write(to: URL(filePath: "\(path).keeper.minisig"))
    try workspace.record(
      .signed(
        file: "reconciliation/reconciliation.json", hash: .of(result.file), signer: "keeper"),
      signer: keeper)
  }

  /// Counts, once enough officers allowed what it would tell; two sign what comes of it.
  private static func count(_ workspace: Workspace, _ shares: [DealtShare]) throws {
    let count = try Count(workspace, stage: .electronic, software: software)
    let inputs = try count.prepare()
    let hands = try shares.prefix(2).map {
      ProofHand(try VectorElection.signer($0.officer), $0)
    }
    var office = try ProofOffice(
      workspace, folder: inputs.folder, tracking: inputs.tracking, work: ProofWork(threads: 2))
    do { try office.requireGroups() } catch let error as SmallGroupsError {
      for officer in officers {
        try workspace.record(
          .proof(.smallAllowed(error.groups)), signer: VectorElection.signer(officer))
      }
    }
    try office.mix(inTurn: hands) { _ in }
    let opened = try office.open(office.checkMixes(), inTurn: hands) { _ in }
    let (_, hash) = try count.finish(
      inputs, opened, signer: VectorElection.signer("officer-a"))
    try VectorElection.signByQuorum("\(workspace.resultFolder(.electronic))/result.json")
    for officer in officers {
      try workspace.record(
        .signed(file: "results/electronic/result.json", hash: hash, signer: officer),
        signer: VectorElection.signer(officer))
    }
  }
}
