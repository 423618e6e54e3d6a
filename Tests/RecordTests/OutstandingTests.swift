import Cryptography
import Election
import Encoding
import Paper
import Record
import TestSupport
import Testing
import Words

@Suite("What keeps a count from a stage")
struct OutstandingTests {
  private let definition: Definition
  private let election: Digest

  init() throws {
    let file = try VectorElection.bytes("election.json")
    definition = try Definition(file: file, keys: .wellFormed)
    election = Digest.of(file)
  }

  /// A state after these events, each by two clerks.
  private func state(_ events: [JournalEvent] = []) throws -> RecordState {
    var state = RecordState(definition: definition, election: election)
    for (index, event) in events.enumerated() {
      for (place, clerk) in ["clerk-1", "clerk-2"].enumerated() {
        try state.take(
          JournalLine.make(
            number: 2 * index + place + 2, at: Timestamp(seconds: 1), event: event,
            previous: election, signer: Signer(id: clerk, key: try VectorElection.key(clerk))))
      }
    }
    return state
  }

  private func facts(
    excluded: [Digest] = [], crossStyle: Int = 0, registers: [String: Int] = [:],
    isSigned: Bool = true
  ) -> ReconciledFacts {
    ReconciledFacts(
      manifests: [], amendments: [], hasRoll: false,
      identities: Dictionary(uniqueKeysWithValues: excluded.map { ($0, false) }),
      crossStyle: crossStyle, registers: registers, unresolved: [:], restored: 0, leftOut: 0,
      rollRepeated: 0, isSigned: isSigned)
  }

  /// A last bundle of every collector.
  private var bundles: [BundleLink] {
    definition.collectors.map {
      BundleLink(
        hash: .of(Array($0.id.utf8)), collector: $0.id, sequence: 1, previous: nil, isFinal: true)
    }
  }

  private func account(_ station: String, issued: Int, inBox: Int) -> JournalEvent {
    .account([
      "station": .string(station), "issued": .integer(issued), "unused": 0, "spoilt": 0,
      "tendered": 0, "in-box": .integer(inBox), "note": "",
    ])
  }

  @Test("without a reconciliation is what the bundles and the paper lack")
  func unreconciled() throws {
    let state = try state()
    let collectors = definition.collectors.map { Outstanding.nothing(collector: $0.id) }
    let nothing = definition.stations.map { Outstanding.paper(.nothing(station: $0.id)) }
    #expect(!nothing.isEmpty)
    #expect(state.outstanding([], nil) == collectors + nothing)
    #expect(state.outstanding(bundles, nil) == nothing)
  }

  @Test("is all that the reconciliation and the paper leave open")
  func reconciled() throws {
    let empty = try state()
    let bad = Digest.of([1])
    let open = facts(excluded: [bad], crossStyle: 2, registers: ["s1": 3], isSigned: false)
    let found = empty.outstanding(bundles, open)
    #expect(
      found == [
        .identities(bundle: bad), .crossStyle(count: 2), .unsignedReconciliation,
        .paper(.nothing(station: "s1")),
      ])
    let accounted = try state([account("s1", issued: 2, inBox: 2)])
    let lacking = accounted.outstanding(bundles, open)
    #expect(lacking.contains(.register(station: "s1", entries: 3, issued: 2)))
    #expect(lacking.contains(.paper(.noSheet(station: "s1", contest: "council"))))
    #expect(!lacking.contains(.paper(.nothing(station: "s1"))))
    let emptyBox = try state([account("s1", issued: 0, inBox: 0)])
    #expect(emptyBox.outstanding(bundles, facts()).isEmpty)
  }

  /// Numbers that no bundle and no amendment gives, with what is said of each.
  private static let invented: [(ReconciledFacts, problem: String)] = [
    (numbers(unresolved: ["s1": 1]), "1 register entries of s1 unresolved, the bundles have 0"),
    (numbers(restored: 1), "lifts 1 strikes, the amendments at most 0"),
    (numbers(leftOut: 3), "leaves out 3 single ballots, the amendments 0"),
    (numbers(rollRepeated: 1), "has people twice on a roll, and claims none"),
    (numbers(identities: [.of([1]): false]), "which it did not open"),
  ]

  private static func numbers(
    unresolved: [String: Int] = [:], restored: Int = 0, leftOut: Int = 0, rollRepeated: Int = 0,
    identities: [Digest: Bool] = [:]
  ) -> ReconciledFacts {
    ReconciledFacts(
      manifests: [], amendments: [], hasRoll: false, identities: identities, crossStyle: 0,
      registers: [:], unresolved: unresolved, restored: restored, leftOut: leftOut,
      rollRepeated: rollRepeated, isSigned: true)
  }

  @Test("no count follows a reconciliation whose numbers nothing gives")
  func invented() throws {
    for (facts, problem) in Self.invented {
      let said = try state().obstacles(facts).map(\.english)
      #expect(said.count == 1 && said[0].contains(problem), "\(said)")
    }
  }

  @Test("is named where something came in after the reconciliation")
  func obstacles() throws {
    #expect(try state().obstacles(facts()).isEmpty)
    let imported = try ReplayedRecord().state([ReplayedRecord.bundle("web")])
    #expect(imported.obstacles(facts()).count == 1)
    let amended = ReconciledFacts(
      manifests: [], amendments: [.of([1])], hasRoll: false, identities: [:], crossStyle: 0,
      registers: [:], unresolved: [:], restored: 0, leftOut: 0, rollRepeated: 0, isSigned: true)
    #expect(try state().obstacles(amended).count == 1)
  }
}
