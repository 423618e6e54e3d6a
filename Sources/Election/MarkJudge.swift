/// What a run of marks comes to (FormatBundle § A ballot).
package enum BallotCategory: String, Sendable, CaseIterable {
  case blank, malformed, overvoted, undervoted, valid
}

/// Judges runs of marks of one contest.
///
/// Holds just what that takes, because there is one run for every contest of a million ballots.
package struct MarkJudge: Sendable {
  private let highest: UInt8
  private let choices: ClosedRange<Int>
  private let isRanked: Bool
  /// Whether an option was taken out before the poll: marks for it are no choices.
  private let isOut: [Bool]

  package init(_ contest: Contest) {
    highest = contest.highestMark
    choices = contest.method.choices
    isRanked = contest.method.isRanked
    isOut = contest.options.map(\.status.isOut)
  }

  /// Judges a run of marks, in the order malformed, blank, over or under.
  package func judge(_ marks: [UInt8]) -> BallotCategory {
    guard marks.count == isOut.count else { return .malformed }
    var chosen = 0
    for option in marks.indices where marks[option] != 0 {
      guard marks[option] <= highest else { return .malformed }
      if !isOut[option] { chosen += 1 }
    }
    if chosen == 0 { return .blank }
    if chosen > choices.upperBound { return .overvoted }
    guard isRanked else { return chosen < choices.lowerBound ? .undervoted : .valid }
    let preferences = preferences(marks)
    // A first preference for several is one for too many; a beginning at 2 is none.
    if preferences.isEmpty, hasSharedRank(marks) { return .overvoted }
    return preferences.count < choices.lowerBound ? .undervoted : .valid
  }

  /// The preferences of a ranked ballot, as positions of options, the first first.
  ///
  /// They end before a rank that is not there or that several options share (SSI 2007/42,
  /// schedule 1: "next available preference"). Options taken out before the poll are passed over.
  package func preferences(_ marks: [UInt8]) -> [UInt8] {
    // By rank: the option there, how many share it, and whether one that is out has it.
    var ranks = [(option: UInt8, count: Int, isOut: Bool)](
      repeating: (0, 0, false), count: marks.count + 1)
    for option in marks.indices where marks[option] != 0 && Int(marks[option]) < ranks.count {
      let rank = Int(marks[option])
      if isOut[option] {
        ranks[rank].isOut = true
      } else {
        ranks[rank].option = UInt8(clamping: option)
        ranks[rank].count += 1
      }
    }
    var preferences: [UInt8] = []
    for rank in ranks.dropFirst() {
      if rank.count == 1 {
        preferences.append(rank.option)
      } else if rank.count > 1 || !rank.isOut {
        break
      }
    }
    return preferences
  }

  /// Whether the lowest rank that is there is shared by several options.
  private func hasSharedRank(_ marks: [UInt8]) -> Bool {
    let ranks = marks.indices.filter { marks[$0] != 0 && !isOut[$0] }.map { marks[$0] }
    return ranks.min().map { lowest in ranks.count { $0 == lowest } > 1 } ?? false
  }
}

extension Contest {
  /// Judges a run of marks; where there are many, `MarkJudge` is made once for all of them.
  package func judge(_ marks: [UInt8]) -> BallotCategory { MarkJudge(self).judge(marks) }
}
