import Election
import Result

extension ContestVotes {
  /// A seat for every whole Hare quota (votes divided by seats), the others by largest remainder;
  /// who is level at the last seat goes to lots.
  ///
  /// The rule of Hong Kong's Legislative Council Ordinance (Cap. 542), section 49, as it was for
  /// geographical constituencies until 2016.
  func largestRemainder(seats: Int) -> Decision {
    let lists = standing
    let total = lists.map(chosen).reduce(0, +)
    guard total > 0 else {
      return Decision(
        outcome: .init(kind: .none, elected: [], vacant: seats), margin: .none)
    }
    var quotas = [Int](repeating: 0, count: contest.options.count)
    var remainders = quotas
    for list in lists {
      // A count is below 2^44 (`ContestResult.maxFigure` times 256 channels) and seats are below 2^14.
      (quotas[list], remainders[list]) = (chosen(list) * seats).quotientAndRemainder(
        dividingBy: total)
    }
    var awarded = quotas
    let left = seats - quotas.reduce(0, +)
    var draw: ContestResult.Outcome.Draw?
    var rounds: [LotsRound] = []
    if left > 0 {
      let (certain, level) = first(left, of: lists) { remainders[$0] }
      for list in certain { awarded[list] += 1 }
      if !level.isEmpty {
        let drawing = drawing(level, seats: left - certain.count)
        for list in positions(drawing.winners) { awarded[list] += 1 }
        rounds = drawing.rounds
        if !drawing.isDecided {
          draw = .init(candidates: drawing.toDraw, seats: drawing.seats, prize: .seat)
        }
      }
    }
    let (elected, failed) = seated(
      lists.flatMap { [Int](repeating: $0, count: awarded[$0]) })
    return Decision(
      outcome: .init(
        kind: draw == nil ? .elected : .tie, elected: elected, vacant: failed.count,
        failed: failed, draw: draw, lots: rounds),
      working: .lists(
        ListAllocation(
          votes: total, seats: seats,
          lists: lists.map {
            .init(id: id($0), quotas: quotas[$0], remainder: remainders[$0], seats: awarded[$0])
          })), margin: .unknown)
  }
}
