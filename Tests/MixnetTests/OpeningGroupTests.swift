import Encoding
import Mixnet
import TestSupport
import Testing

@Suite("What openings tell apart")
struct OpeningGroupTests {
  @Test("Groups that are too small are those of the vectors")
  func vectors() throws {
    let cases = try #require(
      JSON.parse(draft: ProofVectors.read("\(ProofVectors.root)/opening-rule.json")).array)
    #expect(cases.count >= 8)
    for rule in cases {
      let before = try #require(rule["openedBefore"]?.array).map(Self.codes)
      var groups = OpeningGroups()
      for ballots in before + [Self.codes(try #require(rule["new"]))] { groups.open(ballots) }
      let found = groups.tooSmall(try #require(rule["smallCell"]?.integer))
        .flatMap { Array(repeating: $0.size, count: $0.count) }
      #expect(
        found == rule["tooSmall"]?.array?.compactMap(\.integer), "\(rule["why"]?.string ?? "")")
    }
  }

  private static func codes(_ json: JSON) -> Set<Digest> {
    Set((json.array ?? []).compactMap { $0.string.flatMap { Digest(hex: $0) } })
  }
}
