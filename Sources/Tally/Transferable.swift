import Election
import Encoding

/// A count of ranked papers, stage by stage.
///
/// The rules are those of Scotland's local elections (SSI 2007/42, schedule 1, rules 45 to 52):
/// weighted inclusive Gregory transfers with values of five decimal places, the rest ignored. With
/// the quota of a majority it is instant-runoff voting. Whatever the rules leave to lots waits for a
/// drawing; candidates without a single paper are excluded one after the other without one, because
/// no order of them makes a difference.
struct TransferCount {
  /// How many votes elect.
  enum Quota {
    /// Votes divided by seats and one, rounded down, and one more (rule 46).
    case droop
    /// More than half of the votes that are left.
    case majority
  }

  /// Papers of one order of preferences that lie with one candidate; there is one for each ranking.
  private struct Parcel {
    /// The position of the ranking in `rankings`.
    let ranking: UInt32
    /// What each paper is worth, in parts of a vote: at most `unit`.
    let value: UInt32
    /// The place in the ranking at which they lie.
    let place: UInt8
  }

  private let poll: Poll
  private let rankings: Rankings
  private let seats: Int
  private let kind: Quota
  /// Parts of a vote: five decimal places where papers are transferred at less than their value.
  private let unit: Int
  private var quota: Int
  private var parcels: [[Parcel]]
  private var votes: [Int]
  private var nonTransferable = 0
  private var continuing: Set<Int>
  /// In the order of their election.
  private var elected: [Int] = []
  /// Elected with a surplus that has not been transferred.
  private var pending: [Int] = []
  private var table: TransferTable
  private var rounds: [LotsRound] = []
  private var draw: ContestResult.Outcome.Draw?

  init(_ poll: Poll, seats: Int, quota kind: Quota) throws(TallyError) {
    self.poll = poll
    self.seats = seats
    self.kind = kind
    unit = kind == .droop ? 100_000 : 1
    rankings = poll.rankings
    var total = 0
    for position in 0..<rankings.count { total += rankings.times(position) }
    guard total <= JSON.integers.upperBound / unit else {
      throw .tooLarge(contest: poll.contest.id)
    }
    quota = (total / (seats + 1) + 1) * unit
    parcels = Array(repeating: [], count: poll.contest.options.count)
    votes = Array(repeating: 0, count: poll.contest.options.count)
    continuing = Set(poll.standing)
    table = TransferTable(unit: unit, quota: kind == .droop ? quota : nil)
    for position in 0..<rankings.count {
      credit(position, place: 0, value: unit)
    }
  }

  /// Counts until all seats are filled or lots have to be drawn.
  mutating func run() -> Decision {
    close(.firstPreferences)
    while !isComplete, draw == nil {
      if let option = nextSurplus() {
        transferSurplus(of: option)
        close(.surplus(of: poll.id(option)))
      } else if draw == nil, pending.isEmpty, let option = nextExclusion() {
        exclude(option)
        close(.exclusion(of: poll.id(option)))
      }
    }
    let (seated, failed) = poll.seated(elected.sorted())
    return Decision(
      outcome: .init(
        kind: draw == nil ? .elected : .tie, elected: seated, vacant: failed.count,
        failed: failed, draw: draw, lots: rounds),
      working: .transfers(table), margin: margin)
  }

  private var isComplete: Bool { elected.count == seats }

  /// Puts the papers of a ranking with the first continuing candidate from a place on, or aside.
  private mutating func credit(_ ranking: Int, place: Int, value: Int) {
    let worth = rankings.times(ranking) * value
    var place = place
    while let option = rankings.option(ranking, at: place) {
      if continuing.contains(option) {
        votes[option] += worth
        parcels[option].append(
          Parcel(ranking: UInt32(ranking), value: UInt32(value), place: UInt8(place)))
        return
      }
      place += 1
    }
    nonTransferable += worth
  }

  /// Ends a stage: deems elected whoever has the quota (rule 47), and all who are left where there
  /// are no more of them than seats (rule 52).
  private mutating func close(_ action: TransferTable.Stage.Action) {
    var now: [Int] = []
    if kind == .majority { quota = continuing.reduce(0) { $0 + votes[$1] } / 2 + 1 }
    for option in continuing.sorted(by: isAhead) where votes[option] >= quota {
      now.append(option)
    }
    // The quota is more than the votes divided by seats and one: no more can have it than seats.
    elect(now)
    if !isComplete, continuing.count <= seats - elected.count {
      let rest = continuing.sorted(by: isAhead)
      now += rest
      elect(rest)
    }
    table.add(
      TransferTable.Stage(
        action: action, votes: votes, nonTransferable: nonTransferable, elected: now.map(poll.id)))
  }

  private func isAhead(_ one: Int, _ other: Int) -> Bool {
    votes[one] != votes[other] ? votes[one] > votes[other] : one < other
  }

  private mutating func elect(_ options: [Int]) {
    for option in options {
      continuing.remove(option)
      elected.append(option)
      if votes[option] > quota, kind == .droop { pending.append(option) }
    }
  }

  /// The elected candidate whose surplus is transferred next: the largest (rule 49).
  private mutating func nextSurplus() -> Int? {
    guard let most = pending.map({ votes[$0] }).max() else { return nil }
    let level = pending.filter { votes[$0] == most }.sorted()
    guard let option = separated(level, highest: true) else { return nil }
    pending.removeAll { $0 == option }
    return option
  }

  /// The continuing candidate who is excluded next: the one with the fewest votes (rules 50, 51).
  private mutating func nextExclusion() -> Int? {
    guard let fewest = continuing.map({ votes[$0] }).min() else { return nil }
    let level = continuing.filter { votes[$0] == fewest }.sorted()
    if level.count > 1, level.allSatisfy({ parcels[$0].isEmpty }),
      continuing.count - level.count >= seats - elected.count
    {
      return level.first
    }
    return separated(level, highest: false)
  }

  /// The one of several who are level that had the most, or the fewest, votes at the end of the
  /// most recent stage at which they were not level; else lots.
  private mutating func separated(_ level: [Int], highest: Bool) -> Int? {
    var level = level
    for stage in table.stages.reversed() where level.count > 1 {
      let found = level.map { stage.votes[$0] }
      let extreme = highest ? found.max() : found.min()
      level = level.filter { stage.votes[$0] == extreme }
    }
    guard level.count > 1 else { return level.first }
    // Whoever draws highest is transferred first; whoever draws lowest is excluded.
    let drawing = poll.drawing(level, seats: highest ? 1 : level.count - 1)
    rounds += drawing.rounds
    guard drawing.isDecided else {
      draw = .init(
        candidates: drawing.toDraw, seats: drawing.seats, prize: highest ? .first : .stay)
      return nil
    }
    let winners = poll.positions(drawing.winners)
    return highest ? winners.first : level.first { !winners.contains($0) }
  }

  /// Transfers a candidate's papers at their value times surplus divided by votes (rule 48).
  private mutating func transferSurplus(of option: Int) {
    let all = votes[option]
    let surplus = all - quota
    var transferred = 0
    for parcel in parcels[option] {
      // Both factors are below 2^53: the product does not fit into 64 bits.
      let value = Int(UInt128(surplus) * UInt128(parcel.value) / UInt128(all))
      transferred += value * rankings.times(Int(parcel.ranking))
      credit(Int(parcel.ranking), place: Int(parcel.place) + 1, value: value)
    }
    // What was rounded down belongs to nobody any more.
    nonTransferable += surplus - transferred
    votes[option] = quota
    parcels[option] = []
  }

  /// Transfers a candidate's papers at the value at which they came (rule 50).
  private mutating func exclude(_ option: Int) {
    continuing.remove(option)
    let papers = parcels[option]
    parcels[option] = []
    votes[option] = 0
    for parcel in papers {
      credit(Int(parcel.ranking), place: Int(parcel.place) + 1, value: Int(parcel.value))
    }
  }

  /// For an instant runoff the smallest difference that decided anything.
  ///
  /// A paper less changes the difference between two candidates by one at most, so that fewer change no exclusion and no
  /// majority. Transfers of surpluses have no such bound.
  private var margin: Decision.Margin {
    guard kind == .majority else { return .unknown }
    var margin = Int.max
    var left = Set(poll.standing)
    for (stage, next) in zip(table.stages, table.stages.dropFirst()) {
      guard case .exclusion(let id) = next.action, let out = poll.positions([id]).first else {
        continue
      }
      left.remove(out)
      // Between two who have no paper nothing is decided.
      for option in left where stage.votes[option] > 0 {
        margin = min(margin, stage.votes[option] - stage.votes[out])
      }
    }
    if let last = table.stages.last, let winner = elected.first {
      let all = left.reduce(0) { $0 + last.votes[$1] }
      margin = min(margin, 2 * last.votes[winner] - all)
    }
    return margin == Int.max ? .none : .papers(max(1, margin))
  }
}

extension Poll {
  /// Counts ranked papers.
  func transferable(
    seats: Int, quota: TransferCount.Quota
  ) throws(TallyError) -> Decision {
    var count = try TransferCount(self, seats: seats, quota: quota)
    return count.run()
  }
}
