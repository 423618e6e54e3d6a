package import Election
package import Encoding

/// A result as the public may see it: totals exact, small places and channels merged with named
/// neighbours.
///
/// A cell that were starred out could be computed by subtraction, so none is. Everything that is
/// published of an election is taken together: all contests, and every earlier result
/// (FORMATS.md section 1, `smallCell`).
package struct PublicResult: Sendable {
  /// A contest of which so little changed since an earlier result that the difference tells how
  /// those few voted; exact totals cannot hide it.
  package struct SmallDifference: Equatable, Sendable {
    package let contest: String
    package let ballots: Int
  }

  /// The result in the form of result.json: no collectors, no accounts, places merged, and `public`
  /// with the hash of the whole.
  package let json: JSON
  package let smallDifferences: [SmallDifference]

  /// What may be published of a result.
  ///
  /// `earlier` are the results that were published before, in order; `hash` is that of the whole
  /// result's file.
  package init(_ result: JSON, hash: Digest, definition: Definition, earlier: [JSON]) {
    let minimum = definition.policy.smallCell
    var published: [[String: CellPartition]] = []
    for (position, one) in (earlier + [result]).enumerated() {
      var partitions = Self.partitions(one, definition: definition)
      for (id, partition) in partitions {
        var partition = partition
        partition.mergeSmall(minimum: minimum)
        for before in published.prefix(position) {
          if let before = before[id] { Self.widen(&partition, since: before, minimum: minimum) }
        }
        partitions[id] = partition
      }
      Self.compareContests(&partitions, definition: definition, minimum: minimum)
      published.append(partitions)
    }
    let last = published.last ?? [:]
    smallDifferences = definition.contests.compactMap { contest in
      guard let now = last[contest.id] else { return nil }
      for before in published.dropLast().compactMap({ $0[contest.id] }) {
        var difference = now.sum(now.rows.indices)
        difference.subtract(before.sum(before.rows.indices))
        if now.layout.isTelling(difference, minimum: minimum) {
          return SmallDifference(contest: contest.id, ballots: now.layout.ballots(difference))
        }
      }
      return nil
    }
    json = Self.json(result, hash: hash, definition: definition, partitions: last)
  }

  private static func partitions(
    _ result: JSON, definition: Definition
  ) -> [String: CellPartition] {
    var partitions: [String: CellPartition] = [:]
    for json in result["contests"]?.array ?? [] {
      guard let contest = definition.contest(json["id"]?.string ?? "") else { continue }
      let layout = FigureLayout(contest, definition: definition)
      partitions[contest.id] = CellPartition(json, layout: layout, definition: definition)
    }
    return partitions
  }

  /// Merges on until no difference from what was published before tells more than it may.
  private static func widen(
    _ partition: inout CellPartition, since before: CellPartition, minimum: Int
  ) {
    while let group = partition.common(with: before).first(where: { group in
      var difference = partition.sum(blocks: group.own)
      difference.subtract(before.sum(blocks: group.other))
      return !group.own.isEmpty && partition.layout.isTelling(difference, minimum: minimum)
    }) {
      guard partition.mergeWithNeighbour(group.own[0], except: Set(group.own)) else { return }
    }
  }

  /// Where one contest is on all ballots of another and on more, the difference is the ballots of
  /// the other styles: they may not be few either.
  private static func compareContests(
    _ partitions: inout [String: CellPartition], definition: Definition, minimum: Int
  ) {
    let styles = { (contest: Contest) in
      Set(definition.styles.filter { $0.contests.contains(contest.id) }.map(\.id))
    }
    for wide in definition.contests {
      for narrow in definition.contests where styles(wide).isStrictSuperset(of: styles(narrow)) {
        guard var partition = partitions[wide.id], let other = partitions[narrow.id],
          !other.keys.isEmpty
        else { continue }
        while let group = partition.common(with: other).first(where: { group in
          let ballots = { (partition: CellPartition, blocks: [Int]) in
            partition.layout.ballots(partition.sum(blocks: blocks))
          }
          let difference = abs(ballots(partition, group.own) - ballots(other, group.other))
          return !group.own.isEmpty && !group.other.isEmpty
            && (1..<max(1, minimum)).contains(difference)
        }) {
          guard partition.mergeWithNeighbour(group.own[0], except: Set(group.own)) else { break }
        }
        partitions[wide.id] = partition
      }
    }
  }
}
