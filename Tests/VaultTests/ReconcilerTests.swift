import Bundles
import Cryptography
import Election
import Encoding
import Foundation
import Record
import Storage
import TestSupport
import Testing
import Words
import Workspace

@testable import Vault

@Suite("Reconciling sealed sections")
struct ReconcilerTests {
  private let folder: TemporaryFolder
  private let workspace: Workspace

  init() throws {
    folder = try TemporaryFolder()
    workspace = try Workspace.vectors(in: folder)
  }

  private func importAll(_ bundles: [String]) throws {
    for bundle in bundles {
      let outcome = try workspace.importBundle(bundle, signer: VectorElection.signer("clerk-1"))
      guard case .accepted = outcome else {
        Issue.record("\(outcome)")
        return
      }
    }
  }

  @Test("every order of importing and either custodian's key give the same bytes", arguments: 0..<6)
  func orders(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    try importAll(VectorElection.media.shuffled(using: &generator))
    let expected = try JSON.parse(draft: VectorElection.bytes("expected.json"))
    let first = try Reconciler(workspace, key: VectorElection.vaultKey("vault")).run().result
    #expect(first.strikes.description == expected["strikes.csv"]?.string)
    let strikes = folder.read("count/reconciliation/strikes.csv")
    let second = try Reconciler(workspace, key: VectorElection.vaultKey("vault-2")).run().result
    #expect(second.file == first.file)
    #expect(folder.read("count/reconciliation/strikes.csv") == strikes)
    #expect(try Digest.of(#require(strikes)) == first.strikes)
  }

  @Test("a key that is not the election's opens nothing")
  func otherKey() throws {
    #expect(throws: VaultError.otherKey) { try Reconciler(workspace, key: BoxKey.generate()) }
  }

  @Test("a roll for some styles only is asked for before anything is struck")
  func missingRoll() throws {
    try importAll(["registrar-1", "web-1"].map { "\(VectorElection.path)/media/\($0)" })
    #expect(throws: VaultError.noRoll(styles: ["east"])) {
      try Reconciler(workspace, key: VectorElection.vaultKey()).run().result
    }
    #expect(folder.read("count/reconciliation/strikes.csv") == nil)
  }

  @Test("the rejected register opens for the custodian and names every struck ballot")
  func rejectedRegister() throws {
    try importAll(VectorElection.media)
    let result = try Reconciler(workspace, key: VectorElection.vaultKey()).run().result
    let sealed = try #require(folder.read("vault/rejected.sealed"))
    let preamble = IdentityOpener.preambleByteCount(recipients: 2)
    // The stream key's hash stands in no manifest: the box alone gives it.
    let box = sealed.span.extracting(80..<160)
    let streamKey = try VectorElection.vaultKey("vault-2").open(box)
    let hash = streamKey.withBytes { key in
      Digest.of(Array("coldcount/stream-key/1\n".utf8) + (0..<key.count).map { key[$0] })
    }
    var opener = try IdentityOpener(
      preamble: sealed.span.extracting(0..<preamble), recipient: 1, of: 2,
      key: VectorElection.vaultKey("vault-2"), keyHash: hash,
      context: RejectedRegister.context(election: workspace.election))
    var text = [UInt8](repeating: 0, count: IdentityOpener.chunkByteCount)
    var free = text.mutableSpan
    let opened = try opener.open(sealed.span.extracting(preamble..<sealed.count), into: &free)
    #expect(opened.final)
    let table = try CSV.parse(Array(text.prefix(opened.byteCount)))
    #expect(table.header == RejectedRegister.header)
    #expect(table.rows.count == result.struck.values.reduce(0, +))
    #expect(table.rows.map { $0.fields[0] } == table.rows.map { $0.fields[0] }.sorted())
    let struck = try CSV.parse(#require(folder.read("count/reconciliation/strikes.csv")))
    var codes: Set<String> = []
    for row in struck.rows {
      let ballots = try #require(folder.read("count/bundles/\(row.fields[0])/ballots.sealed"))
      let index = try #require(Int(row.fields[1]))
      codes.insert(Digest.of(Array(ballots[index * 80..<(index + 1) * 80])).description)
    }
    #expect(Set(table.rows.map { $0.fields[4] }) == codes)
    // No token outside of the vault.
    for (name, bytes) in try folder.snapshot() where name.hasPrefix("count/") {
      let content = String(decoding: bytes, as: UTF8.self)
      for row in table.rows { #expect(!content.contains(row.fields[0]), "\(name)") }
    }
  }

  /// Writes a bundle of the web's whose manifest says `claimed` while its identities were sealed
  /// for `sealed`, or with other damage that only the vault key shows.
  private func forge(
    _ name: String, change: (inout JSON.Members) -> Void
  ) throws -> String {
    let target = folder.path("stick-\(name)")
    let definition = workspace.definition
    let web = try #require(definition.collectors.first { $0.id == "web" })
    let entries = try (0..<5).map { number in
      BundleWriter.Entry(
        token: try #require(Digest([UInt8](repeating: UInt8(100 + number), count: 32))),
        cast: definition.polls.opens.seconds + number, vector: 0)
    }
    let vector = try #require(MarkLayout(definition).vector(style: "all", marks: [[1, 2, 3]]))
    _ = try BundleWriter(
      definition: definition, election: workspace.election, disk: LiveDisk()
    ).write(
      entries, vectors: [vector],
      plan: BundleWriter.Plan(
        collector: web, sequence: 1, previous: nil, isFinal: true, kind: .ballots, style: "all",
        from: definition.polls.opens, to: definition.polls.closes),
      key: VectorElection.key("web"), to: target)
    let manifest = try #require(folder.read("stick-\(name)/manifest.json"))
    var members = try JSON.parse(canonical: manifest).object ?? [:]
    change(&members)
    let bytes = JSON.object(members).canonical
    let signature = try VectorElection.key("web").sign(file: bytes, trustedComment: "forged")
    try Data(bytes).write(to: URL(fileURLWithPath: "\(target)/manifest.json"))
    try Data(signature.file).write(to: URL(fileURLWithPath: "\(target)/manifest.json.minisig"))
    return target
  }

  @Test("a bundle whose identities do not hold is left out with all its ballots, and said")
  func identities() throws {
    try importAll(["\(VectorElection.path)/media/app-1"])
    let honest = try Reconciler(workspace, key: VectorElection.vaultKey()).run().result
    #expect(honest.excluded.isEmpty)
    // The identities of another sequence, passed on: the additional data differ.
    let forged = try forge("sequence") { $0["sequence"] = 2 }
    try importAll([forged])
    let result = try Reconciler(workspace, key: VectorElection.vaultKey()).run().result
    #expect(result.excluded.map(\.ballots) == [5])
    #expect(result.excluded.first?.bundle == workspace.state.bundles.last?.hash)
    // Nothing that the bad section says has any effect.
    #expect(result.strikes == honest.strikes)
  }

  @Test("a stream key other than the manifest's is found")
  func streamKey() throws {
    let forged = try forge("key") { members in
      var identities = members["identities"]?.object ?? [:]
      identities["key"] = .string(Digest.of([1]).description)
      members["identities"] = .object(identities)
    }
    try importAll([forged])
    let result = try Reconciler(workspace, key: VectorElection.vaultKey()).run().result
    #expect(result.excluded.count == 1)
    #expect(result.struck.isEmpty)
  }

  /// Records that do not cover the five ballots of a bundle as they must, by index and time.
  struct SectionDefect: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let kind: BundleKind
    /// Whose record, for which ballot, cast when.
    let records: [(token: UInt8, ballot: UInt64, cast: UInt64)]
    let problem: String

    init(
      _ what: String, kind: BundleKind = .ballots, _ records: [(UInt8, UInt64, UInt64)],
      _ problem: String
    ) {
      testDescription = what
      self.kind = kind
      self.records = records.map { (token: $0.0, ballot: $0.1, cast: $0.2) }
      self.problem = problem
    }
  }

  static let defects: [SectionDefect] = [
    SectionDefect(
      "an index beyond the ballots", [(1, 0, 9), (2, 1, 9), (3, 2, 9), (4, 3, 9), (5, 5, 9)],
      "names ballot 5 of 5"),
    SectionDefect(
      "an index twice", [(1, 0, 9), (2, 1, 9), (3, 2, 9), (4, 3, 9), (5, 3, 9)],
      "two identities for ballot 3"),
    SectionDefect(
      "records out of order", [(1, 0, 9), (3, 1, 9), (2, 2, 9), (4, 3, 9), (5, 4, 9)],
      "record 2 is not above the one before it"),
    SectionDefect(
      "a record twice", [(1, 0, 9), (2, 1, 9), (2, 1, 9), (4, 3, 9), (5, 4, 9)],
      "record 2 is not above the one before it"),
    SectionDefect(
      "an entry of no ballot",
      [(1, 0, 9), (2, 1, 9), (3, 2, 9), (4, 3, 9), (5, IdentityRecord.noBallot, 9)],
      "names ballot 18446744073709551615 of 5"),
    SectionDefect(
      "a register entry with a ballot", kind: .register, [(1, 0, 9)], "names a ballot or time"),
    SectionDefect(
      "a roll with a time", kind: .roll, [(1, IdentityRecord.noBallot, 9)], "names a ballot or time"
    ),
    SectionDefect("a roll with a ballot", kind: .roll, [(1, 0, 0)], "names a ballot or time"),
  ]

  @Test(
    "a section that does not cover its ballots exactly is named with what is wrong",
    arguments: defects)
  func sectionDefects(_ defect: SectionDefect) throws {
    let definition = workspace.definition
    let collector =
      switch defect.kind {
      case .ballots: "web"
      case .register: "desk"
      case .roll, .withdrawal: "registrar"
      }
    var text: [UInt8] = []
    for record in defect.records {
      let token = try #require(Digest([UInt8](repeating: record.token, count: 32)))
      text += IdentityRecord(token: token, ballot: record.ballot, cast: record.cast).bytes
    }
    var recipients: [BoxPublicKey] = []
    for key in definition.keys.vault { recipients.append(try BoxPublicKey(base64: key)) }
    var sealer = try IdentitySealer(
      recipients: recipients,
      context: identityContext(election: workspace.election, collector: collector, sequence: 1))
    let chunk = try sealer.seal(text.span, final: true)
    let identities = sealer.preamble + chunk
    // What the ballots hold does not matter here: five different ones, in order.
    let size = definition.ballotByteCount + BoxPublicKey.overhead
    let ballots = (0..<5).flatMap { [UInt8](repeating: UInt8($0), count: size) }
    let manifest = Manifest(
      election: workspace.election, collector: collector, sequence: 1, previous: nil,
      isFinal: true, kind: defect.kind,
      channel: definition.collectors.first { $0.id == collector }?.channel, style: "all",
      from: definition.polls.opens, to: definition.polls.closes,
      ballots: defect.kind == .ballots
        ? Manifest.BallotFile(count: 5, size: size, hash: .of(ballots)) : nil,
      identities: Manifest.Identities(
        count: defect.records.count, hash: .of(identities), key: sealer.keyHash))
    let signature = try VectorElection.key(collector).sign(
      file: manifest.file, trustedComment: "test")
    try FileManager.default.createDirectory(
      atPath: folder.path("bad"), withIntermediateDirectories: false)
    try folder.write(manifest.file, to: "bad/manifest.json")
    try folder.write(signature.file, to: "bad/manifest.json.minisig")
    try folder.write(identities, to: "bad/identities.sealed")
    if defect.kind == .ballots { try folder.write(ballots, to: "bad/ballots.sealed") }
    if defect.kind == .roll {
      try importAll(["registrar-2"].map { "\(VectorElection.path)/media/\($0)" })
    }
    try importAll([folder.path("bad")])
    let result: Reconciliation
    do {
      result = try Reconciler(workspace, key: VectorElection.vaultKey()).run().result
    } catch {
      // Without the bad roll its style has none, which is asked for.
      #expect(defect.kind == .roll)
      #expect(error as? VaultError == .noRoll(styles: ["all"]))
      return
    }
    #expect(result.excluded.map(\.ballots) == [defect.kind == .ballots ? 5 : 0])
    #expect(
      result.excluded.first?.problem.english.contains(defect.problem) == true, "\(result.excluded)")
  }
}
