import Election
import Encoding

/// How large the files of a count can be, whatever the votes are: a blind count is filled up to
/// this, so that its size says nothing.
///
/// Depends on the definition, on how many ballots each bundle has and on the lots that were drawn,
/// and on nothing that is inside a ballot.
struct BlindBound {
  let definition: Definition
  let sources: [BallotSource]
  let lots: [LotsRound]

  /// No number of a file has more digits.
  private static let digits = 17

  /// The most bytes of patterns.csv: of every style, contest and collector a line for each run of
  /// marks that there can be, or for each ballot where those are fewer.
  var patterns: Int {
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

  /// The most bytes of result.json; `frame` is a result of the same count that is not final, with
  /// no contest in it.
  func result(frame: ElectionResult) -> Int {
    // The numbers of ballots read and unreadable stand in the frame already.
    frame.file.count + 1_024 + definition.contests.reduce(0) { $0 + size(of: $1) }
  }

  private func size(of contest: Contest) -> Int {
    let name = { (id: String) in id.utf8.count + 8 }
    let list = { (ids: [String], more: Int) in ids.reduce(0) { $0 + name($1) + more } }
    let options = contest.options.map(\.id)
    let channels = definition.channels.map(\.id)
    let longest = (channels.map { $0.utf8.count }.max() ?? 0) + 16
    let places =
      definition.areas.flatMap { area in channels.map { _ in area.id } }
      + definition.stations.map(\.id) + definition.collectors.map(\.id)
    // Five categories with their names, and each category of rejection.
    let ballots = 64 + 5 * (16 + Self.digits) + list(definition.rejections.map(\.id), Self.digits)
    // Three judgements and their net with their names, or one number.
    let count = 64 + 4 * Self.digits
    let tables = list(channels, ballots + 16) + ballots + 64
    let votes = options.reduce(0) { $0 + name($1) + list(channels, count) + count + 64 }
    let byPlace = places.reduce(0) {
      $0 + name($1) + longest + ballots + 64 + list(options, count + 32)
    }
    // Elected (a list once for each seat), failed, tied, drawing; twice in what is outstanding.
    let seats = max(1, contest.method.seats ?? options.count)
    let longestOption = (options.map { name($0) }.max() ?? 0)
    let outcome = 1_024 + 8 * list(options, 0) + 2 * seats * longestOption
    let rounds = lots.filter { $0.contest == contest.id }.reduce(0) {
      $0 + $1.json.canonical.count
    }
    // Each option is elected or goes out once, and its votes are then transferred.
    let transfers = (2 * options.count + 2) * (256 + 2 * list(options, Self.digits + 8))
    let working = contest.method.isRanked ? transfers : list(options, 128)
    return 512 + name(contest.id) + tables + votes + byPlace + outcome + rounds + working
  }
}
