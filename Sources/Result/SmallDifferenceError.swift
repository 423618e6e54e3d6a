package import Encoding
package import Words

/// So little changed in a contest since an earlier result that whoever has both learns how those few
/// voted: exact totals cannot hide it.
package struct SmallDifferenceError: ReportedError, Equatable {
  private let difference: SmallPlaces.Difference
  /// The earlier result.
  private let since: Digest
  /// The fewest ballots that are published by themselves.
  private let least: Int

  package init(_ difference: SmallPlaces.Difference, since: Digest, least: Int) {
    self.difference = difference
    self.since = since
    self.least = least
  }

  package var report: Report {
    let (contest, result) = (difference.contest, String(since.description.prefix(8)))
    let ballots = Plural.of(difference.ballots, "ballot")
    let problem: Message =
      if let option = difference.option {
        "since the earlier result \(result) \(contest) changed by \(ballots), all alike on "
          + "\(option): whoever has both learns how they voted"
      } else {
        "in \(contest) this result and the earlier one \(result) differ by fewer than \(least) "
          + "ballots: whoever has both learns how these people voted"
      }
    return Report(
      .refused, code: "small-difference", problem,
      advice:
        "publish it once more has come in; where it must be published all the same: "
        + "coldcount disclose --accept-difference REASON",
      details: ["they were cast at \(Message.list(ids: difference.places))"])
  }
}
