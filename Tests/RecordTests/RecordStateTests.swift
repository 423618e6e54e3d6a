import Cryptography
import Election
import Encoding
import Record
import TestSupport
import Testing
import Words

@Suite("Replaying a journal")
struct RecordStateTests {
  private let definition: Definition
  private let election: Digest
  private let signer: Signer

  init() throws {
    let file = try VectorElection.bytes("election.json")
    definition = try Definition(file: file, keys: .wellFormed)
    election = Digest.of(file)
    signer = Signer(id: "clerk-1", key: try VectorElection.key("clerk-1"))
  }

  private var state: RecordState { RecordState(definition: definition, election: election) }

  /// A line by a person of the election, or by nobody.
  private func line(
    _ event: JournalEvent, number: Int = 2, by person: String? = "clerk-1"
  ) throws -> JournalLine {
    let signer = try person.map { Signer(id: $0, key: try VectorElection.key($0)) }
    return try JournalLine.make(
      number: number, at: Timestamp(seconds: 1), event: event, previous: election, signer: signer)
  }

  private func problem(_ line: JournalLine, in state: RecordState) -> String? {
    var state = state
    do {
      try state.take(line)
      return nil
    } catch {
      #expect(error.line == line.number)
      return error.problem.english
    }
  }

  private func sheet(papers: Int) -> Sheet {
    let votes = ["c1": 5, "c2": 6, "c3": 7, "c4": 8, "c5": 5]
    let counts = votes.mapValues { OptionCount.chosen($0) }
    let rejected = ["unmarked": 1, "overvoted": 0, "uncertain": 0]
    return Sheet(
      election: election, key: SheetKey(station: "s1", batch: "b1", contest: "council"),
      papers: papers, counts: counts, rejected: rejected, objections: nil)
  }

  private func paper(_ sheet: Sheet) -> JournalEvent {
    .paper(hash: .of(sheet.file), sheet: sheet.json)
  }

  /// Events that a fresh journal takes as its second line from whoever may write them.
  private var events: [JournalEvent] {
    get throws {
      let account: JSON = [
        "station": "s1", "issued": 40, "unused": 6, "spoilt": 2, "tendered": 0, "in-box": 32,
        "note": "",
      ]
      let amendment = try Amendment(
        json: [
          "format": .string(Amendment.format), "election": .string(election.description),
          "number": 1, "previous": nil,
          "changes": [["kind": "last", "collector": "web", "sequence": 3]], "reason": "x",
        ], definition: definition, election: election)
      return SampleEvents.one.compactMap { event in
        switch event.kind {
        // These follow something else.
        case .started, .released, .explained, .reopened, .voided: nil
        case .paper: paper(sheet(papers: 32))
        case .account: .account(account)
        case .amended: .amended(amendment.json)
        default: event
        }
      }
    }
  }

  /// Who may write each kind, as the page of the journal says.
  private static let writers: [JournalEvent.Kind: Writer] = [
    .paper: .person, .account: .person, .signed: .person, .allowed: .role(.officer),
  ]

  @Test("takes a line from whoever may write it, and from nobody else")
  func writers() throws {
    let people = [nil, "clerk-1", "keeper", "officer-a"]
    for event in try events {
      let writer = Self.writers[event.kind] ?? .anyone
      for person in people {
        let isOfficer = person == "officer-a"
        let isTaken =
          switch writer {
          case .anyone: true
          case .person: person != nil
          case .role: isOfficer
          }
        let problem = problem(try line(event, by: person), in: state)
        #expect((problem == nil) == isTaken, "\(event.name) by \(person ?? "-"): \(problem ?? "")")
      }
    }
  }

  @Test("takes the first line once, of its own definition")
  func start() throws {
    let software = Software(version: "test", hash: .of([]))
    let event = JournalEvent.started(definition: election, software: software)
    #expect(problem(try line(event, number: 1), in: state) == nil)
    #expect(problem(try line(event, number: 2), in: state) == "a workspace is made once")
    let other = JournalEvent.started(definition: .of([]), software: software)
    #expect(problem(try line(other, number: 1), in: state) == "names another definition")
  }

  @Test("opens the blind count that is there, and no other")
  func release() throws {
    var state = state
    let open = JournalEvent.released(
      stage: .final, result: .of([1]), sealed: .of([2]), officers: [])
    #expect(problem(try line(open), in: state) == "releases another blind count")
    try state.take(line(.countedBlind(stage: .final, sealed: .of([2]), officers: [])))
    #expect(state.blind?.stage == .final && state.isCounted && state.counts.isEmpty)
    let other = JournalEvent.released(
      stage: .final, result: .of([1]), sealed: .of([3]), officers: [])
    #expect(problem(try line(other), in: state) == "releases another blind count")
    try state.take(line(open))
    #expect(state.blind == nil && state.counts.map(\.stage) == [.final])
  }

  @Test("knows what is up to date after every event")
  func upToDate() throws {
    let reconciled = JournalEvent.reconciled(reconciliation: .of([8]), strikes: .of([9]))
    let counted = JournalEvent.counted(stage: .partial, result: .of([3]), officers: [])
    for event in try events {
      var state = state
      try state.take(line(reconciled))
      try state.take(line(counted, number: 3))
      try state.take(line(event, number: 4, by: "officer-a"))
      let needsReconciling = [.imported, .amended].contains(event.kind)
      let needsCounting =
        needsReconciling || [.reconciled, .paper, .account, .lots].contains(event.kind)
      #expect(state.isReconciled != needsReconciling, "\(event.name)")
      #expect(state.isCounted != needsCounting, "\(event.name)")
    }
  }

  @Test("changes nothing for a line that is refused")
  func refusedLine() throws {
    var state = state
    try state.take(line(paper(sheet(papers: 32))))
    try state.take(line(.counted(stage: .partial, result: .of([3]), officers: []), number: 3))
    let broken = [
      paper(sheet(papers: 3)), .account(["station": "s1"]), .amended(["number": 1]),
    ]
    for event in broken {
      let problem = problem(try line(event, by: "clerk-2"), in: state)
      #expect(problem?.contains("does not hold: ") == true, "\(event.name)")
      #expect(throws: LineProblem.self) { try state.take(line(event, by: "clerk-2")) }
      #expect(state.isCounted && state.amendments.isEmpty && state.accounts.keys.isEmpty)
      #expect(state.sheets.keys.count == 1 && state.sheets.agreed.isEmpty)
    }
    try state.take(line(paper(sheet(papers: 32)), by: "clerk-2"))
    #expect(state.sheets.agreed.count == 1)
  }

  @Test("keeps an officer's yes until it is used")
  func allowances() throws {
    var state = state
    try state.take(line(.allowed(.count, reason: "x"), by: "officer-b"))
    try state.take(line(.allowed(.count, reason: "x"), by: "officer-a"))
    #expect(state.officers(allowing: .count) == ["officer-a", "officer-b"])
    #expect(state.officers(allowing: .release).isEmpty && !state.isResumed)
    try state.take(line(.counted(stage: .final, result: .of([1]), officers: [])))
    #expect(state.officers(allowing: .count).isEmpty)
    for officer in ["officer-a", "officer-b"] {
      try state.take(line(.allowed(.resume(.of([4])), reason: "lost"), by: officer))
    }
    #expect(state.isResumed)
  }
}
