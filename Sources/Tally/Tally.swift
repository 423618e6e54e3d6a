package import Election
package import Encoding

/// The counting function: definition, patterns and sheets in, the contests' results out.
///
/// No file, no clock, no key; an auditor runs it on the files of a package.
package enum Tally {
  /// The largest figure of a channel or place, 2^36 − 1: small enough that those of every category
  /// and channel that a definition may have add up to an integer that a file can hold.
  package static let maxSum = JSON.integers.upperBound >> 17

  /// Counts every contest, in the definition's order.
  ///
  /// - Throws: `TallyError` where the figures are too large to be added up.
  package static func contests(
    _ definition: Definition, patterns: PatternTable, sheets: [Sheet]
  ) throws(TallyError) -> [ContestResult] {
    let byContest = Dictionary(grouping: patterns.counts.keys) { $0.contest }
    let sheetsByContest = Dictionary(grouping: sheets) { $0.key.contest }
    var results: [ContestResult] = []
    for contest in definition.contests {
      var count = ContestCount(contest, definition: definition)
      for pattern in byContest[contest.id] ?? [] {
        try count.add(pattern, times: patterns.counts[pattern] ?? 0)
      }
      for sheet in sheetsByContest[contest.id] ?? [] { try count.add(sheet) }
      results.append(count.result())
    }
    return results
  }
}

/// Why figures cannot be counted.
package enum TallyError: ReportedError, Equatable {
  /// A sum is beyond what a result can say.
  case tooLarge(contest: String)

  package var report: Report {
    switch self {
    case .tooLarge(let contest):
      Report(
        .refused, code: "too-large", "the figures of \(contest) are too large to be added up",
        advice: "find the bundle or sheet with an impossible number")
    }
  }
}
