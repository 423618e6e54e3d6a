/// What a mark says of an option that is judged, in the order of the marks (FormatBundle § A ballot).
package enum Judgement: String, Sendable, CaseIterable {
  case support, oppose, abstain

  /// Its mark on a ballot.
  package var mark: UInt8 {
    switch self {
    case .support: 1
    case .oppose: 2
    case .abstain: 3
    }
  }

  /// What files call them.
  package static let names = allCases.map(\.rawValue)
}
