import Election
import Result

/// When options of a ranked contest were elected or excluded, and with how many votes.
struct TransferOutcome {
  /// A round, from 1, and the votes that somebody had at its end, or before being excluded.
  struct Moment: Equatable {
    let round: Int
    /// Whole votes: what is less than one is left out.
    let votes: Int
  }

  private var elections: [String: Moment] = [:]
  private var exclusions: [String: Moment] = [:]

  init(_ table: TransferTable, of contest: PublicContest) {
    let positions = Dictionary(
      contest.options.map { ($0.id, $0.position) }, uniquingKeysWith: { first, _ in first })
    let votes = { (id: String, stage: Int) -> Int in
      let row = table.stages[max(0, stage)].votes
      guard let position = positions[id], position < row.count else { return 0 }
      return row[position] / max(1, table.unit)
    }
    for (number, stage) in table.stages.enumerated() {
      for id in stage.elected where elections[id] == nil {
        elections[id] = Moment(round: number + 1, votes: votes(id, number))
      }
      if case .exclusion(let id) = stage.action, exclusions[id] == nil {
        exclusions[id] = Moment(round: number + 1, votes: votes(id, number - 1))
      }
    }
  }

  func election(of option: PublicContest.NamedOption) -> Moment? { elections[option.id] }

  func exclusion(of option: PublicContest.NamedOption) -> Moment? { exclusions[option.id] }

  /// Options in the order in which they were elected, then those with the most votes first.
  func inOrder(_ options: [PublicContest.NamedOption]) -> [PublicContest.NamedOption] {
    options.sorted { one, other in
      switch (elections[one.id], elections[other.id]) {
      case (let one?, let other?):
        one.round != other.round ? one.round < other.round : one.votes > other.votes
      case (nil, _?): false
      case (_?, nil): true
      case (nil, nil): one.position < other.position
      }
    }
  }
}
