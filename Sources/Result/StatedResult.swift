package import Election
package import Encoding

/// What a whole result and one for the public both say.
package protocol StatedResult: Sendable {
  var election: Digest { get }
  var stage: Stage { get }
  /// The journal's head when the count was made.
  var journal: Digest { get }
  var inputs: ElectionResult.Inputs { get }
  var software: ElectionResult.Software { get }
  /// Whether a roll said who may vote.
  var isEligibilityChecked: Bool { get }
  var electronic: ElectionResult.Electronic { get }
  /// The signed result that this one replaces; nil for the first.
  var replaces: Digest? { get }
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
