/// What is published of one contest, release after release.
struct PublishedContest {
  /// Ballots that exact totals tell of.
  struct Difference {
    let set: TellingSet
    /// The earlier release that they are told apart from.
    let since: Int
  }

  /// The blocks of every release.
  private(set) var grids: [CellPartition] = []
  /// What the last release tells although nothing but its total is published.
  private(set) var differences: [Difference] = []
  private var told: Set<Atom> = []

  /// Adds a release: of all its cells those are published together that must be.
  mutating func add(_ cells: CellPartition) {
    differences = []
    var whole = cells
    whole.mergeAll()
    // Where the whole contest is small or alike, its total says all there is to say.
    guard !cells.rule.isTelling(cells.total) else {
      grids.append(whole)
      told.formUnion(table(of: grids).atoms)
      return
    }
    while let set = telling(whole).first {
      differences.append(Difference(set: set, since: max(0, set.firstRelease - 1)))
      told.formUnion(set.atoms)
    }
    var merging = CellMerging(cells, rows: cells.rows)
    merging.merge(cells.keys.indices.filter { cells.rule.isTelling(cells.rows[$0]) })
    grids.append(settled(merging.partition))
  }

  /// Publishes the last release in fewer blocks.
  mutating func coarsen(_ grid: CellPartition) {
    guard grids.popLast() != nil else { return }
    var grid = grid
    grid.nest(among: grids)
    grids.append(grid)
  }

  /// Merges until nothing tells too much.
  ///
  /// What was merged more tells less, so that this ends.
  private func settled(_ merged: CellPartition) -> CellPartition {
    var grid = merged
    let figures = (grids + [grid]).map { $0.figures() }
    while true {
      grid.nest(among: grids)
      guard grid.blocks.count > 1 else { break }
      let sets = telling(grid)
      guard !sets.isEmpty else { break }
      grid = GridMending(grid, beside: grids, sets: sets, figures: figures).grid
    }
    return grid
  }

  private func telling(_ grid: CellPartition) -> [TellingSet] {
    table(of: grids + [grid]).telling(grid.rule, alike: true, except: told)
  }

  private func table(of grids: [CellPartition]) -> AtomTable {
    var table = AtomTable()
    for one in grids { table.add(one.figures(), grids: [one.cellBlocks()]) }
    return table
  }
}

extension TellingSet {
  /// The earliest release with ballots of the set.
  var firstRelease: Int { atoms.reduce(Int.max) { min($0, $1.release) } }
}

extension CellPartition {
  /// The figures of every cell.
  func figures() -> [Cell: [Int]] {
    Dictionary(zip(keys.map { Cell(key: $0) }, rows)) { first, _ in first }
  }

  /// The cells of every block.
  func cellBlocks() -> [[Cell]] { blocks.map { $0.map { Cell(key: keys[$0]) } } }
}
