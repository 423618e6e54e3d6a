import Bundles
import Cryptography
import Election
import Encoding
import Glibc
import Storage
import TestSupport
import Testing
import Words

@Suite("Refusals that need more than a bundle")
struct RefusalTests {
  private let definition: Definition
  private let election: Digest
  private static let web = "\(VectorElection.path)/media/web-2"

  init() throws {
    let bytes = try VectorElection.bytes("election.json")
    definition = try Definition(file: bytes, keys: .checked)
    election = .of(bytes)
  }

  private func check(
    known: [String: [Int: Digest]] = [:], revoked: [String: Int] = [:], disk: any Disk = LiveDisk()
  ) throws {
    let bundle = try CheckedBundle(
      UnverifiedBundle(folder: Self.web, disk: disk),
      context: BundleContext(
        definition: definition, election: election, known: known, revoked: revoked))
    try bundle.copy(ballotsTo: nil, identitiesTo: nil, disk: disk)
  }

  private func code(of body: () throws -> Void) -> RefusalCode? {
    do {
      try body()
      return nil
    } catch {
      guard case .refused(let refusal) = error as? BundleError else { return nil }
      return refusal.code
    }
  }

  @Test("a revoked key holds up to its last sequence and no further")
  func revoked() throws {
    #expect(code { try check(revoked: ["web": 1]) } == .collectorRevoked)
    try check(revoked: ["web": 2])
    try check(revoked: ["app": 0])
  }

  @Test("another bundle under the same number is a conflict; the same one is known")
  func conflict() throws {
    #expect(code { try check(known: ["web": [2: .of([1])]]) } == .sequenceConflict)
    let manifest = try VectorElection.bytes("media/web-2/manifest.json")
    try check(known: ["web": [2: .of(manifest)]])
    try check(known: ["web": [1: .of([1])], "app": [2: .of([1])]])
  }

  @Test(
    "with those before it a bundle has at most 2^24 ballots of one collector and style of a count with proofs",
    arguments: [0, 1])
  func mixedAtOnce(more: Int) throws {
    let keys = try ProofVectorKeys("three")
    let file = try ProofVectorKeys.read("\(keys.folder)/package/election.json")
    let taken = (1 << 24) - 3 + more
    let check = { (source: [String]) throws in
      let bundle = try CheckedBundle(
        UnverifiedBundle(folder: "\(keys.folder)/media/web-1", disk: LiveDisk()),
        context: BundleContext(
          definition: Definition(checked: file), election: .of(file), taken: [source: taken]))
      try bundle.copy(ballotsTo: nil, identitiesTo: nil, disk: LiveDisk())
    }
    #expect(code { try check(["web", "one"]) } == (more > 0 ? .manifest : nil))
    try check(["web", "other"])
  }

  @Test("a medium that fails at any read is refused as media, whatever else is wrong")
  func media() throws {
    let counting = FailingDisk()
    try check(disk: counting)
    let reads = counting.operations.indices.filter {
      ["read", "open", "list"].contains(String(counting.operations[$0].prefix { $0 != " " }))
    }
    #expect(reads.count > 8)
    for operation in reads {
      let disk = FailingDisk(failing: operation + 1, number: EIO, extent: .fromThenOn)
      #expect(code { try check(disk: disk) } == .media, "\(counting.operations[operation])")
    }
  }

  @Test("every code of the format has its words, and says what to do next")
  func words() {
    for code in RefusalCode.allCases {
      let report = Refusal(code, folder: "/media/\u{1B}x", file: "f", problem: "p").report
      #expect(report.kind == .refused)
      #expect(report.code == code.rawValue)
      #expect(report.place == "/media/\\u{1b}x/f")
      #expect(report.advice?.english.isEmpty == false)
    }
  }

  @Test("whoever signed a bundle that does not hold is named as whom to ask")
  func whom() throws {
    for code in [RefusalCode.hashMismatch, .ballotOrder, .sequenceConflict, .sizeMismatch] {
      let advice = { (collector: String?) in
        Refusal(code, folder: "f", file: "f", problem: "p", collector: collector).report.advice?
          .english
      }
      #expect(advice("web")?.contains("ask the collector web") == true, "\(code)")
      #expect(advice(nil)?.contains("ask the collector") == true, "\(code)")
    }
  }
}
