import Election
import Encoding
import Paper
import TestSupport
import Testing
import Words

@testable import Result

@Suite("What became of the sealed ballots, for the public")
struct SealedBallotsTests {
  /// What is told after each of some results, of which no contest says anything.
  private static func told(
    _ results: [(read: Int, unreadable: Int, struck: [StrikeReason: Int])], smallCell: Int = 5
  ) throws -> [JSON] {
    let definition = try SampleDefinition().setting("$.policy.smallCell", to: .integer(smallCell))
      .definition()
    let made = results.map { one in
      SampleResult.result(
        [], stage: .partial,
        electronic: .init(
          entries: one.read + one.unreadable + one.struck.values.reduce(0, +), excluded: 0,
          struck: one.struck, read: one.read, unreadable: one.unreadable))
    }
    return made.indices.map { end in
      SmallPlaces(made[end], earlier: Array(made[..<end]), definition: definition).sealed.json
    }
  }

  @Test("tells reasons by themselves that have enough ballots")
  func apart() throws {
    let told = try Self.told([(1_000, 0, [.superseded: 5, .otherChannel: 40])])
    #expect(told[0]["struck"] == ["superseded": 5, "other-channel": 40])
    #expect(told[0]["read"] == 1_000)
    #expect(told[0]["together"] == nil)
  }

  @Test("tells reasons with few ballots together, and with the fewest others that do")
  func together() throws {
    let told = try Self.told([
      (1_000, 3, [.superseded: 2, .duplicate: 1, .otherChannel: 40, .votedOnPaper: 300])
    ])
    #expect(told[0]["struck"] == ["other-channel": 40, "voted-on-paper": 300])
    #expect(told[0]["together"] == ["unreadable+superseded+duplicate": 6])
    #expect(told[0]["unreadable"] == nil)
    #expect(told[0]["entries"] == 1_346)
  }

  @Test("tells nothing but the sum where all that were not counted are few")
  func few() throws {
    let told = try Self.told([(1_000, 0, [.superseded: 2])])
    #expect(told[0]["together"] == ["read+superseded": 1_002])
    #expect(told[0]["struck"] == [:])
  }

  @Test("tells of no few that came in between two results, by any reason")
  func between() throws {
    let told = try Self.told([
      (1_000, 0, [.superseded: 20, .otherChannel: 40, .votedOnPaper: 0]),
      (1_100, 0, [.superseded: 22, .otherChannel: 90, .votedOnPaper: 60]),
    ])
    #expect(told[0]["struck"] == ["superseded": 20, "other-channel": 40, "voted-on-paper": 0])
    let together = try #require(told[1]["together"]?.object)
    #expect(together.keys.contains { $0.contains("superseded") })
    #expect(told[1]["struck"]?["superseded"] == nil)
    // Without regard to the one before there would be nothing to hide.
    #expect(
      try Self.told([(1_100, 0, [.superseded: 22, .otherChannel: 90, .votedOnPaper: 60])])[0][
        "together"] == nil)
  }

  @Test("tells all where the election has no smallest number")
  func unruled() throws {
    let told = try Self.told([(10, 1, [.superseded: 1])], smallCell: 1)
    #expect(told[0]["together"] == nil)
    #expect(told[0]["struck"] == ["superseded": 1])
  }

  @Test(
    "does not tell by all that were read how few came in at a place that is told with others")
  func places() throws {
    // Of d1 two telephone votes are taken back, of the others more; the contest shows its
    // telephones with paper then.
    let definition = try SampleDefinition().definition()
    let contest = definition.contests[1]
    func result(_ online: Int, _ paper: Int, _ struck: Int) -> ElectionResult {
      let layout = FigureLayout(contest, definition: definition)
      func figures(_ votes: Int) -> Figures {
        var ballots = Ballots(rejected: definition.rejections.map { _ in 0 })
        ballots.valid = votes
        return Figures(
          ballots: ballots,
          votes: contest.options.indices.map {
            .chosen($0 == 0 ? votes / 2 : $0 == 1 ? votes - votes / 2 : 0)
          })
      }
      let counted = ContestResult(
        id: contest.id, layout: layout, outcome: .init(kind: .none, elected: []),
        channels: [
          .init(id: "online", figures: figures(online)),
          .init(id: "paper", figures: figures(paper)),
        ], total: figures(online + paper),
        places: [
          .init(kind: .area, id: "east", channel: "online", figures: figures(online)),
          .init(kind: .area, id: "east", channel: "paper", figures: figures(paper)),
        ], electorate: nil, working: nil,
        unresolved: .init(papers: 0, margin: nil, isDecisive: false))
      return SampleResult.result(
        [counted], stage: .partial,
        electronic: .init(
          entries: online + struck, excluded: 0, struck: [.votedOnPaper: struck], read: online,
          unreadable: 0))
    }
    let before = result(500, 60, 0)
    let shown = SmallPlaces(result(498, 160, 200), earlier: [before], definition: definition)
    #expect(shown.partitions[contest.id]?.blocks.count == 1)
    #expect(shown.sealed.number(.read) == nil)
    let apart = SmallPlaces(result(400, 160, 200), earlier: [before], definition: definition)
    #expect(apart.sealed.number(.read) == 400)
  }

  @Test(
    "is read as it was written",
    arguments: [
      [FateCount(fates: [.read, .struck(.superseded)], count: 7)],
      [
        .init(fates: [.read], count: 5), .init(fates: [.struck(.superseded)], count: 2),
      ],
    ])
  func reading(parts: [FateCount]) {
    let rest = [SealedFate.excluded, .unreadable].map { FateCount(fates: [$0], count: 0) }
    let all = parts + rest
    let order = { (part: FateCount) in SealedFate.all.firstIndex(of: part.fates[0]) ?? 0 }
    let sealed = SealedBallots(entries: 7, parts: all.sorted { order($0) < order($1) })
    let violations = Violations()
    #expect(SealedBallots(ObjectReader(sealed.json, violations: violations)) == sealed)
    #expect(violations.list.isEmpty)
    #expect(sealed.problems(smallCell: 1) == [])
    #expect(sealed.problems(smallCell: 5).count == parts.count - 1)
  }

  @Test(
    "is refused where a number is there twice, or not as it can be",
    arguments: [
      ["read": 1, "together": ["read+duplicate": 1]], [:], ["together": ["duplicate+read": 1]],
      ["read": 1, "together": ["duplicate": 1]], ["read": 1, "together": ["duplicate+lost": 1]],
      ["read": 1, "together": ["duplicate+": 1]],
    ] as [JSON])
  func refused(json: JSON) throws {
    let members = try #require(json.object)
      .merging(["entries": 7, "excluded": 1, "unreadable": 1, "struck": [:]]) { $1 }
    let violations = Violations()
    _ = SealedBallots(ObjectReader(.object(members), violations: violations))
    #expect(!violations.list.isEmpty)
  }
}
