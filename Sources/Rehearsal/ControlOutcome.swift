import Election
package import Result
import Encoding
package import Words

/// What the control ballots must decide, worked out from their sums by the plainest reading of each
/// method, beside the code that is rehearsed.
package struct ControlOutcome: Equatable, Sendable {
  package let contest: String
  package let kind: ContestResult.Outcome.Kind
  /// Who is elected, in the definition's order; of a tie nothing is said.
  package let elected: [String]?

  /// Nil where the control ballots do not let it be said beforehand.
  init?(_ contest: Contest, votes: [[Int]], ballots: Int) {
    self.contest = contest.id
    let standing = contest.options.indices.filter { !contest.options[$0].status.isOut }
    let serving = { (options: [Int]) in
      options.sorted().filter { !contest.options[$0].status.cannotServe }.map {
        contest.options[$0].id
      }
    }
    func most(_ seats: Int, by value: (Int) -> Int) -> [Int]? {
      let sorted = standing.sorted { value($0) > value($1) }
      guard sorted.count > seats else { return sorted }
      return value(sorted[seats - 1]) == value(sorted[seats]) ? nil : Array(sorted.prefix(seats))
    }
    let winners: [Int]?
    if contest.isUncontested {
      kind = .uncontested
      let times = if case .largestRemainder(let seats) = contest.method { seats } else { 1 }
      elected = serving(standing.flatMap { [Int](repeating: $0, count: times) })
      return
    }
    switch contest.method {
    case .plurality(let seats, _, _): winners = most(seats) { votes[$0][0] }
    case .instantRunoff(let least, _), .singleTransferable(_, let least, _):
      // Only single preferences: nothing is transferred, so the first preferences decide.
      let counts = standing.map { votes[$0][0] }
      guard least <= 1, Set(counts).count == counts.count else { return nil }
      winners = most(contest.method.seats ?? 1) { votes[$0][0] }
    case .supportOppose:
      let best = standing.map { votes[$0][0] - votes[$0][1] }.max() ?? 0
      guard best > 0 else {
        (kind, elected) = (.none, [])
        return
      }
      guard let winner = most(1, by: { votes[$0][0] - votes[$0][1] }) else {
        (kind, elected) = (.tie, nil)
        return
      }
      (kind, elected) = (.recommended, serving(winner))
      return
    case .threshold(let required, _):
      let passed = standing.filter { votes[$0][0] >= required }
      (kind, elected) = (passed.isEmpty ? .none : .passed, serving(passed))
      return
    case .question(let minYes, let minTurnout):
      let count = { (id: String) in
        contest.options.firstIndex { $0.id == id }.map { votes[$0][0] } ?? 0
      }
      let passes =
        count("yes") > count("no") && count("yes") >= minYes ?? 0 && ballots >= minTurnout ?? 0
      (kind, elected) = passes ? (.passed, ["yes"]) : (.rejected, [])
      return
    case .largestRemainder(let seats):
      guard let shared = Self.shared(seats, standing.map { ($0, votes[$0][0]) }) else {
        (kind, elected) = (.tie, nil)
        return
      }
      winners = shared
    }
    kind = winners == nil ? .tie : .elected
    elected = winners.map(serving)
  }

  /// Seats by Hare quota and largest remainder, an option once for each; nil where lots decide.
  private static func shared(_ seats: Int, _ votes: [(option: Int, count: Int)]) -> [Int]? {
    let total = votes.reduce(0) { $0 + $1.count }
    guard total > 0 else { return nil }
    var winners = votes.flatMap {
      [Int](repeating: $0.option, count: $0.count * seats / total)
    }
    let left = seats - winners.count
    let byRemainder = votes.sorted { $0.count * seats % total > $1.count * seats % total }
    let remainders = byRemainder.map { $0.count * seats % total }
    if left > 0, left < remainders.count, remainders[left - 1] == remainders[left] { return nil }
    winners += byRemainder.prefix(left).map(\.option)
    return winners
  }
}

extension ControlOutcome {
  /// What of an outcome in a result is not as expected, in words; nil where nothing is.
  package func difference(from outcome: ContestResult.Outcome?) -> Message? {
    guard let outcome else { return "expected \(kind.rawValue), found nothing" }
    guard outcome.kind == kind else {
      return "expected \(kind.rawValue), found \(outcome.kind.rawValue)"
    }
    let found = outcome.elected
    guard let elected, elected != found else { return nil }
    return "expected \(elected.joined(separator: ", ")), found \(found.joined(separator: ", "))"
  }
}
