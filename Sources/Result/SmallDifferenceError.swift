package import Encoding
package import Words

/// So little changed in a contest since an earlier result that whoever has both learns how those few
/// voted: exact totals cannot hide it.
package struct SmallDifferenceError: ReportedError, Equatable {
  /// How many places are named.
  private static let maxPlaceCount = 12

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
        "since the earlier result \(result) \(contest) changed by \(ballots), fewer than "
          + "\(least): whoever has both learns how they voted"
      }
    let places = difference.places.prefix(Self.maxPlaceCount).map { Message($0) }
    let more = difference.places.count - places.count
    let named = places + (more > 0 ? ["and \(more) more"] : [])
    return Report(
      .refused, code: "small-difference", problem,
      advice:
        "publish it once more has come in; where it must be published all the same: "
        + "coldcount disclose --accept-difference REASON",
      details: ["they were cast at \(named.joined(separator: ", "))"])
  }
}
