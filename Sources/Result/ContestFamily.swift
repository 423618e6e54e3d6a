/// Contests that are on the same ballots, or one on some of another's: how many people voted in one
/// but not in the other can be computed from what is published of both, and may not be few either.
struct ContestFamily {
  /// Contests with the same styles.
  private struct Node {
    let contests: [String]
    let styles: Set<String>
    /// Those that are on some of its ballots alone, and no ballot has two of them.
    var children: [Int] = []
  }

  /// A contest before those that are on some of its ballots.
  private let nodes: [Node]
  /// The number of the first node, which cells have; those of other families have others.
  private let first: Int
  /// What totals tell, which nothing can hide.
  private var told: Set<Atom> = []
  /// All that was published before the release that is settled.
  private var table = AtomTable()
  /// Of each node the ballots of every cell, release after release.
  private var figures: [[[Cell: [Int]]]] = []

  /// The families of contests by the styles that have them, in the order of the list.
  static func list(_ contests: [(id: String, styles: Set<String>)]) -> [ContestFamily] {
    var nodes: [Node] = []
    let groups = Dictionary(grouping: contests.indices) { contests[$0].styles }
    let sorted = groups.values.sorted {
      let sizes = (contests[$0[0]].styles.count, contests[$1[0]].styles.count)
      return sizes.0 != sizes.1 ? sizes.0 > sizes.1 : $0[0] < $1[0]
    }
    var roots: [Int] = []
    var nodesOfStyle: [String: [Int]] = [:]
    var family: [Int] = []
    for group in sorted {
      let styles = contests[group[0]].styles
      let node = nodes.count
      nodes.append(Node(contests: group.map { contests[$0].id }, styles: styles))
      // The narrowest that has all of its styles was added last.
      let wider = styles.min().flatMap { nodesOfStyle[$0] } ?? []
      let parent = wider.last { nodes[$0].styles.isSuperset(of: styles) }
      if let parent,
        nodes[parent].children.allSatisfy({ nodes[$0].styles.isDisjoint(with: styles) })
      {
        nodes[parent].children.append(node)
        family.append(family[parent])
      } else {
        family.append(node)
        roots.append(node)
      }
      for style in styles { nodesOfStyle[style, default: []].append(node) }
    }
    let members = Dictionary(grouping: nodes.indices) { family[$0] }
    var count = 0
    return roots.map { root in
      let own = members[root] ?? []
      defer { count += own.count }
      let position = Dictionary(zip(own, own.indices)) { first, _ in first }
      return ContestFamily(
        nodes: own.map { node in
          var copy = nodes[node]
          copy.children = copy.children.compactMap { position[$0] }
          return copy
        }, first: count)
    }
  }

  private init(nodes: [Node], first: Int) {
    self.nodes = nodes
    self.first = first
    figures = nodes.map { _ in [] }
  }

  /// The styles of its ballots.
  var styles: Set<String> { nodes[0].styles }

  /// Merges more cells of the last release until nothing tells of few; where it is one contest,
  /// nothing is to be held against another.
  mutating func settle(_ published: inout [String: PublishedContest]) {
    let contests = nodes.flatMap(\.contests).compactMap { published[$0] }
    // A contest that is not in a result has no figures to compare.
    guard let count = contests.first?.releaseCount,
      contests.count == nodes.reduce(0, { $0 + $1.contests.count }),
      contests.allSatisfy({ $0.releaseCount == count }), let rule = contests.first?.grid?.rule,
      rule.minimum > 1, contests.count > 1
    else { return }
    let cells = ballots(published)
    for node in nodes.indices {
      let own = cells.filter { $0.key.ballots == first + node }
        .map { (Cell(key: $0.key.key), $0.value) }
      figures[node].append(Dictionary(own) { first, _ in first })
    }
    while let set = telling(published, cells, rule, isWhole: true).first {
      told.formUnion(set.atoms)
    }
    while let first = mended(&published, cells, rule) {
      // Everything is together: totals tell it.
      told.formUnion(first.atoms)
    }
    table.add(addition(published, cells, isWhole: false))
  }

  /// Merges cells where sets are computed, until there are none or there is nothing to merge; gives
  /// a set that is left.
  private mutating func mended(
    _ published: inout [String: PublishedContest], _ cells: [Cell: [Int]], _ rule: SmallRule
  ) -> TellingSet? {
    while true {
      let sets = telling(published, cells, rule, isWhole: false)
      guard let one = sets.first else { return nil }
      let bySource = Dictionary(grouping: sets) { $0.atoms[0].cell.ballots - first }
      var isMended = false
      for (node, sets) in bySource.sorted(by: { $0.key < $1.key }) {
        isMended = mend(&published, node, sets) || isMended
      }
      for node in nodes.indices where !isMended { isMended = mend(&published, node, [one]) }
      if !isMended { return one }
    }
  }

  /// The ballots of the last release by cell and node, without those of its children.
  func ballots(_ published: [String: PublishedContest]) -> [Cell: [Int]] {
    var figures: [Cell: [Int]] = [:]
    for (node, one) in nodes.enumerated() {
      guard let grid = published[one.contests[0]]?.grid else { continue }
      for (key, row) in zip(grid.keys, grid.rows) {
        figures[Cell(key: key, ballots: first + node)] = [grid.rule.layout.ballots(row)]
      }
    }
    for (node, one) in nodes.enumerated() {
      for child in one.children {
        guard let grid = published[nodes[child].contests[0]]?.grid else { continue }
        for (key, row) in zip(grid.keys, grid.rows) {
          figures[Cell(key: key, ballots: first + node), default: [0]]
            .subtract([grid.rule.layout.ballots(row)])
        }
      }
    }
    return figures
  }

  /// A node and all that are on some of its ballots alone.
  private func below(_ node: Int) -> [Int] { [node] + nodes[node].children.flatMap(below) }

  private func telling(
    _ published: [String: PublishedContest], _ cells: [Cell: [Int]], _ rule: SmallRule,
    isWhole: Bool
  ) -> [TellingSet] {
    table.telling(
      rule, alike: false, except: told, in: addition(published, cells, isWhole: isWhole))
  }

  /// The last release; where it `isWhole`, of totals alone.
  private func addition(
    _ published: [String: PublishedContest], _ cells: [Cell: [Int]], isWhole: Bool
  ) -> AtomTable.Addition {
    table.addition(cells, grids: grids(published, isWhole: isWhole))
  }

  /// The blocks of every contest of the last release, in one order; where it `isWhole` of totals
  /// alone.
  func grids(
    _ published: [String: PublishedContest], isWhole: Bool = false
  ) -> [[[Cell]]] {
    nodes.enumerated().flatMap { node, one in
      let all = below(node).map { first + $0 }
      return one.contests.map { contest -> [[Cell]] in
        guard var grid = published[contest]?.grid else { return [] }
        if isWhole { grid.mergeAll() }
        return grid.cellBlocks().map { block in
          block.flatMap { cell in all.map { Cell(key: cell.key, ballots: $0) } }
        }
      }
    }
  }

  /// Merges cells of the contests of a node; says whether there was anything to merge.
  private func mend(
    _ published: inout [String: PublishedContest], _ node: Int, _ sets: [TellingSet]
  ) -> Bool {
    let others = nodes.flatMap(\.contests)
    var isMended = false
    for contest in nodes[node].contests {
      guard let grid = published[contest]?.grid, grid.blocks.count > 1 else { continue }
      let beside = others.flatMap { other -> [EarlierBlocks.Grid] in
        let last = other == contest ? nil : published[other]?.grid
        return (published[other]?.earlier.grids ?? []) + (last.map { [.init($0)] } ?? [])
      }
      published[contest]?.coarsen(
        GridMending(grid, beside: beside, sets: sets, figures: figures[node]).grid)
      isMended = true
    }
    return isMended
  }
}
