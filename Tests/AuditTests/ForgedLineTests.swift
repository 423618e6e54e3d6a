import Audit
import Cryptography
import Election
import Encoding
import Foundation
import Record
import Storage
import TestSupport
import Testing

/// A line that somebody appends to the journal of a package, all of which they sign again.
struct ForgedLine: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let event: @Sendable (ForgedPackage) throws -> JournalEvent
  /// Who may write it there; from anybody else the audit refuses it.
  let writers: Set<String>
}

@Suite("A line is appended with the key of each role in turn", .serialized)
struct ForgedLineTests {
  private static let hash = Digest.of([7])
  private static let staff: Set = ["clerk-1", "officer-a"]
  private static let anybody: Set = ["-", "clerk-1", "keeper", "officer-a"]

  private static func line(
    _ what: String, by writers: Set<String>,
    _ event: @escaping @Sendable (ForgedPackage) throws -> JournalEvent
  ) -> ForgedLine {
    ForgedLine(testDescription: what, event: event, writers: writers)
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

  static let lines: [ForgedLine] = [
    line("lots are drawn once more", by: []) { try again(.lots, in: $0) },
    line("a bundle is taken in once more", by: []) { try again(.imported, in: $0) },
    line("a workspace is made once more", by: []) { try again(.started, in: $0) },
    line("a sheet is keyed", by: staff) { try again(.paper, in: $0) },
    line("an account is keyed", by: staff) { try again(.account, in: $0) },
    line("an amendment is taken in once more", by: []) { try again(.amended, in: $0) },
    line("a reconciliation", by: ["keeper"]) { _ in
      .reconciled(reconciliation: hash, strikes: hash)
    },
    line("a count by the quorum", by: ["officer-a"]) { try again(.counted, in: $0) },
    line("a count by one officer", by: []) { _ in
      .counted(CountEntry(stage: .final, result: hash, officers: ["officer-a"], ties: []))
    },
    line("a release of what was never sealed", by: []) { _ in
      .released(
        CountEntry(stage: .final, result: hash, officers: ["officer-a", "officer-b"], ties: []),
        sealed: hash)
    },
    line("a yes before the embargo ends", by: ["officer-a"]) { _ in .allowed(.count, reason: "x") },
    line("a result that was never counted is shown", by: []) { _ in .shown(result: hash) },
    line("a result that was never counted is signed", by: []) { _ in
      .signed(file: "results/final/result.json", hash: hash, signer: "officer-a")
    },
    line("a package is exported", by: staff) { _ in .exported(b2sums: hash) },
    line("the vault is asked", by: ["keeper"]) { _ in .vault(.find, officers: []) },
    line("the vault is severed before the end", by: []) { _ in
      .vault(.severed, officers: ["officer-a", "officer-b"])
    },
    line("the vault is emptied by one officer", by: []) { _ in
      .vault(.destroyed, officers: ["officer-a"])
    },
    line("a bundle was refused", by: anybody) { _ in
      .refused(code: "media", folder: "x", problem: "y")
    },
    line("the program warns", by: ["-"]) { _ in .warning(.moved, line: 1, detail: "x") },
  ]

  @Test("and is refused from whoever may not write it there", arguments: lines)
  func forged(_ line: ForgedLine) throws {
    for person in Self.anybody.sorted() {
      let copy = try ForgedPackage(of: TamperedPackageTests.package.get())
      try copy.append(line.event(copy), by: person == JournalLine.nobody ? nil : person)
      try copy.seal(by: .everybody)
      let report = try Auditor.check(copy.path, disk: LiveDisk())
      try SecondAudit.expectSame(report, copy.path)
      let isRefused = report.failed.contains { $0.id == .record }
      #expect(
        isRefused != line.writers.contains(person), "by \(person): \(report.checklist())")
    }
  }
}
