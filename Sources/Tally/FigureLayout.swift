import Election
import Encoding

/// The figures of a place or channel as one row of numbers that can be added and subtracted:
/// ballots by what they came to, papers by why they were rejected, then the votes of each option.
struct FigureLayout {
  let contest: Contest
  private let rejections: [String]
  private let judgements: [String]
  /// Where the votes begin; what is before adds up to the ballots.
  private let firstVote: Int

  init(_ contest: Contest, definition: Definition) {
    self.contest = contest
    rejections = definition.rejections.map(\.id)
    judgements = contest.method == .supportOppose ? OptionCount.judgements : []
    firstVote = BallotCategory.allCases.count + rejections.count
  }

  var width: Int { firstVote + contest.options.count * max(1, judgements.count) }

  /// The row of an object of `ballots` and what gives the count of an option.
  ///
  /// Numbers are kept within what a sum of all places can hold.
  func row(ballots: JSON?, count: (String) -> JSON?) -> [Int] {
    var row = BallotCategory.allCases.map { number(ballots?[$0.rawValue]) }
    row += rejections.map { number(ballots?["rejected"]?[$0]) }
    for option in contest.options {
      let count = count(option.id)
      row += judgements.isEmpty ? [number(count)] : judgements.map { number(count?[$0]) }
    }
    return row
  }

  private func number(_ json: JSON?) -> Int { min(max(0, json?.integer ?? 0), Tally.maxSum) }

  /// All ballots and papers of a row.
  func ballots(_ row: [Int]) -> Int { row.prefix(firstVote).reduce(0) { $0 + abs($1) } }

  /// The valid ones of a row.
  func valid(_ row: [Int]) -> Int {
    BallotCategory.allCases.firstIndex(of: .valid).map { row[$0] } ?? 0
  }

  /// Whether a row would tell how each of those who voted validly there voted on some option.
  ///
  /// Where there is nothing to choose between, as on a petition, that is no news.
  private func isAlike(_ row: [Int]) -> Bool {
    let valid = valid(row)
    guard valid != 0, contest.standing.count > 1 || !judgements.isEmpty else { return false }
    return row[firstVote...].contains(valid)
  }

  /// Whether a row says more of people than may be published.
  func isTelling(_ row: [Int], minimum: Int) -> Bool {
    let ballots = ballots(row)
    return ballots > 0 && (ballots < minimum || isAlike(row))
  }

  /// The object of ballots of a row.
  func ballotsJSON(_ row: [Int]) -> JSON {
    var members: JSON.Members = [:]
    for (position, category) in BallotCategory.allCases.enumerated() {
      members[category.rawValue] = .integer(row[position])
    }
    var rejected: JSON.Members = [:]
    for (position, rejection) in rejections.enumerated() {
      rejected[rejection] = .integer(row[BallotCategory.allCases.count + position])
    }
    members["rejected"] = .object(rejected)
    return .object(members)
  }

  /// The count of one option of a row.
  func countJSON(_ row: [Int], option: Int) -> JSON {
    guard !judgements.isEmpty else { return .integer(row[firstVote + option]) }
    let first = firstVote + option * judgements.count
    var members: JSON.Members = [:]
    for (position, judgement) in judgements.enumerated() {
      members[judgement] = .integer(row[first + position])
    }
    members["net"] = .integer(
      (members["support"]?.integer ?? 0) - (members["oppose"]?.integer ?? 0))
    return .object(members)
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
