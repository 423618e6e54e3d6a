/// Which ballots openings tell apart (FormatProofs § Before an opening).
///
/// Ballots of one collector and style are in one group as long as no opening has some of it and not
/// all.
package struct OpeningGroups: Sendable {
  /// The group of each ballot; before its first opening whose it is, below zero.
  private var groups: [Int]
  private var sizes: [Int] = []
  /// How many groups there are of each size.
  private var counts: [Int: Int] = [:]

  /// Of ballots that nobody opened; for each whose it is, a number for each collector and style from
  /// 0.
  package init(sources: some Sequence<Int>) { groups = sources.map { ~$0 } }

  /// Takes an opening of these ballots, each named once by its place; costs what they are, however many
  /// others were opened before.
  package mutating func open(_ ballots: some Sequence<Int>) {
    var parts: [Int: Int] = [:]
    var moved: [Int: Int] = [:]
    for ballot in ballots {
      let old = groups[ballot]
      let part = parts[old] ?? sizes.count
      if part == sizes.count {
        sizes.append(0)
        parts[old] = part
      }
      groups[ballot] = part
      moved[part, default: 0] += 1
      if old >= 0 { moved[old, default: 0] -= 1 }
    }
    for (group, number) in moved {
      tell(sizes[group], -1)
      sizes[group] += number
      tell(sizes[group], 1)
    }
  }

  /// The groups of fewer ballots than these, as how many there are of each size, ascending.
  package func tooSmall(_ least: Int) -> [(size: Int, count: Int)] {
    counts.filter { $0.key < least }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// So many more groups have this size, of which none counts that is empty.
  private mutating func tell(_ size: Int, _ number: Int) {
    guard size > 0 else { return }
    let count = counts[size, default: 0] + number
    counts[size] = count == 0 ? nil : count
  }
}
