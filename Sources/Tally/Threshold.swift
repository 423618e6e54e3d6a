import Election
import Result

extension ContestVotes {
  /// Every option that reaches the required number passes.
  func threshold(_ required: Int) -> Decision {
    let reached = standing.filter { chosen($0) >= required }
    let (passed, failed) = seated(reached)
    let margin = reached.map { chosen($0) - required + 1 }.min()
    return Decision(
      outcome: .init(
        kind: reached.isEmpty ? .none : .passed, elected: passed, vacant: failed.count,
        failed: failed),
      margin: margin.map { .papers($0) } ?? .none)
  }

  /// Passes when yes > no and, where given, yes ≥ `minYes` and ballots ≥ `minTurnout`.
  func question(_ minYes: Int?, _ minTurnout: Int?) -> Decision {
    let count = { (id: String) in positions([id]).first.map(chosen) ?? 0 }
    let (yes, no) = (count("yes"), count("no"))
    let (least, turnout) = (minYes ?? 0, minTurnout ?? 0)
    guard yes > no, yes >= least, ballots >= turnout else {
      // Without so many papers that say no there would be more that say yes; nothing brings votes
      // or ballots that are not there.
      let more = no - yes + 1
      let canPass = yes <= no && yes >= max(1, least) && ballots - more >= turnout
      return Decision(
        outcome: .init(kind: .rejected, elected: []), margin: canPass ? .papers(more) : .none)
    }
    return Decision(
      outcome: .init(kind: .passed, elected: ["yes"]),
      margin: .papers(
        min(
          yes - no, minYes == nil ? Int.max : yes - least + 1,
          minTurnout == nil ? Int.max : ballots - turnout + 1)))
  }
}
