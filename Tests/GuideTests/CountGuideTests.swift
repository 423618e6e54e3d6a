import Cryptography
import Election
import Encoding
import Paper
import Record
import TestSupport
import Testing
import Words

@testable import Guide

/// A situation, and what is to be done first in it.
struct Case: CustomTestStringConvertible {
  let name: String
  var events: [JournalEvent] = []
  var outstanding: [Outstanding] = []
  var now = FixedClock().now()
  var copyProblem: Message?
  var resumedBy: [String] = []
  var embargo: Timestamp?
  var ties: [Situation.Tie] = []
  var result: Situation.SignedFile?
  var package: Situation.ExportedPackage?
  /// The step that is next, and what is done at it; nil where every step is done.
  let next: (step: Step.Kind, act: Act)?
  /// The steps at which something is wrong.
  var wrong: [Step.Kind] = []

  var testDescription: String { name }

  func guide() throws -> CountGuide {
    let record = try ReplayedRecord()
    let state = try record.state(events)
    return CountGuide(
      Situation(
        election: record.election, state: state,
        outstanding: outstanding + state.openPaper, now: now, copyProblem: copyProblem,
        resumedBy: resumedBy, embargo: embargo, ties: ties, reconciliation: "r.json",
        result: result, package: package))
  }
}

@Suite("The guide")
struct CountGuideTests {
  private static let hash = Digest.of([1])
  private static let other = Digest.of([2])
  private static let noon = Timestamp(seconds: 0)
  private static let tie = LotsDrawing(candidates: ["c1", "c2"], seats: 1, recorded: [])
  /// Before the poll of the election closes.
  private static let early = Timestamp(seconds: 1_489_900_000)
  private static let wrongClock = JournalEvent.allowed(.clock, reason: "its battery is empty")
  private static let bundles = ["web", "app", "desk", "registrar"].map {
    ReplayedRecord.bundle($0)
  }
  /// Every bundle is in, and the one station had no papers.
  private static let filled = bundles + twice(ReplayedRecord.account("s1", issued: 0))
  private static func twice(_ event: JournalEvent) -> [JournalEvent] { [event, event] }
  private static let reconciled =
    filled + [.reconciled(reconciliation: hash, strikes: other)]
  private static let blind =
    reconciled + [.countedBlind(stage: .final, sealed: hash, officers: ReplayedRecord.officers)]
  private static func counted(_ stage: Stage) -> [JournalEvent] {
    reconciled + [ReplayedRecord.counted(stage, hash)]
  }
  private static let exported = counted(.final) + [.exported(b2sums: hash)]
  private static func signed(_ people: String...) -> Situation.SignedFile {
    Situation.SignedFile(path: "result.json", signers: people)
  }
  private static func package(
    _ people: String..., isVerified: Bool = false
  ) -> Situation.ExportedPackage {
    Situation.ExportedPackage(
      folder: "out", sums: .init(path: "out/B2SUMS", signers: people), isVerified: isVerified)
  }
  private static let explained = JournalEvent.explained(
    Explanation(
      AccountKey(station: "s1"), .init(unaccounted: 3, uncounted: 0), reason: "taken home"))
  private static let everybody = ["officer-a", "officer-b", "officer-c"]
  private static let yes: JournalEvent = .allowed(.release, reason: "agreed")

  static let cases: [Case] = [
    Case(
      name: "nothing is in", outstanding: [.nothing(collector: "web")],
      next: (.bundles, .importBundles)),
    Case(
      name: "a bundle is missing", events: reconciled,
      outstanding: [.missing(collector: "web", sequence: 2)], next: (.bundles, .importBundles)),
    Case(
      name: "the identities of a bundle do not hold", events: reconciled,
      outstanding: [.identities(bundle: hash)], next: (.bundles, .importBundles),
      wrong: [.bundles]),
    Case(name: "no paper is in", events: bundles, next: (.paper, .enterSheets)),
    Case(
      name: "papers in a box are not keyed",
      events: bundles + twice(ReplayedRecord.account("s1", issued: 3)), next: (.paper, .enterSheets)
    ),
    Case(
      name: "an account does not come out",
      events: bundles + twice(ReplayedRecord.account("s1", issued: 3, inBox: 0)),
      next: (.accounts, .enterAccounts), wrong: [.accounts]),
    Case(
      name: "a second person has not keyed an account",
      events: bundles + [ReplayedRecord.account("s1", issued: 0)],
      next: (.accounts, .enterAccounts)),
    Case(
      name: "an officer explained why an account does not come out",
      events: bundles + twice(ReplayedRecord.account("s1", issued: 3, inBox: 0)) + [explained],
      next: (.reconciliation, .reconcile)),
    Case(name: "all is in", events: filled, next: (.reconciliation, .reconcile)),
    Case(
      name: "a bundle came in after the reconciliation",
      events: reconciled + [ReplayedRecord.bundle("web", 2)], next: (.reconciliation, .reconcile)),
    Case(
      name: "no custodian signed the reconciliation", events: reconciled,
      outstanding: [.unsignedReconciliation],
      next: (.reconciliation, .signReconciliation(file: "r.json"))),
    Case(name: "all is reconciled", events: reconciled, next: (.count, .count(stages: [.final]))),
    Case(
      name: "people still vote by the clock", events: reconciled, now: early,
      next: (.count, .allowClock(missing: everybody))),
    Case(
      name: "one officer said that the clock is wrong", events: reconciled + [wrongClock],
      now: early, next: (.count, .allowClock(missing: ["officer-b", "officer-c"]))),
    Case(
      name: "enough officers said that the clock is wrong",
      events: reconciled + [wrongClock, wrongClock], now: early,
      next: (.count, .count(stages: [.final]))),
    Case(
      name: "people stand in two styles", events: reconciled,
      outstanding: [.crossStyle(count: 2)],
      next: (.count, .count(stages: [.electronic, .partial, .final]))),
    Case(
      name: "something came in since the count",
      events: counted(.final) + [explained],
      next: (.count, .count(stages: [.final]))),
    Case(
      name: "nothing is out any more since a provisional count", events: counted(.electronic),
      result: signed(), next: (.count, .count(stages: [.final]))),
    Case(name: "a result is sealed", events: blind, next: (.release, .release)),
    Case(
      name: "a result is sealed and an embargo stands", events: blind, embargo: noon,
      next: (.release, .allowRelease(missing: everybody))),
    Case(
      name: "one officer allowed it", events: blind + [yes], embargo: noon,
      next: (.release, .allowRelease(missing: ["officer-a", "officer-c"]))),
    Case(
      name: "enough officers allowed it", events: blind + [yes, yes], embargo: noon,
      next: (.release, .release)),
    Case(
      name: "a tie", events: counted(.partial),
      ties: [.init(contest: "council", drawing: tie)], result: signed(),
      next: (.lots, .drawLots(contest: "council", tie))),
    Case(
      name: "a tie while something is out", events: counted(.partial),
      outstanding: [.missing(collector: "web", sequence: 2)],
      ties: [.init(contest: "council", drawing: nil)], result: signed(),
      next: (.bundles, .importBundles)),
    Case(
      name: "nobody signed the result", events: counted(.final), result: signed(),
      next: (.resultSignatures, .signResult(file: "result.json", missing: everybody))),
    Case(
      name: "one officer signed the result", events: counted(.final), result: signed("officer-b"),
      next: (
        .resultSignatures, .signResult(file: "result.json", missing: ["officer-a", "officer-c"])
      )),
    Case(
      name: "the result is signed", events: counted(.final),
      result: signed("officer-a", "officer-b"), next: (.export, .export)),
    Case(
      name: "the package is not plugged in", events: exported,
      result: signed("officer-a", "officer-b"),
      next: (.packageSignatures, .signPackage(file: nil, missing: []))),
    Case(
      name: "the package is plugged in", events: exported,
      result: signed("officer-a", "officer-b"), package: package(),
      next: (.packageSignatures, .signPackage(file: "out/B2SUMS", missing: everybody))),
    Case(
      name: "the package is signed", events: exported, result: signed("officer-a", "officer-b"),
      package: package("officer-a", "officer-c"), next: (.verification, .verify(folder: "out"))),
    Case(
      name: "the package is verified", events: exported,
      result: signed("officer-a", "officer-b"),
      package: package("officer-a", "officer-c", isVerified: true), next: nil),
    Case(
      name: "an older copy of the workspace", events: exported, copyProblem: "an older copy",
      resumedBy: ["officer-b"], result: signed("officer-a", "officer-b"),
      next: (.workspace, .allowResume(missing: ["officer-a", "officer-c"])),
      wrong: [.workspace]),
  ]

  @Test("says in every situation what is next and what is wrong", arguments: cases)
  func next(_ situation: Case) throws {
    let guide = try situation.guide()
    #expect(guide.next?.kind == situation.next?.step)
    #expect(guide.next?.acts.first == situation.next?.act)
    #expect(guide.advice == situation.next?.act.message ?? CountGuide.allDone)
    #expect(guide.steps.filter { $0.mark == .wrong }.map(\.kind) == situation.wrong)
  }

  @Test("names who was drawn, in the latest drawing of a contest")
  func drawn() throws {
    let round = { (seats: Int, draws: [String: Int]) in
      JournalEvent.lots(
        LotsRound(
          contest: "council", seats: seats, draws: draws, drawer: "officer-a", witnesses: ["w"]))
    }
    let count = { (result: Digest, seats: Int, candidates: [String]) in
      ReplayedRecord.counted(
        .final, result, ties: [.init(contest: "council", candidates: candidates, seats: seats)])
    }
    let once =
      Self.reconciled + [
        count(Self.hash, 2, ["c1", "c2", "c3"]), round(2, ["c1": 7, "c2": 3, "c3": 3]),
      ]
    let twice = once + [round(1, ["c2": 2, "c3": 9])]
    let other = twice + [count(Self.other, 1, ["c4", "c5"]), round(1, ["c4": 1, "c5": 2])]
    for (events, told) in [(once, "c1"), (twice, "c1 c3"), (other, "c5")] {
      let guide = try Case(name: "", events: events, result: Self.signed(), next: nil).guide()
      let lots = try #require(guide.steps.first { $0.kind == .lots })
      let council = try ReplayedRecord().definition.contests.first { $0.id == "council" }
      let contest = try #require(council)
      let names = told.split(separator: " ").map { id in
        contest.options.first { $0.id == id }?.name.text("en") ?? String(id)
      }
      #expect(
        lots.state.english
          == "drawn in \(([contest.title.text("en")] + names).joined(separator: " · "))")
      #expect(lots.mark == .done)
    }
  }

  @Test("nobody is told to count while no custodian has signed the reconciliation")
  func unsignedReconciliation() throws {
    let guide = try Case(
      name: "", events: Self.reconciled, outstanding: [.unsignedReconciliation], next: nil
    ).guide()
    #expect(guide.toDo.map(\.kind) == [.reconciliation])
    #expect(([guide.advice] + guide.alternatives).allSatisfy { !$0.english.contains("count -") })
    let count = try #require(guide.steps.first { $0.kind == .count })
    #expect(count.mark == .idle && count.acts.isEmpty)
  }

  @Test("names an open poll before anything is reconciled, and no more once it was counted")
  func openPoll() throws {
    let record = try ReplayedRecord()
    for (events, isNamed) in [([], true), (Self.counted(.final), false)] {
      let state = try record.state(events)
      let guide = CountGuide(
        Situation(
          election: record.election, state: state, outstanding: state.openPaper, now: Self.early))
      let count = try #require(guide.steps.first { $0.kind == .count })
      let problem = try #require(state.openPoll(at: Self.early))
      #expect(count.details.contains(problem) == isNamed)
    }
  }

  @Test("has every step once, and in every language", arguments: cases)
  func whole(_ situation: Case) throws {
    let guide = try situation.guide()
    #expect(guide.steps.map(\.kind) == Step.Kind.allCases)
    for step in guide.steps {
      for text in [step.kind.name] + step.acts.map(\.message) {
        #expect(text.english.utf8.allSatisfy { $0 < 0x80 })
        #expect(text.text(in: .chinese).utf8.contains { $0 >= 0x80 }, "\(text)")
      }
    }
  }

  @Test(
    "a sheet waits for a second person, and is wrong where the two differ",
    arguments: [
      ([9], .pending, "0 sheets count, 1 pending; stations complete: 0 of 1"),
      ([9, 8], .wrong, "0 sheets count, 1 pending, 1 differ; stations complete: 0 of 1"),
      ([9, 9], .pending, "1 sheet counts; stations complete: 0 of 1"),
    ] as [([Int], Step.Mark, String)])
  func sheets(papers: [Int], mark: Step.Mark, words: String) throws {
    let record = try ReplayedRecord()
    let events = Self.bundles + Self.twice(ReplayedRecord.account("s1", issued: 9))
    let state = try record.state(events + papers.map { record.sheet(papers: $0) })
    let guide = CountGuide(
      Situation(
        election: record.election, state: state, outstanding: state.openPaper,
        now: FixedClock().now()))
    let paper = try #require(guide.steps.first { $0.kind == .paper })
    #expect(paper.mark == mark)
    #expect(paper.state.english == words)
    let pending = state.sheets.pending.map { PaperFinding.sheet($0.key, $0.why).message }
    #expect(paper.details.prefix(pending.count) == pending[...])
    #expect(guide.next == paper)
  }

  @Test("what an officer can do about paper is offered with what is open")
  func corrections() throws {
    let record = try ReplayedRecord()
    let state = try record.state(
      Self.bundles + Self.twice(ReplayedRecord.account("s1", issued: 9, inBox: 3))
        + Self.twice(record.sheet(papers: 9)))
    let guide = CountGuide(
      Situation(
        election: record.election, state: state, outstanding: state.openPaper,
        now: FixedClock().now()))
    let acts = { (kind: Step.Kind) in guide.steps.first { $0.kind == kind }?.acts }
    #expect(
      acts(.accounts) == [.enterAccounts, .importAccounts, .explain(AccountKey(station: "s1"))])
    #expect(acts(.paper) == [.enterSheets, .importSheets, .reopen(nil), .void(nil)])
    #expect(
      acts(.accounts)?.last?.command
        == "coldcount paper explain s1 --reason TEXT --as OFFICER --key KEY")
    #expect(
      Act.void(Batch(station: "s1", id: "b01")).command
        == "coldcount paper void s1 b01 --reason TEXT --as OFFICER --key KEY")
  }

  @Test("where paper is all that is counted, no bundle is waited for")
  func paperAlone() throws {
    let definition = try SampleDefinition().setting([
      ("$.collectors", [])
    ]).definition()
    let state = RecordState(definition: definition, election: Self.hash)
    let guide = CountGuide(
      Situation(election: Self.hash, state: state, outstanding: [], now: FixedClock().now()))
    let bundles = try #require(guide.steps.first { $0.kind == .bundles })
    #expect(bundles.mark == .idle)
    #expect(bundles.acts.isEmpty)
    #expect(guide.steps.first { $0.kind == .reconciliation }?.mark == .pending)
  }

  @Test("programs read the same steps as people")
  func json() throws {
    for situation in Self.cases {
      let guide = try situation.guide()
      let steps = try #require(guide.json.array)
      #expect(steps.count == guide.steps.count)
      for (json, step) in zip(steps, guide.steps) {
        #expect(json["step"] == .string(step.kind.rawValue))
        #expect(json["mark"] == .string(step.mark.rawValue))
        #expect(json["state"] == .string(step.state.english))
        #expect(json["commands"]?.array?.count == step.acts.count)
      }
    }
  }
}

extension RecordState {
  /// What is open of the paper.
  fileprivate var openPaper: [Outstanding] {
    PaperFindings.list(definition, paper).map { .paper($0) }
  }
}
