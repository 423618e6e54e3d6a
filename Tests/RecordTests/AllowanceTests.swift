import Cryptography
import Election
import Encoding
import Record
import TestSupport
import Testing

@Suite("An officer's yes after a tie")
struct AllowanceTests {
  private static let tie = [CountEntry.Tie(contest: "council", candidates: ["c1", "c2"], seats: 1)]
  private static let acts: [Allowance] = [.count, .release, .clock]

  /// A plain count, or a blind one with its release.
  private static func count(
    _ byte: UInt8, isBlind: Bool, ties: [CountEntry.Tie] = []
  ) -> [JournalEvent] {
    let entry = CountEntry(
      stage: .final, result: .of([byte]), officers: ReplayedRecord.officers, ties: ties)
    guard isBlind else { return [.counted(entry)] }
    return [
      .countedBlind(stage: .final, sealed: .of([byte, byte]), officers: entry.officers),
      .released(entry, sealed: .of([byte, byte])),
    ]
  }

  /// How many officers allow each act after a reconciliation, two yeses to each, and these events.
  private func yes(_ events: [JournalEvent]) throws -> [Int] {
    let begun = JournalEvent.reconciled(reconciliation: .of([1]), strikes: .of([2]))
    let allowed = Self.acts.flatMap { act in
      [JournalEvent](repeating: .allowed(act, reason: "agreed"), count: 2)
    }
    let state = try ReplayedRecord().state([begun] + allowed + events)
    return Self.acts.map { state.officers(allowing: $0).count }
  }

  @Test(
    "holds until everything is drawn, where nothing but lots came in", arguments: [true, false])
  func lots(isBlind: Bool) throws {
    let used = isBlind ? [2, 0, 0] : [0, 2, 0]
    let tied = Self.count(3, isBlind: isBlind, ties: Self.tie)
    #expect(try yes(Self.count(3, isBlind: isBlind)) == used)
    #expect(try yes(tied) == [2, 2, 2])
    #expect(try yes(tied + [SampleEvents.lots]) == [2, 2, 2])
    #expect(try yes(tied + [SampleEvents.lots] + Self.count(4, isBlind: isBlind)) == used)
  }

  @Test("is used up where something else came in after the tie", arguments: [true, false])
  func other(isBlind: Bool) throws {
    let events = Self.count(3, isBlind: isBlind, ties: Self.tie) + [ReplayedRecord.bundle("web")]
    #expect(try yes(events) == (isBlind ? [2, 0, 0] : [0, 2, 0]))
  }
}
