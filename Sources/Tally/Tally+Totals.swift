package import Election
package import Result

/// What a contest comes to by its totals alone.
package struct DecidedContest: Equatable, Sendable {
  package let outcome: ContestResult.Outcome
  package let working: ContestResult.Working?
  package let unresolved: ContestResult.Unresolved
}

extension Tally {
  /// Decides a contest by its totals; nil where the order of preferences decides, which they do not
  /// show.
  ///
  /// `lots` are the rounds that were drawn for it, `papers` those that could not be taken out of their
  /// boxes.
  ///
  /// - Throws: `TallyError` where the figures are too large to be added up.
  package static func decide(
    _ contest: Contest, total: Figures, lots: [LotsRound], unresolved papers: Int
  ) throws(TallyError) -> DecidedContest? {
    guard contest.isUncontested || !contest.method.isRanked else { return nil }
    var none = Rankings(options: 0)
    let decision = try ContestVotes(
      contest: contest, votes: total.votes, ballots: total.ballots.total, rankings: none.table(),
      lots: lots
    ).decision()
    return DecidedContest(
      outcome: decision.outcome, working: decision.working,
      unresolved: decision.margin.against(unresolved: papers))
  }
}

extension Decision.Margin {
  /// Papers that could not be taken out of their boxes, against the margin.
  func against(unresolved papers: Int) -> ContestResult.Unresolved {
    switch self {
    case .none: .init(papers: papers, margin: nil, isDecisive: false)
    case .papers(let margin):
      .init(papers: papers, margin: margin, isDecisive: papers >= margin)
    case .unknown: .init(papers: papers, margin: nil, isDecisive: papers > 0)
    }
  }
}
