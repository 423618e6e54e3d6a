/// Merges blocks of a release so that sets which told too much can no longer be computed, or at
/// least fewer of them.
struct GridMending {
  /// The blocks thereafter: always fewer than before, if there were several.
  private(set) var grid: CellPartition
  private let cellOfKey: [CellPartition.CellPlace: Int]
  private let others: [EarlierBlocks.Grid]

  /// `others` are published beside it or were before; `figures` are those of every release, the last
  /// that of the grid, of which blocks must not tell what came in from one to the next.
  init(
    _ grid: CellPartition, beside others: [EarlierBlocks.Grid], sets: [TellingSet],
    figures: [[Cell: [Int]]]
  ) {
    self.grid = grid
    cellOfKey = Dictionary(zip(grid.keys, grid.keys.indices)) { first, _ in first }
    self.others = others
    let before = grid.blocks.count
    var grown: [Int: Set<Int>] = [:]
    for set in sets {
      if let (one, other) = torn(set) {
        self.grid.merge(one, other)
      } else if let cell = smallest(set) {
        grown[set.firstRelease, default: []].insert(cell)
      }
    }
    for (release, cells) in grown.sorted(by: { $0.key < $1.key }) {
      let rows = grid.keys.map { key in
        var row = [Int](repeating: 0, count: grid.rule.layout.width)
        row.add(figures.last?[Cell(key: key)] ?? [])
        if release > 0 { row.subtract(figures[release - 1][Cell(key: key)] ?? []) }
        return row
      }
      var merging = CellMerging(self.grid, rows: rows)
      merging.merge(cells.sorted())
      self.grid = merging.partition
    }
    if self.grid.blocks.count == before { mergeNearest(sets[0]) }
  }

  /// Of a set that an earlier block tells together with blocks of this release which tear it into
  /// parts: a cell of the set and one of the smallest of those parts.
  private mutating func torn(_ set: TellingSet) -> (Int, Int)? {
    let own = Set(cells(set).map { grid.block(of: $0) })
    var best: (ballots: Int, distance: Int, own: Int, other: Int)?
    var seen: Set<[Int]> = []
    for key in set.atoms.map(\.cell.key) {
      guard let cell = cellOfKey[key] else { continue }
      for (release, one) in others.enumerated() {
        guard let block = one.blockOfKey[key], seen.insert([release, block]).inserted else {
          continue
        }
        for other in one.blocks[block].compactMap({ cellOfKey[$0] }) {
          let part = grid.block(of: other)
          guard !own.contains(part) else { continue }
          let ballots = grid.rule.ballots(grid.sum(ofBlock: part))
          let candidate = (ballots, abs(part - cell), cell, part)
          if best.map({ candidate < $0 }) ?? true { best = candidate }
        }
      }
    }
    return best.map { ($0.own, $0.other) }
  }

  private func cells(_ set: TellingSet) -> [Int] { set.atoms.compactMap { cellOfKey[$0.cell.key] } }

  /// A cell of the smallest block in a set.
  private mutating func smallest(_ set: TellingSet) -> Int? {
    cells(set).map { (grid.rule.ballots(grid.sum(ofBlock: $0)), $0) }.min { $0 < $1 }?.1
  }

  /// Merges the smallest block of a set with the one beside it.
  private mutating func mergeNearest(_ set: TellingSet) {
    guard let cell = smallest(set) else { return grid.mergeAll() }
    let own = grid.block(of: cell)
    let others = (grid.keys.indices.filter { grid.block(of: $0) != own })
    guard let nearest = others.min(by: { abs($0 - cell) < abs($1 - cell) }) else { return }
    grid.merge(cell, nearest)
  }
}
