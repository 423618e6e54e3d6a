import Election
import Result

extension ContestVotes {
  /// Most votes win; those who are level at the last seat, and only they, go to lots.
  ///
  /// Seats of those who died or were disqualified during the poll or after it stay empty: nobody
  /// moves up (FormatElection § Methods).
  func plurality(seats: Int) -> Decision {
    let (certain, level) = first(seats, of: standing, by: chosen)
    var winners = certain
    var draw: ContestResult.Outcome.Draw?
    var rounds: [LotsRound] = []
    if !level.isEmpty {
      let drawing = drawing(level, seats: seats - certain.count)
      winners += positions(drawing.winners)
      rounds = drawing.rounds
      if !drawing.isDecided {
        draw = .init(candidates: drawing.toDraw, seats: drawing.seats, prize: .seat)
      }
    }
    let (elected, failed) = seated(winners.sorted())
    return Decision(
      outcome: .init(
        kind: draw == nil ? .elected : .tie, elected: elected, vacant: failed.count,
        failed: failed, draw: draw, lots: rounds),
      margin: .papers(margin(seats: seats)))
  }

  /// One paper less changes the difference between two options by one at most.
  private func margin(seats: Int) -> Int {
    let sorted = standing.map(chosen).sorted(by: >)
    return max(1, sorted[seats - 1] - sorted[seats])
  }
}
