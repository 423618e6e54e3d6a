package import Election
import Encoding

/// How large result.json can be, whatever the votes are: a blind count is filled up to this, so that
/// its size says nothing.
///
/// Depends on the definition and on the lots that were drawn, and on nothing that is inside a
/// ballot.
package struct ResultBound {
  /// No number of a file has more digits.
  package static let digits = 17

  private let definition: Definition
  private let lots: [LotsRound]

  package init(definition: Definition, lots: [LotsRound]) {
    self.definition = definition
    self.lots = lots
  }

  /// The most bytes of result.json; `frame` is a result of the same count that is not final, with
  /// no contest in it.
  package func byteCount(frame: ElectionResult) -> Int {
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
