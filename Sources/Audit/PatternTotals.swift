import Election

/// How many marks there are of each style, contest and collector.
struct PatternTotals {
  /// Where ballots come from.
  struct Source: Hashable, Comparable {
    let style: String
    let collector: String

    static func < (one: Source, other: Source) -> Bool {
      (one.style, one.collector) < (other.style, other.collector)
    }
  }

  private struct Place: Hashable {
    let style: String
    let contest: String
    let collector: String
  }

  /// The largest count of a pattern that is believed, so that sums do not overflow.
  private static let maxCount = 1 << 40

  private var sums: [Place: Int] = [:]
  /// The place of the pattern before, which is mostly that of the next, and its sum so far.
  private var last: (place: Place, sum: Int)?

  mutating func add(_ pattern: Pattern, times: Int) {
    let place = Place(
      style: pattern.style, contest: pattern.contest, collector: pattern.collector)
    let times = min(times, Self.maxCount)
    if let last, last.place == place {
      self.last?.sum += times
    } else {
      if let last { sums[last.place, default: 0] += last.sum }
      last = (place, times)
    }
  }

  /// Everything that any of the patterns comes from.
  var sources: Set<Source> {
    Set(
      (sums.keys + (last.map { [$0.place] } ?? [])).map {
        Source(style: $0.style, collector: $0.collector)
      })
  }

  /// The sum of a place; of unreadable ballots where the contest is `Pattern.noContest`.
  func sum(_ source: Source, _ contest: String) -> Int {
    let place = Place(style: source.style, contest: contest, collector: source.collector)
    let latest = last.map { $0.place == place ? $0.sum : 0 } ?? 0
    return sums[place, default: 0] + latest
  }

  /// All unreadable ballots.
  var unreadable: Int {
    let latest = last.map { $0.place.contest == Pattern.noContest ? $0.sum : 0 } ?? 0
    return sums.reduce(latest) { $1.key.contest == Pattern.noContest ? $0 + $1.value : $0 }
  }
}
