package import Words

/// Why a ballot is struck before it is opened (FormatReconciliation § The rules).
package enum StrikeReason: String, Sendable, CaseIterable, Term {
  /// The token is not on its own style's roll.
  case notOnRoll = "not-on-roll"
  /// Cast before the poll opened or after it closed.
  case outsidePoll = "outside-poll"
  /// Taken back by the person who cast it, where the definition allows that.
  case withdrawn
  /// The same person voted in the same channel later, and the last vote counts.
  case superseded
  /// The same person voted in the same channel before, and the first vote counts.
  case duplicate
  /// A ballot, or a paper recorded by itself, in a channel that prevails.
  case otherChannel = "other-channel"
  /// A paper ballot handed out, now anonymous in its box.
  case votedOnPaper = "voted-on-paper"

  package var description: String { rawValue }

  package var term: Message {
    switch self {
    case .notOnRoll: "not on the roll"
    case .outsidePoll: "cast outside the poll"
    case .superseded: "superseded by a later vote"
    case .duplicate: "a second vote"
    case .otherChannel: "the vote in another channel prevails"
    case .votedOnPaper: "voted on paper"
    case .withdrawn: "withdrawn"
    }
  }
}

extension Definition {
  /// Whether the rules of the election can strike a ballot for a reason at all.
  package func strikes(for reason: StrikeReason, hasRoll: Bool) -> Bool {
    switch reason {
    case .notOnRoll: hasRoll
    case .outsidePoll: true
    case .withdrawn: policy.withdrawal
    case .superseded: policy.withinChannel == .last
    case .duplicate: policy.withinChannel == .first
    case .otherChannel: channels.count > 1
    case .votedOnPaper: collectors.contains { $0.roles.contains(.register) }
    }
  }
}
