package import Election
package import Encoding
package import Paper
package import Result
import Tally

/// Results whose contests a test gives, with something in every other member.
package enum SampleResult {
  private static func hash(_ byte: UInt8) -> Digest {
    Digest([32 of UInt8](repeating: byte))
  }

  /// A result of the sample's election.
  ///
  /// Without more of every reason some ballots are struck.
  package static func result(
    _ contests: [ContestResult], stage: Stage,
    electronic: ElectionResult.Electronic = electronic
  ) -> ElectionResult {
    ElectionResult(
      head: ResultHead(
        election: hash(1), stage: stage, journal: hash(2),
        inputs: .init(
          manifests: [hash(3), hash(4)], sheets: [hash(5)], strikes: hash(6),
          reconciliation: hash(7), amendments: [hash(8)], patterns: hash(12),
          tracking: hash(13)),
        software: .init(version: "0.1.0", hash: hash(9)), isEligibilityChecked: true,
        replaces: hash(10)), electronic: electronic,
      unresolved: ["s1": 4, "s2": 5], accounts: [], corrections: [],
      openness: .init(
        stations: [
          StationProgress(station: "s1", isIn: true, papers: 10, toCome: 0),
          StationProgress(station: "s2", isIn: false, papers: 3, toCome: nil),
        ], outstanding: outstanding.map(StillOut.init)), contests: contests)
  }

  /// A different number of every fate.
  package static let electronic = ElectionResult.Electronic(
    entries: 27, excluded: 1,
    struck: Dictionary(
      StrikeReason.allCases.enumerated().map { ($1, $0) }, uniquingKeysWith: { $1 }),
    read: 3, unreadable: 2)

  /// The contests of a result of an election in which nobody voted, as the file has them.
  package static func contestsWithoutVotes(_ definition: [UInt8], keys: KeyCheck) -> JSON {
    guard let definition = try? Definition(file: definition, keys: keys),
      let contests = try? Tally.contests(definition, patterns: PatternTable(), sheets: [])
    else { return [] }
    return .array(contests.map(\.json))
  }

  /// One of every kind.
  package static let outstanding: [Outstanding] =
    [
      .nothing(collector: "web"), .missing(collector: "web", sequence: 2),
      .noFinal(collector: "web", highest: 3), .afterFinal(collector: "web", sequence: 4),
      .previous(collector: "web", sequence: 5), .identities(bundle: hash(11)),
      .crossStyle(count: 6), .unsignedReconciliation,
      .register(station: "s1", entries: 8, issued: 7),
      .lots(contest: "council", candidates: ["c1", "c2"]),
    ] + paper.map { .paper($0) }

  /// One of every kind of what can be open of the paper.
  package static let paper: [PaperFinding] = [
    .nothing(station: "s1"), .noAccount(AccountKey(station: "s2")),
    .account(AccountKey(station: "s2"), .once(by: "clerk-1")),
    .sheet(SheetKey(station: "s1", batch: "b1", contest: "chief"), .once(by: "clerk-1")),
    .noSheet(station: "s2", contest: "motion"), .batchLacks(batch, contests: ["motion"]),
    .batchMixed(batch, contests: ["chief", "motion"]),
    .unequalPapers(batch, papers: ["chief": 9, "motion": 8]), .unexpectedBatch(batch),
    .missingBatch(batch),
    .issued(AccountKey(station: "s2", contest: "chief"), issued: 9, accountedFor: 7),
    .inBox(AccountKey(station: "s2"), inBox: 8, papers: 9),
  ]
  private static let batch = Batch(station: "s1", id: "b7")
}
