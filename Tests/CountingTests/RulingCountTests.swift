import Bundles
import Cryptography
import Election
import Result
import Encoding
import Foundation
import Record
import Storage
import TestSupport
import Testing
import Words
import Workspace

@testable import Counting

@Suite("Counting after the officers decided")
struct RulingCountTests {
  private let folder: TemporaryFolder
  private let workspace: Workspace

  init() throws {
    folder = try TemporaryFolder()
    workspace = try Workspace.vectors(in: folder, with: VectorElection.media)
  }

  private func amend(_ words: [String]) throws {
    let amendment = try workspace.draft(
      changes: words.compactMap { Change.json(words: $0) }, reason: "test")
    try folder.write(amendment.file, to: amendment.fileName)
    try VectorElection.signByQuorum(folder.path(amendment.fileName))
    _ = try workspace.amend(
      folder.path(amendment.fileName), signer: VectorElection.signer("clerk-1"))
  }

  /// Records a reconciliation of what is in.
  private func reconcile(
    _ strikes: [String] = [], unidentified: [(bundle: Digest, counts: Bool)] = []
  ) throws {
    try workspace.recordReconciliation(strikes, unidentified: unidentified)
  }

  private func count() throws -> ElectionResult {
    let key = try OpenedKey(
      ["officer-a", "officer-b"].map {
        try OfficerShare(VectorElection.share($0), definition: workspace.definition)
      }, definition: workspace.definition)
    return try Count(workspace, stage: .electronic, software: VectorElection.software).run(
      key: key, signer: VectorElection.signer("officer-a"), threads: 2
    ).result
  }

  private func tracking(_ word: String) throws -> Int {
    let text = try #require(folder.read("count/results/electronic/tracking.txt"))
    return String(decoding: text, as: UTF8.self).split(separator: "\n").count {
      $0.hasSuffix(" \(word)")
    }
  }

  @Test("ballots and bundles that are left out are excluded, and every ballot is somewhere")
  func excluded() throws {
    let app = try #require(workspace.state.bundles.first { $0.collector == "app" })
    let web = try #require(workspace.state.bundles.first { $0.collector == "web" })
    try amend(["exclude \(app.hash)", "exclude \(web.hash) 3", "exclude \(web.hash) 40"])
    try reconcile()
    let result = try count()
    let expected = (app.ballots ?? 0) + 2
    #expect(result.electronic.excluded == expected)
    #expect(result.electronic.isComplete)
    #expect(try tracking("excluded") == expected)
    #expect(result.inputs.amendments == workspace.state.amendmentHashes)
  }

  @Test("a strike of a ballot that is excluded is refused, and of its neighbour it is not")
  func struckAndExcluded() throws {
    let app = try #require(workspace.state.bundles.first { $0.collector == "app" })
    let web = try #require(workspace.state.bundles.first { $0.collector == "web" })
    try amend(["exclude \(app.hash)", "exclude \(web.hash) 3"])
    for ballot in ["\(app.hash),0", "\(web.hash),3"] {
      try reconcile(["\(ballot),superseded"])
      let error = #expect(throws: CountingError.self) { try count() }
      #expect(error?.report.code == "strikes")
      #expect(error?.report.place == "strikes.csv line 2")
    }
    try reconcile(["\(web.hash),4,superseded"])
    #expect(try count().electronic.struck == [.superseded: 1])
    #expect(try tracking("excluded") == (app.ballots ?? 0) + 1)
  }

  @Test("a bundle whose identities do not hold counts once an amendment says so")
  func unidentified() throws {
    let app = try #require(workspace.state.bundles.first { $0.collector == "app" })
    try reconcile(unidentified: [(app.hash, counts: false)])
    #expect(try count().electronic.excluded == app.ballots)
    try reconcile(unidentified: [(app.hash, counts: true)])
    #expect(throws: CountingError.self) { try count() }
    try amend(["restore \(app.hash)"])
    try reconcile(unidentified: [(app.hash, counts: true)])
    #expect(try count().electronic.excluded == 0)
  }

  @Test("an amendment that the reconciliation does not know of stands in the way")
  func stale() throws {
    try reconcile()
    try amend(["revoke web 0"])
    #expect(throws: CountingError.self) { try count() }
    try reconcile()
    let web = workspace.state.bundles.filter { $0.collector == "web" }
    #expect(try count().electronic.excluded == web.compactMap(\.ballots).reduce(0, +))
  }

  @Test("a repeated ballot counts once, as soon as an amendment leaves all others of it out")
  func repeated() throws {
    let copy = folder.path("again")
    try FileManager.default.copyItem(atPath: "\(VectorElection.path)/media/web-1", toPath: copy)
    var members = try JSON.parse(canonical: VectorElection.bytes("media/web-1/manifest.json"))
      .object
    members?["sequence"] = 4
    let manifest = JSON.object(try #require(members)).canonical
    try folder.write(manifest, to: "again/manifest.json")
    try folder.write(
      VectorElection.key("web").sign(file: manifest, trustedComment: "again").file,
      to: "again/manifest.json.minisig")
    _ = try workspace.importBundle(copy, signer: VectorElection.signer("clerk-1"))
    try reconcile()
    do {
      _ = try count()
      Issue.record("a ballot was counted twice")
    } catch CountingError.duplicateBallots(let number, let places) {
      #expect(number == 48)
      let twins = Dictionary(grouping: places, by: \.code).values
      #expect(twins.allSatisfy { $0.count == 2 })
      try amend(twins.map { "exclude \($0[1].bundle) \($0[1].index)" })
    }
    try reconcile()
    let result = try count()
    #expect(result.electronic.entries == 203 + 48)
    #expect(result.electronic.excluded == 48)
    #expect(try tracking("excluded") == 48)
  }

  @Test("every signed result stays, and the next one names it")
  func record() throws {
    try reconcile()
    let first = try count()
    #expect(first.replaces == nil)
    // Nobody signed it: nothing is replaced.
    let second = try count()
    #expect(second.replaces == nil)
    try VectorElection.signByQuorum(folder.path("count/results/electronic/result.json"))
    let third = try count()
    #expect(third.replaces == Digest.of(second.file))
    let archive = ResultArchive(workspace)
    #expect(try archive.signed().map(\.hash) == [Digest.of(second.file)])
    for count in workspace.state.counts { #expect(try archive.folder(of: count) != nil) }
    #expect(
      folder.read("count/results/earlier/\(Digest.of(first.file))/result.json") == first.file)
  }

  @Test("without a tie there is nothing to draw, and before a count neither")
  func lots() throws {
    #expect(throws: CountingError.self) { try LotsTable(workspace, contest: "council") }
    try reconcile()
    _ = try count()
    // The count is not complete: paper is out.
    #expect(throws: CountingError.self) { try LotsTable(workspace, contest: "council") }
    #expect(throws: CountingError.self) { try LotsTable(workspace, contest: "mayor") }
  }
}
