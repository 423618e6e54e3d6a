import Election

/// When figures of a contest say more of people than may be published (SmallPlaces § The rule,
/// `smallCell`).
struct SmallRule {
  let layout: FigureLayout
  /// The fewest ballots that may be published by themselves.
  let minimum: Int
  /// Whether there is something to choose between; on a petition it is no news what people chose.
  private let hasChoice: Bool

  init(_ contest: Contest, definition: Definition) {
    layout = FigureLayout(contest, definition: definition)
    minimum = definition.policy.smallCell
    hasChoice = contest.standing.count > 1 || layout.isJudged
  }

  /// Of ballots of which nothing but their number is known.
  init(minimum: Int) {
    layout = FigureLayout.ofNumbers
    self.minimum = minimum
    hasChoice = false
  }

  /// The columns of votes in which each of those who voted validly in a row, or in the difference
  /// of two, stands: they tell how every one of them voted on some option.
  func alike(_ row: [Int]) -> [Int] {
    let valid = layout.valid(row)
    guard valid != 0, hasChoice, row.allSatisfy({ $0 == 0 || ($0 < 0) == (valid < 0) }) else {
      return []
    }
    return row.indices.dropFirst(layout.firstVote).filter { row[$0] == valid }
  }

  /// Whether nobody voted validly in a row.
  func isWithoutChoice(_ row: [Int]) -> Bool {
    layout.valid(row) == 0 && row[layout.firstVote...].allSatisfy { $0 == 0 }
  }

  /// The fewest ballots that can have made a row or the difference of two.
  func ballots(_ row: [Int]) -> Int {
    row.dropFirst(layout.firstVote).reduce(layout.ballots(row)) { max($0, abs($1)) }
  }

  /// Whether a row, or the difference of two, says more of people than may be published.
  func isTelling(_ row: [Int]) -> Bool {
    let ballots = ballots(row)
    return ballots > 0 && (ballots < minimum || !alike(row).isEmpty)
  }
}
