import Election
import Encoding
package import Paper

/// What a whole result and one for the public both say.
package protocol StatedResult: Sendable {
  var head: ResultHead { get }
  /// What became of the sealed ballots.
  var sealed: SealedBallots { get }
  /// Everything that is still out; empty in a final count.
  var outstanding: [StillOut] { get }
  /// The contests, in the definition's order.
  var stated: [any StatedContest] { get }
}

/// What both say of a contest.
package protocol StatedContest: Sendable {
  var id: String { get }
  var layout: FigureLayout { get }
  var outcome: ContestResult.Outcome { get }
  var total: Figures { get }
  /// How the seats were found, where the counts of the options do not show it.
  var working: ContestResult.Working? { get }
  var electorate: Int? { get }
  var unresolved: ContestResult.Unresolved { get }
  /// The ballots of a channel; nil where it has none, or is only published with others.
  func ballots(ofChannel id: String) -> Ballots?
}

extension StatedContest {
  /// All ballots and papers of the contest, valid or not.
  package var turnout: Int { total.ballots.total }

  /// The votes of an option; nil where there is none of this id.
  package func votes(_ option: String) -> OptionCount? {
    layout.options.firstIndex(of: option).map { total.votes[$0] }
  }
}

extension ElectionResult: StatedResult {
  package var sealed: SealedBallots { electronic.sealed }
  package var outstanding: [StillOut] { openness.outstanding }
  package var stated: [any StatedContest] { contests }
}

extension ContestResult: StatedContest {
  package func ballots(ofChannel id: String) -> Ballots? {
    channels.first { $0.id == id }?.figures.ballots
  }
}

extension PublicResult: StatedResult {
  package var stated: [any StatedContest] { contests }
}

extension PublicResult.Contest: StatedContest {
  package func ballots(ofChannel id: String) -> Ballots? {
    channels.first { $0.ids == [id] }?.figures.ballots
  }
}
