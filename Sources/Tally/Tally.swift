package import Election
import Encoding
package import Paper
package import Result
package import Words

/// The counting function: definition, patterns and sheets in, the contests' results out.
///
/// No file, no clock, no key and no random number; an auditor runs it on the files of a package.
/// Patterns are added one by one and not kept, but for the orders of preferences that a ranked
/// contest needs again: see `Rankings`.
package final class Tally {
  private let definition: Definition
  private let counts: [ContestCount]
  private let positions: [String: Int]
  /// The contest of the pattern before, which is mostly that of the next.
  private var last: (id: String, count: ContestCount)?

  /// A count of every contest; `definition` is the election as amendments leave it.
  package init(_ definition: Definition) {
    self.definition = definition
    counts = definition.contests.map { ContestCount($0, definition: definition) }
    positions = Dictionary(
      definition.contests.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { one, _ in one })
  }

  /// Adds a pattern that occurs so many times.
  ///
  /// - Throws: `TallyError` where the figures are too large to be added up.
  package func add(_ pattern: Pattern, times: Int) throws(TallyError) {
    if let last, last.id == pattern.contest { return try last.count.add(pattern, times: times) }
    guard let position = positions[pattern.contest] else { return }
    last = (pattern.contest, counts[position])
    try counts[position].add(pattern, times: times)
  }

  /// Adds a sheet that two people agree on.
  ///
  /// - Throws: `TallyError` where the figures are too large to be added up.
  package func add(_ sheet: Sheet) throws(TallyError) {
    if let position = positions[sheet.key.contest] { try counts[position].add(sheet) }
  }

  /// The result of every contest, in the definition's order.
  ///
  /// `lots` are the rounds that were drawn, in order and as corrected, and `unresolved` gives the
  /// papers of each station that could not be taken out of their boxes.
  ///
  /// - Throws: `TallyError` where the figures are too large to be added up.
  package func results(
    lots: [LotsRound] = [], unresolved: [String: Int] = [:]
  ) throws(TallyError) -> [ContestResult] {
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
