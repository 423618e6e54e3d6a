package import Election

/// How far a vote has come, as it may be told to all (SmallPlaces § Progress).
///
/// Told of every contest whatever its styles and channels, and in steps: so neither two numbers, nor
/// one and what is published later, tell how many came in of a style, in a channel or in between.
package struct ToldProgress: Equatable, Sendable {
  /// One contest.
  package struct ContestProgress: Equatable, Sendable {
    package let contest: String
    /// At least so many ballots and papers stand: a multiple of the step.
    package let atLeast: Int
    /// What the contest asks for; nil where it asks for no number.
    package let required: Int?
  }

  package let contests: [ContestProgress]
  /// The distance between two numbers that can be told.
  package let step: Int

  /// Of an election with a smallest number, twice which is the step; nil where there is none, and
  /// everything may be told.
  package init?(_ progress: VaultProgress, of definition: Definition) {
    let least = definition.policy.smallCell
    guard least > 1 else { return nil }
    let step = least * 2
    self.step = step
    let totals = Dictionary(progress.styles.map { ($0.style, $0.total) }) { first, _ in first }
    contests = definition.contests.map { contest in
      let standing = definition.styles.filter { $0.contests.contains(contest.id) }
        .reduce(0) { $0 + (totals[$1.id] ?? 0) }
      let required: Int? =
        if case .threshold(let number, _) = contest.method { number } else { nil }
      return ContestProgress(
        contest: contest.id, atLeast: standing / step * step, required: required)
    }
  }
}
