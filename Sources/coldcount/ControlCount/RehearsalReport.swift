import Audit
import Console
import Election
import Encoding
import Record
import Result
import Rehearsal
import Words
import Workspace

/// The protocol of a rehearsal: what was counted, what was compared, and what was not tried.
struct RehearsalReport {
  static let fileName = "rehearsal.json"
  private static let format = "coldcount/rehearsal/1"

  /// What the officers' real shares opened of an election with proofs.
  struct Tried {
    let officers: [String]
    /// Marks of contests that came out as they were put in.
    let marks: Int
  }

  private let original: Definition
  private let originalHash: Digest
  private let rehearsed: Digest
  private let at: Timestamp
  private let software: Software
  private let tried: Tried?
  private let plan: ControlPlan
  private let found: ControlFigures
  private let audit: AuditReport
  private let differences: [Message]

  init(
    original: Definition, originalHash: Digest, rehearsed: Digest, tried: Tried?, at: Timestamp,
    software: Software, plan: ControlPlan, result: ElectionResult, audit: AuditReport
  ) {
    self.original = original
    self.originalHash = originalHash
    self.rehearsed = rehearsed
    self.tried = tried
    self.at = at
    self.software = software
    self.plan = plan
    self.audit = audit
    found = ControlFigures(result: result)
    var differences: [Message] = plan.figures.differences(from: found).map {
      "\($0.path): expected \($0.expected), counted \($0.found)"
    }
    for outcome in plan.outcomes {
      let contest = result.contests.first { $0.id == outcome.contest }
      if let problem = outcome.difference(from: contest?.outcome) {
        differences.append("\(outcome.contest)/outcome: \(problem)")
      }
    }
    self.differences = differences
  }

  /// Whether everything came out as it was put in and the audit finds nothing.
  var holds: Bool { differences.isEmpty && audit.holds }

  /// What a rehearsal does not try.
  private var notTried: [Message] {
    var notTried: [Message] = [
      "the collectors' and people's own signing keys, in whose place others signed",
      "amendments, lots, a blind count and the making of pages",
    ]
    if tried != nil {
      notTried.append(
        "the officers' own laptops; the control count was mixed and opened with shares that were "
          + "thrown away, since no deal fits other signing keys")
    }
    if !plan.unpredicted.isEmpty {
      notTried.append(
        "who is elected in \(plan.unpredicted.joined(separator: ", ")): it cannot be said beforehand"
      )
    }
    return notTried
  }

  var json: JSON {
    let list = { (texts: [String]) in JSON.array(texts.map { .string($0) }) }
    let english = { (messages: [Message]) in list(messages.map(\.english)) }
    var members: JSON.Members = [
      "format": .string(Self.format), "id": .string(original.id),
      "election": .string(originalHash.description), "rehearsed": .string(rehearsed.description),
      "at": .string(at.description),
      "software": [
        "version": .string(software.version), "hash": .string(software.hash.description),
      ],
      "bundles": .integer(plan.bundles.count),
      "ballots": .integer(plan.figures.count("electronic", "entries")),
      "sheets": .integer(plan.sheets.count), "figures": .integer(figureCount),
      "outcomes": .integer(plan.outcomes.count), "differences": english(differences),
      "audit": [
        "checks": .integer(audit.checks.count), "failed": list(audit.failed.map(\.id.rawValue)),
        "notMade": list(audit.notMade.map(\.id.rawValue)),
      ],
      "notTried": english(notTried), "holds": .bool(holds),
    ]
    if let tried {
      members["shares"] = [
        "officers": list(tried.officers), "marks": .integer(tried.marks),
      ]
    }
    return .object(members)
  }

  /// Figures that were compared: those that were expected or counted.
  private var figureCount: Int {
    Set(plan.figures.counts.keys).union(found.counts.keys).count
  }

  func words(_ language: Language) -> String {
    let ballots = plan.figures.count("electronic", "entries")
    var lines: [Message] = [
      "rehearsal of \(original.id) \(originalHash)",
      "counted: \(ballots) control ballots in \(Plural.of(plan.bundles.count, "bundle")), "
        + "\(Plural.of(plan.sheets.count, "sheet"))",
      "compared: \(Plural.of(figureCount, "figure")), \(Plural.of(plan.outcomes.count, "outcome"))",
      "audit: \(audit.checks.count) checks, \(audit.failed.count) fail",
    ]
    if let tried {
      lines.append(
        "shares of \(tried.officers.joined(separator: ", ")) opened "
          + "\(Plural.of(tried.marks, "vote")) sealed to the real key, as they were put in")
    }
    lines += differences.map { "  differs: \($0)" }
    lines += audit.failed.map { "  audit fails: \($0.id.title)" }
    lines += notTried.map { "not tried: \($0)" }
    lines.append(holds ? "Everything is as it was put in." : "THE REHEARSAL DOES NOT HOLD.")
    return lines.map { SafeText.escaped(language.text($0)) + "\n" }.joined()
  }
}
