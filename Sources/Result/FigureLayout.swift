package import Election
package import Encoding
package import Paper

/// What there is to count in a contest, in the order of the definition, and how its figures stand
/// in a result and in one row of numbers that can be added and subtracted: ballots by what they
/// came to, papers by why they were rejected, then the votes of each option.
package struct FigureLayout: Equatable, Sendable {
  /// The ids of the options.
  package let options: [String]
  /// The ids of the categories of rejected papers.
  package let rejections: [String]
  /// Whether options are judged one by one.
  package let isJudged: Bool

  package init(_ contest: Contest, definition: Definition) {
    options = contest.options.map(\.id)
    rejections = definition.rejections.map(\.id)
    isJudged = contest.method.isJudged
  }

  private init() { (options, rejections, isJudged) = ([], [], false) }

  /// Of ballots of which nothing but their number is known.
  static let ofNumbers = FigureLayout()

  /// The row of so many ballots.
  func row(ballots: Int) -> [Int] {
    BallotCategory.allCases.map { $0 == .valid ? ballots : 0 }
  }

  /// Numbers that an option has.
  package var numbersPerOption: Int { isJudged ? Judgement.allCases.count : 1 }

  /// Where in a row the rejected papers begin.
  package var firstRejection: Int { BallotCategory.allCases.count }

  /// Where in a row the votes begin; what is before adds up to the ballots.
  package var firstVote: Int { firstRejection + rejections.count }

  /// Numbers in a row.
  package var width: Int { firstVote + options.count * numbersPerOption }

  /// The figures of a row.
  package func figures(_ row: [Int]) -> Figures {
    var ballots = Ballots(rejected: Array(row[firstRejection..<firstVote]))
    for (position, category) in BallotCategory.allCases.enumerated() {
      ballots[category] = row[position]
    }
    let votes = options.indices.map { option -> OptionCount in
      let first = firstVote + option * numbersPerOption
      return isJudged
        ? .judged(support: row[first], oppose: row[first + 1], abstain: row[first + 2])
        : .chosen(row[first])
    }
    return Figures(ballots: ballots, votes: votes)
  }

  /// The row of figures.
  package func row(_ figures: Figures) -> [Int] {
    BallotCategory.allCases.map { figures.ballots[$0] } + figures.ballots.rejected
      + figures.votes.flatMap(\.numbers)
  }

  /// All ballots and papers of a row; of a difference, how many ballots changed.
  package func ballots(_ row: [Int]) -> Int { row.prefix(firstVote).reduce(0) { $0 + abs($1) } }

  /// The valid ones of a row.
  func valid(_ row: [Int]) -> Int {
    zip(BallotCategory.allCases, row).reduce(0) { $1.0 == .valid ? $0 + $1.1 : $0 }
  }

  /// The object of ballots.
  package func json(_ ballots: Ballots) -> JSON {
    var members: JSON.Members = [:]
    for category in BallotCategory.allCases {
      members[category.rawValue] = .integer(ballots[category])
    }
    members["rejected"] = object(ballots.rejected, rejections)
    return .object(members)
  }

  /// The count of an option.
  package func json(_ count: OptionCount) -> JSON {
    guard case .judged(let support, let oppose, let abstain) = count else {
      return .integer(count.inFavour)
    }
    return [
      "support": .integer(support), "oppose": .integer(oppose), "abstain": .integer(abstain),
      "net": .integer(support - oppose),
    ]
  }

  /// An object of numbers by their ids.
  func object(_ numbers: [Int], _ ids: [String]) -> JSON {
    .object(JSON.Members(zip(ids, numbers.map { .integer($0) })))
  }
}

extension [Int] {
  /// Adds number by number.
  mutating func add(_ other: [Int]) {
    for position in indices where position < other.count { self[position] += other[position] }
  }

  /// Subtracts number by number.
  mutating func subtract(_ other: [Int]) {
    for position in indices where position < other.count { self[position] -= other[position] }
  }
}
