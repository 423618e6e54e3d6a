import Cryptography
package import Election
package import Encoding
import Paper
package import Record

/// The election of the vectors, and the state of its count after events that a test names.
package struct ReplayedRecord: Sendable {
  package let definition: Definition
  package let election: Digest

  package init() throws {
    let file = try VectorElection.bytes("election.json")
    definition = try Definition(file: file, keys: .wellFormed)
    election = Digest.of(file)
  }

  /// The state after these events, each signed by one who may write it: officers allow in turn, and
  /// clerks key in turn.
  package func state(_ events: [JournalEvent] = []) throws -> RecordState {
    var state = RecordState(definition: definition, election: election)
    var clerks = try Self.signers(["clerk-1", "clerk-2"])
    var officers = try Self.signers(Self.officers)
    let keeper = try VectorElection.signer("keeper")
    for (index, event) in events.enumerated() {
      let isOfficers = event.kind.writer == .roles([.officer])
      let signer: Signer? =
        switch event.kind.writer {
        case .program: nil
        case .roles([.officer]): officers[0]
        case .roles([.custodian]): keeper
        default: clerks[0]
        }
      try state.take(
        JournalLine.make(
          number: index + 2, at: FixedClock().now(), event: event, previous: election,
          signer: signer))
      if isOfficers { officers.swapAt(0, 1) }
      if [.paper, .account].contains(event.kind) { clerks.swapAt(0, 1) }
    }
    return state
  }

  private static func signers(_ people: [String]) throws -> [Signer] {
    try people.map(VectorElection.signer)
  }

  /// A last bundle of a collector, with so many ballots.
  package static func bundle(
    _ collector: String, _ sequence: Int = 1, ballots: Int? = 5
  ) -> JournalEvent {
    let kinds: [String: BundleKind] = ["desk": .register, "registrar": .roll]
    let kind = kinds[collector] ?? .ballots
    return .imported(
      ImportedBundle(
        hash: .of(Array("\(collector) \(sequence)".utf8)), collector: collector,
        sequence: sequence, kind: kind, style: "all",
        channel: ballots == nil ? nil : "online", ballots: ballots, identities: 5, isFinal: true,
        ignored: NameList()))
  }

  /// A count by two officers.
  package static func counted(
    _ stage: Stage, _ result: Digest, ties: [CountEntry.Tie] = []
  ) -> JournalEvent {
    .counted(CountEntry(stage: stage, result: result, officers: officers, ties: ties))
  }

  /// The officers who open.
  package static let officers = ["officer-a", "officer-b"]

  /// A station's account, whose papers are all used and in the box where a test does not say else.
  package static func account(
    _ station: String, issued: Int, inBox: Int? = nil, note: String = ""
  ) -> JournalEvent {
    .account([
      "station": .string(station), "issued": .integer(issued), "unused": 0, "spoilt": 0,
      "tendered": 0, "in-box": .integer(inBox ?? issued), "note": .string(note),
    ])
  }

  /// A sheet of the council at a station, with a vote for the first candidate on each paper.
  package func sheet(batch: String = "b1", papers: Int) -> JournalEvent {
    let votes = ["c1": papers, "c2": 0, "c3": 0, "c4": 0, "c5": 0]
    let sheet = Sheet(
      election: election, key: SheetKey(station: "s1", batch: batch, contest: "council"),
      papers: papers, counts: votes.mapValues { OptionCount.chosen($0) },
      rejected: ["unmarked": 0, "overvoted": 0, "uncertain": 0], objections: nil)
    return .paper(hash: .of(sheet.file), sheet: sheet.json)
  }
}
