import Bundles
import Cryptography
import Election
import Encoding

/// The people of a rehearsal, who vote in every way in which a vote counts or is struck.
struct ControlElectorate {
  private let definition: Definition
  private let election: Digest
  private let layout: MarkLayout
  private(set) var totals: ControlTotals
  /// Entries in registers, by station.
  private(set) var registered: [String: Int] = [:]
  private var people = 0
  /// People on the roll, by style.
  private var roll: [String: [Digest]] = [:]
  private var parts: [Part: Drafted] = [:]

  /// A collector, a style and what is sent.
  private struct Part: Hashable {
    let collector: String
    let style: String
    let kind: BundleKind
  }

  private struct Drafted {
    var entries: [BundleWriter.Entry] = []
    var vectors: [[UInt8]] = []
  }

  init(_ definition: Definition, election: Digest) {
    self.definition = definition
    self.election = election
    layout = MarkLayout(definition)
    totals = ControlTotals(definition)
  }

  /// Whether anybody keeps a roll.
  var hasRoll: Bool { definition.collectors.contains { $0.roles.contains(.roll) } }

  private var opens: Int { definition.polls.opens.seconds }
  private var closes: Int { definition.polls.closes.seconds }

  /// The styles of which a collector sends something, in the definition's order.
  private func styles(of collector: Collector) -> [Style] {
    definition.styles.filter { collector.styles.contains($0.id) }
  }

  /// Those who have a role for a style.
  private func collectors(_ kind: BundleKind, of style: Style) -> [Collector] {
    definition.collectors.filter { $0.roles.contains(kind) && $0.styles.contains(style.id) }
  }

  /// Bundles in the order in which their collectors send them.
  var bundles: [ControlBundle] {
    let kinds: [BundleKind] = [.roll, .ballots, .register, .withdrawal]
    return definition.collectors.flatMap { collector in
      styles(of: collector).flatMap { style in
        kinds.filter(collector.roles.contains).map { kind in
          let part = parts[Part(collector: collector.id, style: style.id, kind: kind)]
          return ControlBundle(
            collector: collector, style: style, kind: kind, entries: part?.entries ?? [],
            vectors: part?.vectors ?? [])
        }
      }
    }
  }

  /// Somebody who has not voted yet; on the roll of the style unless it is said otherwise.
  private mutating func person(_ style: Style, isOnRoll: Bool = true) -> Digest {
    people += 1
    let token = Digest.of(Array("coldcount/rehearsal/1\n\(election)\n\(people)\n".utf8))
    if isOnRoll { roll[style.id, default: []].append(token) }
    return token
  }

  private mutating func enter(
    _ token: Digest, _ cast: Int, _ kind: BundleKind, _ collector: Collector, _ style: Style,
    vector: [UInt8]? = nil
  ) {
    let part = Part(collector: collector.id, style: style.id, kind: kind)
    let position = parts[part]?.vectors.count ?? 0
    parts[part, default: Drafted()].entries.append(
      BundleWriter.Entry(token: token, cast: cast, vector: position))
    if let vector { parts[part]?.vectors.append(vector) }
    if kind == .register, let station = collector.station {
      registered[station, default: 0] += 1
    }
  }

  // MARK: - Voting

  mutating func vote() {
    for (number, style) in definition.styles.enumerated() {
      for (place, collector) in collectors(.ballots, of: style).enumerated() {
        voteOnce(collector, style, salt: (number + place) % 3)
        voteStrangely(collector, style)
      }
      voteTwice(style)
      takePapers(style)
      takeBack(style)
      fillRoll(style)
    }
    if !definition.collectors.contains(where: { $0.roles.contains(.ballots) }) {
      totals.add(0, to: "electronic/read")
    }
  }

  /// A row of runs of marks, one for each contest of the style.
  private typealias Row = [ControlRun]

  private func vector(_ row: Row, _ style: Style) -> [UInt8] {
    layout.vector(style: style.id, marks: row.map(\.marks)) ?? []
  }

  private mutating func cast(
    _ row: Row, by token: Digest, at time: Int, _ collector: Collector, _ style: Style,
    struck reason: StrikeReason? = nil
  ) {
    enter(token, time, .ballots, collector, style, vector: vector(row, style))
    totals.add(1, to: "electronic/entries")
    guard reason == nil else {
      return totals.add(1, to: "electronic/struck/\(reason?.rawValue ?? "")")
    }
    totals.add(1, to: "electronic/read")
    for (id, run) in zip(style.contests, row) {
      if let contest = definition.contest(id) {
        totals.add(run, 1, of: contest, collector: collector, style: style)
      }
    }
  }

  /// The rows of a collector: every run of every contest as often as it is to occur.
  private func rows(_ style: Style, salt: Int) -> [Row] {
    let contests = style.contests.compactMap(definition.contest)
    let columns = contests.map { contest in
      // Contests that look alike come to different numbers, so that exchanged ones show.
      let number = definition.contests.firstIndex(of: contest) ?? 0
      return ControlMarks(contest: contest, salt: salt + number % 5).runs.flatMap {
        [ControlRun](repeating: $0, count: $0.count)
      }
    }
    return (0..<(columns.map(\.count).max() ?? 0)).map { row in
      columns.map { $0.indices.contains(row) ? $0[row] : $0[0] }
    }
  }

  /// One row, for votes that only show whether they are struck.
  private func anyRow(_ style: Style, _ number: Int = 0) -> Row {
    let rows = rows(style, salt: 0)
    return rows.isEmpty ? [] : rows[(rows.count / 2 + number) % rows.count]
  }

  /// Everybody votes once, the first as the poll opens and the last as it closes.
  private mutating func voteOnce(_ collector: Collector, _ style: Style, salt: Int) {
    let rows = rows(style, salt: salt)
    for (number, row) in rows.enumerated() {
      let time = opens + (closes - opens) * number / max(1, rows.count - 1)
      cast(row, by: person(style), at: time, collector, style)
    }
  }

  /// Ballots that cannot be read as a whole, or do not count for when or by whom they were cast.
  private mutating func voteStrangely(_ collector: Collector, _ style: Style) {
    let row = anyRow(style)
    let whole = vector(row, style)
    var broken: [[UInt8]] = []
    // With proofs marks alone are sealed, and no header that could be another.
    let headers: [(Int, UInt8)] = definition.format == .sealed ? [(0, 2), (1, 0xFF)] : []
    for (position, byte) in headers where whole.indices.contains(position) {
      broken.append(whole)
      broken[broken.count - 1][position] = byte
    }
    // Beyond the marks of the style, where the ballot has room.
    let marks = style.contests.compactMap(definition.contest).reduce(3) { $0 + $1.options.count }
    if definition.format == .sealed, marks < whole.count {
      broken.append(whole)
      broken[broken.count - 1][whole.count - 1] = 1
    }
    for vector in broken {
      enter(person(style), opens, .ballots, collector, style, vector: vector)
      totals.add(1, to: "electronic/entries")
      totals.add(1, to: "electronic/unreadable")
    }
    for time in [opens - 1, closes + 1] where time >= 0 {
      cast(row, by: person(style), at: time, collector, style, struck: .outsidePoll)
    }
    if hasRoll {
      cast(
        row, by: person(style, isOnRoll: false), at: opens, collector, style, struck: .notOnRoll)
    }
    // Twice in one channel.
    let lastWins = definition.policy.withinChannel == .last
    let token = person(style)
    cast(
      row, by: token, at: opens, collector, style, struck: lastWins ? .superseded : nil)
    cast(
      anyRow(style, 1), by: token, at: opens + 1, collector, style,
      struck: lastWins ? nil : .duplicate)
  }

  /// The position of a collector's channel, the one that prevails first.
  private func rank(_ collector: Collector) -> Int {
    definition.channels.firstIndex { $0.id == collector.channel } ?? Int.max
  }

  /// Somebody votes in every channel of the style.
  private mutating func voteTwice(_ style: Style) {
    var first: [Int: Collector] = [:]
    for collector in collectors(.ballots, of: style) where first[rank(collector)] == nil {
      first[rank(collector)] = collector
    }
    guard let prevailing = first.keys.min(), first.count > 1 else { return }
    let token = person(style)
    for (channel, collector) in first.sorted(by: { $0.key < $1.key }) {
      cast(
        anyRow(style, channel), by: token, at: opens + channel, collector, style,
        struck: channel == prevailing ? nil : .otherChannel)
    }
  }

  /// At every desk: people with a paper alone, one with two papers, one with a ballot as well.
  private mutating func takePapers(_ style: Style) {
    for desk in collectors(.register, of: style) {
      for _ in 0..<3 { enter(person(style), opens, .register, desk, style) }
      let twice = person(style)
      enter(twice, opens, .register, desk, style)
      enter(twice, opens + 1, .register, desk, style)
      var unresolved = 1
      if let other = collectors(.ballots, of: style).first {
        let both = person(style)
        let paperPrevails = rank(desk) <= rank(other)
        enter(both, opens, .register, desk, style)
        cast(
          anyRow(style), by: both, at: opens, other, style,
          struck: paperPrevails ? .votedOnPaper : nil)
        if !paperPrevails { unresolved += 1 }
      }
      totals.add(unresolved, to: "unresolved/\(desk.station ?? "")")
    }
  }

  /// Somebody votes and takes it back.
  private mutating func takeBack(_ style: Style) {
    guard let collector = collectors(.ballots, of: style).first,
      let withdrawals = collectors(.withdrawal, of: style).first
    else { return }
    let token = person(style)
    cast(anyRow(style), by: token, at: opens, collector, style, struck: .withdrawn)
    enter(token, opens + 1, .withdrawal, withdrawals, style)
  }

  /// One roll of everybody who may vote, and of some who did not.
  private mutating func fillRoll(_ style: Style) {
    guard let registrar = collectors(.roll, of: style).first else { return }
    for _ in 0..<3 { _ = person(style) }
    for token in roll[style.id] ?? [] { enter(token, 0, .roll, registrar, style) }
  }
}
