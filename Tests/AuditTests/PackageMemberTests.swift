import Testing

@testable import Audit

@Suite("The files that a package may have")
struct PackageMemberTests {
  private static let hash = String(repeating: "0a", count: 32)

  @Test(
    "are known by their names, and signatures by whom an id may name",
    arguments: [
      ("election.json", true), ("election.json.officer-a.minisig", true),
      ("election.json.a.b.minisig", true), ("B2SUMS.a.b.minisig", true),
      ("amendment-001.json.a.b.minisig", true), ("earlier/\(hash).json.a.b.minisig", true),
      ("manifests/\(hash).json.minisig", true), ("election.json..minisig", false),
      ("election.json.minisig", false), ("election.json.A.minisig", false),
      ("amendment-0.json.a.minisig", false), ("patterns.csv.a.minisig", false),
      ("sheets/\(hash).json.a.minisig", false), (".minisig", false), ("x.json.a.minisig", false),
    ])
  func known(name: String, isKnown: Bool) {
    #expect(PackageMember.isKnown(name) == isKnown)
  }

  @Test(
    "for the public are some of them, with the same signers",
    arguments: [
      ("election.json.a.b.minisig", true), ("B2SUMS.a.b.minisig", true),
      ("amendment-001.json.a.b.minisig", true), ("result.json.a.b.minisig", false),
      ("earlier/\(hash).json.a.minisig", false), ("journal.jsonl", false),
    ])
  func shown(name: String, isShown: Bool) {
    #expect(PackageMember.isForPublic(name) == isShown)
  }
}
