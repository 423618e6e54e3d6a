import Cryptography
import Election
import Encoding
import Paper
import Record
import TestSupport
import Testing
import Words

@Suite("Paper in the record")
struct PaperRecordTests {
  private let definition: Definition
  private let election: Digest
  private static let result = Digest.of([3])
  private static let batch = Batch(station: "s1", id: "b1")

  init() throws {
    let file = try VectorElection.bytes("election.json")
    definition = try Definition(file: file, keys: .wellFormed)
    election = Digest.of(file)
  }

  /// A journal that grows, one line after the other.
  private final class Desk {
    var state: RecordState
    var number = 1

    init(_ definition: Definition, _ election: Digest) {
      state = RecordState(definition: definition, election: election)
    }

    /// Why the next line is refused; nil where it is taken.
    @discardableResult
    func write(_ event: JournalEvent, by person: String?) throws -> String? {
      number += 1
      let signer = try person.map { Signer(id: $0, key: try VectorElection.key($0)) }
      let line = try JournalLine.make(
        number: number, at: Timestamp(seconds: FixedClock().now().seconds + number), event: event,
        previous: .of([]),
        signer: signer)
      do {
        try state.take(line)
        return nil
      } catch { return error.problem.english }
    }
  }

  private func desk() -> Desk { Desk(definition, election) }

  private func sheet(_ batch: String = "b1", papers: Int = 32) -> JournalEvent {
    let votes = ["c1": 5, "c2": 6, "c3": 7, "c4": 8, "c5": papers - 27]
    let sheet = Sheet(
      election: election, key: SheetKey(station: "s1", batch: batch, contest: "council"),
      papers: papers, counts: votes.mapValues { .chosen($0) },
      rejected: ["unmarked": 1, "overvoted": 0, "uncertain": 0], objections: nil)
    return .paper(hash: .of(sheet.file), sheet: sheet.json)
  }

  private func account(inBox: Int = 32) -> JournalEvent {
    .account([
      "station": "s1", "issued": 40, "unused": 6, "spoilt": 2, "tendered": 0,
      "in-box": .integer(inBox), "note": "",
    ])
  }

  /// Everything of the paper keyed by two people, and counted.
  private func counted(_ stage: Stage = .partial) throws -> Desk {
    let desk = desk()
    try desk.write(Self.reconciled, by: "keeper")
    for clerk in ["clerk-1", "clerk-2"] {
      try desk.write(sheet(), by: clerk)
      try desk.write(account(), by: clerk)
    }
    try desk.write(ReplayedRecord.counted(stage, Self.result), by: "officer-a")
    return desk
  }

  private func reopen(_ contest: String? = nil) -> JournalEvent {
    .corrected(Correction(.reopen, .sheets(Self.batch, contest: contest), reason: "recount"))
  }

  private static let reconciled = JournalEvent.reconciled(
    reconciliation: .of([7]), strikes: .of([8]))

  private static let explanation = JournalEvent.explained(
    Explanation(AccountKey(station: "s1"), .init(unaccounted: 0, uncounted: 1), reason: "torn"))

  @Test("an officer alone explains, reopens and takes out: no clerk, nobody unsigned")
  func authority() throws {
    let void = JournalEvent.corrected(
      Correction(.void, .account(AccountKey(station: "s1")), reason: "twice"))
    for event in [Self.explanation, reopen(), void] {
      for (person, problem) in [
        (nil, "nobody signed it"), ("clerk-1", "clerk-1 is no officer"),
        ("keeper", "keeper is no officer"), ("officer-a", nil),
      ] as [(String?, String?)] {
        #expect(try counted().write(event, by: person) == problem, "\(event.name)")
      }
    }
  }

  @Test("what was reopened is keyed anew by two people, and stands in the list of corrections")
  func reopened() throws {
    let desk = try counted()
    #expect(try desk.write(reopen(), by: "officer-b") == nil)
    #expect(desk.state.sheets.agreed.isEmpty)
    #expect(desk.state.sheets.pending.map(\.why) == [.reopened(by: "officer-b")])
    try desk.write(sheet(papers: 30), by: "clerk-1")
    #expect(desk.state.sheets.agreed.isEmpty)
    // One whose entry was withdrawn is as good as anybody else.
    try desk.write(sheet(papers: 30), by: "clerk-2")
    #expect(desk.state.sheets.agreed.map(\.papers) == [30])
    let recorded = try #require(desk.state.paper.corrections.first)
    #expect(recorded.author == .officer("officer-b") && recorded.line == 8)
    #expect(recorded.correction.reason == "recount")
  }

  @Test("nothing is set aside that was never keyed, nor what is not of the election")
  func nothing() throws {
    for (subject, problem) in [
      (
        .sheets(Batch(station: "s1", id: "b9"), contest: nil),
        "nothing was keyed of batch s1/b9 that can be set aside"
      ),
      (
        .sheets(Self.batch, contest: "chief"),
        "nothing was keyed of sheet s1/b1/chief that can be set aside"
      ),
      (.account(AccountKey(station: "s9")), "no station s9"),
      (.sheets(Self.batch, contest: "nobody"), "no contest nobody"),
    ] as [(PaperSubject, String)] {
      for kind in CorrectionKind.allCases {
        let event = JournalEvent.corrected(Correction(kind, subject, reason: "x"))
        #expect(try counted().write(event, by: "officer-a") == problem)
      }
    }
    let empty = try desk().write(Self.explanation, by: "officer-a")
    #expect(empty == "the account of s1 is not keyed alike by two people")
  }

  @Test("once enough officers signed a result, an amendment alone sets aside what is in it")
  func signed() throws {
    let desk = try counted()
    let sign = { (officer: String) in
      JournalEvent.signed(
        file: "results/partial/result.json", hash: Self.result, signer: officer)
    }
    try desk.write(sign("officer-a"), by: "officer-a")
    #expect(!desk.state.isSigned(.sheets(Self.batch, contest: nil)))
    try desk.write(sign("officer-b"), by: "officer-b")
    let problem = "a signed result has batch s1/b1: an amendment sets it aside"
    #expect(try desk.write(reopen(), by: "officer-a") == problem)
    // A batch that came in later is in no signed result.
    for clerk in ["clerk-1", "clerk-2"] { try desk.write(sheet("b2"), by: clerk) }
    let other = Batch(station: "s1", id: "b2")
    #expect(
      try desk.write(
        .corrected(Correction(.void, .sheets(other, contest: nil), reason: "x")), by: "officer-a")
        == nil)
    let amendment = try Amendment(
      json: [
        "format": .string(Amendment.format), "election": .string(election.description),
        "number": 1, "previous": nil, "reason": "a recount",
        "changes": [
          ["kind": "reopen-sheet", "station": "s1", "batch": "b1", "contest": "council"],
          ["kind": "void-account", "station": "s1"],
        ],
      ], definition: definition, election: election)
    #expect(try desk.write(.amended(amendment.json), by: "officer-a") == nil)
    #expect(desk.state.sheets.agreed.isEmpty && desk.state.accounts.agreed.isEmpty)
    #expect(
      desk.state.paper.corrections.map(\.author)
        == [.officer("officer-a"), .amendment(1), .amendment(1)])
    #expect(
      desk.state.sheets.pending.map(\.why) == [.reopened(by: "amendment-001.json")])
  }

  @Test("an export makes of a count one that was signed")
  func exported() throws {
    let desk = try counted()
    try desk.write(.exported(b2sums: .of([])), by: "officer-a")
    #expect(desk.state.isSigned(.account(AccountKey(station: "s1"))))
  }

  @Test("a result is overtaken by what came in after it, each thing named once")
  func overtaken() throws {
    let desk = try counted()
    func overtaking() throws -> String {
      CountInput.words(desk.state.overtaking(try #require(desk.state.counts.first))).english
    }
    #expect(try overtaking() == "" && desk.state.isCounted)
    try desk.write(.refused(code: "media", folder: "x", problem: "x"), by: nil)
    // What changes nothing is nothing that came in.
    try desk.write(sheet(), by: "clerk-1")
    #expect(try overtaking() == "" && desk.state.isCounted)
    for clerk in ["clerk-1", "clerk-2"] { try desk.write(sheet("b2"), by: clerk) }
    try desk.write(Self.explanation, by: "officer-a")
    try desk.write(reopen(), by: "officer-a")
    try desk.write(.reconciled(reconciliation: .of([1]), strikes: .of([2])), by: "keeper")
    #expect(
      try overtaking()
        == "sheet s1/b2/council, an explanation of the account of s1, a correction of batch s1/b1, "
        + "another reconciliation")
    #expect(!desk.state.isCounted)
  }

  @Test("paper overtakes no count of the sealed ballots alone")
  func electronic() throws {
    let desk = try counted(.electronic)
    try desk.write(sheet("b2"), by: "clerk-1")
    let count = try #require(desk.state.counts.first)
    #expect(desk.state.overtaking(count).isEmpty)
    try desk.write(SampleEvents.one[1], by: "clerk-1")
    #expect(desk.state.overtaking(count) == [.bundle(collector: "web", 2)])
  }

  @Test("a blind count is as old as it was when it was sealed")
  func released() throws {
    let desk = desk()
    try desk.write(Self.reconciled, by: "keeper")
    try desk.write(
      .countedBlind(stage: .final, sealed: .of([2]), officers: ReplayedRecord.officers),
      by: "officer-a")
    try desk.write(sheet(), by: "clerk-1")
    try desk.write(
      .released(
        CountEntry(
          stage: .final, result: Self.result, officers: ReplayedRecord.officers, ties: []),
        sealed: .of([2])),
      by: "officer-a")
    let count = try #require(desk.state.counts.first)
    #expect(desk.state.overtaking(count).count == 1)
  }
}
