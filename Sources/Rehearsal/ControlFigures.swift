import Election
import Paper
package import Result

/// Figures by what they are of, such as `chief/ballots/online/valid`.
///
/// What is not there is zero.
package struct ControlFigures: Equatable, Sendable {
  package private(set) var counts: [String: Int] = [:]

  package init() {}

  package mutating func add(_ count: Int, _ path: String...) {
    counts[path.joined(separator: "/"), default: 0] += count
  }

  /// The figure of a path.
  package func count(_ path: String...) -> Int { counts[path.joined(separator: "/")] ?? 0 }

  /// Everything in which two sets of figures differ, sorted by what it is of.
  package func differences(
    from other: ControlFigures
  ) -> [(path: String, expected: Int, found: Int)] {
    Set(counts.keys).union(other.counts.keys).sorted().compactMap { path in
      let (expected, found) = (counts[path] ?? 0, other.counts[path] ?? 0)
      return expected == found ? nil : (path, expected, found)
    }
  }
}

extension ControlFigures {
  /// Every figure of a result: of each contest the ballots and papers, the votes, every place and
  /// the turnout; of the election what became of the sealed ballots, the papers that could not be
  /// taken out of their boxes, and the stations' accounts.
  package init(result: ElectionResult) {
    for contest in result.contests { take(contest) }
    let electronic = result.electronic
    add(electronic.entries, "electronic/entries")
    add(electronic.excluded, "electronic/excluded")
    add(electronic.read, "electronic/read")
    add(electronic.unreadable, "electronic/unreadable")
    for (reason, count) in electronic.struck { add(count, "electronic/struck/\(reason.rawValue)") }
    for (station, count) in result.unresolved { add(count, "unresolved/\(station)") }
    for account in result.accounts {
      let name = "accounts/\(account.account.key)"
      add(account.papers, "\(name)/papers")
      add(account.difference.unaccounted, "\(name)/unaccounted")
      add(account.difference.uncounted, "\(name)/uncounted")
    }
  }

  private mutating func take(_ contest: ContestResult) {
    let (id, layout) = (contest.id, contest.layout)
    add(contest.turnout, id, "turnout")
    for (column, figures) in contest.channels.map({ ($0.id, $0.figures) })
      + [("total", contest.total)]
    {
      take(figures.ballots, layout, "\(id)/ballots/\(column)")
      for (option, votes) in zip(layout.options, figures.votes) {
        take(votes, "\(id)/options/\(option)/\(column)")
      }
    }
    for place in contest.places {
      let name = Self.place(id, place.kind, place.id, place.channel)
      take(place.figures.ballots, layout, "\(name)/ballots")
      for (option, votes) in zip(layout.options, place.figures.votes) {
        take(votes, "\(name)/options/\(option)")
      }
    }
  }

  /// How the figures of a place begin.
  static func place(
    _ contest: String, _ kind: ContestResult.Place.Kind, _ id: String, _ channel: String
  ) -> String { "\(contest)/places/\(kind.rawValue)/\(id)/\(channel)" }

  private mutating func take(_ ballots: Ballots, _ layout: FigureLayout, _ path: String) {
    for category in BallotCategory.allCases { add(ballots[category], path, category.rawValue) }
    for (rejection, count) in zip(layout.rejections, ballots.rejected) {
      add(count, path, "rejected", rejection)
    }
  }

  private mutating func take(_ votes: OptionCount, _ path: String) {
    guard let net = votes.net else { return add(votes.inFavour, path) }
    for (judgement, count) in zip(Judgement.names, votes.numbers) {
      add(count, path, judgement)
    }
    add(net, path, "net")
  }
}
