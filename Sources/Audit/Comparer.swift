package import Storage

import Cryptography
import Election
import Encoding
import Result
import Words

/// Holds two packages against each other, each of which is first checked by itself.
///
/// The journal of a laptop, who keyed there and who signed, may differ; whatever went into the
/// count and whatever came out of it may not.
package struct Comparer {
  /// The most differences that are listed for one point.
  static let maxDifferences = 200

  let first: Auditor
  let second: Auditor
  private var items: [Compared] = []

  /// Compares the packages in two folders.
  ///
  /// - Throws: `StorageError` where a folder itself cannot be read.
  package static func compare(
    _ first: String, _ second: String, disk: any Disk
  ) throws -> Comparison {
    var comparer = Comparer(
      first: try Auditor.audited(first, disk: disk), second: try Auditor.audited(second, disk: disk)
    )
    comparer.run()
    let side = { (path: String, auditor: Auditor) in
      Comparison.Side(path: path, report: auditor.report, isPublic: auditor.isPublic)
    }
    return Comparison(
      first: side(first, comparer.first), second: side(second, comparer.second),
      items: comparer.items)
  }

  private init(first: Auditor, second: Auditor) {
    self.first = first
    self.second = second
  }

  /// Whether what a package for the public leaves out is in neither or one of them.
  var isPublic: Bool { first.isPublic || second.isPublic }
  /// Whether only one of them is for the public.
  var isMixed: Bool { first.isPublic != second.isPublic }

  private mutating func run() {
    make(.definition) { $0.compareDefinitions(&$1) }
    make(.amendments) { $0.compareAmendments(&$1) }
    make(.bundles, needsWhole: true) { $0.compareBundles(&$1) }
    make(.sheets, needsWhole: true) { $0.compareSheets(&$1) }
    make(.accounts, needsWhole: true) { $0.compareAccounts(&$1) }
    make(.strikes, needsWhole: true) { $0.compareStrikes(&$1) }
    make(.reconciliation, needsWhole: true) { $0.compareReconciliations(&$1) }
    make(.stage) { $0.compareStages(&$1) }
    make(.ballots) { $0.compareBallots(&$1) }
    make(.patterns, needsWhole: true) { $0.comparePatterns(&$1) }
    make(.tracking) { $0.compareTracking(&$1) }
    make(.contests) { $0.compareContests(&$1) }
    make(.journal, needsWhole: true) { $0.compareJournals(&$1) }
    make(.software) { $0.compareSoftware(&$1) }
    make(.signatures) { $0.compareSignatures(&$1) }
    make(.earlier, needsWhole: true) { $0.compareEarlier(&$1) }
  }

  /// What a comparison has to say when it ends.
  struct Outcome {
    var differences: [Compared.Difference] = []
    /// Differences beyond those that are listed.
    var more = 0
    var extent: Message = ""
    var reason: Message?

    mutating func add(_ subject: [Message], _ first: String?, _ second: String?) {
      if first != second { differences.append(Compared.Difference(subject, first, second)) }
    }

    mutating func add(_ subject: [Message], _ first: Message?, _ second: Message?) {
      if first != second { differences.append(Compared.Difference(subject, first, second)) }
    }
  }

  private mutating func make(
    _ id: ComparedID, needsWhole: Bool = false, _ body: (Comparer, inout Outcome) -> Void
  ) {
    var outcome = Outcome()
    if needsWhole, isPublic {
      outcome.reason = "a package for the public leaves this out"
    } else {
      body(self, &outcome)
    }
    let mayDiffer: Set<ComparedID> = [.journal, .software, .signatures, .earlier]
    let total = outcome.differences.count + outcome.more
    let listed = Array(outcome.differences.prefix(Self.maxDifferences))
    let verdict: Compared.Verdict =
      if total > 0 {
        mayDiffer.contains(id) ? .mayDiffer(listed) : .differs(listed, total: total)
      } else if let reason = outcome.reason {
        .notCompared(reason)
      } else {
        .same
      }
    items.append(Compared(id: id, verdict: verdict, extent: outcome.extent))
  }

  static let noResult: Message = "a result cannot be read: see 'coldcount verify'"

  private func compareDefinitions(_ outcome: inout Outcome) {
    guard let one = first.definitionFile, let other = second.definitionFile else {
      outcome.reason = "a definition cannot be read"
      return
    }
    outcome.extent = "\(Digest.of(one))"
    guard one != other else { return }
    outcome.extent = ""
    compareJSON(one, other, "election.json", &outcome)
  }

  /// Where two files of JSON differ; at least that their hashes do.
  private func compareJSON(
    _ one: [UInt8], _ other: [UInt8], _ name: String, _ outcome: inout Outcome
  ) {
    var comparison = JSONComparison()
    if let one = try? JSON.parse(canonical: one), let other = try? JSON.parse(canonical: other) {
      comparison.values(one, other, [Message(name)])
      outcome.differences += comparison.differences
    }
    if comparison.differences.isEmpty {
      outcome.add(
        [Nouns.file(name)], Digest.of(one).description, Digest.of(other).description)
    }
  }

  private func compareAmendments(_ outcome: inout Outcome) {
    guard let one = first.result?.inputs.amendments, let other = second.result?.inputs.amendments
    else {
      outcome.reason = Self.noResult
      return
    }
    outcome.extent = Plural.of(max(one.count, other.count), "amendment")
    for index in 0..<max(one.count, other.count) {
      let hashes = [one, other].map { index < $0.count ? $0[index] : nil }
      guard hashes[0] != hashes[1] else { continue }
      let words = zip([first, second], hashes).map { auditor, hash in
        hash.map { auditor.words(ofAmendment: index + 1, hash: $0) }
      }
      outcome.add([Nouns.amendment(index + 1)], words[0], words[1])
    }
  }

  private func compareReconciliations(_ outcome: inout Outcome) {
    guard let one = first.folder.read("reconciliation.json"),
      let other = second.folder.read("reconciliation.json")
    else {
      outcome.reason = "reconciliation.json cannot be read"
      return
    }
    if one != other { compareJSON(one, other, "reconciliation.json", &outcome) }
  }

  private func compareSoftware(_ outcome: inout Outcome) {
    let facts = [first.facts.software, second.facts.software]
    outcome.extent = facts[0] == facts[1] ? "coldcount \(facts[0].version)" : ""
    outcome.add(["version"], facts[0].version, facts[1].version)
    outcome.add(["hash"], facts[0].hash, facts[1].hash)
  }

  private func compareSignatures(_ outcome: inout Outcome) {
    for name in ["election.json", "result.json", "reconciliation.json", "B2SUMS"] {
      let signers = [first, second].map {
        $0.folder.signers(of: name).sorted().joined(separator: ", ")
      }
      outcome.add([Nouns.file(name)], signers[0], signers[1])
    }
  }

  private func compareEarlier(_ outcome: inout Outcome) {
    let names = [first, second].map { Set($0.earlierNames) }
    outcome.extent = Plural.of(names[0].intersection(names[1]).count, "result")
    for name in names[0].symmetricDifference(names[1]).sorted() {
      outcome.add(
        [Nouns.file(name)], names[0].contains(name) ? "" : nil, names[1].contains(name) ? "" : nil)
    }
  }
}

extension Auditor {
  /// What an amendment changes, or why that cannot be said.
  fileprivate func words(ofAmendment number: Int, hash: Digest) -> String {
    guard let definition, let file = definitionFile,
      let bytes = folder.read(Amendment.fileName(number), limit: Amendment.maxByteCount),
      let amendment = try? Amendment(
        file: bytes, definition: definition, election: Digest.of(file))
    else { return hash.description }
    return amendment.changes.map(\.words).joined(separator: "; ") + " (\(amendment.reason))"
  }
}
