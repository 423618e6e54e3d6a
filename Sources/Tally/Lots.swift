import Election

extension ContestVotes {
  /// The drawing for a tie, given in the definition's order.
  func drawing(_ level: [Int], seats: Int) -> LotsDrawing {
    LotsDrawing(candidates: level.map(id), seats: seats, recorded: lots)
  }

  /// Positions of ids.
  func positions(_ ids: [String]) -> [Int] {
    contest.options.indices.filter { ids.contains(id($0)) }
  }

  /// The options that certainly take one of `seats` by their votes, and those who are level for
  /// the seats that are left; both in the definition's order.
  func first(
    _ seats: Int, of options: [Int], by votes: (Int) -> Int
  ) -> (winners: [Int], level: [Int]) {
    guard options.count > seats else { return (options, []) }
    let sorted = options.map(votes).sorted(by: >)
    let last = sorted[seats - 1]
    guard sorted[seats] == last else { return (options.filter { votes($0) >= last }, []) }
    return (options.filter { votes($0) > last }, options.filter { votes($0) == last })
  }
}
