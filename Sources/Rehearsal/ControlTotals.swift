import Election
import Paper
import Result

/// Adds up what control ballots and sheets must come to.
struct ControlTotals {
  let definition: Definition
  private(set) var figures = ControlFigures()
  /// Votes of each contest by option and judgement.
  private(set) var votes: [String: [[Int]]] = [:]
  private(set) var ballots: [String: Int] = [:]

  init(_ definition: Definition) {
    self.definition = definition
    for contest in definition.contests {
      let numbers = contest.method.isJudged ? Judgement.allCases.count : 1
      votes[contest.id] = contest.options.map { _ in [Int](repeating: 0, count: numbers) }
    }
  }

  /// Adds ballots of one run of marks.
  mutating func add(
    _ run: ControlRun, _ count: Int, of contest: Contest, collector: Collector, style: Style
  ) {
    guard !contest.isUncontested, let channel = collector.channel else { return }
    add(
      category: run.category.rawValue, count, contest, channel,
      [(.collector, collector.id), (.area, style.area)])
    for vote in run.votes {
      add(
        vote: vote.option, vote.judgement, count, contest, channel,
        [(.collector, collector.id), (.area, style.area)])
    }
  }

  /// Adds a sheet.
  mutating func add(_ sheet: Sheet) {
    guard let contest = definition.contest(sheet.key.contest),
      let station = definition.stations.first(where: { $0.id == sheet.key.station })
    else { return }
    let places: [Place] = [(.station, station.id), (.area, station.area)]
    add(
      category: BallotCategory.valid.rawValue, sheet.valid, contest, station.channel, places)
    for (category, count) in sheet.rejected {
      add(category: "rejected/\(category)", count, contest, station.channel, places)
    }
    for (position, option) in contest.options.enumerated() where !option.status.isOut {
      for (judgement, count) in (sheet.counts[option.id]?.numbers ?? []).enumerated() {
        add(vote: position, judgement, count, contest, station.channel, places)
      }
    }
  }

  /// Adds to figures that are of no contest.
  mutating func add(_ count: Int, to path: String) { figures.add(count, path) }

  private typealias Place = (kind: ContestResult.Place.Kind, id: String)

  private mutating func add(
    category: String, _ count: Int, _ contest: Contest, _ channel: String, _ places: [Place]
  ) {
    ballots[contest.id, default: 0] += count
    figures.add(count, contest.id, "turnout")
    for column in [channel, "total"] {
      figures.add(count, contest.id, "ballots", column, category)
    }
    for place in places {
      figures.add(
        count, ControlFigures.place(contest.id, place.kind, place.id, channel), "ballots",
        category)
    }
  }

  private mutating func add(
    vote option: Int, _ judgement: Int, _ count: Int, _ contest: Contest, _ channel: String,
    _ places: [Place]
  ) {
    votes[contest.id]?[option][judgement] += count
    let id = contest.options[option].id
    var names = [channel, "total"].map { "\(contest.id)/options/\(id)/\($0)" }
    names += places.map {
      "\(ControlFigures.place(contest.id, $0.kind, $0.id, channel))/options/\(id)"
    }
    for name in names {
      guard contest.method.isJudged else {
        figures.add(count, name)
        continue
      }
      figures.add(count, name, Judgement.names[judgement])
      if judgement < 2 { figures.add(judgement == 0 ? count : -count, name, "net") }
    }
  }
}
