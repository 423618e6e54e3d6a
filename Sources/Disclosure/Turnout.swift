import Election
import Result

/// How many of those who may vote took part: in the whole election, and by the levels of its areas.
///
/// Somebody who votes in several contests took part once, so contests are chosen of which every
/// ballot carries exactly one.
struct Turnout {
  /// Ballots out of people who may vote.
  struct Participation {
    let name: Text
    let ballots: Int
    let electorate: Int
  }

  private let contests: [PublicContest]
  private let definition: Definition
  /// The areas above each, nearest first.
  private let above: [String: [String]]
  /// Whether every ballot is in one of them: not where a seat went to somebody unopposed.
  private let isWhole: Bool

  init(_ contests: [PublicContest], of definition: Definition) {
    self.definition = definition
    // The contests of most ballots first, so that few of them are all ballots.
    let counted = contests.filter(\.isCounted).enumerated().sorted { one, other in
      let sizes = [one, other].map { definition.styles(with: $0.element.contest.id).count }
      return sizes[0] != sizes[1] ? sizes[0] > sizes[1] : one.offset < other.offset
    }
    var taken: Set<String> = []
    self.contests = counted.map(\.element).filter { contest in
      let styles = definition.styles(with: contest.contest.id)
      guard taken.isDisjoint(with: styles) else { return false }
      taken.formUnion(styles)
      return true
    }
    isWhole = definition.styles.allSatisfy { taken.contains($0.id) }
    above = Dictionary(
      definition.areas.map { area in
        var found: [String] = []
        var next = area.parent
        while let id = next, !found.contains(id) {
          found.append(id)
          next = definition.area(id)?.parent
        }
        return (area.id, found)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The whole election; nil where an electorate is not known, or where it is one contest, which
  /// says so itself.
  func whole(_ title: Text) -> Participation? {
    contests.count > 1 && isWhole ? share(title, contests) : nil
  }

  /// Areas that lie above others, in the definition's order.
  var levels: [Participation] {
    var within: [String: [PublicContest]] = [:]
    for contest in contests {
      for area in above[contest.contest.area] ?? [] { within[area, default: []].append(contest) }
    }
    return definition.areas.compactMap { area in
      within[area.id].flatMap { share(Text(area.name), $0) }
    }
  }

  private func share(_ name: Text, _ contests: [PublicContest]) -> Participation? {
    let electorates = contests.compactMap(\.electorate)
    let electorate = electorates.reduce(0, +)
    guard electorates.count == contests.count, electorate > 0 else { return nil }
    return Participation(
      name: name, ballots: contests.reduce(0) { $0 + $1.turnout }, electorate: electorate)
  }
}
