import Bundles
import Cryptography
import Election
import Encoding
import Record
import Storage
import TestSupport
import Testing
import Workspace

@testable import Vault

@Suite("Reconciling after the officers decided")
struct RulingTests {
  private let folder: TemporaryFolder
  private let workspace: Workspace

  init() throws {
    try self.init { _ in VectorElection.media }
  }

  /// With the bundles that `media` makes in the folder, or names.
  private init(_ media: (TemporaryFolder) throws -> [String]) throws {
    folder = try TemporaryFolder()
    workspace = try Workspace.vectors(in: folder, with: media(folder))
  }

  private func amend(_ words: String...) throws {
    let amendment = try workspace.draft(
      changes: words.compactMap { Change.json(words: $0) }, reason: "test")
    try folder.write(amendment.file, to: amendment.fileName)
    try VectorElection.signByQuorum(folder.path(amendment.fileName))
    _ = try workspace.amend(
      folder.path(amendment.fileName), signer: VectorElection.signer("clerk-1"))
  }

  private func reconcile() throws -> (result: Reconciliation, strikes: [[String]]) {
    let result = try Reconciler(workspace, key: VectorElection.vaultKey()).run().result
    let bytes = try #require(folder.read("count/reconciliation/strikes.csv"))
    return (result, try CSV.parse(bytes).rows.map(\.fields))
  }

  private func strike(of reason: String, in rows: [[String]]) throws -> [String] {
    try #require(rows.first { $0[2] == reason })
  }

  @Test("a strike that is lifted is not written, and the others stay as they were")
  func restored() throws {
    let (before, strikes) = try reconcile()
    let lifted = try strike(of: "superseded", in: strikes)
    try amend("restore \(lifted[0]) \(lifted[1])")
    let (after, fewer) = try reconcile()
    #expect(fewer == strikes.filter { $0 != lifted })
    #expect(after.restored == 1 && before.restored == 0)
    #expect(after.amendments == workspace.state.amendmentHashes && before.amendments.isEmpty)
  }

  @Test("a ballot that is left out is decided last: what the rules struck for it stays struck")
  func excluded() throws {
    let (before, strikes) = try reconcile()
    let bundle = try #require(workspace.state.bundles.first { $0.collector == "web" })
    let struck = try #require(
      strikes.first { $0[0] == bundle.hash.description && $0[2] == "superseded" })
    let standing = try #require(
      (0..<(bundle.ballots ?? 0)).first { index in
        !strikes.contains { $0[0] == bundle.hash.description && $0[1] == "\(index)" }
      })
    try amend("exclude \(bundle.hash) \(standing)", "exclude \(bundle.hash) \(struck[1])")
    let (after, fewer) = try reconcile()
    // The one that was struck anyway is in one bucket only.
    #expect(fewer == strikes.filter { $0 != struck })
    #expect(after.leftOut == 2 && before.leftOut == 0)
  }

  @Test(
    "a bundle that is left out is not read: neither its ballots nor anybody else's are struck for it"
  )
  func bundle() throws {
    let (_, before) = try reconcile()
    let desk = workspace.state.bundles.filter { $0.collector == "desk" }.map(\.hash)
    for hash in desk { try amend("exclude \(hash)") }
    let (result, after) = try reconcile()
    #expect(!after.contains { $0[2] == "voted-on-paper" })
    #expect(before.contains { $0[2] == "voted-on-paper" })
    #expect(result.registers.isEmpty)
    // The record still names every bundle that is in.
    #expect(result.manifests == workspace.state.bundles.map(\.hash).sorted())
    for hash in desk { try amend("restore \(hash)") }
    #expect(try reconcile().strikes == before)
  }

  /// The media with a bundle of the app's whose last chunk of identities was changed before the app
  /// signed it.
  private static func unopened(in folder: TemporaryFolder) throws -> [String] {
    let source = "\(VectorElection.path)/media/app-1"
    var identities = try LiveDisk().read("\(source)/identities.sealed", limit: 1 << 20)
    identities[identities.count - 1] ^= 1
    let manifest = try LiveDisk().read("\(source)/manifest.json", limit: 1 << 20)
    guard var members = try JSON.parse(canonical: manifest).object,
      var sealed = members["identities"]?.object
    else { return [] }
    sealed["hash"] = .string("\(Digest.of(identities))")
    members["identities"] = .object(sealed)
    let file = JSON.object(members).canonical
    let signature = try VectorElection.key("app").sign(file: file, trustedComment: "test")
    try LiveDisk().makeFolder(folder.path("app"))
    try folder.write(identities, to: "app/identities.sealed")
    try folder.write(file, to: "app/manifest.json")
    try folder.write(signature.file, to: "app/manifest.json.minisig")
    try folder.write(
      LiveDisk().read("\(source)/ballots.sealed", limit: 1 << 20), to: "app/ballots.sealed")
    return VectorElection.media.filter { $0 != source } + [folder.path("app")]
  }

  @Test("identities that do not hold leave a bundle out until the officers say otherwise")
  func identities() throws {
    try Self(Self.unopened).leftOut()
  }

  private func leftOut() throws {
    let app = try #require(workspace.state.bundles.first { $0.collector == "app" })
    let (before, _) = try reconcile()
    #expect(before.excluded.map(\.bundle) == [app.hash])
    #expect(before.excluded.map(\.counts) == [false])
    try amend("restore \(app.hash)")
    let (after, strikes) = try reconcile()
    #expect(after.excluded.map(\.counts) == [true])
    #expect(!strikes.contains { $0[0] == app.hash.description })
    try amend("exclude \(app.hash)")
    #expect(try reconcile().result.excluded.isEmpty)
  }
}
