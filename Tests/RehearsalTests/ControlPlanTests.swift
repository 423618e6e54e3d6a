import Bundles
import Election
import Encoding
import Paper
import Rehearsal
import Result
import TestSupport
import Testing
import Words

@Suite("The plan of a rehearsal")
struct ControlPlanTests {
  private let election = Digest([32 of UInt8](repeating: 7))

  private func plan(_ sample: SampleDefinition = SampleDefinition()) throws -> ControlPlan {
    try ControlPlan(sample.definition(), election: election)
  }

  @Test("is the same every time")
  func isTheSame() throws {
    let (one, other) = (try plan(), try plan())
    #expect(one.figures == other.figures)
    #expect(one.outcomes == other.outcomes)
    let tokens = { (plan: ControlPlan) in plan.bundles.map { $0.entries.map(\.token) } }
    #expect(tokens(one) == tokens(other))
  }

  @Test("puts another number to every option of a contest, so that exchanged ones show")
  func optionsDiffer() throws {
    let definition = try SampleDefinition().definition()
    let figures = try plan().figures
    for contest in definition.contests where !contest.isUncontested {
      let totals = contest.standing.map { option in
        contest.method.marking == .judged
          ? figures.count(contest.id, "options", option.id, "total", "support")
          : figures.count(contest.id, "options", option.id, "total")
      }
      #expect(totals.allSatisfy { $0 > 0 })
      #expect(Set(totals).count == totals.count, "\(contest.id): \(totals)")
    }
  }

  @Test("has every kind of ballot that is no valid vote, and every reason to strike one")
  func everyKind() throws {
    let figures = try plan().figures
    #expect(figures.count("electronic", "unreadable") > 0)
    let reasons = Set(
      figures.counts.keys.filter { $0.hasPrefix("electronic/struck/") }.map {
        String($0.dropFirst("electronic/struck/".count))
      })
    #expect(reasons.isSuperset(of: ["outside-poll", "superseded", "other-channel"]))
    let kinds = Set(
      figures.counts.filter { $0.value > 0 && $0.key.hasPrefix("council/ballots/total/") }.keys)
    for kind in ["valid", "blank", "overvoted", "malformed"] {
      #expect(kinds.contains("council/ballots/total/\(kind)"))
    }
  }

  @Test("adds up: all entries are read, unreadable or struck")
  func addsUp() throws {
    let plan = try plan()
    let counts = plan.figures.counts
    let struck = counts.filter { $0.key.hasPrefix("electronic/struck/") }.values.reduce(0, +)
    let entries = plan.figures.count("electronic", "entries")
    let sealed = plan.bundles.filter { $0.kind == .ballots }.flatMap(\.entries).count
    #expect(entries == sealed)
    #expect(
      entries == struck + plan.figures.count("electronic", "read")
        + plan.figures.count("electronic", "unreadable"))
  }

  @Test("every sheet of it holds, and so does the one that a clerk gets wrong")
  func sheetsHold() throws {
    let definition = try SampleDefinition().definition()
    let plan = try plan()
    let slip = try #require(plan.slip)
    for sheet in plan.sheets + [slip] { #expect(sheet.problems(definition) == []) }
    #expect(slip.key == plan.sheets.first?.key)
    #expect(slip != plan.sheets.first)
  }
}

@Suite("Comparing a result with what was put in")
struct ComparisonTests {
  /// Some figures of a result, to be changed one by one.
  struct Numbers: Sendable {
    var total = 3
    var read = 3
    var unresolved = 2
    var papers = 9
    var support = 3
  }

  private func figures(_ numbers: Numbers = Numbers()) throws -> ControlFigures {
    let definition = try SampleDefinition().definition()
    let contest = definition.contests[0]
    let layout = FigureLayout(contest, definition: definition)
    let figures = { (valid: Int, support: Int) in
      var ballots = Ballots(rejected: layout.rejections.map { _ in 0 })
      ballots.valid = valid
      return Figures(
        ballots: ballots,
        votes: layout.options.indices.map {
          .judged(support: $0 == 0 ? support : 0, oppose: 0, abstain: 0)
        })
    }
    let counted = ContestResult(
      id: contest.id, layout: layout, outcome: .init(kind: .recommended, elected: []),
      channels: [.init(id: "online", figures: figures(3, numbers.support))],
      total: figures(numbers.total, 3),
      places: [.init(kind: .area, id: "hk", channel: "online", figures: figures(3, 3))],
      electorate: nil, working: nil, unresolved: .init(papers: 0, margin: nil, isDecisive: false))
    let account = try StationAccount(
      json: [
        "station": "s1", "issued": 9, "unused": 0, "spoilt": 0, "tendered": 0, "in-box": 9,
        "note": "",
      ], definition: definition)
    let hash = Digest([32 of UInt8](repeating: 7))
    return ControlFigures(
      result: ElectionResult(
        head: ResultHead(
          election: hash, stage: .final, journal: hash,
          inputs: .init(
            manifests: [], sheets: [], strikes: hash, reconciliation: hash, amendments: []),
          software: .init(version: "test", hash: hash), isEligibilityChecked: false,
          replaces: nil),
        electronic: .init(
          entries: 3, excluded: 0, struck: [.superseded: 0], read: numbers.read, unreadable: 0),
        unresolved: ["s1": numbers.unresolved],
        accounts: [.init(account: account, papers: numbers.papers)], corrections: [],
        openness: .init(stations: [], outstanding: []), contests: [counted]))
  }

  @Test("finds nothing in the same figures")
  func same() throws {
    let option = try SampleDefinition().definition().contests[0].options[0].id
    #expect(try figures().differences(from: figures()).isEmpty)
    #expect(
      try figures().count("chief", "places", "area", "hk", "online", "options", option, "support")
        == 3)
  }

  @Test(
    "names every figure that differs",
    arguments: [
      (["chief/ballots/total/valid", "chief/turnout"], Numbers(total: 5)),
      (["electronic/read"], Numbers(read: 5)), (["unresolved/s1"], Numbers(unresolved: 5)),
      (["accounts/s1/papers", "accounts/s1/uncounted"], Numbers(papers: 5)),
      (["chief/options/*/online/net", "chief/options/*/online/support"], Numbers(support: 5)),
    ])
  func differs(_ paths: [String], _ numbers: Numbers) throws {
    let option = try SampleDefinition().definition().contests[0].options[0].id
    let differences = try figures().differences(from: figures(numbers))
    #expect(differences.map(\.path) == paths.map { $0.replacing("*", with: option) })
    #expect(differences.first?.found == 5)
  }

  @Test("names another outcome")
  func outcome() throws {
    let outcomes = try ControlPlan(
      SampleDefinition().definition(), election: Digest([32 of UInt8](repeating: 7))
    ).outcomes
    let chief = try #require(outcomes.first { $0.contest == "chief" })
    let elected = try #require(chief.elected)
    #expect(chief.difference(from: .init(kind: .recommended, elected: elected)) == nil)
    for (found, words) in [
      (.init(kind: .recommended, elected: ["nobody"]), "\(elected.joined()), found nobody"),
      (.init(kind: .tie, elected: elected), "recommended, found tie"),
      (nil, "recommended, found nothing"),
    ] as [(ContestResult.Outcome?, String)] {
      #expect(chief.difference(from: found)?.english == "expected \(words)")
    }
  }
}
