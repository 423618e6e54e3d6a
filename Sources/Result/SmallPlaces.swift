package import Election

/// Which places and channels of a result are published together, so that none that is small or in
/// which all voted alike stands by itself.
///
/// A cell that were starred out could be computed by subtraction, so none is. Everything that is
/// published of an election is taken together: all contests, and every earlier result
/// (FORMATS.md section 1, `smallCell`).
package struct SmallPlaces: Sendable {
  /// A contest of which so little changed since an earlier result that the difference tells how
  /// those few voted; exact totals cannot hide it.
  package struct Difference: Equatable, Sendable {
    package let contest: String
    package let ballots: Int
  }

  package let differences: [Difference]
  /// What is published together of each contest.
  let partitions: [String: CellPartition]

  /// Of a result; `earlier` are those that were published before, in order.
  package init(_ result: ElectionResult, earlier: [ElectionResult], definition: Definition) {
    var published: [[String: CellPartition]] = []
    for (position, one) in (earlier + [result]).enumerated() {
      var partitions = Self.partitions(one, definition: definition)
      for (id, partition) in partitions {
        var partition = partition
        partition.mergeSmall()
        for before in published.prefix(position) {
          if let before = before[id] { Self.widen(&partition, since: before) }
        }
        partitions[id] = partition
      }
      Self.compareContests(&partitions, definition: definition)
      published.append(partitions)
    }
    let last = published.last ?? [:]
    partitions = last
    differences = definition.contests.compactMap { contest in
      guard let now = last[contest.id] else { return nil }
      for before in published.dropLast().compactMap({ $0[contest.id] }) {
        var difference = now.sum(now.rows.indices)
        difference.subtract(before.sum(before.rows.indices))
        if now.rule.isTelling(difference) {
          return Difference(
            contest: contest.id, ballots: now.rule.layout.ballots(difference))
        }
      }
      return nil
    }
  }

  /// The cells of every contest, none of which is merged.
  private static func partitions(
    _ result: ElectionResult, definition: Definition
  ) -> [String: CellPartition] {
    var partitions: [String: CellPartition] = [:]
    for counted in result.contests {
      guard let contest = definition.contest(counted.id) else { continue }
      partitions[contest.id] = CellPartition(
        counted, rule: SmallRule(contest, definition: definition), definition: definition)
    }
    return partitions
  }

  /// Merges on until no difference from what was published before tells more than it may.
  private static func widen(
    _ partition: inout CellPartition, since before: CellPartition
  ) {
    while let group = partition.common(with: before).first(where: { group in
      var difference = partition.sum(blocks: group.own)
      difference.subtract(before.sum(blocks: group.other))
      return !group.own.isEmpty && partition.rule.isTelling(difference)
    }) {
      guard partition.mergeWithNeighbour(group.own[0], except: Set(group.own)) else { return }
    }
  }

  /// Where one contest is on all ballots of another and on more, the difference is the ballots of
  /// the other styles: they may not be few either.
  private static func compareContests(
    _ partitions: inout [String: CellPartition], definition: Definition
  ) {
    let minimum = definition.policy.smallCell
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
            partition.rule.layout.ballots(partition.sum(blocks: blocks))
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
