import Cryptography
import Election
import Encoding
import Paper
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
    _ event: JournalEvent, number: Int = 5, by person: String? = "clerk-1",
    at time: Timestamp = FixedClock().now()
  ) throws -> JournalLine {
    let signer = try person.map { Signer(id: $0, key: try VectorElection.key($0)) }
    return try JournalLine.make(
      number: number, at: time, event: event, previous: election, signer: signer)
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

  /// A journal that was reconciled, counted blind, and counted, with a tie in the council.
  private var counted: RecordState {
    get throws {
      var state = state
      try state.take(line(Self.reconciled, number: 2, by: "keeper"))
      try state.take(line(.counted(SampleEvents.count), number: 3, by: "officer-a"))
      try state.take(
        line(
          .countedBlind(
            stage: .final, sealed: SampleEvents.other, officers: SampleEvents.officers),
          number: 4, by: "officer-a"))
      return state
    }
  }

  private static let reconciled = JournalEvent.reconciled(
    reconciliation: .of([8]), strikes: SampleEvents.other)

  /// A count after that of the sample.
  private static let next = count(.final, .of([9]))

  private static func count(
    _ stage: Stage, _ result: Digest, _ officers: [String] = SampleEvents.officers,
    ties: [CountEntry.Tie] = []
  ) -> CountEntry {
    CountEntry(stage: stage, result: result, officers: officers, ties: ties)
  }

  /// Events that such a journal takes as its next line from whoever may write them.
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
      return try SampleEvents.one.compactMap { event in
        switch event {
        case .started, .explained, .corrected, .proof: nil  // these follow something else
        case .paper: paper(sheet(papers: 32))
        case .account: .account(account)
        case .hall: try SampleEvents.hall(of: sheet(papers: 32), by: signer)
        case .desk: SampleEvents.desk(of: sheet(papers: 32))
        case .amended: .amended(amendment.json)
        case .imported(let bundle): .imported(bundle.inStyle("all"))
        // What was counted once is not counted again.
        case .counted: .counted(Self.next)
        case .released: .released(Self.next, sealed: SampleEvents.other)
        default: event
        }
      }
    }
  }

  /// Who may write each kind, as the page of the journal says; anyone else's is refused.
  private static let writers: [JournalEvent.Kind: Set<String>] = {
    let (staff, officers) = (Set(["clerk-1", "officer-a"]), Set(["officer-a"]))
    return [
      .imported: staff, .paper: staff, .account: staff, .desk: staff,
      .hall: staff, .amended: staff, .exported: staff,
      .reconciled: ["keeper"], .vault: ["keeper"], .lots: officers, .counted: officers,
      .countedBlind: officers, .released: officers, .allowed: officers, .signed: officers,
      .disclosed: ["clerk-1", "keeper", "officer-a"], .warning: ["-"],
    ]
  }()

  @Test("takes a line from whoever may write it, and from nobody else")
  func writers() throws {
    let people = [nil, "clerk-1", "keeper", "officer-a"]
    for event in try events {
      for person in people {
        let name = person ?? JournalLine.nobody
        let isTaken = Self.writers[event.kind]?.contains(name) ?? true
        let problem = problem(try line(event, by: person), in: try counted)
        #expect((problem == nil) == isTaken, "\(event.name) by \(name): \(problem ?? "")")
      }
    }
  }

  /// Events that do not follow from what came before, with what is said of them.
  private static let early: [(JournalEvent, by: String, problem: String)] = [
    (.counted(SampleEvents.count), "officer-a", "nothing was reconciled since"),
    (
      .countedBlind(stage: .final, sealed: SampleEvents.hash, officers: SampleEvents.officers),
      "officer-a", "nothing was reconciled since"
    ),
    (.released(SampleEvents.count, sealed: SampleEvents.hash), "officer-a", "another blind count"),
    (.shown(result: SampleEvents.hash), "officer-a", "no count gave this result"),
    (
      .allowed(.disclose(SampleEvents.hash), reason: "x"), "officer-a", "no count gave this result"
    ),
    (
      .signed(file: "results/final/result.json", hash: SampleEvents.hash, signer: "officer-a"),
      "officer-a", "no count gave this result"
    ),
    (
      .signed(
        file: "reconciliation/reconciliation.json", hash: SampleEvents.hash, signer: "keeper"),
      "keeper", "nothing was reconciled to this"
    ),
    (.exported(b2sums: SampleEvents.hash), "officer-a", "nothing was counted"),
    (.vault(.severed, officers: SampleEvents.officers), "keeper", "not a final one"),
    (SampleEvents.lots, "officer-a", "leaves nothing to lots"),
  ]

  @Test("takes no line of what cannot have been done yet")
  func order() throws {
    for (event, person, expected) in Self.early {
      let problem = problem(try line(event, by: person), in: state)
      #expect(problem?.contains(expected) == true, "\(event.name): \(problem ?? "taken")")
    }
  }

  /// Events that a journal with a count refuses, with what is said of them.
  private static let wrong: [(JournalEvent, by: String, problem: String)] = {
    let hash = SampleEvents.hash
    func lots(_ draws: [String: Int], seats: Int = 1, witnesses: [String] = ["w"]) -> JournalEvent {
      .lots(
        LotsRound(
          contest: "council", seats: seats, draws: draws, drawer: "officer-a",
          witnesses: witnesses))
    }
    func count(_ officers: [String]) -> JournalEvent {
      .counted(Self.count(.final, .of([9]), officers))
    }
    func sign(_ file: String) -> JournalEvent {
      .signed(file: file, hash: hash, signer: "officer-a")
    }
    func release(_ count: CountEntry) -> JournalEvent { .released(count, sealed: sealed) }
    let sealed = SampleEvents.other
    let elsewhere = "not where this result lies"
    return [
      (lots(["c1": 3, "c2": 9], witnesses: []), "officer-a", "nobody witnessed it"),
      (lots(["c1": 3, "c2": 9], witnesses: [""]), "officer-a", "nobody witnessed it"),
      (lots(["c1": 3, "c3": 9]), "officer-a", "c3 does not draw"),
      (lots(["c1": 3]), "officer-a", "c2 has drawn no number"),
      (lots(["c1": 3, "c2": 9], seats: 2), "officer-a", "not for the places that are left"),
      (count(["officer-a"]), "officer-a", "not opened by 2 officers"),
      (count(["officer-a", "officer-a"]), "officer-a", "not opened by 2 officers"),
      (count(["officer-a", "clerk-1"]), "officer-a", "not opened by 2 officers"),
      (count(["officer-a", "officer-b", "officer-c"]), "officer-a", "not opened by 2 officers"),
      (.counted(SampleEvents.count), "officer-a", "this result was counted before it"),
      (
        .countedBlind(stage: .final, sealed: sealed, officers: SampleEvents.officers), "officer-a",
        "this blind count was made before it"
      ),
      (release(SampleEvents.count), "officer-a", "this result was counted before it"),
      (release(Self.count(.partial, .of([9]))), "officer-a", "was of stage final"),
      (
        release(Self.count(.electronic, .of([9]), ties: SampleEvents.count.ties)), "officer-a",
        "was of stage final"
      ),
      (
        .reconciled(reconciliation: .of([8]), strikes: .of([9])), "keeper",
        "this reconciliation had other strikes before it"
      ),
      (sign("results/final/result.json"), "officer-b", "officer-b is not officer-a"),
      (sign("results/final/patterns.csv"), "officer-a", "not a file that people sign"),
      (sign("results/partial/result.json"), "officer-a", elsewhere),
      (sign("results/../x/result.json"), "officer-a", elsewhere),
      (sign("results/earlier/\(sealed)/result.json"), "officer-a", elsewhere),
      (
        .signed(
          file: "reconciliation/reconciliation.json", hash: .of([8]), signer: "officer-a"),
        "officer-a", "officer-a is no custodian"
      ),
      (.vault(.severed, officers: ["officer-a"]), "keeper", "not opened by 2 officers"),
      (.vault(.find, officers: SampleEvents.officers), "keeper", "no officers are needed"),
    ]
  }()

  @Test("takes no line that does not say what such a line says")
  func wrong() throws {
    for (event, person, expected) in Self.wrong {
      let problem = problem(try line(event, by: person), in: try counted)
      #expect(problem?.contains(expected) == true, "\(event.name): \(problem ?? "taken")")
    }
  }

  @Test("takes a round of lots once, and none after something came in")
  func lots() throws {
    var state = try counted
    let round = SampleEvents.lots
    try state.take(line(round, by: "officer-a"))
    #expect(
      problem(try line(round, by: "officer-b"), in: state)?.contains("nothing to draw") == true)
    state = try counted
    try state.take(line(paper(sheet(papers: 32)), by: "clerk-1"))
    #expect(
      problem(try line(round, by: "officer-a"), in: state)?.contains("leaves nothing") == true)
  }

  @Test("takes a bundle once, and its number once")
  func bundles() throws {
    guard case .imported(let sample) = SampleEvents.one[1] else { return }
    var state = state
    let bundle = sample.inStyle("all")
    try state.take(line(.imported(bundle)))
    for again in [bundle, bundle.inStyle("all", hash: SampleEvents.other)] {
      #expect(problem(try line(.imported(again)), in: state)?.contains("is in already") == true)
    }
    #expect(
      problem(try line(.imported(bundle.inStyle("nowhere", hash: .of([9])))), in: state)?
        .contains("may not send it") == true)
  }

  @Test("asks nothing of a vault that was severed")
  func severed() throws {
    var state = try counted
    try state.take(line(.vault(.severed, officers: SampleEvents.officers), by: "keeper"))
    for event in [
      .vault(.find, officers: []), .vault(.severed, officers: SampleEvents.officers),
      Self.reconciled,
    ] {
      #expect(problem(try line(event, by: "keeper"), in: state)?.contains("severed") == true)
    }
    try state.take(line(.vault(.destroyed, officers: SampleEvents.officers), by: "keeper"))
  }

  @Test("takes the first line once, of its own definition")
  func start() throws {
    let software = Software(version: "test", hash: .of([]))
    let event = JournalEvent.started(definition: election, software: software)
    #expect(problem(try line(event, number: 1), in: state) == nil)
    #expect(problem(try line(event, number: 2), in: state) == "a workspace is made once")
    let other = JournalEvent.started(definition: .of([]), software: software)
    #expect(problem(try line(other, number: 1), in: state) == "names another definition")
    let warning = JournalEvent.warning(.moved, line: 1, detail: "")
    #expect(
      problem(try line(warning, number: 1, by: nil), in: state)?.contains("first line") == true)
  }

  @Test("takes a signature of a result among the earlier ones, and of a tie where it is kept")
  func places() throws {
    var state = try counted
    let hash = SampleEvents.hash
    try state.take(
      line(
        .signed(file: "results/earlier/\(hash)/result.json", hash: hash, signer: "officer-a"),
        by: "officer-a"))
    let tied = Self.count(.partial, .of([9]), ties: SampleEvents.count.ties)
    try state.take(line(.released(tied, sealed: SampleEvents.other), by: "officer-a"))
    try state.take(
      line(
        .signed(file: "results/partial/result.json", hash: tied.result, signer: "officer-a"),
        by: "officer-a"))
  }

  @Test("opens the blind count that is there, and no other")
  func release() throws {
    var state = state
    try state.take(line(Self.reconciled, number: 2, by: "keeper"))
    let count = SampleEvents.count
    try state.take(
      line(
        .countedBlind(stage: .final, sealed: .of([2]), officers: SampleEvents.officers),
        number: 3, by: "officer-a"))
    #expect(state.blind?.stage == .final && state.isCounted && state.counts.isEmpty)
    let other = JournalEvent.released(count, sealed: .of([3]))
    #expect(problem(try line(other, by: "officer-a"), in: state) == "releases another blind count")
    try state.take(line(.released(count, sealed: .of([2])), by: "officer-a"))
    #expect(state.blind == nil && state.counts.map(\.stage) == [.final])
  }

  @Test("knows what is up to date after every event")
  func upToDate() throws {
    for event in try events {
      var state = try counted
      let writer = Self.writers[event.kind]?.min() ?? "officer-a"
      try state.take(line(event, by: writer == JournalLine.nobody ? nil : writer))
      let needsReconciling = [.imported, .amended].contains(event.kind)
      let needsCounting =
        needsReconciling
        || [.reconciled, .paper, .account, .desk, .hall, .lots].contains(event.kind)
      #expect(state.isReconciled != needsReconciling, "\(event.name)")
      #expect(state.isCounted != needsCounting, "\(event.name)")
    }
  }

  @Test("changes nothing for a line that is refused")
  func refusedLine() throws {
    var state = state
    try state.take(line(paper(sheet(papers: 32)), number: 2))
    try state.take(line(Self.reconciled, number: 3, by: "keeper"))
    try state.take(line(.counted(SampleEvents.count), number: 4, by: "officer-a"))
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

  @Test("opens no ballot while people vote by the clock, unless the quorum says that it is wrong")
  func openPoll() throws {
    let early = Timestamp(seconds: definition.polls.closes.seconds - 1)
    let counts = [
      ReplayedRecord.counted(.final, SampleEvents.hash),
      .countedBlind(stage: .final, sealed: .of([2]), officers: SampleEvents.officers),
    ]
    for count in counts {
      var state = state
      try state.take(line(Self.reconciled, by: "keeper"))
      #expect(problem(try line(count, by: "officer-a"), in: state) == nil)
      let open = try line(count, by: "officer-a", at: early)
      for officer in ["officer-a", "officer-b"] {
        #expect(problem(open, in: state)?.contains("the poll is open until") == true)
        try state.take(line(.allowed(.clock, reason: "its battery is empty"), by: officer))
      }
      try state.take(open)
      // Each count needs it anew.
      #expect(problem(open, in: state)?.contains("0 of 2 officers") == true)
    }
  }

  @Test("keeps an officer's yes until it is used")
  func allowances() throws {
    var state = state
    try state.take(line(Self.reconciled, by: "keeper"))
    try state.take(line(.allowed(.count, reason: "x"), by: "officer-b"))
    try state.take(line(.allowed(.count, reason: "x"), by: "officer-a"))
    #expect(state.officers(allowing: .count) == ["officer-a", "officer-b"])
    #expect(state.officers(allowing: .release).isEmpty && !state.isResumed)
    try state.take(line(ReplayedRecord.counted(.final, SampleEvents.hash), by: "officer-a"))
    #expect(state.officers(allowing: .count).isEmpty)
    for officer in ["officer-a", "officer-b"] {
      try state.take(line(.allowed(.resume(.of([4])), reason: "lost"), by: officer))
    }
    #expect(state.isResumed)
  }

  @Test("knows the last result that enough officers signed, by every line")
  func lastSigned() throws {
    var state = state
    try state.take(line(Self.reconciled, by: "keeper"))
    var last: Digest?
    for result in [Digest.of([1]), Digest.of([2])] {
      let count = CountEntry(
        stage: .electronic, result: result, officers: SampleEvents.officers, ties: [])
      try state.take(line(.counted(count), by: "officer-a"))
      for officer in SampleEvents.officers {
        #expect(state.lastSigned?.result == last)
        let file = "results/electronic/result.json"
        try state.take(
          line(.signed(file: file, hash: result, signer: officer), by: officer))
      }
      last = result
      #expect(state.lastSigned?.result == last)
    }
  }
}

extension ImportedBundle {
  /// The same bundle in a style of the vectors' election.
  fileprivate func inStyle(_ style: String, hash: Digest? = nil) -> ImportedBundle {
    ImportedBundle(
      hash: hash ?? self.hash, collector: collector, sequence: sequence, kind: kind, style: style,
      channel: channel, ballots: ballots, identities: identities, isFinal: isFinal,
      ignored: ignored)
  }
}
