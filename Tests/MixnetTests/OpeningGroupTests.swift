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
      let found = OpeningGroups.tooSmall(
        before: before, new: Self.codes(try #require(rule["new"])),
        least: try #require(rule["smallCell"]?.integer))
      #expect(
        found == rule["tooSmall"]?.array?.compactMap(\.integer), "\(rule["why"]?.string ?? "")")
    }
  }

  private static func codes(_ json: JSON) -> Set<Digest> {
    Set((json.array ?? []).compactMap { $0.string.flatMap { Digest(hex: $0) } })
  }
}
