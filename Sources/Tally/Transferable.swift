import Election
import Result
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

  private let counted: ContestVotes
  private let seats: Int
  private let kind: Quota
  /// Parts of a vote: five decimal places where papers are transferred at less than their value.
  private let unit: Int
  private var quota: Int
  /// By the position of a ranking: the candidate with whom its papers lie, and one; 0 for nobody.
  private var holders: [UInt8]
  /// By the position of a ranking: the place in it at which its papers lie.
  private var places: [UInt8]
  /// By the position of a ranking: what each of its papers is worth, in parts of a vote; empty
  /// where it is always a whole vote.
  private var values: [UInt32]
  /// How many rankings lie with each candidate.
  private var held: [Int]
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

  init(_ counted: ContestVotes, seats: Int, quota kind: Quota) throws(TallyError) {
    self.counted = counted
    self.seats = seats
    self.kind = kind
    unit = kind == .droop ? 100_000 : 1
    let rankings = counted.rankings
    var total = 0
    rankings.forEach { _, times, _ in total += times }
    guard total <= JSON.integers.upperBound / unit else {
      throw .tooLarge(contest: counted.contest.id)
    }
    quota = (total / (seats + 1) + 1) * unit
    holders = Array(repeating: 0, count: rankings.count)
    places = Array(repeating: 0, count: rankings.count)
    values = Array(repeating: UInt32(unit), count: unit == 1 ? 0 : rankings.count)
    held = Array(repeating: 0, count: counted.contest.options.count)
    votes = Array(repeating: 0, count: counted.contest.options.count)
    continuing = Set(counted.standing)
    table = TransferTable(unit: unit, quota: kind == .droop ? quota : nil)
    rankings.forEach { position, times, run in
      credit(position, times, run, from: 0, value: unit)
    }
  }

  /// Counts until all seats are filled or lots have to be drawn.
  mutating func run() -> Decision {
    close(.firstPreferences)
    while !isComplete, draw == nil {
      if let option = nextSurplus() {
        transferSurplus(of: option)
        close(.surplus(of: counted.id(option)))
      } else if draw == nil, pending.isEmpty, let option = nextExclusion() {
        exclude(option)
        close(.exclusion(of: counted.id(option)))
      }
    }
    let (seated, failed) = counted.seated(elected.sorted())
    return Decision(
      outcome: .init(
        kind: draw == nil ? .elected : .tie, elected: seated, vacant: failed.count,
        failed: failed, draw: draw, lots: rounds),
      working: .transfers(table), margin: margin)
  }

  private var isComplete: Bool { elected.count == seats }

  /// Puts the papers of a ranking with the first continuing candidate from a place on, or aside.
  private mutating func credit(
    _ position: Int, _ times: Int, _ run: Span<UInt8>, from start: Int, value: Int
  ) {
    var place = start
    while let option = counted.rankings.option(of: run, at: place) {
      if continuing.contains(option) {
        votes[option] += times * value
        held[option] += 1
        // There are no more options than a byte counts.
        holders[position] = UInt8(option + 1)
        places[position] = UInt8(place)
        if !values.isEmpty { values[position] = UInt32(value) }
        return
      }
      place += 1
    }
    holders[position] = 0
    nonTransferable += times * value
  }

  /// Puts the papers that lie with a candidate with the next continuing ones, each at the value that
  /// `revalued` makes of its own, and gives the sum of what they are then worth.
  private mutating func transfer(from option: Int, revalued: (Int) -> Int) -> Int {
    var sum = 0
    held[option] = 0
    let rankings = counted.rankings
    rankings.forEach { position, times, run in
      guard Int(holders[position]) == option + 1 else { return }
      let value = revalued(values.isEmpty ? unit : Int(values[position]))
      sum += times * value
      credit(position, times, run, from: Int(places[position]) + 1, value: value)
    }
    return sum
  }

  /// Ends a stage: deems elected whoever has the quota (rule 47), and all who are left where there
  /// are no more of them than seats (rule 52).
  private mutating func close(_ action: TransferTable.Round.Action) {
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
      TransferTable.Round(
        action: action, votes: votes, nonTransferable: nonTransferable, elected: now.map(counted.id)
      ))
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
    if level.count > 1, level.allSatisfy({ held[$0] == 0 }),
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
    let drawing = counted.drawing(level, seats: highest ? 1 : level.count - 1)
    rounds += drawing.rounds
    guard drawing.isDecided else {
      draw = .init(
        candidates: drawing.toDraw, seats: drawing.seats, prize: highest ? .first : .stay)
      return nil
    }
    let winners = counted.positions(drawing.winners)
    return highest ? winners.first : level.first { !winners.contains($0) }
  }

  /// Transfers a candidate's papers at their value times surplus divided by votes (rule 48).
  private mutating func transferSurplus(of option: Int) {
    let all = votes[option]
    let surplus = all - quota
    let transferred = transfer(from: option) { value in
      // Both factors are below 2^53: the product does not fit into 64 bits.
      Int(UInt128(surplus) * UInt128(value) / UInt128(all))
    }
    // What was rounded down belongs to nobody any more.
    nonTransferable += surplus - transferred
    votes[option] = quota
  }

  /// Transfers a candidate's papers at the value at which they came (rule 50).
  private mutating func exclude(_ option: Int) {
    continuing.remove(option)
    votes[option] = 0
    _ = transfer(from: option) { $0 }
  }

  /// For an instant runoff the smallest difference that decided anything.
  ///
  /// A paper less changes the difference between two candidates by one at most, so that fewer change no exclusion and no
  /// majority. Transfers of surpluses have no such bound.
  private var margin: Decision.Margin {
    guard kind == .majority else { return .unknown }
    var margin = Int.max
    var left = Set(counted.standing)
    for (stage, next) in zip(table.stages, table.stages.dropFirst()) {
      guard case .exclusion(let id) = next.action, let out = counted.positions([id]).first else {
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

extension ContestVotes {
  /// Counts ranked papers.
  func transferable(
    seats: Int, quota: TransferCount.Quota
  ) throws(TallyError) -> Decision {
    var count = try TransferCount(self, seats: seats, quota: quota)
    return count.run()
  }
}
