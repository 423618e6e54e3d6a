import Election

/// When figures of a contest say more of people than may be published (FORMATS.md section 1,
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

  /// Whether a row would tell how each of those who voted validly there voted on some option.
  private func isAlike(_ row: [Int]) -> Bool {
    let valid = layout.valid(row)
    return valid != 0 && hasChoice && row[layout.firstVote...].contains(valid)
  }

  /// Whether a row, or the difference of two, says more of people than may be published.
  func isTelling(_ row: [Int]) -> Bool {
    let ballots = layout.ballots(row)
    return ballots > 0 && (ballots < minimum || isAlike(row))
  }
}
