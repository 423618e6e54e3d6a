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
  private var nodes: [Node] = []
  /// What totals tell, which nothing can hide.
  private var told: Set<Atom> = []

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
    return roots.compactMap { root in
      let own = members[root] ?? []
      guard own.count > 1 || nodes[root].contests.count > 1 else { return nil }
      let position = Dictionary(zip(own, own.indices)) { first, _ in first }
      return ContestFamily(
        nodes: own.map { node in
          var copy = nodes[node]
          copy.children = copy.children.compactMap { position[$0] }
          return copy
        })
    }
  }

  private init(nodes: [Node]) { self.nodes = nodes }

  /// Merges more cells of the last release until nothing tells of few.
  mutating func settle(_ published: inout [String: PublishedContest]) {
    let present = nodes.flatMap(\.contests).compactMap { published[$0]?.grids.count }
    // A contest that is not in a result has no figures to compare.
    guard let count = present.first, present.count == nodes.flatMap(\.contests).count,
      present.allSatisfy({ $0 == count }), let rule = rule(published), rule.minimum > 1
    else { return }
    let figures = (0..<count).map { self.figures(published, release: $0) }
    while let set = telling(published, figures, rule, isWhole: true).first {
      told.formUnion(set.atoms)
    }
    while true {
      let sets = telling(published, figures, rule, isWhole: false)
      guard let first = sets.first else { return }
      let bySource = Dictionary(grouping: sets) { $0.atoms[0].cell.ballots }
      var isMended = false
      for (node, sets) in bySource.sorted(by: { $0.key < $1.key }) {
        isMended = mend(&published, node, sets, figures) || isMended
      }
      for node in nodes.indices where !isMended {
        isMended = mend(&published, node, [first], figures)
      }
      // Everything is together: totals tell it.
      if !isMended { told.formUnion(first.atoms) }
    }
  }

  private func rule(_ published: [String: PublishedContest]) -> SmallRule? {
    published[nodes[0].contests[0]]?.grids.last?.rule
  }

  /// The ballots of one release by cell and node, without those of its children.
  private func figures(
    _ published: [String: PublishedContest], release: Int
  ) -> [Cell: [Int]] {
    var figures: [Cell: [Int]] = [:]
    for (node, one) in nodes.enumerated() {
      guard let grid = published[one.contests[0]]?.grids[release] else { continue }
      for (key, row) in zip(grid.keys, grid.rows) {
        figures[Cell(key: key, ballots: node)] = [grid.rule.layout.ballots(row)]
      }
    }
    for (node, one) in nodes.enumerated() {
      for child in one.children {
        guard let grid = published[nodes[child].contests[0]]?.grids[release] else { continue }
        for (key, row) in zip(grid.keys, grid.rows) {
          figures[Cell(key: key, ballots: node), default: [0]]
            .subtract([grid.rule.layout.ballots(row)])
        }
      }
    }
    return figures
  }

  /// A node and all that are on some of its ballots alone.
  private func below(_ node: Int) -> [Int] { [node] + nodes[node].children.flatMap(below) }

  private func telling(
    _ published: [String: PublishedContest], _ figures: [[Cell: [Int]]], _ rule: SmallRule,
    isWhole: Bool
  ) -> [TellingSet] {
    var table = AtomTable()
    for (release, cells) in figures.enumerated() {
      var grids: [[[Cell]]] = []
      for (node, one) in nodes.enumerated() {
        let all = below(node)
        for contest in one.contests {
          guard var grid = published[contest]?.grids[release] else { continue }
          if isWhole, release == figures.count - 1 { grid.mergeAll() }
          grids.append(
            grid.cellBlocks().map { block in
              block.flatMap { cell in all.map { Cell(key: cell.key, ballots: $0) } }
            })
        }
      }
      table.add(cells, grids: grids)
    }
    return table.telling(rule, alike: false, except: told)
  }

  /// Merges cells of the contests of a node; says whether there was anything to merge.
  private func mend(
    _ published: inout [String: PublishedContest], _ node: Int, _ sets: [TellingSet],
    _ figures: [[Cell: [Int]]]
  ) -> Bool {
    let own = figures.map { cells in
      Dictionary(
        cells.filter { $0.key.ballots == node }.map { (Cell(key: $0.key.key), $0.value) }
      ) { first, _ in first }
    }
    let others = nodes.flatMap(\.contests)
    var isMended = false
    for contest in nodes[node].contests {
      guard let grid = published[contest]?.grids.last, grid.blocks.count > 1 else { continue }
      let beside = others.flatMap { other -> [CellPartition] in
        let grids = published[other]?.grids ?? []
        return other == contest ? grids.dropLast() : grids
      }
      published[contest]?.coarsen(
        GridMending(grid, beside: beside, sets: sets, figures: own).grid)
      isMended = true
    }
    return isMended
  }
}
