import Election
import Paper
import Result

/// The running count of one contest.
///
/// Patterns are added up by where they come from, and only at the end by channel and place: so a
/// pattern costs one look into a table and a few additions. A class, because a million of them are
/// added to fifty counts that stand in an array.
final class ContestCount {
  /// Where votes come from.
  private struct Source: Hashable {
    let style: String
    let channel: String
    let collector: String
    /// A station's; empty where a collector sent ballots.
    let station: String
  }

  private let contest: Contest
  private let definition: Definition
  private let layout: FigureLayout
  /// What of the layout every pattern needs: numbers that an option has, and where they begin.
  private let judgements: Int
  private let isUncontested: Bool
  private let isRanked: Bool
  private let judge: MarkJudge
  private let isOut: [Bool]
  private var positions: [Source: Int] = [:]
  private var sources: [Source] = []
  /// The sums of all sources, `width` numbers each: categories, rejections, votes.
  private var numbers: [Int] = []
  private let firstRejection: Int
  private let firstVote: Int
  private let width: Int
  private var rankings: Rankings
  /// The source of the pattern before, which is mostly that of the next, and where it begins.
  private var last: (source: Source, start: Int)?

  init(_ contest: Contest, definition: Definition) {
    self.contest = contest
    self.definition = definition
    layout = FigureLayout(contest, definition: definition)
    judgements = layout.numbersPerOption
    firstRejection = layout.firstRejection
    firstVote = layout.firstVote
    width = layout.width
    isUncontested = contest.isUncontested
    isRanked = contest.method.isRanked
    judge = MarkJudge(contest)
    isOut = contest.options.map(\.status.isOut)
    rankings = Rankings(options: contest.options.count)
  }

  /// Where the numbers of a source begin.
  private func start(of source: Source) -> Int {
    if let last, last.source == source { return last.start }
    let position = positions[source] ?? sources.count
    if position == sources.count {
      positions[source] = position
      sources.append(source)
      numbers.append(contentsOf: repeatElement(0, count: width))
    }
    last = (source, position * width)
    return position * width
  }

  /// Adds a run of marks that occurs so many times.
  func add(_ pattern: Pattern, times: Int) throws(TallyError) {
    guard !isUncontested else { return }
    let start = start(
      of: Source(
        style: pattern.style, channel: pattern.channel, collector: pattern.collector, station: ""))
    guard case .marks(let marks) = pattern.marks else {
      return try add(times, at: start + Self.malformed)
    }
    let category = judge.judge(marks)
    try add(times, at: start + Self.place(category))
    guard category == .valid else { return }
    guard !isRanked else {
      let preferences = judge.preferences(marks)
      rankings.add(preferences, times: times)
      // Options show first preferences; the rounds show what became of them.
      if let first = preferences.first { try add(times, at: start + firstVote + Int(first)) }
      return
    }
    for option in marks.indices where marks[option] != 0 && !isOut[option] {
      let judgement = judgements == 1 ? 0 : Int(marks[option]) - 1
      try add(times, at: start + firstVote + option * judgements + judgement)
    }
  }

  /// Adds a sheet that two people agree on.
  func add(_ sheet: Sheet) throws(TallyError) {
    guard contest.isOnSheets,
      let station = definition.station(sheet.key.station)
    else { return }
    let start = start(
      of: Source(style: "", channel: station.channel, collector: "", station: station.id))
    try add(sheet.valid, at: start + Self.place(.valid))
    for (category, rejection) in definition.rejections.enumerated() {
      try add(sheet.rejected[rejection.id] ?? 0, at: start + firstRejection + category)
    }
    for (option, definition) in contest.options.enumerated() where !isOut[option] {
      let counts = sheet.counts[definition.id]?.numbers ?? []
      for (judgement, count) in counts.prefix(judgements).enumerated() {
        try add(count, at: start + firstVote + option * judgements + judgement)
      }
    }
  }

  private static let malformed = place(.malformed)

  private static func place(_ category: BallotCategory) -> Int {
    switch category {
    case .blank: 0
    case .malformed: 1
    case .overvoted: 2
    case .undervoted: 3
    case .valid: 4
    }
  }

  private func add(_ count: Int, at place: Int) throws(TallyError) {
    numbers[place] = try sum(numbers[place], count)
  }

  /// A sum within `ContestResult.maxFigure`.
  private func sum(_ one: Int, _ other: Int) throws(TallyError) -> Int {
    let sum = one.addingReportingOverflow(other)
    guard !sum.overflow, (0...ContestResult.maxFigure).contains(sum.partialValue) else {
      throw .tooLarge(contest: contest.id)
    }
    return sum.partialValue
  }

  private func add(_ more: ArraySlice<Int>, to sums: inout [Int]) throws(TallyError) {
    for (place, count) in more.enumerated() { sums[place] = try sum(sums[place], count) }
  }

  /// The result, in the definition's order throughout.
  ///
  /// `lots` are the rounds that were drawn for the contest, `unresolved` the papers by station that
  /// could not be taken out of their boxes.
  func result(
    lots: [LotsRound], unresolved: [String: Int]
  ) throws(TallyError) -> ContestResult {
    let nothing = [Int](repeating: 0, count: width)
    var channels: [String: [Int]] = [:]
    for channel in definition.channels where carries(channel) { channels[channel.id] = nothing }
    var places: [PlaceKey: [Int]] = [:]
    for (position, source) in sources.enumerated() {
      let sums = numbers[position * width..<(position + 1) * width]
      try add(sums, to: &channels[source.channel, default: nothing])
      for key in keys(source) { try add(sums, to: &places[key, default: nothing]) }
    }
    let ordered = definition.channels.compactMap { channel in
      channels[channel.id].map {
        ContestResult.Channel(id: channel.id, figures: layout.figures($0))
      }
    }
    var all = nothing
    for sums in channels.values { for place in all.indices { all[place] += sums[place] } }
    let total = layout.figures(all)
    let sorted = places.sorted { $0.key < $1.key }.map { key, sums in
      ContestResult.Place(
        kind: key.kind, id: key.id, channel: key.channel, figures: layout.figures(sums))
    }
    let decision = try ContestVotes(
      contest: contest, votes: total.votes, ballots: total.ballots.total,
      rankings: rankings.table(), lots: lots
    ).decision()
    return ContestResult(
      id: contest.id, layout: layout, outcome: decision.outcome, channels: ordered,
      total: total, places: sorted,
      electorate: definition.area(contest.area)?.electorate,
      working: decision.working,
      unresolved: against(decision.margin, unresolved: unresolved))
  }

  /// The unresolved papers at the stations where the contest is voted on, against the margin.
  private func against(
    _ margin: Decision.Margin, unresolved: [String: Int]
  ) -> ContestResult.Unresolved {
    let styles = styles
    let papers = definition.stations.filter { !styles.isDisjoint(with: $0.styles) }
      .reduce(0) { $0 + (unresolved[$1.id] ?? 0) }
    return margin.against(unresolved: papers)
  }

  private struct PlaceKey: Hashable, Comparable {
    let kind: ContestResult.Place.Kind
    let id: String
    let channel: String

    static func < (one: PlaceKey, other: PlaceKey) -> Bool {
      (one.kind.rawValue, one.id, one.channel) < (other.kind.rawValue, other.id, other.channel)
    }
  }

  /// The places that a source counts for.
  private func keys(_ source: Source) -> [PlaceKey] {
    let area: String?
    let own: PlaceKey
    if source.station.isEmpty {
      area = definition.style(source.style)?.area
      own = PlaceKey(kind: .collector, id: source.collector, channel: source.channel)
    } else {
      area = definition.station(source.station)?.area
      own = PlaceKey(kind: .station, id: source.station, channel: source.channel)
    }
    return [own, PlaceKey(kind: .area, id: area ?? "", channel: source.channel)]
  }

  /// The styles that carry the contest.
  private var styles: Set<String> { definition.styles(with: contest.id) }

  /// Whether anybody can vote on the contest in a channel.
  private func carries(_ channel: Channel) -> Bool {
    let styles = styles
    return definition.collectors.contains {
      $0.channel == channel.id && $0.roles.contains(.ballots)
        && !styles.isDisjoint(with: $0.styles)
    }
      || definition.stations.contains {
        $0.channel == channel.id && !styles.isDisjoint(with: $0.styles)
      }
  }
}
