import Cryptography
import Election
import Encoding
import Paper
import Record
import Result
import Storage
import Tally
import Words

/// Strikes, the buckets of ballots, and the count itself.
extension Auditor {
  mutating func checkReconciliation(_ finding: inout Finding) {
    guard let bytes = folder.read("reconciliation.json") else {
      finding.fail("reconciliation.json is missing or cannot be read")
      return
    }
    var problems: [Message] = []
    reconciliation = PackageReconciliation(bytes, problems: &problems)
    for problem in problems { finding.fail(problem) }
    guard let reconciliation, let result = whole, let file = definitionFile else { return }
    if Digest.of(bytes) != result.inputs.reconciliation {
      finding.fail("the result names another one")
    }
    if reconciliation.election != Digest.of(file) { finding.fail("it is of another election") }
    if reconciliation.manifests.sorted() != result.inputs.manifests.sorted() {
      finding.fail("it read other bundles than the result names")
    }
    if reconciliation.amendments != result.inputs.amendments {
      finding.fail("it knew of other amendments than the result names")
    }
    if reconciliation.unresolved != result.unresolved {
      finding.fail("the result has other unresolved register entries")
    }
    if reconciliation.hasRoll != result.isEligibilityChecked {
      finding.fail("the result says otherwise whether a roll was there")
    }
    for problem in state?.contradictions(reconciliation.facts) ?? [] { finding.fail(problem) }
    for manifest in manifests ?? [] {
      guard let ballots = reconciliation.unidentified[manifest.hash], ballots != manifest.ballots
      else { continue }
      finding.fail(
        "it has other ballots of bundle \(manifest.hash), whose identities do not hold, than the "
          + "manifest")
    }
    // What a final count may not leave open.
    if result.stage == .final {
      for item in outstanding ?? [] where item.isOfReconciliation { finding.fail(item.message) }
    }
    finding.compared =
      "\(Plural.of(reconciliation.manifests.count, "bundle")), "
      + (reconciliation.hasRoll ? "with a roll" : "no roll: eligibility was not checked")
  }

  func checkReconciliationSigned(_ finding: inout Finding) {
    guard let valid = signers(of: "reconciliation.json", role: .custodian, &finding),
      let definition
    else { return }
    finding.compared =
      "\(valid.count) of \(definition.custodians.count) custodians: \(valid.joined(separator: ", "))"
    if valid.isEmpty { finding.fail("no custodian signed it") }
  }

  mutating func checkStrikes(_ finding: inout Finding) {
    guard let manifests, let definition else {
      finding.notMade = "the manifests cannot be read"
      return
    }
    let byHash = Dictionary(manifests.map { ($0.hash, $0) }, uniquingKeysWith: { $1 })
    var found = PackageStrikes(keepsBallots: delivered != nil)
    var hasher = Hasher256()
    do {
      try folder.forEachPiece("strikes.csv") { piece in
        hasher.update(piece)
        found.take(piece, manifests: byHash)
      }
    } catch {
      finding.fail("strikes.csv: \(error.report.message)")
      return
    }
    found.finish(hash: hasher.finish())
    for problem in found.problems { finding.fail(problem) }
    strikes = found
    if let result, result.inputs.strikes != found.hash {
      finding.fail("the result names another file")
    }
    var byReason: [String: Int] = [:]
    var byGroup: [[String]: Int] = [:]
    for (bundle, reasons) in found.counts {
      guard let manifest = byHash[bundle] else { continue }
      for (reason, count) in reasons {
        byReason[reason, default: 0] += count
        byGroup[[reason, manifest.style, manifest.channel ?? ""], default: 0] += count
      }
    }
    for reason in StrikeReason.allCases
    where byReason[reason.rawValue] != nil
      && !definition.strikes(for: reason, hasRoll: reconciliation?.hasRoll == true)
    {
      finding.fail("ballots are struck as \(reason), for which the election has no rule")
    }
    finding.compared =
      "\(Plural.of(byReason.values.reduce(0, +), "ballot")) in \(Plural.of(definition.styles.count, "style"))"
    if let reconciliation {
      if reconciliation.strikes != found.hash {
        finding.fail("the reconciliation names another file")
      }
      if reconciliation.struck != byGroup {
        finding.fail("the reconciliation counts other strikes")
      }
    }
    if let result = whole {
      let stated = result.electronic.struck.map { ($0.key.rawValue, $0.value) }
      if Dictionary(stated, uniquingKeysWith: +) != byReason {
        finding.fail("the result counts other strikes")
      }
    }
  }

  func checkBallots(_ finding: inout Finding) {
    guard let result = whole, let manifests else {
      finding.notMade = "the result or the manifests cannot be read"
      return
    }
    let electronic = result.electronic
    let entries = Self.sum(manifests.map(\.ballots))
    if entries != electronic.entries {
      finding.fail(
        "the manifests have \(entries.map { "\($0)" } ?? "too many") ballots, the result \(electronic.entries)"
      )
    }
    if let excluded = Self.sum(manifests.map(excluded)), excluded != electronic.excluded {
      finding.fail(
        "\(electronic.excluded) ballots are excluded, the amendments and the reconciliation say "
          + "\(excluded)")
    }
    checkBuckets(electronic, &finding)
  }

  /// Every sealed ballot is in one bucket.
  func checkBuckets(_ electronic: ElectionResult.Electronic, _ finding: inout Finding) {
    if !electronic.isComplete { finding.fail("the result's buckets do not add up") }
    finding.compared =
      "\(electronic.entries) = \(electronic.read) read + \(electronic.struckTotal) struck + "
      + "\(electronic.unreadable) unreadable + \(electronic.excluded) excluded"
  }

  /// The ballots of a bundle that do not count.
  private func excluded(_ manifest: PackageManifest) -> Int {
    guard manifest.kind == "ballots" else { return 0 }
    if isExcluded(manifest) || reconciliation?.excludes(manifest.hash) == true {
      return manifest.ballots
    }
    return rulings.excludedBallots(of: manifest.hash).count
  }

  /// A sum, or nil where it is beyond any count.
  private static func sum(_ numbers: [Int]) -> Int? {
    var sum = 0
    for number in numbers {
      let next = sum.addingReportingOverflow(number)
      guard !next.overflow else { return nil }
      sum = next.partialValue
    }
    return sum
  }

  func checkTally(_ finding: inout Finding) {
    guard let definition = amended, let result = whole, let sheets else {
      finding.notMade = "the definition, the result or the sheets cannot be read"
      return
    }
    guard folder.names.contains("patterns.csv") else {
      finding.notMade = "this package has no patterns.csv, from which the count could be repeated"
      return
    }
    do {
      let tally = Tally(definition)
      var reader = PatternReader(definition: definition)
      var totals = PatternTotals()
      var problem: (any Error)?
      try folder.forEachPiece("patterns.csv") { piece in
        guard problem == nil else { return }
        do {
          try reader.take(piece) { pattern, times in
            try tally.add(pattern, times: times)
            totals.add(pattern, times: times)
          }
        } catch { problem = error }
      }
      if let problem { throw problem }
      try reader.finish()
      for sheet in sheets { try tally.add(sheet) }
      let contests = try tally.results(lots: lots, unresolved: result.unresolved)
      // What is alike, as it is nearly always, need not be written out.
      if contests != result.contests {
        let (again, stated) = (contests.map(\.json), result.contests.map(\.json))
        for difference in JSONDifference.list(counted: .array(again), stated: .array(stated)) {
          finding.fail(difference)
        }
      }
      if result.stage == .final {
        for contest in contests where contest.outcome.draw != nil {
          finding.fail("lots are to be drawn in \(contest.id)")
        }
      }
      checkTotals(totals, definition, &finding)
      finding.compared =
        "\(Plural.of(contests.count, "contest")) from \(Plural.of(reader.count, "pattern")) "
        + "and \(Plural.of(sheets.count, "sheet"))"
      checkNamed("patterns.csv", result.inputs.patterns, &finding)
    } catch is StorageError {
      finding.fail("patterns.csv cannot be read")
    } catch let error as any ReportedError {
      let place = error.report.place ?? "patterns.csv"
      finding.fail("\(place): \(error.report.message)")
    } catch { finding.fail("patterns.csv: \(error)") }
  }

  /// Every contest of a style has as many marks as ballots of the style were opened.
  private func checkTotals(
    _ totals: PatternTotals, _ definition: Definition, _ finding: inout Finding
  ) {
    guard let manifests, let strikes else { return }
    var opened: [PatternTotals.Source: Int] = [:]
    for manifest in manifests where manifest.kind == "ballots" {
      let struck = (strikes.counts[manifest.hash] ?? [:]).values.reduce(0, +)
      let left = manifest.ballots - excluded(manifest) - struck
      let source = PatternTotals.Source(style: manifest.style, collector: manifest.collector)
      opened[source, default: 0] += min(left, 1 << 40)
    }
    // Not every style of every collector: of most there is nothing.
    for source in totals.sources.union(opened.keys).sorted() {
      // What a manifest names that is not there is said where manifests are checked.
      guard let style = definition.style(source.style),
        definition.collector(source.collector) != nil
      else { continue }
      let expected = opened[source, default: 0] - totals.sum(source, Pattern.noContest)
      for contest in style.contests {
        let sum = totals.sum(source, contest)
        guard sum != expected else { continue }
        finding.fail(
          "patterns.csv has \(sum) ballots of style \(style.id) of \(source.collector) in "
            + "\(contest), the bundles \(expected)")
      }
    }
    if let result = whole, totals.unreadable != result.electronic.unreadable {
      finding.fail("patterns.csv has another number of unreadable ballots than the result")
    }
  }
}
