import Cryptography
import Election
import Encoding
import Foundation
import Record
import Storage
import TestSupport
import Testing
import Words
import Workspace

/// A line about proofs that somebody appends to a journal.
struct ProofLine: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let event: ProofEvent
  /// Lines that stand before it.
  var before: [ProofEvent] = []
  /// What is said of it from an officer whose turn it is; nil where it may stand there.
  var refusal: String?

  init(
    _ what: String, _ event: ProofEvent, after before: [ProofEvent] = [], refusal: String? = nil
  ) {
    testDescription = what
    self.event = event
    self.before = before
    self.refusal = refusal
  }
}

/// Somebody who appends lines: in whose name, and with whose key.
struct ProofForger: CustomTestStringConvertible, Sendable {
  let name: String?
  let key: String?
  /// What is said of every line of theirs; nil of an officer's own.
  let refusal: String?

  var testDescription: String { "\(name ?? "nobody") with the key of \(key ?? "nobody")" }
}

@Suite("A line about proofs is appended to the journal", .serialized)
struct ProofLineTests {
  private static let workspace = Result {
    let folder = try TemporaryFolder()
    _ = try ProofVectorElection.workspace(in: folder)
    return folder
  }

  private static let hash = Digest.of([7])
  private static let other = Digest.of([8])
  private static let members = ["officer-a", "officer-b"]

  private static func mixed(_ number: Int, _ officer: String) -> ProofEvent {
    .mixed(number: number, officer: officer, hash: .of(Array("\(number) \(officer)".utf8)))
  }

  private static func opened(
    _ officer: String, with members: [String] = members, of tracking: Digest = hash
  ) -> ProofEvent {
    .opened(
      ProofOpening(
        officer: officer, members: members, hash: .of(Array(officer.utf8)), tracking: tracking))
  }

  private static func abandoned(_ officers: String...) -> ProofEvent {
    .abandoned(hashes: officers.map { .of(Array($0.utf8)) }, members: members)
  }

  private static func ended(_ definition: Digest?) -> ProofEvent {
    .ceremonyAbandoned(
      AbandonedCeremony(dealer: "officer-b", officer: "officer-c", definition: definition))
  }

  private static let allowed = ProofEvent.smallAllowed(
    SmallGroups(count: 1, smallest: 1, tracking: hash))

  /// By officer-a, once everything is in and reconciled.
  static let lines: [ProofLine] = [
    ProofLine("the first mix", mixed(1, "officer-a")),
    ProofLine("a second mix", mixed(2, "officer-a"), after: [mixed(1, "officer-b")]),
    ProofLine("another first mix", mixed(1, "officer-a"), after: [mixed(1, "officer-b")]),
    ProofLine("a second mix before any", mixed(2, "officer-a"), refusal: "does not follow"),
    ProofLine(
      "a third mix after the first", mixed(3, "officer-a"), after: [mixed(1, "officer-b")],
      refusal: "does not follow"),
    ProofLine(
      "another mix by the same officer", mixed(2, "officer-a"), after: [mixed(1, "officer-a")],
      refusal: "officer-a mixed before"),
    ProofLine(
      "a mix in the name of another", mixed(1, "officer-b"), refusal: "officer-a is not officer-b"),
    ProofLine("an opening", opened("officer-a")),
    ProofLine("a second opening", opened("officer-a"), after: [opened("officer-b")]),
    ProofLine("the same opening anew", opened("officer-a"), after: [opened("officer-a")]),
    ProofLine(
      "an opening with others than began", opened("officer-a", with: ["officer-a", "officer-c"]),
      after: [opened("officer-b")], refusal: "not abandoned"),
    ProofLine(
      "an opening of other ballots than were begun", opened("officer-a", of: other),
      after: [opened("officer-b")], refusal: "not abandoned"),
    ProofLine(
      "an opening with others, once the first is abandoned",
      opened("officer-a", with: ["officer-a", "officer-c"]),
      after: [opened("officer-b"), abandoned("officer-b")]),
    ProofLine(
      "an opening in the name of another", opened("officer-b"),
      refusal: "officer-a is not officer-b"),
    ProofLine(
      "an opening by too many", opened("officer-a", with: members + ["officer-c"]),
      refusal: "not opened by 2 officers"),
    ProofLine(
      "an opening by too few", opened("officer-a", with: ["officer-a"]),
      refusal: "not opened by 2 officers"),
    ProofLine(
      "an opening by one officer twice", opened("officer-a", with: ["officer-a", "officer-a"]),
      refusal: "not opened by 2 officers"),
    ProofLine(
      "an opening with a custodian", opened("officer-a", with: ["officer-a", "keeper"]),
      refusal: "not opened by 2 officers"),
    ProofLine(
      "an opening among others alone", opened("officer-a", with: ["officer-b", "officer-c"]),
      refusal: "or does not open"),
    ProofLine("an opening is given up", abandoned("officer-b"), after: [opened("officer-b")]),
    ProofLine("none is given up", abandoned(), refusal: "other openings were begun"),
    ProofLine(
      "one that nobody began is given up", abandoned("officer-b"),
      refusal: "other openings were begun"),
    ProofLine(
      "one of two is given up", abandoned("officer-b"),
      after: [opened("officer-b"), opened("officer-a")], refusal: "other openings were begun"),
    ProofLine("few ballots are allowed", allowed),
    ProofLine(
      "a ceremony is remembered after the bundles", ended(nil), refusal: "a count has begun"),
  ]

  static let forgers: [ProofForger] = [
    ProofForger(name: "officer-a", key: "officer-a", refusal: nil),
    ProofForger(name: "officer-a", key: "officer-b", refusal: "not signed by officer-a"),
    ProofForger(name: "officer-a", key: "keeper", refusal: "not signed by officer-a"),
    ProofForger(name: "keeper", key: "keeper", refusal: "keeper is no officer"),
    ProofForger(name: "alpha", key: "alpha", refusal: "unknown alpha"),
    ProofForger(name: nil, key: nil, refusal: "nobody signed it"),
  ]

  /// What is said when the workspace is opened with these lines at its end, each in whose name and with
  /// whose key; nil where nothing is.
  private func said(
    _ events: [(ProofEvent, String?, String?)], begun: Bool = true
  ) throws -> String? {
    let folder = try Self.workspace.get()
    let path = folder.path("count/journal.jsonl")
    let kept = try Data(contentsOf: URL(filePath: path))
    defer { try? kept.write(to: URL(filePath: path)) }
    var lines = try kept.split(separator: UInt8(ascii: "\n")).map {
      try JournalLine(file: Array($0) + [UInt8(ascii: "\n")])
    }
    if !begun { lines = Array(lines.prefix(1)) }
    for (event, name, key) in events {
      let signer = try name.map { name in
        Signer(id: name, key: try ProofVectorElection.secretKey(key ?? name))
      }
      let last = try #require(lines.last)
      lines.append(
        try JournalLine.make(
          number: lines.count + 1, at: Timestamp(seconds: 1_800_000_000), event: .proof(event),
          previous: last.hash, signer: signer))
    }
    try Data(lines.flatMap(\.file)).write(to: URL(filePath: path))
    do {
      _ = try Workspace(
        open: folder.path("count"), writing: false, disk: LiveDisk(), clock: FixedClock())
      return nil
    } catch { return error.report.message.english }
  }

  /// Whoever a line is of signs it.
  private static func author(_ event: ProofEvent) -> String {
    switch event {
    case .mixed(_, let officer, _): officer
    case .opened(let opening): opening.officer
    default: "officer-b"
    }
  }

  @Test("and stands there only in its turn", arguments: lines)
  func rules(_ line: ProofLine) throws {
    let before = line.before.map { ($0, Optional(Self.author($0)), String?.none) }
    #expect(try said(before) == nil)
    let found = try said(before + [(line.event, "officer-a", nil)])
    guard let refusal = line.refusal else {
      #expect(found == nil)
      return
    }
    #expect(found?.contains(refusal) == true, "\(String(describing: found))")
  }

  @Test("and is an officer's alone", arguments: forgers)
  func writers(_ forger: ProofForger) throws {
    for line in Self.lines where line.refusal == nil && line.before.isEmpty {
      let found = try said([(line.event, forger.name, forger.key)])
      let isExpected = forger.refusal.map { found?.contains($0) == true } ?? (found == nil)
      #expect(isExpected, "\(line): \(String(describing: found))")
    }
    let found = try said([(Self.ended(nil), forger.name, forger.key)], begun: false)
    let isExpected = forger.refusal.map { found?.contains($0) == true } ?? (found == nil)
    #expect(isExpected, "\(String(describing: found))")
  }

  @Test("and of a ceremony that was ended it stands before everything else, once")
  func ceremonies() throws {
    let officer = { (event: ProofEvent) in (event, Optional("officer-a"), String?.none) }
    let first = officer(Self.ended(nil))
    let another = officer(Self.ended(Self.hash))
    #expect(try said([first, another], begun: false) == nil)
    #expect(try said([first, first], begun: false)?.contains("recorded already") == true)
    let late = try said([officer(Self.allowed), first], begun: false)
    #expect(late?.contains("a count has begun") == true)
    let file = try ProofVectorElection.read("\(ProofVectorElection.root)/package/election.json")
    let own = try said([officer(Self.ended(Digest.of(file)))], begun: false)
    #expect(own?.contains("this very definition") == true)
  }

  @Test("and without them nothing is sealed or counted")
  func counts() throws {
    let folder = try Self.workspace.get()
    let workspace = try ProofVectorElection.open(in: folder, disk: LiveDisk())
    let at = Timestamp(seconds: 1_800_000_000)
    var state = workspace.state
    let blind = { (sealed: Digest) in
      JournalEvent.countedBlind(stage: .electronic, sealed: sealed, officers: Self.members)
    }
    let count = JournalEvent.counted(
      CountEntry(stage: .electronic, result: Self.hash, officers: Self.members, ties: []))
    let objection = { (event: JournalEvent) in
      state.objection(to: event, by: "officer-a", at: at)?.english
    }
    #expect(objection(blind(Self.hash)) == "the mixes before it are others")
    #expect(objection(count) == "the openings before it are others")
    var number = workspace.journal.lines.count
    func write(_ event: JournalEvent, by officer: String) throws {
      number += 1
      try state.take(
        JournalLine.make(
          number: number, at: at, event: event, previous: Self.hash,
          signer: ProofVectorElection.signer(officer)))
    }
    func take(_ event: ProofEvent) throws { try write(.proof(event), by: Self.author(event)) }
    try take(Self.mixed(1, "officer-a"))
    try take(Self.mixed(2, "officer-b"))
    let last = try #require(state.proofs.mixes.last).hash
    #expect(objection(blind(Self.hash)) == "the mixes before it are others")
    #expect(objection(blind(last)) == nil)
    try write(blind(last), by: "officer-a")
    #expect(objection(blind(last)) == "the mixes before it are others")
    // For another stage the same may come of mixes that are taken over.
    try take(Self.mixed(1, "officer-a"))
    try take(Self.mixed(2, "officer-b"))
    #expect(objection(blind(last)) == nil)
    try take(Self.opened("officer-a"))
    #expect(objection(count) == "the openings before it are others")
    try take(Self.opened("officer-b"))
    #expect(objection(count) == nil)
    try take(Self.abandoned("officer-a", "officer-b"))
    #expect(objection(count) == "the openings before it are others")
  }
}
