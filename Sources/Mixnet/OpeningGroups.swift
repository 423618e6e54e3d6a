package import Encoding

/// Which ballots openings tell apart (FormatProofs § Before an opening).
package enum OpeningGroups {
  /// The sizes of the groups that are too small, ascending: ballots of one collector and style that
  /// stand in exactly the same sets, those of the openings before and the one to be opened now.
  ///
  /// Nothing where it may be opened.
  package static func tooSmall(
    before: [Set<Digest>], new: Set<Digest>, least: Int
  ) -> [Int] {
    // Ballots are in one group as long as no set has some of it and not all.
    var groups = [before.reduce(new) { $0.union($1) }].filter { !$0.isEmpty }
    for set in before + [new] {
      groups = groups.flatMap { [$0.intersection(set), $0.subtracting(set)] }
        .filter { !$0.isEmpty }
    }
    return groups.map(\.count).filter { $0 < least }.sorted()
  }
}
