package import Election
package import Encoding

/// The counting function: definition, patterns and sheets in, the contests' results out.
///
/// No file, no clock, no key and no random number; an auditor runs it on the files of a package.
package enum Tally {
  /// The largest figure of a channel or place, 2^36 − 1: small enough that those of every category
  /// and channel that a definition may have add up to an integer that a file can hold.
  package static let maxSum = JSON.integers.upperBound >> 17

  /// Counts every contest, in the definition's order.
  ///
  /// `definition` is the election as amendments leave it, `lots` are the rounds that were drawn, in
  /// order and as corrected, and `unresolved` gives the papers of each station that could not be
  /// taken out of their boxes.
  ///
  /// - Throws: `TallyError` where the figures are too large to be added up.
  package static func contests(
    _ definition: Definition, patterns: PatternTable, sheets: [Sheet], lots: [LotsRound] = [],
    unresolved: [String: Int] = [:]
  ) throws(TallyError) -> [ContestResult] {
    let counts = definition.contests.map { ContestCount($0, definition: definition) }
    let positions = Dictionary(
      definition.contests.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { one, _ in one })
    for (pattern, times) in patterns.counts {
      if let position = positions[pattern.contest] {
        try counts[position].add(pattern, times: times)
      }
    }
    for sheet in sheets {
      if let position = positions[sheet.key.contest] { try counts[position].add(sheet) }
    }
    var results: [ContestResult] = []
    for (contest, count) in zip(definition.contests, counts) {
      results.append(
        try count.result(
          lots: lots.filter { $0.contest == contest.id }, unresolved: unresolved))
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
