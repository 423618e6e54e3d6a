import Encoding
import Paper
import Result
import Testing
import Words

@testable import Disclosure

@Suite("Sentences of a result")
struct SentenceTests {
  /// A decision with what it says.
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let contest: SampleContest
    let english: String
    let chinese: String
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "one seat",
      contest: SampleContest(
        method: SampleContest.plurality, options: ["a", "b"], votes: [4_000, 6_000],
        outcome: .init(kind: .elected, elected: ["b"])),
      english: "B is elected with 6,000 of 10,000 valid votes (60.0%).",
      chinese: "b當選，得6,000票，佔有效選票10,000張的60.0%。"),
    Case(
      name: "two seats, in order of votes",
      contest: SampleContest(
        method: SampleContest.twoSeats, options: ["a", "b", "c"], votes: [20, 50, 30],
        outcome: .init(kind: .elected, elected: ["b", "c"])),
      english: "Elected (seats: 2): B (50 votes, 50.0%) and C (30 votes, 30.0%).",
      chinese: "當選人（議席2個）：b（50票，50.0%）、c（30票，30.0%）。"),
    Case(
      name: "a question that failed its minimum",
      contest: SampleContest(
        method: ["method": "question", "minYes": 150_000], options: ["yes", "no"],
        votes: [131_816, 19_581], outcome: .init(kind: .rejected, elected: [])),
      english:
        "The question is not carried: 131,816 yes (87.1%), 19,581 no (12.9%). It needed 150,000 "
        + "yes votes and has 131,816: 18,184 too few.",
      chinese: "議題未獲通過：贊成131,816票（87.1%），反對19,581票（12.9%）。須有150,000張贊成票，"
        + "只有131,816，尚欠18,184。"),
    Case(
      name: "lists, each once with its seats",
      contest: SampleContest(
        method: ["method": "largest-remainder", "seats": 3], options: ["a", "b"],
        votes: [700, 300], outcome: .init(kind: .elected, elected: ["a", "a", "b"]),
        working: .lists(
          ListAllocation(
            votes: 1_000, seats: 3,
            lists: [
              .init(id: "a", quotas: 2, remainder: 100, seats: 2),
              .init(id: "b", quotas: 0, remainder: 900, seats: 1),
            ]))),
      english: "Elected (seats: 3): A: 2 seats (700 votes, 70.0%); B: 1 seat (300 votes, 30.0%).",
      chinese: "當選人（議席3個）：a：2 個議席（700票，70.0%）；b：1 個議席（300票，30.0%）。"),
    Case(
      name: "a winner who died",
      contest: SampleContest(
        method: SampleContest.plurality, options: ["a", "b"], statuses: ["a": "died-during"],
        votes: [60, 40], outcome: .init(kind: .elected, elected: [], vacant: 1, failed: ["a"])),
      english:
        "A won a seat with 60 votes but died: the seat stays empty, and to that extent the election failed.",
      chinese: "a得60票，本可當選，但其後去世，議席懸空，這部分的選舉未能完成。"),
    Case(
      name: "proposals are carried",
      contest: SampleContest(
        method: ["method": "threshold", "required": 50, "maxChoices": 2], options: ["a", "b"],
        votes: [60, 40], outcome: .init(kind: .passed, elected: ["a"]), valid: 70),
      english: "Carried, with 50 required: A (60).",
      chinese: "獲得通過（須有50個簽署）：a（60）。"),
    Case(
      name: "net support with the share of it",
      contest: SampleContest(
        method: ["method": "support-oppose"], options: ["a", "b"], votes: [],
        judged: [
          .judged(support: 10, oppose: 70, abstain: 20),
          .judged(support: 70, oppose: 20, abstain: 10),
        ], outcome: .init(kind: .recommended, elected: ["b"]), valid: 100),
      english: "B has the highest net support: +50.0% (70 for, 20 against).",
      chinese: "b支持率淨值最高：+50.0%（支持70票，反對20票）。"),
  ]

  @Test("say who won, by what, and why not", arguments: cases)
  func decision(example: Case) throws {
    let decision = try example.contest.sentences().decision
    #expect(decision[.english] == example.english)
    #expect(decision[.chinese] == example.chinese)
  }

  @Test("of a ranked contest say in which round somebody won, and tell rounds of exclusion")
  func ranked() throws {
    let table = TransferTable(
      unit: 100, quota: nil,
      stages: [
        .init(
          action: .firstPreferences, votes: [4_000, 3_500, 2_500], nonTransferable: 0, elected: []),
        .init(
          action: .exclusion(of: "c"), votes: [4_200, 5_550, 0], nonTransferable: 250,
          elected: ["b"]),
      ])
    let sample = SampleContest(
      method: ["method": "instant-runoff"], options: ["a", "b", "c"], votes: [40, 35, 25],
      outcome: .init(kind: .elected, elected: ["b"]), working: .transfers(table))
    #expect(
      try sample.sentences().decision[.english] == "Elected (seats: 1): B (round 2, 55 votes).")
    let contest = try sample.contest
    let outcome = TransferOutcome(table, of: contest)
    #expect(outcome.exclusion(of: contest.options[2]) == .init(round: 2, votes: 25))
    #expect(outcome.inOrder(contest.options).map(\.id) == ["b", "a", "c"])
    #expect(WorkingTables.shown(5_550, unit: 100) == "55.5")
    #expect(WorkingTables.shown(-1_234_550, unit: 100) == "\u{2212}12,345.5")
  }

  @Test("name invalid ballots by why they are, those of one reason together")
  func invalid() throws {
    var sample = SampleContest(
      method: SampleContest.plurality, options: ["a", "b"], votes: [60, 40],
      outcome: .init(kind: .elected, elected: ["a"]), rejected: [3, 4], overvoted: 2)
    #expect(
      try sample.sentences().ballots[.english]
        == "Valid ballots: 100; invalid: 9 (overvoted 6 and Unmarked 3).")
    #expect(try sample.sentences().ballots[.chinese].contains("無效選票9張"))
    sample.rejected = [0, 0]
    sample.overvoted = 0
    #expect(try sample.sentences().ballots[.english] == "All 100 ballots are valid.")
  }

  @Test("mark who won with a sign and a word, and who was taken out")
  func marks() throws {
    let sample = SampleContest(
      method: SampleContest.plurality, options: ["a", "b", "c"],
      statuses: ["c": "disqualified-before"], votes: [60, 40, 0],
      outcome: .init(kind: .elected, elected: ["a"]))
    let contest = try sample.contest
    let marks = contest.options.map { contest.mark($0, isProvisional: false)?[.english] }
    #expect(marks == ["★ elected", nil, "disqualified before the poll; taken out"])
    #expect(contest.mark(contest.options[0], isProvisional: true)?[.chinese] == "★ 暫時領先")
    #expect(try sample.sentences().lead?[.english] == "The lead over B: 20.")
    #expect(try sample.sentences().brief[.english] == "★ A 60.0%")
  }
}
