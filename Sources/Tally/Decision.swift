import Election
import Paper
import Result

/// What a contest comes to before anything is decided.
struct ContestVotes {
  let contest: Contest
  /// Votes of each option, in the contest's order.
  let votes: [OptionCount]
  /// All ballots and papers of the contest, valid or not.
  let ballots: Int
  /// How often each order of preferences occurs; empty where marks are no ranks.
  let rankings: RankingTable
  /// The rounds of lots that were drawn for the contest, in order.
  let lots: [LotsRound]

  /// The positions of the options that votes can be for.
  var standing: [Int] {
    contest.options.indices.filter { !contest.options[$0].status.isOut }
  }

  /// Votes of an option that is chosen.
  func chosen(_ option: Int) -> Int { votes[option].numbers.first ?? 0 }

  func id(_ option: Int) -> String { contest.options[option].id }

  /// The options that take their seats, and those who won but cannot, both as ids.
  func seated(_ winners: [Int]) -> (elected: [String], failed: [String]) {
    let cannot = winners.filter { contest.options[$0].status.cannotServe }
    return (winners.filter { !cannot.contains($0) }.map(id), cannot.map(id))
  }
}

/// What the rules decide of a contest.
struct Decision {
  let outcome: ContestResult.Outcome
  var working: ContestResult.Working?
  /// The fewest papers without which the outcome could be another, as far as it can be told.
  var margin = Margin.none

  enum Margin: Equatable {
    /// No number of papers could change it.
    case none
    case papers(Int)
    /// The method does not let it be said.
    case unknown
  }
}

extension ContestVotes {
  /// Applies the rules of the contest's method.
  ///
  /// - Throws: `TallyError.tooLarge` where parts of votes are too many to be added up.
  func decision() throws(TallyError) -> Decision {
    if contest.isUncontested { return Decision(outcome: unopposed) }
    switch contest.method {
    case .plurality(let seats, _, _): return plurality(seats: seats)
    case .supportOppose: return netSupport
    case .threshold(let required, _): return threshold(required)
    case .question(let minYes, let minTurnout): return question(minYes, minTurnout)
    case .instantRunoff: return try transferable(seats: 1, quota: .majority)
    case .singleTransferable(let seats, _, _):
      return try transferable(seats: seats, quota: .droop)
    case .largestRemainder(let seats): return largestRemainder(seats: seats)
    }
  }

  /// No more candidates than seats: all are returned, and the seats that are left have failed.
  private var unopposed: ContestResult.Outcome {
    let seats = contest.method.seats ?? 0
    var winners = standing
    if case .largestRemainder = contest.method {
      winners = winners.flatMap { [Int](repeating: $0, count: seats) }
    }
    let (elected, failed) = seated(winners)
    return .init(
      kind: .uncontested, elected: elected, vacant: seats - elected.count, failed: failed)
  }
}
