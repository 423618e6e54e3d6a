/// What is published of one contest, release after release.
struct PublishedContest {
  /// Ballots that exact totals tell of.
  struct Difference {
    let set: TellingSet
    /// The earlier release that they are told apart from.
    let since: Int
  }

  /// The blocks of the last release; nil where there is none.
  private(set) var grid: CellPartition?
  /// The blocks of those before it.
  private(set) var earlier = EarlierBlocks()
  /// What the last release tells although nothing but its total is published.
  private(set) var differences: [Difference] = []
  private var told: Set<Atom> = []
  /// All that was published before the last release.
  private var table = AtomTable()

  /// How many releases it is in.
  var releaseCount: Int { earlier.figures.count + (grid == nil ? 0 : 1) }

  /// Adds a release: of all its cells those are published together that must be.
  mutating func add(_ cells: CellPartition) {
    if let grid {
      table.add(addition(grid))
      earlier.add(grid)
    }
    differences = []
    var whole = cells
    whole.mergeAll()
    // Where the whole contest is small or alike, its total says all there is to say.
    guard !cells.rule.isTelling(cells.total) else {
      grid = whole
      told.formUnion(table.atoms)
      told.formUnion(addition(whole).atoms)
      return
    }
    while let set = telling(whole).first {
      differences.append(Difference(set: set, since: max(0, set.firstRelease - 1)))
      told.formUnion(set.atoms)
    }
    var merging = CellMerging(cells, rows: cells.rows)
    merging.merge(cells.keys.indices.filter { cells.rule.isTelling(cells.rows[$0]) })
    grid = settled(merging.partition)
  }

  /// Publishes the last release in fewer blocks.
  mutating func coarsen(_ grid: CellPartition) {
    var grid = grid
    grid.nest(among: earlier)
    self.grid = grid
  }

  /// Merges until nothing tells too much.
  ///
  /// What was merged more tells less, so that this ends.
  private func settled(_ merged: CellPartition) -> CellPartition {
    var grid = merged
    let figures = earlier.figures + [grid.figures()]
    while true {
      grid.nest(among: earlier)
      guard grid.blocks.count > 1 else { break }
      let sets = telling(grid)
      guard !sets.isEmpty else { break }
      grid = GridMending(grid, beside: earlier.grids, sets: sets, figures: figures).grid
    }
    return grid
  }

  private func telling(_ grid: CellPartition) -> [TellingSet] {
    table.telling(grid.rule, alike: true, except: told, in: addition(grid))
  }

  private func addition(_ grid: CellPartition) -> AtomTable.Addition {
    table.addition(grid.figures(), grids: [grid.cellBlocks()])
  }
}

/// The blocks of releases that nothing changes any more.
struct EarlierBlocks {
  /// The blocks of one release, and which of them a place is in.
  struct Grid {
    let blocks: [[CellPartition.CellPlace]]
    let blockOfKey: [CellPartition.CellPlace: Int]

    init(_ grid: CellPartition) {
      blocks = grid.blocks.map { $0.map { grid.keys[$0] } }
      var blockOfKey: [CellPartition.CellPlace: Int] = [:]
      for (position, block) in blocks.enumerated() {
        for key in block { blockOfKey[key] = position }
      }
      self.blockOfKey = blockOfKey
    }
  }

  private(set) var grids: [Grid] = []
  /// The figures of every cell, release after release.
  private(set) var figures: [[Cell: [Int]]] = []
  /// Every block of several places, once.
  private(set) var groups: [[CellPartition.CellPlace]] = []
  private var seen: Set<[CellPartition.CellPlace]> = []

  mutating func add(_ grid: CellPartition) {
    let blocks = Grid(grid)
    // What was the same before has the same to say.
    if blocks.blocks != grids.last?.blocks { grids.append(blocks) }
    figures.append(grid.figures())
    for block in blocks.blocks where block.count > 1 && seen.insert(block).inserted {
      groups.append(block)
    }
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
