/// Merges cells of a contest until none tells more than it may: the small ones with one another,
/// and what is left of them with the smallest that will do, so that what is large keeps a row of
/// its own.
///
/// Stations are merged within their area where they can be, else areas within their channel, else
/// channels.
struct CellMerging {
  /// How far apart cells are that may be merged.
  private enum Reach: Int, CaseIterable { case area, channel, anywhere }

  private(set) var partition: CellPartition
  /// What must not tell too much, by the first cell of a block: its figures, or how they differ
  /// from earlier ones.
  private var figures: [[Int]]
  /// The ballots of each cell's area and channel, and of its channel.
  private let ballots: (ofArea: [Int], ofChannel: [Int])

  /// `rows` are what blocks must not tell, a row a cell.
  init(_ partition: CellPartition, rows: [[Int]]) {
    self.partition = partition
    figures = rows
    for block in partition.blocks {
      for cell in block.dropFirst() { figures[block[0]].add(rows[cell]) }
    }
    let keys = partition.keys
    var (areas, channels): ([[Int]: Int], [Int: Int]) = ([:], [:])
    for (key, row) in zip(keys, partition.rows) {
      let ballots = partition.rule.ballots(row)
      areas[[key.channel, key.area], default: 0] += ballots
      channels[key.channel, default: 0] += ballots
    }
    self.ballots = (
      keys.map { areas[[$0.channel, $0.area]] ?? 0 }, keys.map { channels[$0.channel] ?? 0 }
    )
  }

  /// Merges the blocks of these cells, which tell too much, until none of them does or nothing is
  /// published but the total.
  mutating func merge(_ cells: [Int]) {
    var left = cells
    for reach in Reach.allCases { left = gather(left, reach) }
    if !left.isEmpty { partition.mergeAll() }
  }

  /// Merges within a reach; gives the cells of blocks that found nobody there.
  private mutating func gather(_ cells: [Int], _ reach: Reach) -> [Int] {
    var left: [Int] = []
    var (running, settled): (Int?, Int?) = (nil, nil)
    for (position, cell) in cells.enumerated() {
      if let running { merge(running, cell) }
      running = running ?? cell
      if !tells(cell) { (running, settled) = (nil, cell) }
      let next = position + 1
      guard next == cells.count || !isNear(cell, cells[next], reach) else { continue }
      if let running {
        if let settled { merge(running, settled) }
        if tells(running), let partner = partner(of: running, reach) { merge(running, partner) }
        if tells(running) { left.append(running) }
      }
      (running, settled) = (nil, nil)
    }
    return left
  }

  private mutating func tells(_ cell: Int) -> Bool {
    partition.rule.isTelling(figures[partition.block(of: cell)])
  }

  private mutating func merge(_ one: Int, _ other: Int) {
    let (one, other) = (partition.block(of: one), partition.block(of: other))
    guard one != other else { return }
    var sum = figures[one]
    sum.add(figures[other])
    partition.merge(one, other)
    figures[partition.block(of: one)] = sum
  }

  private func isNear(_ one: Int, _ other: Int, _ reach: Reach) -> Bool {
    let (one, other) = (partition.keys[one], partition.keys[other])
    return switch reach {
    case .area: one.channel == other.channel && one.area == other.area
    case .channel: one.channel == other.channel
    case .anywhere: true
    }
  }

  /// A cell of the block with the fewest ballots, and among such of the nearest, together with
  /// which a block tells nothing; nil where none is in reach.
  private mutating func partner(of cell: Int, _ reach: Reach) -> Int? {
    let own = partition.block(of: cell)
    var candidates: [(cost: [Int], cell: Int)] = []
    for other in neighbours(of: cell, reach) where partition.block(of: other) != own {
      let block = partition.block(of: other)
      let ballots = partition.rule.ballots(partition.sum(ofBlock: block))
      let lost =
        switch reach {
        case .area: 0
        case .channel: self.ballots.ofArea[other]
        case .anywhere: self.ballots.ofChannel[other]
        }
      candidates.append(([lost, ballots, abs(other - cell), other], block))
    }
    candidates.sort { $0.cost.lexicographicallyPrecedes($1.cost) }
    let row = figures[own]
    return candidates.first { candidate in
      var sum = figures[candidate.cell]
      sum.add(row)
      return !partition.rule.isTelling(sum)
    }?.cell
  }

  /// The cells within reach; they lie side by side.
  private func neighbours(of cell: Int, _ reach: Reach) -> Range<Int> {
    var (first, end) = (cell, cell + 1)
    while first > 0, isNear(first - 1, cell, reach) { first -= 1 }
    while end < partition.keys.count, isNear(end, cell, reach) { end += 1 }
    return first..<end
  }
}
