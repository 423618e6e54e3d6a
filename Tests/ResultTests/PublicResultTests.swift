import Election
import Encoding
import Paper
import TestSupport
import Testing

@testable import Result

@Suite("What may be published of places")
struct PublicResultTests {
  private static let hash = Digest([32 of UInt8](repeating: 7))

  private static func shown(_ results: [ElectionResult], _ definition: Definition) -> PublicResult {
    PublicResult(
      results[results.count - 1], hash: hash, definition: definition,
      earlier: Array(results.dropLast()))
  }

  @Test(
    "no row of a place or channel is small or unanimous, and rows add up to exact totals",
    arguments: 1...150 as ClosedRange<UInt64>)
  func rows(seed: UInt64) throws {
    let stages = try StagedElection(seed: seed)
    for end in stages.results.indices {
      let shown = Self.shown(Array(stages.results[...end]), stages.definition)
      #expect(shown.check(stages.definition).problems == [])
      #expect(shown.contests.map(\.total) == stages.results[end].contests.map(\.total))
      #expect(shown.whole == Self.hash)
    }
  }

  @Test(
    "rows that two stages have in common differ by nothing or by enough",
    arguments: 1...150 as ClosedRange<UInt64>)
  func differences(seed: UInt64) throws {
    let stages = try StagedElection(seed: seed)
    guard stages.results.count > 1 else { return }
    let pages = stages.results.indices.map {
      Self.shown(Array(stages.results[...$0]), stages.definition)
    }
    for (position, contest) in stages.definition.contests.enumerated() {
      let rule = SmallRule(contest, definition: stages.definition)
      let rows = pages.map { Self.rows($0.contests[position]) }
      for (stage, now) in rows.enumerated().dropFirst() {
        let differences = SmallPlaces(
          stages.results[stage], earlier: Array(stages.results[..<stage]),
          definition: stages.definition
        ).differences
        for (name, row) in now {
          // Where the whole contest was few or alike, its total said so.
          guard let old = rows[stage - 1][name],
            !rule.isTelling(rule.layout.row(pages[stage - 1].contests[position].total))
          else { continue }
          var difference = row
          difference.subtract(old)
          let isTold = differences.contains { $0.contest == contest.id }
          #expect(isTold || !rule.isTelling(difference), "\(contest.id) \(name)")
        }
      }
    }
  }

  /// The rows of places by their ids and channels.
  private static func rows(_ contest: PublicResult.Contest) -> [String: [Int]] {
    let rows = contest.places.map {
      ("\($0.isStation) \($0.ids) \($0.channels)", contest.layout.row($0.figures))
    }
    return Dictionary(rows) { first, _ in first }
  }

  /// The pages of every stage.
  private static func pages(_ election: StagedElection) -> [PublicResult.Contest] {
    election.results.indices.map { shown(Array(election.results[...$0]), election.definition) }
      .map { $0.contests[0] }
  }

  /// The ids of stations that are published together.
  private static func stations(_ page: PublicResult.Contest) -> [[String]] {
    page.places.filter(\.isStation).map(\.ids)
  }

  @Test("what one stage shows together the next does not take apart where few are left over")
  func takenApart() throws {
    // Stations s2, s3 and s21 are small at first; then more come in at s3 and s21, and not at s2.
    var papers = [[Int]](repeating: [60, 40], count: 24)
    (papers[1], papers[2], papers[20]) = ([4, 0], [2, 0], [3, 0])
    for more in [0, 30] {
      papers[2][1] = more
      papers[20][1] = more
      let election = try StagedElection(districts: 18, papers: papers, smallCell: 5)
      let pages = Self.pages(election)
      let first = try #require(Self.stations(pages[0]).first { $0.contains("s2") })
      #expect(first.count > 1)
      let second = try #require(Self.stations(pages[1]).first { $0.contains("s2") })
      // Neither s2 nor what it was shown with can be left over.
      #expect(Set(second).isSuperset(of: first) || more > 0 && second.count > 1)
      if more == 0 { #expect(Set(first).isSubset(of: second)) }
    }
  }

  @Test("what is large keeps a row of its own beside stations that are small")
  func largeRows() throws {
    let papers = (0..<24).map { [$0 % 6 + 1] }
    let election = try StagedElection(districts: 18, papers: papers, smallCell: 5)
    let page = Self.pages(election)[0]
    let online = page.places.filter { !$0.isStation && $0.channels == ["online"] }
    #expect(online.count == 18)
    #expect(online.allSatisfy { $0.ids.count == 1 })
    #expect(page.channels.map(\.name) == ["paper", "kiosk", "online"])
    // Six of eight papers or more stand together, and none is lost.
    let stations = page.places.filter(\.isStation)
    #expect(stations.reduce(0) { $0 + $1.figures.ballots.total } == papers.reduce(0) { $0 + $1[0] })
    #expect(stations.count >= 8)
  }

  @Test("a few ballots more since an earlier result are named, for exact totals cannot hide them")
  func smallDifference() throws {
    let definition = try SampleDefinition().definition()
    let result = { (votes: Int) in
      try SampleResult.result([Self.contest(definition, votes: votes)], stage: .partial)
    }
    let before = try result(50)
    #expect(definition.policy.smallCell > 2)
    let differences = { (result: ElectionResult) in
      SmallPlaces(result, earlier: [before], definition: definition).differences
    }
    #expect(differences(try result(52)).map(\.ballots) == [2])
    #expect(differences(try result(52)).map(\.places) == [["east"]])
    #expect(differences(try result(52)).map(\.since) == [0])
    #expect(differences(before) == [])
    #expect(differences(try result(70)) == [])
  }

  /// A contest of so many votes for its first two options.
  private static func contest(_ definition: Definition, votes: Int) throws -> ContestResult {
    let contest = definition.contests[1]
    var ballots = Ballots(rejected: definition.rejections.map { _ in 0 })
    ballots.valid = votes
    let counts = contest.options.indices.map { position -> OptionCount in
      .chosen(position == 0 ? votes / 2 : position == 1 ? votes - votes / 2 : 0)
    }
    let figures = Figures(ballots: ballots, votes: counts)
    return ContestResult(
      id: contest.id, layout: FigureLayout(contest, definition: definition),
      outcome: .init(kind: .none, elected: []), channels: [.init(id: "online", figures: figures)],
      total: figures,
      places: [.init(kind: .area, id: "east", channel: "online", figures: figures)],
      electorate: nil, working: nil, unresolved: .init(papers: 0, margin: nil, isDecisive: false))
  }
}
