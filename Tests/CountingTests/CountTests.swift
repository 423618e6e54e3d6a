import Bundles
import Cryptography
import Election
import Result
import Encoding
import Foundation
import Paper
import Record
import Storage
import TestSupport
import Testing
import Words
import Workspace

@testable import Counting

@Suite("Counting")
struct CountTests {
  private let folder: TemporaryFolder
  private let workspace: Workspace

  /// The vectors' election, reconciled as another implementation did it: the strikes and the
  /// reconciliation are taken from the record of one run.
  init() throws {
    folder = try TemporaryFolder()
    workspace = try Workspace.vectors(in: folder)
  }

  private func importAll(_ bundles: [String] = VectorElection.media) throws {
    for bundle in bundles {
      _ = try workspace.importBundle(bundle, signer: VectorElection.signer("clerk-1"))
    }
  }

  /// Records a reconciliation of what is in, with these lines of strikes.csv.
  private func reconcile(
    _ strikes: [String] = [], excluded: [Digest] = [], crossStyle: Int = 0
  ) throws {
    try workspace.recordReconciliation(
      strikes, unidentified: excluded.map { ($0, counts: false) }, crossStyle: crossStyle)
  }

  private func key(_ officers: [String] = ["officer-a", "officer-b"]) throws -> OpenedKey {
    try OpenedKey(
      officers.map { try OfficerShare(VectorElection.share($0), definition: workspace.definition) },
      definition: workspace.definition)
  }

  private func count(
    stage: Stage = .electronic, threads: Int = 2
  ) throws -> ElectionResult {
    try Count(workspace, stage: stage, software: VectorElection.software).run(
      key: key(), signer: VectorElection.signer("officer-a"), threads: threads
    ).result
  }

  private func refusal(
    of body: () throws -> Void
  ) -> CountingError? {
    do {
      try body()
      return nil
    } catch { return error as? CountingError }
  }

  @Test("every pair of officers opens the same key, and says who they were")
  func pairs() throws {
    for pair in [
      ["officer-a", "officer-b"], ["officer-c", "officer-a"], ["officer-b", "officer-c"],
    ] {
      #expect(try key(pair).officers == pair.sorted())
    }
  }

  @Test("too few, too many, the same and foreign shares are told apart")
  func shares() throws {
    #expect(throws: CountingError.share(.count(found: 1, needed: 2))) { try key(["officer-a"]) }
    #expect(throws: CountingError.share(.count(found: 3, needed: 2))) {
      try key(["officer-a", "officer-b", "officer-c"])
    }
    #expect(throws: CountingError.share(.repeated(officer: "officer-a"))) {
      try key(["officer-a", "officer-a"])
    }
    let other = try Share.split(SecretBytes.random(count: 32), threshold: 2, count: 3)
    #expect(throws: CountingError.share(.unknown)) {
      try OfficerShare(other[0], definition: workspace.definition)
    }
  }

  @Test("one, two and three threads give the same files, byte for byte")
  func threads() throws {
    try importAll()
    try reconcile()
    var files: [[String: [UInt8]?]] = []
    for threads in 1...3 {
      _ = try count(threads: threads)
      files.append([
        "patterns": folder.read("count/results/electronic/patterns.csv"),
        "tracking": folder.read("count/results/electronic/tracking.txt"),
      ])
      #expect(files[0].values.allSatisfy { $0?.isEmpty == false })
      #expect(files.last == files.first)
    }
    // What was spread out to be sorted is gone.
    #expect(try LiveDisk().list(folder.path("count")).filter { $0.hasSuffix(".spill") } == [])
  }

  @Test("struck ballots are left unopened, excluded bundles are left out, and it adds up")
  func buckets() throws {
    try importAll()
    let web = try #require(workspace.state.bundles.first { $0.collector == "web" })
    let app = try #require(workspace.state.bundles.first { $0.collector == "app" })
    try reconcile(
      ["\(web.hash),0,superseded", "\(web.hash),10,superseded", "\(web.hash),2,outside-poll"],
      excluded: [app.hash])
    let result = try count()
    #expect(result.electronic.isComplete)
    #expect(result.electronic.excluded == 63)
    #expect(result.electronic.struck == [.superseded: 2, .outsidePoll: 1])
    #expect(result.electronic.entries == 203)
    let tracking = String(
      decoding: try #require(folder.read("count/results/electronic/tracking.txt")), as: UTF8.self)
    let lines = tracking.split(separator: "\n")
    #expect(lines == lines.sorted())
    #expect(lines.count { $0.hasSuffix(" excluded") } == 63)
    #expect(lines.count { $0.hasSuffix(" struck") } == 3)
  }

  @Test(
    "strikes that do not hold stop the count",
    arguments: [
      "x", "0,1,superseded", "HASH,0", "HASH,0,because", "HASH,-1,superseded", "HASH,01,superseded",
      "HASH,63,superseded", "HASH,9223372036854775808,superseded",
      "HASH,1,superseded\nHASH,1,superseded", "HASH,2,superseded\nHASH,1,superseded",
      "HASH,1,duplicate\nHASH,1,superseded", "HASH,1,superseded,",
    ])
  func strikes(_ lines: String) throws {
    try importAll()
    let app = try #require(workspace.state.bundles.first { $0.collector == "app" })
    try reconcile([lines.replacingOccurrences(of: "HASH", with: app.hash.description)])
    let error = refusal { _ = try count() }
    guard case .strikes(let line, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(line >= 2)
    #expect(try LiveDisk().info(folder.path("count/results")) == nil)
  }

  @Test("strikes are those of the last reconciliation, of exactly the bundles that are in")
  func ready() throws {
    #expect(refusal { _ = try count() }?.report.code == "not-ready")
    try importAll(Array(VectorElection.media.prefix(3)))
    try reconcile()
    _ = try count()
    try importAll(Array(VectorElection.media.dropFirst(3)))
    #expect(refusal { _ = try count() }?.report.code == "not-ready")
    try reconcile()
    try folder.write("bundle,index,reason\n\n", to: "count/reconciliation/strikes.csv")
    #expect(refusal { _ = try count() }?.report.code == "strikes")
  }

  @Test("a bundle that lies in the workspace and that its collector did not sign is not counted")
  func forgedBundle() throws {
    try importAll()
    try reconcile()
    let app = try #require(workspace.state.bundles.first { $0.collector == "app" })
    let name = "count/bundles/\(app.hash)/manifest.json.minisig"
    let whole = try #require(folder.read(name))
    let other = try VectorElection.bytes("media/web-1/manifest.json.minisig")
    for signature in [other, Array(whole.dropLast()), []] {
      try folder.write(signature, to: name)
      #expect(refusal { _ = try count() }?.report.code == "damaged")
    }
    try folder.write(whole, to: name)
    _ = try count()
  }

  @Test("a bundle of which the journal's line says other than its manifest is not counted")
  func otherLine() throws {
    try importAll(VectorElection.media.filter { !$0.contains("app") })
    let app = "\(VectorElection.path)/media/app-1"
    let manifest = try VectorElection.bytes("media/app-1/manifest.json")
    let hash = Digest.of(manifest)
    try LiveDisk().makeFolder(workspace.bundleFolder(hash))
    for file in ["manifest.json", "manifest.json.minisig", "ballots.sealed"] {
      try LiveDisk().copy("\(app)/\(file)", to: "\(workspace.bundleFolder(hash))/\(file)")
    }
    // A clerk who says that it holds one ballot less.
    let json = try JSON.parse(canonical: manifest)
    let count = try #require(json["ballots"]?["count"]?.integer)
    try workspace.record(
      .imported(
        ImportedBundle(
          hash: hash, collector: "app", sequence: 1, kind: .ballots, style: "all",
          channel: "kiosk", ballots: count - 1, identities: count, isFinal: true,
          ignored: NameList())),
      signer: VectorElection.signer("clerk-1"))
    try reconcile()
    #expect(refusal { _ = try self.count() }?.report.code == "damaged")
  }

  @Test("a ballot that was changed after its import ends the count without a result")
  func damagedBallots() throws {
    try importAll()
    try reconcile()
    let app = try #require(workspace.state.bundles.first { $0.collector == "app" })
    let name = "count/bundles/\(app.hash)/ballots.sealed"
    let whole = try #require(folder.read(name))
    try folder.write(Array(whole.dropLast(80)), to: name)
    guard case .damaged = refusal(of: { _ = try count() }) else {
      Issue.record("a cut file was counted")
      return
    }
    // One bit of one ballot: without the hash it would just be unreadable.
    try folder.write(whole.dropLast() + [(whole.last ?? 0) ^ 1], to: name)
    guard case .damaged = refusal(of: { _ = try count() }) else {
      Issue.record("a changed file was counted")
      return
    }
    #expect(try LiveDisk().info(folder.path("count/results/electronic")) == nil)
  }

  @Test("the same sealed ballot in two bundles is found, and nothing is counted")
  func duplicateBallots() throws {
    try importAll()
    // The collector sends the ballots of its first bundle once more, under a new number.
    let copy = folder.path("again")
    try FileManager.default.copyItem(atPath: "\(VectorElection.path)/media/web-1", toPath: copy)
    var members = try JSON.parse(canonical: VectorElection.bytes("media/web-1/manifest.json"))
      .object
    members?["sequence"] = 4
    let manifest = JSON.object(try #require(members)).canonical
    let signature = try VectorElection.key("web").sign(file: manifest, trustedComment: "again")
    try folder.write(manifest, to: "again/manifest.json")
    try folder.write(signature.file, to: "again/manifest.json.minisig")
    try importAll([copy])
    #expect(workspace.state.bundles.count == 9)
    try reconcile()
    guard
      case .duplicateBallots(let number, let places) = refusal(of: {
        _ = try count()
      })
    else {
      Issue.record("a ballot was counted twice")
      return
    }
    #expect(number == 48)
    // Each code is there twice, with the bundle and the index that an amendment names.
    #expect(Dictionary(grouping: places, by: \.code).values.allSatisfy { $0.count == 2 })
    #expect(Set(places.map(\.bundle)).count == 2)
    #expect(try LiveDisk().info(folder.path("count/results/electronic")) == nil)
    #expect(workspace.state.counts.isEmpty)
  }

  @Test("paper that is keyed counts from the stage on that is not electronic only")
  func stages() throws {
    try importAll()
    try reconcile()
    var lines = "station,batch,contest,item,count\ns1,b1,council,papers,3\n"
    for (item, count) in [("c1", 3), ("c2", 0), ("c3", 0), ("c4", 0), ("c5", 0)] {
      lines += "s1,b1,council,\(item),\(count)\n"
    }
    for category in workspace.definition.rejections {
      lines += "s1,b1,council,rejected:\(category.id),0\n"
    }
    let sheets = try SheetTable.parse(
      Array(lines.utf8), definition: workspace.definition, election: workspace.election)
    for clerk in ["clerk-1", "clerk-2"] {
      let signer = Signer(id: clerk, key: try VectorElection.key(clerk))
      try workspace.record(
        .paper(hash: .of(sheets[0].file), sheet: sheets[0].json), signer: signer)
    }
    let electronic = try count(stage: .electronic)
    let partial = try count(stage: .partial)
    #expect(electronic.inputs.sheets.isEmpty)
    #expect(partial.inputs.sheets == [.of(sheets[0].file)])
    let turnouts = [electronic, partial].map { $0.contests[1].turnout }
    #expect(turnouts[1] == turnouts[0] + 3)
  }

  @Test("a final count names everything that is still open")
  func finalRefusals() throws {
    try importAll(VectorElection.media.filter { !$0.hasSuffix("web-2") })
    let app = try #require(workspace.state.bundles.first { $0.collector == "app" })
    try reconcile(excluded: [app.hash], crossStyle: 2)
    func reasons() -> [String] {
      guard
        case .notReady(_, let reasons) = refusal(of: { _ = try count(stage: .final) })
      else { return [] }
      return reasons.map(\.english)
    }
    let first = reasons()
    for reason in [
      "bundle 2 of web is missing", "2 people stand in two styles (cross-style)",
      "the identities of bundle \(app.hash) do not hold (identities)",
      "no custodian has signed the reconciliation", "nothing of station s1 is in",
    ] { #expect(first.contains(reason), "\(first)") }
    #expect(first.count == 5)
    let text = "station,issued,unused,spoilt,tendered,in-box,note\ns1,29,0,0,0,29,\n"
    let account = try StationAccount.parse(Array(text.utf8), definition: workspace.definition)
    for clerk in ["clerk-1", "clerk-2"] {
      try workspace.record(
        .account(account[0].json), signer: Signer(id: clerk, key: try VectorElection.key(clerk)))
      let isOnce = reasons().contains("account s1 was keyed by clerk-1 only")
      #expect(isOnce == (clerk == "clerk-1"))
    }
    let second = reasons()
    for reason in [
      "station s1 has 30 register entries but issued 29 papers", "station s1 has no sheet of chief",
      "station s1 has no sheet of council", "station s1 has no sheet of committee",
    ] { #expect(second.contains(reason), "\(second)") }
    #expect(!second.contains("nothing of station s1 is in"))
  }

  @Test("a result is exported only once the quorum has signed it")
  func export() throws {
    try importAll()
    try reconcile()
    _ = try count()
    let export = PackageExport(workspace, stage: .electronic)
    #expect(throws: CountingError.self) {
      try export.write(
        to: folder.path("package"), reports: Reports(version: "test") { _ in [] },
        signer: VectorElection.signer("officer-a"))
    }
    #expect(try LiveDisk().info(folder.path("package")) == nil)
    let path = "count/results/electronic/result.json"
    let bytes = try #require(folder.read(path))
    for officer in ["officer-a", "officer-c"] {
      let signature = try VectorElection.key(officer).sign(file: bytes, trustedComment: "test")
      try folder.write(signature.file, to: "\(path).\(officer).minisig")
    }
    _ = try export.write(
      to: folder.path("package"), reports: Reports(version: "test") { _ in [] },
      signer: VectorElection.signer("officer-a"))
    #expect(throws: CountingError.self) {
      try export.write(
        to: folder.path("package"), reports: Reports(version: "test") { _ in [] },
        signer: VectorElection.signer("officer-a"))
    }
    try folder.write(bytes.dropLast() + [UInt8(ascii: " ")], to: path)
    #expect(throws: CountingError.self) {
      try export.write(
        to: folder.path("other"), reports: Reports(version: "test") { _ in [] },
        signer: VectorElection.signer("officer-a"))
    }
  }
}
