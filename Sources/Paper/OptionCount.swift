import Election
package import Encoding

/// The votes for one option: chosen, or supported, opposed and abstained on.
package enum OptionCount: Equatable, Sendable {
  case chosen(Int)
  case judged(support: Int, oppose: Int, abstain: Int)

  package static let judgements = Judgement.allCases.map(\.rawValue)

  /// The numbers one by one.
  package var numbers: [Int] {
    switch self {
    case .chosen(let count): [count]
    case .judged(let support, let oppose, let abstain): [support, oppose, abstain]
    }
  }

  package var json: JSON {
    switch self {
    case .chosen(let count): .integer(count)
    case .judged(let support, let oppose, let abstain):
      [
        "support": .integer(support), "oppose": .integer(oppose), "abstain": .integer(abstain),
      ]
    }
  }
}
