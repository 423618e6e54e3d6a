import Bundles
import Election
import Encoding
import Rehearsal
import TestSupport
import Testing

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
        contest.method == .supportOppose
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
  private let result: JSON = [
    "contests": [
      [
        "id": "chief", "turnout": 3, "outcome": ["kind": "recommended", "elected": ["a"]],
        "ballots": ["online": ["valid": 3, "rejected": [:]], "total": ["valid": 3]],
        "options": [
          ["id": "a", "channels": ["online": ["support": 3]], "total": ["support": 3]]
        ],
        "places": [
          [
            "area": "hk", "channel": "online", "ballots": ["valid": 3],
            "options": [["id": "a", "count": ["support": 3]]],
          ]
        ],
      ]
    ],
    "electronic": ["entries": 3, "read": 3, "struck": ["superseded": 0]],
    "unresolved": [["station": "s1", "count": 2]],
    "accounts": [["station": "s1", "papers": 9, "uncounted": 0, "unaccounted": 0]],
  ]

  @Test("finds nothing in the same figures")
  func same() {
    let figures = ControlFigures(result: result)
    #expect(figures.differences(from: ControlFigures(result: result)).isEmpty)
    #expect(
      figures.count("chief", "places", "area", "hk", "online", "options", "a", "support") == 3)
  }

  @Test(
    "names every figure that differs",
    arguments: [
      ("chief/turnout", "\"turnout\":3"), ("electronic/read", "\"read\":3"),
      ("unresolved/s1", "\"count\":2"), ("accounts/s1/papers", "\"papers\":9"),
      ("chief/options/a/online/support", "\"channels\":{\"online\":{\"support\":3"),
    ])
  func differs(_ path: String, _ text: String) throws {
    let whole = String(decoding: result.canonical, as: UTF8.self)
    try #require(whole.contains(text))
    let changed = whole.replacing(text, with: text.dropLast() + "5")
    let other = ControlFigures(result: try JSON.parse(canonical: Array(changed.utf8)))
    let differences = ControlFigures(result: result).differences(from: other)
    #expect(differences.map(\.path) == [path])
    #expect(differences.first?.found == 5)
  }

  @Test("names another outcome")
  func outcome() throws {
    let outcomes = try ControlPlan(
      SampleDefinition().definition(), election: Digest([32 of UInt8](repeating: 7))
    ).outcomes
    let chief = try #require(outcomes.first { $0.contest == "chief" })
    let elected = JSON.array((chief.elected ?? []).map { .string($0) })
    #expect(chief.difference(from: ["kind": "recommended", "elected": elected]) == nil)
    #expect(chief.difference(from: ["kind": "recommended", "elected": ["nobody"]]) != nil)
    #expect(chief.difference(from: ["kind": "tie", "elected": elected]) != nil)
    #expect(chief.difference(from: nil) != nil)
  }
}
