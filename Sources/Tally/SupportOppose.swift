import Election
import Paper
import Result

extension ContestVotes {
  /// The highest net support wins provided that more support than oppose it; who is level at the
  /// top goes to lots; where nobody qualifies nobody is recommended.
  var netSupport: Decision {
    let net = { (option: Int) -> Int in
      guard case .judged(let support, let oppose, _) = votes[option] else { return 0 }
      return support - oppose
    }
    let qualified = standing.filter { net($0) > 0 }
    guard !qualified.isEmpty else {
      // An option qualifies once so many papers that oppose it are gone.
      let best = standing.map(net).max().map { Decision.Margin.papers(1 - $0) }
      return Decision(outcome: .init(kind: .none, elected: []), margin: best ?? .none)
    }
    let (certain, level) = first(1, of: qualified, by: net)
    var winners = certain
    var draw: ContestResult.Outcome.Draw?
    var rounds: [LotsRound] = []
    if !level.isEmpty {
      let drawing = drawing(level, seats: 1)
      winners = positions(drawing.winners)
      rounds = drawing.rounds
      if !drawing.isDecided {
        draw = .init(candidates: drawing.toDraw, seats: 1, prize: .seat)
      }
    }
    let (elected, failed) = seated(winners)
    return Decision(
      outcome: .init(
        kind: draw == nil ? .recommended : .tie, elected: elected, vacant: failed.count,
        failed: failed, draw: draw, lots: rounds), margin: .papers(margin(net)))
  }

  /// One paper less changes the difference between two options by two at most, and the net support
  /// of one by one.
  private func margin(_ net: (Int) -> Int) -> Int {
    let sorted = standing.map(net).sorted(by: >)
    guard sorted.count > 1 else { return max(1, sorted[0]) }
    return max(1, min(sorted[0], (sorted[0] - sorted[1] + 1) / 2))
  }
}
