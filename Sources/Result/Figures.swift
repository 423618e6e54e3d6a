package import Election
package import Paper

/// Ballots and papers of one contest in a place or channel, or in all, by what they came to.
package struct Ballots: Equatable, Sendable {
  package var blank = 0
  package var malformed = 0
  package var overvoted = 0
  package var undervoted = 0
  /// Valid ones: electronic or individually recorded ballots, and papers.
  package var valid = 0
  /// Papers rejected, by the categories of the definition, in its order.
  package var rejected: [Int]

  package init(rejected: [Int]) { self.rejected = rejected }

  package subscript(category: BallotCategory) -> Int {
    get {
      switch category {
      case .blank: blank
      case .malformed: malformed
      case .overvoted: overvoted
      case .undervoted: undervoted
      case .valid: valid
      }
    }
    set {
      switch category {
      case .blank: blank = newValue
      case .malformed: malformed = newValue
      case .overvoted: overvoted = newValue
      case .undervoted: undervoted = newValue
      case .valid: valid = newValue
      }
    }
  }

  package var rejectedTotal: Int { rejected.reduce(0, +) }

  /// All of them.
  package var total: Int { blank + malformed + overvoted + undervoted + valid + rejectedTotal }
}

/// What was counted of one contest in a place or channel, or in all.
package struct Figures: Equatable, Sendable {
  package let ballots: Ballots
  /// The votes of each option, in the contest's order.
  package let votes: [OptionCount]

  package init(ballots: Ballots, votes: [OptionCount]) {
    self.ballots = ballots
    self.votes = votes
  }
}

extension OptionCount {
  /// Support less opposition; nil where options are not judged.
  package var net: Int? {
    switch self {
    case .chosen: nil
    case .judged(let support, let oppose, _): support - oppose
    }
  }

  /// The votes for an option: how often it was chosen, or supported.
  package var inFavour: Int {
    switch self {
    case .chosen(let count): count
    case .judged(let support, _, _): support
    }
  }

  /// What options are ranked by: votes, or net support.
  package var rank: Int { net ?? inFavour }
}
