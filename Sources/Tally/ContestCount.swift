import Election
import Encoding

/// The running count of one contest.
///
/// Patterns are added up by where they come from, and only at the end by channel and place: so a
/// pattern costs one look into a table and a few additions.
struct ContestCount {
  /// Where votes come from.
  private struct Source: Hashable {
    let style: String
    let channel: String
    let collector: String
    /// A station's; empty where a collector sent ballots.
    let station: String
  }

  /// What one source, channel or place comes to.
  private struct Sums {
    /// By the position of `BallotCategory.allCases`.
    var categories: [Int]
    /// By the position of the definition's categories.
    var rejected: [Int]
    /// By option: one number, or three where options are judged.
    var votes: [Int]
  }

  private let contest: Contest
  private let definition: Definition
  private let width: Int
  private let isOut: [Bool]
  private var index: [Source: Int] = [:]
  private var sources: [(source: Source, sums: Sums)] = []
  private var rankings: [Poll.Ranking: Int] = [:]

  init(_ contest: Contest, definition: Definition) {
    self.contest = contest
    self.definition = definition
    width = contest.method == .supportOppose ? OptionCount.judgements.count : 1
    isOut = contest.options.map(\.status.isOut)
  }

  private var nothing: Sums {
    Sums(
      categories: [Int](repeating: 0, count: BallotCategory.allCases.count),
      rejected: [Int](repeating: 0, count: definition.rejections.count),
      votes: [Int](repeating: 0, count: contest.options.count * width))
  }

  private mutating func position(of source: Source) -> Int {
    if let found = index[source] { return found }
    index[source] = sources.count
    sources.append((source, nothing))
    return sources.count - 1
  }

  /// Adds a run of marks that occurs so many times.
  mutating func add(_ pattern: Pattern, times: Int) throws(TallyError) {
    guard !contest.isUncontested else { return }
    let position = position(
      of: Source(
        style: pattern.style, channel: pattern.channel, collector: pattern.collector, station: ""))
    guard case .marks(let marks) = pattern.marks else {
      return try add(times, to: &sources[position].sums.categories[Self.malformed])
    }
    let category = contest.judge(marks)
    try add(times, to: &sources[position].sums.categories[Self.place(category)])
    guard category == .valid else { return }
    guard !contest.method.isRanked else {
      let preferences = contest.preferences(marks)
      rankings[preferences.map { UInt8($0) }, default: 0] += times
      // Options show first preferences; the rounds show what became of them.
      if let first = preferences.first {
        try add(times, to: &sources[position].sums.votes[first])
      }
      return
    }
    for option in marks.indices where marks[option] != 0 && !isOut[option] {
      let judgement = width == 1 ? 0 : Int(marks[option]) - 1
      try add(times, to: &sources[position].sums.votes[option * width + judgement])
    }
  }

  /// Adds a sheet that two people agree on.
  mutating func add(_ sheet: Sheet) throws(TallyError) {
    guard contest.isOnSheets,
      let station = definition.stations.first(where: { $0.id == sheet.key.station })
    else { return }
    let position = position(
      of: Source(style: "", channel: station.channel, collector: "", station: station.id))
    try add(sheet.valid, to: &sources[position].sums.categories[Self.place(.valid)])
    for (category, rejection) in definition.rejections.enumerated() {
      try add(
        sheet.rejected[rejection.id] ?? 0, to: &sources[position].sums.rejected[category])
    }
    for (option, definition) in contest.options.enumerated() where !isOut[option] {
      let numbers = sheet.counts[definition.id]?.numbers ?? []
      for (judgement, number) in numbers.prefix(width).enumerated() {
        try add(number, to: &sources[position].sums.votes[option * width + judgement])
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

  /// A sum within `Tally.maxSum`.
  private func add(_ number: Int, to sum: inout Int) throws(TallyError) {
    let result = sum.addingReportingOverflow(number)
    guard !result.overflow, (0...Tally.maxSum).contains(result.partialValue) else {
      throw .tooLarge(contest: contest.id)
    }
    sum = result.partialValue
  }

  private func add(_ more: Sums, to sums: inout Sums) throws(TallyError) {
    for place in more.categories.indices {
      try add(more.categories[place], to: &sums.categories[place])
    }
    for place in more.rejected.indices {
      try add(more.rejected[place], to: &sums.rejected[place])
    }
    for place in more.votes.indices { try add(more.votes[place], to: &sums.votes[place]) }
  }

  /// The result, in the definition's order throughout.
  ///
  /// `lots` are the rounds that were drawn for the contest, `unresolved` the papers by station that
  /// could not be taken out of their boxes.
  func result(
    lots: [LotsRound], unresolved: [String: Int]
  ) throws(TallyError) -> ContestResult {
    var channels: [String: Sums] = [:]
    for channel in definition.channels where carries(channel) { channels[channel.id] = nothing }
    var places: [PlaceKey: Sums] = [:]
    for (source, sums) in sources {
      try add(sums, to: &channels[source.channel, default: nothing])
      for key in keys(source) { try add(sums, to: &places[key, default: nothing]) }
    }
    let ordered = definition.channels.compactMap { channel in
      channels[channel.id].map { (id: channel.id, ballots: ballots($0), votes: votes($0)) }
    }
    var all = nothing
    for sums in channels.values {
      for place in all.categories.indices { all.categories[place] += sums.categories[place] }
      for place in all.rejected.indices { all.rejected[place] += sums.rejected[place] }
      for place in all.votes.indices { all.votes[place] += sums.votes[place] }
    }
    let total = (ballots: ballots(all), votes: votes(all))
    let sorted = places.sorted { $0.key < $1.key }.map { key, sums in
      var place = ContestResult.Place(kind: key.kind, id: key.id, channel: key.channel)
      place.ballots = ballots(sums)
      place.votes = votes(sums)
      return place
    }
    let decision = try Poll(
      contest: contest, votes: counts(all), ballots: total.ballots.total, rankings: rankings,
      lots: lots
    ).decision()
    return ContestResult(
      contest, rejections: definition.rejections.map(\.id), outcome: decision.outcome,
      channels: ordered, total: total, places: sorted,
      electorate: definition.areas.first { $0.id == contest.area }?.electorate,
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
    switch margin {
    case .none: return .init(papers: papers, margin: nil, isDecisive: false)
    case .papers(let margin):
      return .init(papers: papers, margin: margin, isDecisive: papers >= margin)
    case .unknown: return .init(papers: papers, margin: nil, isDecisive: papers > 0)
    }
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
      area = definition.styles.first { $0.id == source.style }?.area
      own = PlaceKey(kind: .collector, id: source.collector, channel: source.channel)
    } else {
      area = definition.stations.first { $0.id == source.station }?.area
      own = PlaceKey(kind: .station, id: source.station, channel: source.channel)
    }
    return [own, PlaceKey(kind: .area, id: area ?? "", channel: source.channel)]
  }

  /// The styles that carry the contest.
  private var styles: Set<String> {
    Set(definition.styles.filter { $0.contests.contains(contest.id) }.map(\.id))
  }

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

  private func ballots(_ sums: Sums) -> ContestResult.Ballots {
    var ballots = ContestResult.Ballots()
    for category in BallotCategory.allCases {
      ballots.categories[category] = sums.categories[Self.place(category)]
    }
    for (category, rejection) in definition.rejections.enumerated() {
      ballots.rejected[rejection.id] = sums.rejected[category]
    }
    return ballots
  }

  private func counts(_ sums: Sums) -> [OptionCount] {
    contest.options.indices.map { option in
      let numbers = sums.votes[option * width..<(option + 1) * width]
      let first = numbers.startIndex
      return width == 1
        ? .chosen(numbers[first])
        : .judged(
          support: numbers[first], oppose: numbers[first + 1], abstain: numbers[first + 2])
    }
  }

  private func votes(_ sums: Sums) -> ContestResult.Votes {
    var votes = ContestResult.Votes()
    for (option, count) in zip(contest.options, counts(sums)) { votes.counts[option.id] = count }
    return votes
  }
}
