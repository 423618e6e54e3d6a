import Election
import TestSupport
import Testing
import Words

@Suite("Whoever acts")
struct SignerCheckTests {
  private let definition: Definition
  private let officer: Person
  private let custodian: Person

  init() throws {
    definition = try SampleDefinition().definition()
    officer = try #require(definition.officers.first)
    custodian = try #require(definition.custodians.first)
  }

  private func refusal(_ id: String, _ key: String, _ role: Person.Role?) -> SignerError? {
    do {
      try definition.person(id, publicKey: key, role: role)
      return nil
    } catch { return error }
  }

  @Test("is a person of the election, by that person's key, in the role that is needed")
  func check() {
    let (id, key) = (officer.id, officer.publicKey)
    #expect(refusal(id, key, nil) == nil)
    #expect(refusal(id, key, .officer) == nil)
    #expect(refusal(id, key, .custodian) == .otherRole(id, needed: .custodian))
    #expect(refusal(custodian.id, key, .custodian) == .otherKey(custodian.id, of: id))
    #expect(refusal("nobody", key, nil) == .unknown("nobody", among: definition.people.map(\.id)))
    #expect(refusal("", key, .officer) == .unknown("", among: definition.people.map(\.id)))
    #expect(refusal(id, "", nil) == .otherKey(id))
  }

  @Test("is told what does not fit by a code of its own")
  func codes() {
    let errors: [SignerError] = [
      .unknown("a"), .otherKey("a"), .otherRole("a", needed: .officer),
    ]
    #expect(errors.map(\.report.code) == ["person-unknown", "key-mismatch", "role"])
    #expect(SignerError.unknown("a\u{1B}[2J").report.message.english.contains("\u{1B}") == false)
  }
}

@Suite("A trusted comment")
struct TrustedCommentTests {
  @Test("says what is signed, of which election and by whom", arguments: SignedThing.allCases)
  func comment(_ thing: SignedThing) {
    #expect(
      thing.trustedComment(election: "vote-1", signer: "officer-a")
        == "coldcount \(thing.rawValue) vote-1 officer-a")
  }

  @Test(
    "knows a file by its name",
    arguments: [
      ("election.json", SignedThing.definition), ("amendment-001.json", .amendment),
      ("reconciliation.json", .reconciliation), ("result.json", .result), ("B2SUMS", .package),
      ("notes.txt", .file), ("", .file),
    ])
  func fileNames(_ name: String, _ thing: SignedThing) {
    #expect(SignedThing(fileName: name) == thing)
  }
}
