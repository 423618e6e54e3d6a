import Election
import Result

/// How large patterns.csv can be, whatever the votes are: a blind count is filled up to this, and
/// up to `ResultBound`, so that its size says nothing.
///
/// Depends on the definition and on how many ballots each bundle has, and on nothing that is inside
/// a ballot.
struct PatternBound {
  let definition: Definition
  let sources: [BallotSource]

  /// No number of a file has more digits.
  private static let digits = ResultBound.digits

  /// The most bytes of patterns.csv: of every style, contest and collector a line for each run of
  /// marks that there can be, or for each ballot where those are fewer.
  var byteCount: Int {
    var ballots: [[String]: Int] = [:]
    for source in sources {
      let style = definition.styles[source.style].id
      ballots[[style, source.channel, source.collector], default: 0] += source.count
    }
    var size = PatternFile.headerLine.count
    for (group, count) in ballots {
      let ids = group.reduce(0) { $0 + $1.utf8.count } + 6 + Self.digits
      size += ids + "-unreadable".utf8.count
      for id in definition.style(group[0])?.contests ?? [] {
        guard let contest = definition.contest(id) else { continue }
        let marks = max("malformed".utf8.count, 2 * contest.options.count)
        // One line more: all malformed marks are one.
        size += (min(count, Self.runs(contest)) + 1) * (ids + id.utf8.count + marks)
      }
    }
    return size
  }

  /// How many runs of marks a contest can have, as far as it matters.
  private static func runs(_ contest: Contest) -> Int {
    let marks = Int(contest.highestMark) + 1
    return contest.options.reduce(1) { runs, _ in
      let next = runs.multipliedReportingOverflow(by: marks)
      return next.overflow ? Int.max : next.partialValue
    }
  }
}
