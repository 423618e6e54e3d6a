package import Words

/// What a bundle holds (FormatBundle § manifest.json), and what a collector may send.
package enum BundleKind: String, Sendable, CaseIterable, Term {
  /// Sealed ballots and who cast them.
  case ballots
  /// Who was handed a paper ballot.
  case register
  /// Who may vote.
  case roll
  /// Who takes back what they signed.
  case withdrawal

  package var description: String { rawValue }

  package var term: Message {
    switch self {
    case .ballots: "ballots"
    case .register: "register"
    case .roll: "roll"
    case .withdrawal: "withdrawal"
    }
  }

  /// Whether what it holds was gathered in a channel.
  package var hasChannel: Bool { self == .ballots || self == .register }
}
