import Election

/// What the votes of a contest decide (FORMATS.md section 1, contest methods).
struct Decision {
  let contest: Contest
  let votes: ContestResult.Votes
  let ballots: ContestResult.Ballots

  /// Whether there are no more standing candidates than seats, so that no votes are counted.
  static func isUncontested(_ contest: Contest) -> Bool {
    guard case .plurality(let seats, _, _) = contest.method else { return false }
    return contest.options.count { !$0.status.isOut } <= seats
  }

  var outcome: ContestResult.Outcome {
    switch contest.method {
    case .plurality(let seats, _, _): plurality(seats: seats)
    case .supportOppose: netSupport
    case .threshold(let required, _): threshold(required)
    case .question(let minYes, let minTurnout): question(minYes, minTurnout)
    }
  }

  /// The options that votes can be for.
  private var candidates: [ContestOption] { contest.options.filter { !$0.status.isOut } }

  private func chosen(_ option: ContestOption) -> Int {
    votes.counts[option.id]?.numbers.first ?? 0
  }

  /// Most votes win; those who are level at the last seat, and only they, go to lots.
  private func plurality(seats: Int) -> ContestResult.Outcome {
    guard !Self.isUncontested(contest) else {
      return .init(
        kind: .uncontested, elected: serving(candidates),
        vacant: seats - serving(candidates).count)
    }
    let (winners, level) = Self.first(seats, of: candidates, by: chosen)
    let cannotServe = winners.count { $0.status.cannotServe }
    return .init(
      kind: level.isEmpty ? .elected : .tie, elected: serving(winners), vacant: cannotServe,
      ties: level.isEmpty ? [] : [level.map(\.id)])
  }

  /// The highest net support wins provided that more support than oppose it.
  private var netSupport: ContestResult.Outcome {
    let net = { (option: ContestOption) -> Int in
      guard case .judged(let support, let oppose, _) = votes.counts[option.id] else { return 0 }
      return support - oppose
    }
    let qualified = candidates.filter { net($0) > 0 }
    guard !qualified.isEmpty else { return .init(kind: .none, elected: []) }
    let (winners, level) = Self.first(1, of: qualified, by: net)
    guard level.isEmpty else { return .init(kind: .tie, elected: [], ties: [level.map(\.id)]) }
    return .init(
      kind: .recommended, elected: serving(winners), vacant: serving(winners).isEmpty ? 1 : 0)
  }

  private func threshold(_ required: Int) -> ContestResult.Outcome {
    let reached = candidates.filter { chosen($0) >= required }
    return .init(
      kind: reached.isEmpty ? .none : .passed, elected: serving(reached),
      vacant: reached.count - serving(reached).count)
  }

  private func question(_ minYes: Int?, _ minTurnout: Int?) -> ContestResult.Outcome {
    let count = { (id: String) in votes.counts[id]?.numbers.first ?? 0 }
    let passes =
      count("yes") > count("no") && count("yes") >= minYes ?? 0
      && ballots.total >= minTurnout ?? 0
    return .init(kind: passes ? .passed : .rejected, elected: passes ? ["yes"] : [])
  }

  private func serving(_ options: [ContestOption]) -> [String] {
    options.filter { !$0.status.cannotServe }.map(\.id)
  }

  /// The options that certainly take one of `seats`, in the definition's order, and those who are
  /// level for the seats that are left.
  private static func first(
    _ seats: Int, of options: [ContestOption], by votes: (ContestOption) -> Int
  ) -> (winners: [ContestOption], level: [ContestOption]) {
    guard options.count > seats else { return (options, []) }
    let sorted = options.map(votes).sorted(by: >)
    let last = sorted[seats - 1]
    guard sorted[seats] == last else { return (options.filter { votes($0) >= last }, []) }
    return (options.filter { votes($0) > last }, options.filter { votes($0) == last })
  }
}
