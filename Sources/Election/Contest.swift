/// What may happen to a candidate (FormatElection § Methods).
package enum OptionStatus: String, Sendable, CaseIterable {
  case standing
  case diedBefore = "died-before"
  case disqualifiedBefore = "disqualified-before"
  case diedDuring = "died-during"
  case disqualifiedDuring = "disqualified-during"

  /// Taken out before the poll: marks for it are not choices.
  package var isOut: Bool { self == .diedBefore || self == .disqualifiedBefore }
  /// The poll goes on as if nothing had happened, but the seat is not filled.
  package var cannotServe: Bool { self == .diedDuring || self == .disqualifiedDuring }
}

/// Something that can be chosen in a contest.
package struct ContestOption: Equatable, Sendable {
  package let id: String
  package let name: Names
  package var status: OptionStatus
  /// The number on the paper; nil where there is none.
  package var number: Int?
  /// The party or list that it belongs to; nil where the definition names none.
  package var group: Names?
}

/// How a contest is decided (FormatElection § Methods).
package enum Method: Equatable, Sendable {
  /// The most votes win as many seats as there are.
  case plurality(seats: Int, minChoices: Int, maxChoices: Int)
  /// The highest net support wins, given more support than opposition.
  case supportOppose
  /// Every option that reaches the required number passes.
  case threshold(required: Int, maxChoices: Int)
  /// Passes when yes > no and the minima, in votes and ballots, are reached.
  case question(minYes: Int?, minTurnout: Int?)
  /// Ranked: whoever has the fewest votes goes out until somebody has more than half.
  case instantRunoff(minChoices: Int, maxChoices: Int)
  /// Ranked: Scottish rules (SSI 2007/42, schedule 1, rules 45 to 52).
  case singleTransferable(seats: Int, minChoices: Int, maxChoices: Int)
  /// Lists: a seat for every Hare quota, the rest by largest remainder.
  case largestRemainder(seats: Int)

  /// The fewest and the most choices of a valid ballot.
  package var choices: ClosedRange<Int> {
    switch self {
    case .plurality(_, let least, let most): least...most
    case .supportOppose: 0...Int.max
    case .threshold(_, let most): 1...most
    case .question, .largestRemainder: 1...1
    case .instantRunoff(let least, let most): least...most
    case .singleTransferable(_, let least, let most): least...most
    }
  }

  /// What a mark says of an option.
  package enum Marking: Equatable, Sendable {
    /// That it is chosen.
    case chosen
    /// That it is supported, opposed or abstained on.
    case judged
    /// Its rank: 1 for the first preference.
    case ranked
  }

  /// What marks say of the options.
  package var marking: Marking {
    switch self {
    case .supportOppose: .judged
    case .instantRunoff, .singleTransferable: .ranked
    case .plurality, .threshold, .question, .largestRemainder: .chosen
    }
  }

  /// Whether marks are judgements.
  package var isJudged: Bool { marking == .judged }

  /// Whether marks are ranks.
  package var isRanked: Bool { marking == .ranked }

  /// The seats that the contest fills; nil where it fills none.
  package var seats: Int? {
    switch self {
    case .plurality(let seats, _, _), .singleTransferable(let seats, _, _),
      .largestRemainder(let seats):
      seats
    case .instantRunoff: 1
    case .supportOppose, .threshold, .question: nil
    }
  }
}

/// A question put to the voters.
package struct Contest: Equatable, Sendable {
  package let id: String
  package let title: Names
  package let area: String
  package let method: Method
  package internal(set) var options: [ContestOption]

  /// The highest mark that an option may have.
  package var highestMark: UInt8 {
    switch method.marking {
    case .chosen: 1
    case .judged: UInt8(Judgement.allCases.count)
    case .ranked: UInt8(clamping: options.count)
    }
  }

  /// The options that votes can be for.
  package var standing: [ContestOption] { options.filter { !$0.status.isOut } }

  /// Whether there are no more candidates than seats, so that no votes are counted.
  ///
  /// A list may fill many seats: there only a single list is unopposed.
  package var isUncontested: Bool {
    guard let seats = method.seats else { return false }
    if case .largestRemainder = method { return standing.count <= 1 }
    return standing.count <= seats
  }
}
