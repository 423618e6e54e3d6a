import Audit
import Cryptography
import Election
import Encoding
import Foundation
import Paper
import Record
import Storage
import TestSupport
import Testing

/// A line that somebody appends to the journal of a package, which they sign again as far as their
/// keys go.
struct ForgedLine: Sendable {
  let what: String
  let event: @Sendable (ForgedPackage) throws -> JournalEvent
  /// Who may write it there; from anybody else the audit refuses it.
  let writers: Set<Opponent>
  /// Of a line that nobody may write there: whose role alone would do, and what the audits say of it.
  var refusal: (of: Opponent, says: String)?
}

/// Somebody who appends lines, in whose name, and with whose keys.
struct LineForger: CustomTestStringConvertible, Sendable {
  let opponent: Opponent
  /// Nobody's where it is nil.
  let name: String?

  var testDescription: String { "\(opponent) as \(name ?? JournalLine.nobody)" }
  /// Whether they have the key of whom they name.
  var isSigned: Bool { name.map(opponent.keys.contains) ?? true }
}

@Suite("A line is appended with the key of each role in turn", .serialized)
struct ForgedLineTests {
  private static let hash = Digest.of([7])
  private static let officers: Set<Opponent> = [.officer, .quorum]
  private static let staff: Set<Opponent> = [.clerk, .officer, .quorum]
  private static let anybody: Set<Opponent> = [.stick, .clerk, .custodian, .officer, .quorum]

  private static func line(
    _ what: String, by writers: Set<Opponent>,
    _ event: @escaping @Sendable (ForgedPackage) throws -> JournalEvent
  ) -> ForgedLine {
    ForgedLine(what: what, event: event, writers: writers)
  }

  /// A line that may not stand there, whoever writes it.
  private static func line(
    _ what: String, of role: Opponent, says: String,
    _ event: @escaping @Sendable (ForgedPackage) throws -> JournalEvent
  ) -> ForgedLine {
    ForgedLine(what: what, event: event, writers: [], refusal: (role, says))
  }

  /// The first event of a kind in the journal of the package, which is written once more.
  private static func again(_ kind: JournalEvent.Kind, in copy: ForgedPackage) throws
    -> JournalEvent
  {
    let lines = try copy.read("journal.jsonl").split(separator: "\n").map {
      try JournalLine(file: Array("\($0)\n".utf8))
    }
    return try #require(lines.last { $0.event.kind == kind }).event
  }

  /// A desk's file with a sheet of the package, signed by its clerk.
  private static func desk(
    _ clerk: String, _ sequence: Int, in copy: ForgedPackage
  ) throws -> JournalEvent {
    guard case .paper(_, let sheet) = try again(.paper, in: copy) else {
      throw ForgedPackage.Missing(what: "sheet")
    }
    let file: JSON = [
      "format": "coldcount/desk/1", "election": sheet["election"] ?? nil,
      "clerk": .string(clerk), "sequence": .integer(sequence),
      "previous": sequence == 1 ? nil : .string(hash.description), "entries": [sheet],
    ]
    let signature = try VectorElection.key(clerk).sign(
      file: file.canonical, trustedComment: "test")
    return .desk(
      try DeskFile(file: file.canonical),
      signature: String(decoding: signature.file, as: UTF8.self))
  }

  static let lines: [ForgedLine] = [
    line(
      "lots are drawn once more", of: .officer, says: "leaves nothing to lots"
    ) { try again(.lots, in: $0) },
    line(
      "a bundle is taken in once more", of: .clerk, says: "is in already"
    ) { try again(.imported, in: $0) },
    line(
      "a workspace is made once more", of: .clerk, says: "a workspace is made once"
    ) { try again(.started, in: $0) },
    line("a sheet is keyed", by: staff) { try again(.paper, in: $0) },
    line("an account is keyed", by: staff) { try again(.account, in: $0) },
    line("a desk's first file", by: staff) { try desk("clerk-2", 1, in: $0) },
    line(
      "a desk's second file without the first", of: .clerk,
      says: "does not follow from those that are in"
    ) { try desk("clerk-2", 2, in: $0) },
    line(
      "a desk's file of who keys no paper", of: .clerk, says: "keeper is no officer"
    ) { try desk("keeper", 1, in: $0) },
    line(
      "an amendment is taken in once more", of: .clerk, says: "out of order"
    ) { try again(.amended, in: $0) },
    line("a reconciliation", by: [.custodian]) { _ in
      .reconciled(reconciliation: hash, strikes: hash)
    },
    line("a count by the quorum", by: officers) { _ in
      .counted(
        CountEntry(
          stage: .partial, result: .of([8]), officers: ["officer-a", "officer-b"], ties: []))
    },
    line(
      "a count is recorded once more", of: .officer, says: "this result was counted before it"
    ) { try again(.counted, in: $0) },
    line("a count by one officer", of: .officer, says: "not opened by") { _ in
      .counted(CountEntry(stage: .final, result: hash, officers: ["officer-a"], ties: []))
    },
    line(
      "a release of what was never sealed", of: .officer, says: "releases another blind count"
    ) { _ in
      .released(
        CountEntry(stage: .final, result: hash, officers: ["officer-a", "officer-b"], ties: []),
        sealed: hash)
    },
    line(
      "a mix in an election that has none", of: .officer, says: "this election has no proofs"
    ) { _ in .proof(.mixed(number: 1, officer: "officer-a", hash: hash)) },
    line(
      "an opening in an election that has none", of: .officer, says: "this election has no proofs"
    ) { _ in
      .proof(
        .opened(
          ProofOpening(
            officer: "officer-a", members: ["officer-a", "officer-b"], hash: hash,
            tracking: hash)))
    },
    line(
      "few ballots are allowed in an election that has no proofs", of: .officer,
      says: "this election has no proofs"
    ) { _ in
      .proof(.smallAllowed(SmallGroups(count: 1, smallest: 1, tracking: hash)))
    },
    line("a yes before the embargo ends", by: officers) { _ in .allowed(.count, reason: "x") },
    line(
      "a result that was never counted is shown", of: .stick, says: "no count gave this result"
    ) { _ in .shown(result: hash) },
    line(
      "a result that was never counted is signed", of: .officer, says: "no count gave this result"
    ) { _ in
      .signed(file: "results/final/result.json", hash: hash, signer: "officer-a")
    },
    line("a package is exported", by: staff) { _ in .exported(b2sums: hash) },
    line("the vault is asked", by: [.custodian]) { _ in .vault(.find, officers: []) },
    line(
      "the vault is severed before the end", of: .custodian,
      says: "the latest count is not a final one"
    ) { _ in
      .vault(.severed, officers: ["officer-a", "officer-b"])
    },
    line(
      "the vault is emptied by one officer", of: .custodian, says: "not opened by"
    ) { _ in
      .vault(.destroyed, officers: ["officer-a"])
    },
    line("a bundle was refused", by: anybody) { _ in
      .refused(code: "media", folder: "x", problem: "y")
    },
    line("the program warns", by: [.stick]) { _ in .warning(.moved, line: 1, detail: "x") },
    line("the laptop is looked at", by: anybody) { _ in
      .checked(LaptopChecks(good: ["swap"], look: [], bad: [], notChecked: []))
    },
    line("a copy is disclosed", by: anybody.subtracting([.stick])) { _ in
      .disclosed(
        DisclosedCopy(recipient: "x", result: hash, marks: hash, b2sums: hash, decision: "y"))
    },
    line("a difference is explained", by: officers) { _ in
      .explained(PackageFixture.explanation)
    },
    line("a signed sheet is reopened", of: .officer, says: "an amendment sets it aside") { _ in
      .corrected(
        Correction(.reopen, .sheets(Batch(station: "s1", id: "b1"), contest: nil), reason: "x"))
    },
    line("a signed account is taken out", of: .officer, says: "an amendment sets it aside") { _ in
      .corrected(Correction(.void, .account(AccountKey(station: "s1")), reason: "x"))
    },
    line("a count that nobody sees", by: officers) { _ in
      .countedBlind(stage: .final, sealed: hash, officers: ["officer-a", "officer-b"])
    },
  ]

  static let forgers = [
    LineForger(opponent: .stick, name: nil), LineForger(opponent: .stick, name: "clerk-1"),
    LineForger(opponent: .collector, name: "web"), LineForger(opponent: .clerk, name: "clerk-1"),
    LineForger(opponent: .custodian, name: "keeper"),
    LineForger(opponent: .officer, name: "officer-a"),
    LineForger(opponent: .quorum, name: "officer-b"),
  ]

  @Test("and is refused from whoever may not write it there", arguments: forgers)
  func forged(_ forger: LineForger) throws {
    let copy = try ForgedPackage(of: TamperedPackageTests.package.get())
    let first = try copy.read("journal.jsonl").split(separator: "\n").count + 1
    // A line that is refused changes nothing of what follows.
    for line in Self.lines { try copy.append(line.event(copy), by: forger.name) }
    try copy.seal(by: forger.opponent)
    let report = try Auditor.check(copy.path, disk: LiveDisk())
    let second = try SecondAudit.expectSame(report, copy.path)
    for (number, line) in zip(first..., Self.lines) {
      let said = [report.json, second].map { Self.said($0, of: number) }
      let mayWrite = forger.isSigned && line.writers.contains(forger.opponent)
      #expect(said.map(\.isEmpty) == [mayWrite, mayWrite], "\(line.what): \(said)")
      guard let refusal = line.refusal, refusal.of == forger.opponent, forger.isSigned else {
        continue
      }
      #expect(
        said.allSatisfy { $0.contains { $0.contains(refusal.says) } }, "\(line.what): \(said)")
    }
  }

  /// What an audit says of a line of the journal.
  private static func said(_ report: JSON, of line: Int) -> [String] {
    (report["checks"]?.array ?? []).filter { ["record", "journal-signed"].contains($0["id"]) }
      .flatMap { $0["failures"]?.array ?? [] }.compactMap(\.string)
      .filter { $0.split { !$0.isLetter && !$0.isNumber }.prefix(2) == ["line", "\(line)"] }
  }
}
