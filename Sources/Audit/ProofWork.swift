import Threads

/// On how many threads proofs are checked, and who hears how far it is.
package struct ProofWork: Sendable {
  /// What is checked one after the other.
  package enum Part: Sendable {
    /// Whether ballots can be read.
    case ballots
    case mixes
    case openings
    /// Mixes and openings, list by list.
    case lists
  }

  package let threads: Int
  private let progress: (@Sendable (Part, Int, Int) -> Void)?

  /// `progress` hears, from whichever thread, how many more steps of a part were made, of how many in
  /// all.
  package init(
    threads: Int = Threads.processorCount,
    progress: (@Sendable (Part, Int, Int) -> Void)? = nil
  ) {
    self.threads = threads
    self.progress = progress
  }

  /// Tells of steps of a part that has so many.
  func telling(_ part: Part, of total: Int) -> @Sendable (Int) -> Void {
    { [progress] steps in progress?(part, steps, total) }
  }
}
