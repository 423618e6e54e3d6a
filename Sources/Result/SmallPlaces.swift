package import Election

/// Which places and channels of a result are published together, so that nothing that was ever
/// published of the election, added and subtracted in any way, tells how few people voted or how
/// people voted who were all alike.
///
/// A cell that were starred out could be computed by subtraction, so none is (SmallPlaces § The
/// rule, `smallCell`, and the page SmallPlaces).
package struct SmallPlaces: Sendable {
  /// What exact totals tell of a contest since an earlier result: nothing can hide it.
  package struct Difference: Equatable, Sendable {
    package let contest: String
    /// The earlier result, by its position.
    package let since: Int
    /// How many ballots it tells of.
    package let ballots: Int
    /// The areas and stations where they were cast, in the order of the definition.
    package let places: [String]
    /// The option on which all of them are alike; nil where they are few.
    package let option: String?
  }

  package let differences: [Difference]
  /// What is published together of each contest.
  let partitions: [String: CellPartition]
  /// What is published of what became of the sealed ballots.
  package let sealed: SealedBallots
  /// Whether the sum of all sealed ballots tells of few, which nothing can hide.
  let isSealedTold: Bool

  /// Of a result; `earlier` are those that were published before, in order.
  package init(_ result: ElectionResult, earlier: [ElectionResult], definition: Definition) {
    var releases: [String: PublishedContest] = [:]
    var families = ContestFamily.list(Self.styles(definition))
    var fates = PublishedFates(definition)
    for one in earlier + [result] {
      let counted = Dictionary(one.contests.map { ($0.id, $0) }) { first, _ in first }
      for contest in definition.contests {
        guard let counted = counted[contest.id] else { continue }
        let cells = CellPartition(
          counted, rule: SmallRule(contest, definition: definition), definition: definition)
        releases[contest.id, default: PublishedContest()].add(cells)
      }
      for family in families.indices { families[family].settle(&releases) }
      fates.add(one.electronic, families, releases)
    }
    sealed = fates.shown(result.electronic)
    isSealedTold = !fates.told.isEmpty
    partitions = releases.compactMapValues(\.grid)
    differences = definition.contests.flatMap { contest in
      (releases[contest.id]?.differences ?? []).map {
        Difference(contest, $0, definition: definition)
      }
    }
  }

  /// The styles of every contest.
  private static func styles(_ definition: Definition) -> [(id: String, styles: Set<String>)] {
    var styles: [String: Set<String>] = [:]
    for style in definition.styles {
      for contest in style.contests { styles[contest, default: []].insert(style.id) }
    }
    return definition.contests.map { ($0.id, styles[$0.id] ?? []) }
  }
}

extension SmallPlaces.Difference {
  init(
    _ contest: Contest, _ difference: PublishedContest.Difference, definition: Definition
  ) {
    let set = difference.set
    let layout = FigureLayout(contest, definition: definition)
    self.contest = contest.id
    since = difference.since
    ballots = layout.ballots(set.row)
    let keys = Set(set.atoms.map(\.cell.key)).sorted {
      ($0.area, $0.station) < ($1.area, $1.station)
    }
    var seen: Set<String> = []
    places = keys.map {
      $0.station < 0 ? definition.areas[$0.area].id : definition.stations[$0.station].id
    }.filter { seen.insert($0).inserted }
    option = set.column.map {
      layout.options[($0 - layout.firstVote) / layout.numbersPerOption]
    }
  }
}
