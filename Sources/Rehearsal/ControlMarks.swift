import Election

/// One run of marks of a contest on control ballots, how often it occurs, and what it must come to.
///
/// What it comes to is known from how it is made and never asked of the code that is rehearsed.
struct ControlRun: Equatable {
  let marks: [UInt8]
  let count: Int
  let category: BallotCategory
  /// The votes of one such ballot: positions of options, each with the judgement (0 where an option
  /// is chosen, else support 0, oppose 1, abstain 2).
  let votes: [Vote]

  struct Vote: Equatable {
    let option: Int
    let judgement: Int
  }
}

/// The marks that a contest is rehearsed with: every option by itself, each more often than the one
/// before, so that exchanged options show, and every way in which marks are no valid vote.
struct ControlMarks {
  let contest: Contest
  /// Makes the same contest come to other numbers elsewhere, so that exchanged places show.
  let salt: Int

  private var standing: [Int] {
    contest.options.indices.filter { !contest.options[$0].status.isOut }
  }
  private var least: Int { max(1, min(contest.method.choices.lowerBound, standing.count)) }
  private var most: Int { min(contest.method.choices.upperBound, standing.count) }

  private var canBeValid: Bool { contest.method.choices.lowerBound <= standing.count }

  /// The choices of one valid vote for the option that stands first in it, as many as are needed.
  private func window(_ place: Int) -> [Int] {
    (0..<least).map { standing[(place + $0) % standing.count] }
  }

  /// All runs, the blank one first.
  var runs: [ControlRun] {
    let valid =
      standing.isEmpty ? [] : contest.method.isJudged ? judged : chosen
    return [ControlRun(marks: marks([]), count: 2 + salt, category: .blank, votes: [])]
      + valid + faults
  }

  private func marks(_ chosen: [Int]) -> [UInt8] {
    var marks = [UInt8](repeating: 0, count: contest.options.count)
    for (place, option) in chosen.enumerated() {
      marks[option] = contest.method.isRanked ? UInt8(clamping: place + 1) : 1
    }
    return marks
  }

  private func run(_ chosen: [Int], _ count: Int) -> ControlRun {
    // Where too few are left to choose from, no vote can be valid.
    guard canBeValid else {
      return ControlRun(marks: marks(chosen), count: count, category: .undervoted, votes: [])
    }
    // Of a ranking the first preference is what the options show.
    let counted = contest.method.isRanked ? Array(chosen.prefix(1)) : chosen
    return ControlRun(
      marks: marks(chosen), count: count, category: .valid,
      votes: counted.map { .init(option: $0, judgement: 0) })
  }

  private var chosen: [ControlRun] {
    var runs = standing.indices.map { run(window($0), $0 + 1 + salt) }
    // As many as are allowed; a ranking stays short, so that who wins can be told beforehand.
    if most > least, !contest.method.isRanked {
      runs.append(run(Array(standing.suffix(most)), 1 + salt))
    }
    return runs
  }

  private var judged: [ControlRun] {
    var runs: [ControlRun] = []
    for (place, option) in standing.enumerated() {
      let counts = [2 * (place + 2) + salt, place + 1, 1 + place % 3]
      for (judgement, count) in counts.enumerated() {
        runs.append(judgements([(option, judgement)], count))
      }
    }
    let all = standing.enumerated().map { (option: $1, judgement: $0 % 3) }
    return runs + [judgements(all, 1 + salt)]
  }

  private func judgements(
    _ given: [(option: Int, judgement: Int)], _ count: Int
  ) -> ControlRun {
    var marks = [UInt8](repeating: 0, count: contest.options.count)
    for (option, judgement) in given { marks[option] = UInt8(judgement + 1) }
    return ControlRun(
      marks: marks, count: count, category: .valid,
      votes: given.map { .init(option: $0.option, judgement: $0.judgement) })
  }

  /// Marks that are no valid vote, each kind that the contest can have.
  private var faults: [ControlRun] {
    var runs: [ControlRun] = []
    func add(_ marks: [UInt8], _ count: Int, _ category: BallotCategory) {
      runs.append(ControlRun(marks: marks, count: count, category: category, votes: []))
    }
    if contest.highestMark < UInt8.max, !contest.options.isEmpty {
      var marks = marks([])
      marks[0] = contest.highestMark + 1
      add(marks, 1 + salt, .malformed)
    }
    for option in contest.options.indices where contest.options[option].status.isOut {
      var marks = marks([])
      marks[option] = 1
      add(marks, 1, .blank)
    }
    if contest.method.isRanked {
      if standing.count > 1 {
        var shared = marks([])
        for option in standing.prefix(2) { shared[option] = 1 }
        add(shared, 3 + salt, .overvoted)
      }
    } else if most < standing.count, !contest.method.isJudged {
      add(marks(Array(standing.prefix(most + 1))), 3 + salt, .overvoted)
    }
    if least > 1 { add(marks(Array(standing.prefix(1))), 1 + salt, .undervoted) }
    return runs
  }
}

extension ControlMarks {
  /// The votes of a batch of papers and how many of them are valid.
  ///
  /// Of each option one number, or three where it is judged. Marks for an option taken out before the poll are on it too.
  var batch: (counts: [[Int]], valid: Int) {
    guard !contest.method.isJudged else {
      let valid = 3 * standing.count + 20 + salt
      let counts = contest.options.indices.map { option -> [Int] in
        guard let place = standing.firstIndex(of: option) else { return [1, 0, 0] }
        return [2 * (place + 2), place + 1, 1]
      }
      return (counts, valid)
    }
    guard canBeValid else { return (contest.options.map { _ in [0] }, 0) }
    var counts = contest.options.map { [$0.status.isOut ? 1 : 0] }
    var valid = 0
    for place in standing.indices {
      let papers = place + 1 + salt
      valid += papers
      for option in window(place) { counts[option][0] += papers }
    }
    return (counts, valid)
  }
}
