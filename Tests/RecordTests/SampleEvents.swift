import Cryptography
import Election
import Encoding
import Paper
import Record

/// One event of every kind with every member it may have, and some in their other forms.
enum SampleEvents {
  static let hash = Digest.of([1])
  static let other = Digest.of([2])

  static let officers = ["officer-a", "officer-b"]
  static let count = CountEntry(
    stage: .final, result: hash, officers: officers,
    ties: [CountEntry.Tie(contest: "council", candidates: ["c1", "c2"], seats: 1)])

  static let lots = JournalEvent.lots(
    LotsRound(
      contest: "council", seats: 1, draws: ["c1": 3, "c2": 9], drawer: "officer-a",
      witnesses: ["w"]))

  static let sheet: JSON = ["batch": "b1", "contest": "council", "station": "s1"]

  /// The first line of a hall, by nobody.
  private static let hallLine = try? JournalLine.make(
    number: 1, at: Timestamp(seconds: 1_490_000_000),
    event: .started(definition: hash, software: Software(version: "1.0", hash: other)),
    previous: hash, signer: nil)

  private static func desk(_ chain: DeskChain, _ sequence: Int) -> DeskFile {
    let sheet = Sheet(
      election: hash, key: SheetKey(station: "s1", batch: "b1", contest: "council"), papers: 1,
      counts: ["c1": .chosen(1)], rejected: [:], objections: nil)
    return DeskFile(
      election: hash, chain: chain, sequence: sequence, previous: sequence == 1 ? nil : other,
      entries: [.sheet(sheet)])
  }

  /// A clerk's first file from a desk.
  static func desk(of sheet: Sheet) -> JournalEvent {
    let file = DeskFile(
      election: sheet.election, chain: DeskChain(clerk: "clerk-1", desk: nil), sequence: 1,
      previous: nil, entries: [.sheet(sheet)])
    return .desk(file, signature: "")
  }

  /// What a hall did: somebody keyed a sheet.
  static func hall(of sheet: Sheet, by signer: Signer) throws -> JournalEvent {
    let first = try JournalLine.make(
      number: 1, at: Timestamp(seconds: 1_490_000_000),
      event: .started(
        definition: sheet.election, software: Software(version: "1.0", hash: other)),
      previous: sheet.election, signer: nil)
    let second = try JournalLine.make(
      number: 2, at: first.at, event: .keyed(.sheet(sheet)), previous: first.hash,
      signer: signer)
    return .hall([first, second])
  }

  private static func bundle(channel: String?, ballots: Int?, ignored: NameList) -> ImportedBundle {
    ImportedBundle(
      hash: hash, collector: "web", sequence: 2, kind: ballots == nil ? .roll : .ballots,
      style: "east", channel: channel, ballots: ballots, identities: 7, isFinal: true,
      ignored: ignored)
  }

  /// One of every kind.
  static let one: [JournalEvent] = [
    .started(definition: hash, software: Software(version: "1.0", hash: other)),
    .imported(bundle(channel: "online", ballots: 7, ignored: NameList(["a.txt"]))),
    .refused(code: "media", folder: "/media/stick", problem: "it cannot be read"),
    .paper(hash: .of(sheet.canonical), sheet: sheet),
    .account(["station": "s1"]),
    .desk(desk(DeskChain(clerk: "clerk-1", desk: "d1"), 2), signature: "a\nb\nc\nd\n"),
    .hall([hallLine].compactMap { $0 }),
    .explained(
      Explanation(
        AccountKey(station: "s1"), .init(unaccounted: 4, uncounted: -1), reason: "taken home")),
    .corrected(
      Correction(.reopen, .sheets(Batch(station: "s1", id: "b1"), contest: "council"), reason: "x")),
    .corrected(Correction(.void, .account(AccountKey(station: "s1")), reason: "x")),
    .amended(["number": 1]),
    .reconciled(reconciliation: hash, strikes: other),
    lots,
    .vault(.severed, officers: officers),
    .counted(count),
    .countedBlind(stage: .partial, sealed: hash, officers: officers),
    .released(count, sealed: other),
    .proof(.mixed(number: 1, officer: "officer-a", hash: hash)),
    .proof(
      .opened(
        ProofOpening(officer: "officer-a", members: officers, hash: hash, tracking: other))),
    .proof(.abandoned(hashes: [hash, other], members: officers)),
    .proof(.smallAllowed(SmallGroups(count: 2, smallest: 1, tracking: other))),
    .proof(
      .ceremonyAbandoned(
        AbandonedCeremony(dealer: "officer-b", officer: "officer-a", definition: hash))),
    .allowed(.disclose(hash), reason: "agreed"),
    .shown(result: hash),
    .signed(file: "results/final/result.json", hash: hash, signer: "officer-a"),
    .exported(b2sums: hash),
    .disclosed(
      DisclosedCopy(recipient: "press", result: hash, marks: other, b2sums: hash, decision: "no")),
    .checked(LaptopChecks(good: ["swap"], look: [], bad: ["clock"], notChecked: ["media"])),
    .warning(.clock(.back), line: 3, detail: "before"),
  ]

  /// Other forms of members.
  static let more: [JournalEvent] =
    [
      .started(
        definition: hash, software: Software(version: "1.0", hash: other),
        workspace: "1f0a5c7739be20d4"),
      .imported(bundle(channel: nil, ballots: nil, ignored: NameList())),
      .imported(
        bundle(channel: nil, ballots: 1, ignored: NameList((1...30).map { "file-\($0)" }))),
      .desk(desk(DeskChain(clerk: "clerk-1", desk: nil), 1), signature: ""),
      .explained(
        Explanation(
          AccountKey(station: "s1", contest: "council"), .init(unaccounted: 0, uncounted: 2),
          reason: "x")),
      .corrected(
        Correction(.void, .sheets(Batch(station: "s1", id: "b1"), contest: nil), reason: "x")),
      .allowed(.count, reason: "a"), .allowed(.release, reason: "b"),
      .allowed(.resume(hash), reason: "c"),
      .disclosed(
        DisclosedCopy(recipient: nil, result: hash, marks: nil, b2sums: hash, decision: nil)),
      .warning(.moved, line: 1, detail: ""),
    ] + VaultAct.allCases.map { .vault($0, officers: []) }
    + ClockFault.allCases.map { .warning(.clock($0), line: 1, detail: "") }
    + Stage.allCases.map {
      .counted(CountEntry(stage: $0, result: hash, officers: [], ties: []))
    }
}
