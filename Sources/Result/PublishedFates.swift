import Election

/// What is published of what became of the sealed ballots, release after release.
///
/// Those that were read are the ballots of the contests, so that both are decided together: the
/// numbers of sealed ballots are sums of the cells of contests and of those that no contest has.
struct PublishedFates {
  /// Ballots of each fate as cells beside one another; their votes are not known.
  private var fates = PublishedContest()
  /// All that was published before the last release, of contests too.
  private var table = AtomTable()
  /// What is told whatever is merged: the tracking list has a line for each sealed ballot.
  private(set) var told: Set<Atom> = []
  private let rule: SmallRule
  private let electronic: Set<Int>
  /// Fates that had ballots in some release.
  private var present: Set<Int> = []

  init(_ definition: Definition) {
    rule = SmallRule(minimum: definition.policy.smallCell)
    electronic = Set(
      definition.channels.indices.filter { definition.channels[$0].kind == .electronic })
  }

  /// Adds a release: `families` are all contests, whose cells are merged as they stay.
  mutating func add(
    _ ballots: ElectionResult.Electronic, _ families: [ContestFamily],
    _ published: [String: PublishedContest]
  ) {
    let numbers = SealedFate.all.map { ballots.number($0) ?? 0 }
    present.formUnion(numbers.indices.filter { numbers[$0] != 0 })
    fates.add(
      CellPartition(
        rule: rule,
        cells: present.sorted().map { (Self.key($0), rule.layout.row(ballots: numbers[$0])) }))
    guard rule.minimum > 1, var grid = fates.grid else { return }
    let contests = ContestCells(families, published, electronic: electronic, read: ballots.read)
    var whole = grid
    whole.mergeAll()
    while let set = telling(whole, contests).first { told.formUnion(set.atoms) }
    while let set = telling(grid, contests).first, grid.blocks.count > 1 {
      merge(set, &grid)
      grid.nest(among: fates.earlier)
    }
    fates.coarsen(grid)
    table.add(addition(grid, contests))
  }

  /// The cell of a fate, by its position.
  private static func key(_ fate: Int) -> CellPartition.CellPlace {
    CellPartition.CellPlace(channel: fate, area: -1, station: -1)
  }

  private static let readFate = SealedFate.all.firstIndex(of: .read) ?? 0

  /// Ballots that no contest has, of a fate.
  private static func cell(_ fate: Int) -> Cell { Cell(key: key(fate), ballots: -1) }

  private func telling(_ grid: CellPartition, _ contests: ContestCells) -> [TellingSet] {
    table.telling(rule, alike: false, except: told, in: addition(grid, contests))
  }

  private func addition(
    _ grid: CellPartition, _ contests: ContestCells
  ) -> AtomTable.Addition {
    var cells = contests.ballots
    for (key, row) in zip(grid.keys, grid.rows) where key.channel != Self.readFate {
      cells[Self.cell(key.channel)] = [rule.layout.ballots(row)]
    }
    // Read, but at no place that contests name by itself.
    cells[Self.cell(Self.readFate)] = [contests.rest]
    let sums = grid.blocks.map { block in
      block.flatMap { cell -> [Cell] in
        let fate = grid.keys[cell].channel
        return [Self.cell(fate)] + (fate == Self.readFate ? contests.electronic : [])
      }
    }
    return table.addition(cells, grids: contests.grids + [sums])
  }

  /// Merges the smallest block that has ballots of a set with the smallest of the others.
  private func merge(_ set: TellingSet, _ grid: inout CellPartition) {
    let touched = Set(
      set.atoms.map { $0.cell.ballots < 0 ? $0.cell.key.channel : Self.readFate })
    var sizes: [(ballots: Int, cell: Int, isTouched: Bool)] = []
    for block in grid.blocks {
      sizes.append(
        (
          rule.ballots(grid.sum(block)), block[0],
          block.contains { touched.contains(grid.keys[$0].channel) }
        ))
    }
    sizes.sort { ($0.ballots, $0.cell) < ($1.ballots, $1.cell) }
    guard let own = sizes.first(where: \.isTouched) ?? sizes.first,
      let other = sizes.first(where: { $0.cell != own.cell })
    else { return }
    grid.merge(own.cell, other.cell)
  }

  /// The numbers of the last release.
  func shown(_ ballots: ElectionResult.Electronic) -> SealedBallots {
    guard let grid = fates.grid else { return ballots.sealed }
    let together = grid.blocks.map { $0.map { grid.keys[$0].channel } }.filter { $0.count > 1 }
    let merged = Set(together.joined())
    var parts = together.map { fates in
      FateCount(
        fates: fates.map { SealedFate.all[$0] },
        count: fates.reduce(0) { $0 + (ballots.number(SealedFate.all[$1]) ?? 0) })
    }
    parts += ballots.sealed.parts.filter { part in
      !merged.contains { SealedFate.all[$0] == part.fates[0] }
    }
    let order = { (part: FateCount) in SealedFate.all.firstIndex(of: part.fates[0]) ?? 0 }
    return SealedBallots(entries: ballots.entries, parts: parts.sorted { order($0) < order($1) })
  }
}

/// The cells of all contests of a release, by the number of their ballots.
private struct ContestCells {
  private(set) var ballots: [Cell: [Int]] = [:]
  private(set) var grids: [[[Cell]]] = []
  /// Those of electronic ballots, each ballot once.
  private(set) var electronic: [Cell] = []
  /// Ballots that were read and are in none of them.
  private(set) var rest: Int

  init(
    _ families: [ContestFamily], _ published: [String: PublishedContest],
    electronic channels: Set<Int>, read: Int
  ) {
    var covered: Set<String> = []
    rest = read
    for family in families {
      let own = family.ballots(published)
      ballots.merge(own) { first, _ in first }
      grids += family.grids(published)
      // A ballot of a style is in one family of those that are taken.
      guard covered.isDisjoint(with: family.styles) else { continue }
      covered.formUnion(family.styles)
      for (cell, row) in own where channels.contains(cell.key.channel) {
        electronic.append(cell)
        rest -= row[0]
      }
    }
    electronic.sort()
  }
}
