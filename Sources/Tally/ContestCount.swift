import Election
import Encoding

/// The running count of one contest.
struct ContestCount {
  private typealias Ballots = ContestResult.Ballots
  private typealias Votes = ContestResult.Votes

  private let contest: Contest
  private let definition: Definition
  private let isUncontested: Bool
  private var channels: [String: (ballots: Ballots, votes: Votes)] = [:]
  private var places: [String: ContestResult.Place] = [:]

  init(_ contest: Contest, definition: Definition) {
    self.contest = contest
    self.definition = definition
    isUncontested = Decision.isUncontested(contest)
    for channel in definition.channels where Self.carries(channel, contest, definition) {
      channels[channel.id] = (Ballots(), Votes())
    }
  }

  /// Whether anybody can vote on the contest in a channel.
  private static func carries(
    _ channel: Channel, _ contest: Contest, _ definition: Definition
  ) -> Bool {
    let styles = Set(
      definition.styles.filter { $0.contests.contains(contest.id) }.map(\.id))
    return definition.collectors.contains {
      $0.channel == channel.id && $0.roles.contains(.ballots)
        && !styles.isDisjoint(with: $0.styles)
    }
      || definition.stations.contains {
        $0.channel == channel.id && !styles.isDisjoint(with: $0.styles)
      }
  }

  /// Adds a run of marks that occurs so many times.
  mutating func add(_ pattern: Pattern, times: Int) throws(TallyError) {
    guard !isUncontested else { return }
    var category = BallotCategory.malformed
    var votes: [String: OptionCount] = [:]
    if case .marks(let marks) = pattern.marks {
      category = contest.judge(marks)
      if category == .valid { votes = self.votes(marks, times: times) }
    }
    let area = definition.styles.first { $0.id == pattern.style }?.area ?? ""
    for place in [
      ContestResult.Place(kind: .collector, id: pattern.collector, channel: pattern.channel),
      ContestResult.Place(kind: .area, id: area, channel: pattern.channel),
    ] {
      try add(
        place, ballots: [category: times], rejected: [:], votes: votes)
    }
    try add(pattern.channel, ballots: [category: times], rejected: [:], votes: votes)
  }

  /// Adds a sheet that two people agree on.
  mutating func add(_ sheet: Sheet) throws(TallyError) {
    guard !isUncontested,
      let station = definition.stations.first(where: { $0.id == sheet.key.station })
    else { return }
    var votes = sheet.counts
    for option in contest.options where option.status.isOut { votes[option.id] = nil }
    for place in [
      ContestResult.Place(kind: .station, id: station.id, channel: station.channel),
      ContestResult.Place(kind: .area, id: station.area, channel: station.channel),
    ] {
      try add(
        place, ballots: [.valid: sheet.valid], rejected: sheet.rejected, votes: votes)
    }
    try add(
      station.channel, ballots: [.valid: sheet.valid], rejected: sheet.rejected, votes: votes)
  }

  private func votes(_ marks: [UInt8], times: Int) -> [String: OptionCount] {
    var votes: [String: OptionCount] = [:]
    for (mark, option) in zip(marks, contest.options) where mark != 0 && !option.status.isOut {
      if contest.method == .supportOppose {
        votes[option.id] = .judged(
          support: mark == 1 ? times : 0, oppose: mark == 2 ? times : 0,
          abstain: mark == 3 ? times : 0)
      } else {
        votes[option.id] = .chosen(times)
      }
    }
    return votes
  }

  private mutating func add(
    _ channel: String, ballots: [BallotCategory: Int], rejected: [String: Int],
    votes: [String: OptionCount]
  ) throws(TallyError) {
    var sum = channels[channel] ?? (Ballots(), Votes())
    try add(ballots, rejected, votes, to: &sum.ballots, &sum.votes)
    channels[channel] = sum
  }

  private mutating func add(
    _ place: ContestResult.Place, ballots: [BallotCategory: Int], rejected: [String: Int],
    votes: [String: OptionCount]
  ) throws(TallyError) {
    let key = "\(place.kind) \(place.id) \(place.channel)"
    var sum = places[key] ?? place
    try add(ballots, rejected, votes, to: &sum.ballots, &sum.votes)
    places[key] = sum
  }

  private func add(
    _ categories: [BallotCategory: Int], _ rejected: [String: Int],
    _ counts: [String: OptionCount], to ballots: inout ContestResult.Ballots,
    _ votes: inout ContestResult.Votes
  ) throws(TallyError) {
    for (category, number) in categories {
      ballots.categories[category] = try sum(ballots.categories[category] ?? 0, number)
    }
    for (category, number) in rejected {
      ballots.rejected[category] = try sum(ballots.rejected[category] ?? 0, number)
    }
    for (option, count) in counts {
      votes.counts[option] = try sum(votes.counts[option], count)
    }
  }

  private func sum(_ one: OptionCount?, _ other: OptionCount) throws(TallyError) -> OptionCount {
    switch (one, other) {
    case (.chosen(let before), .chosen(let more)): return .chosen(try sum(before, more))
    case (.judged(let s, let o, let a), .judged(let support, let oppose, let abstain)):
      return .judged(
        support: try sum(s, support), oppose: try sum(o, oppose), abstain: try sum(a, abstain))
    default: return other
    }
  }

  /// A sum within `Tally.maxSum`.
  private func sum(_ one: Int, _ other: Int) throws(TallyError) -> Int {
    let sum = one.addingReportingOverflow(other)
    guard !sum.overflow, (0...Tally.maxSum).contains(sum.partialValue) else {
      throw .tooLarge(contest: contest.id)
    }
    return sum.partialValue
  }

  /// The result, in the definition's order throughout.
  func result() -> ContestResult {
    let ordered = definition.channels.compactMap { channel in
      channels[channel.id].map { (id: channel.id, ballots: $0.ballots, votes: filled($0.votes)) }
    }
    var total = (ballots: ContestResult.Ballots(), votes: filled(ContestResult.Votes()))
    for channel in ordered {
      total.ballots.categories.merge(channel.ballots.categories, uniquingKeysWith: +)
      total.ballots.rejected.merge(channel.ballots.rejected, uniquingKeysWith: +)
      total.votes.counts.merge(channel.votes.counts, uniquingKeysWith: Self.plus)
    }
    let sorted = places.values.sorted {
      ($0.kind.rawValue, $0.id, $0.channel) < ($1.kind.rawValue, $1.id, $1.channel)
    }.map { place in
      var place = place
      place.votes = filled(place.votes)
      return place
    }
    return ContestResult(
      contest, rejections: definition.rejections.map(\.id),
      outcome: Decision(contest: contest, votes: total.votes, ballots: total.ballots).outcome,
      channels: ordered, total: total, places: sorted,
      electorate: definition.areas.first { $0.id == contest.area }?.electorate)
  }

  /// The votes with a zero for every option that has none.
  private func filled(_ votes: ContestResult.Votes) -> ContestResult.Votes {
    var votes = votes
    let zero: OptionCount =
      contest.method == .supportOppose
      ? .judged(support: 0, oppose: 0, abstain: 0) : .chosen(0)
    for option in contest.options where votes.counts[option.id] == nil {
      votes.counts[option.id] = zero
    }
    return votes
  }

  private static func plus(_ one: OptionCount, _ other: OptionCount) -> OptionCount {
    switch (one, other) {
    case (.chosen(let before), .chosen(let more)): .chosen(before + more)
    case (.judged(let s, let o, let a), .judged(let support, let oppose, let abstain)):
      .judged(support: s + support, oppose: o + oppose, abstain: a + abstain)
    default: other
    }
  }
}
