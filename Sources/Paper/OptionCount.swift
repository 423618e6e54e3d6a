import Election
package import Encoding

/// The votes for one option: chosen, or supported, opposed and abstained on.
package enum OptionCount: Equatable, Sendable {
  case chosen(Int)
  case judged(support: Int, oppose: Int, abstain: Int)

  /// Makes a count of its numbers; nil where there are neither one nor one for each judgement.
  package init?(_ numbers: [Int]) {
    switch numbers.count {
    case 1: self = .chosen(numbers[0])
    case Judgement.allCases.count:
      self = .judged(support: numbers[0], oppose: numbers[1], abstain: numbers[2])
    default: return nil
    }
  }

  /// Whether the option was judged.
  package var isJudged: Bool { if case .judged = self { true } else { false } }

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
    case .judged: .object(JSON.Members(zip(Judgement.names, numbers.map { .integer($0) })))
    }
  }
}
