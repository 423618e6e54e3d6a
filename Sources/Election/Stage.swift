package import Words

/// How far a count has come.
package enum Stage: String, Sendable, CaseIterable, Term {
  /// The sealed ballots alone.
  case electronic
  /// The sealed ballots and the paper that is in.
  case partial
  /// Everything, and nothing left open.
  case final

  /// As files and command lines name it.
  package var description: String { rawValue }

  package var term: Message {
    switch self {
    case .electronic: "electronic"
    case .partial: "partial"
    case .final: "final"
    }
  }
}

extension ObjectReader {
  /// A stage.
  package func stage(_ key: String) -> Stage? {
    string(key, as: "electronic, partial or final") { Stage(rawValue: $0) }
  }
}
