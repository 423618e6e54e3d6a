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
      let openings =
        try #require(rule["openedBefore"]?.array).map(Self.codes) + [Self.codes(rule["new"])]
      let ballots = Array(Set(openings.joined()))
      var groups = OpeningGroups(sources: ballots.map { _ in 0 })
      for opened in openings {
        groups.open(ballots.indices.filter { opened.contains(ballots[$0]) })
      }
      let found = groups.tooSmall(try #require(rule["smallCell"]?.integer))
        .flatMap { Array(repeating: $0.size, count: $0.count) }
      #expect(
        found == rule["tooSmall"]?.array?.compactMap(\.integer), "\(rule["why"]?.string ?? "")")
    }
  }

  @Test("Ballots of two collectors are never in one group")
  func sources() {
    var groups = OpeningGroups(sources: [0, 0, 0, 1, 1])
    groups.open([0, 1, 3, 4])
    #expect(groups.tooSmall(5).map(\.size) == [2])
    #expect(groups.tooSmall(5).map(\.count) == [2])
    groups.open([2, 3])
    #expect(groups.tooSmall(5).map(\.size) == [1, 2])
    #expect(groups.tooSmall(5).map(\.count) == [3, 1])
  }

  private static func codes(_ json: JSON?) -> Set<Digest> {
    Set((json?.array ?? []).compactMap { $0.string.flatMap { Digest(hex: $0) } })
  }
}
