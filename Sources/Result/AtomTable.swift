/// A place that figures are known of; of several contests on the same ballots, for the ballots that
/// have just these of them.
struct Cell: Hashable, Comparable {
  let key: CellPartition.CellPlace
  var ballots = 0

  static func < (one: Cell, other: Cell) -> Bool {
    (one.key, one.ballots) < (other.key, other.ballots)
  }
}

/// What came in at one place between two releases: nothing that is published tells these ballots
/// apart from one another.
struct Atom: Hashable {
  let cell: Cell
  /// The release that they are first in, by position.
  let release: Int
}

/// Atoms whose figures can be computed from what is published although they tell too much.
struct TellingSet {
  let atoms: [Atom]
  let row: [Int]
  /// The column of votes in which all of them are alike; nil where they are few.
  let column: Int?
}

/// Everything that was published, release after release, as sums of atoms.
struct AtomTable {
  private(set) var atoms: [Atom] = []
  private var rows: [[Int]] = []
  private(set) var sums: [[Int]] = []
  private var latest: [Cell: [Int]] = [:]
  private var atomsOfCell: [Cell: [Int]] = [:]
  private var releaseCount = 0
  /// Of each grid of the last release, how many cells each block has, and the block of each cell.
  private var blocksBefore: [(sizes: [Int], blockOfCell: [Cell: Int])] = []

  /// Adds a release: the figures of every cell, and of each grid which cells are published together.
  ///
  /// The grids, such as those of contests, are the same in every release and in the same order.
  mutating func add(_ figures: [Cell: [Int]], grids: [[[Cell]]]) {
    for cell in Set(latest.keys).union(figures.keys).sorted() {
      var difference = figures[cell] ?? (latest[cell] ?? []).map { _ in 0 }
      if let old = latest[cell] { difference.subtract(old) }
      guard difference.contains(where: { $0 != 0 }) else { continue }
      atomsOfCell[cell, default: []].append(atoms.count)
      atoms.append(Atom(cell: cell, release: releaseCount))
      rows.append(difference)
    }
    for (position, blocks) in grids.enumerated() {
      let before = blocksBefore.indices.contains(position) ? blocksBefore[position] : nil
      sums += blocks.map { news(of: $0, before) }
    }
    blocksBefore = grids.map { blocks in
      var blockOfCell: [Cell: Int] = [:]
      for (position, block) in blocks.enumerated() {
        for cell in block { blockOfCell[cell] = position }
      }
      return (blocks.map(\.count), blockOfCell)
    }
    latest = figures
    releaseCount += 1
  }

  /// The atoms in the sum of a block; where it is made of whole blocks of the release before, less
  /// the sums of those, which says the same: else every release would repeat all before it.
  private func news(
    of block: [Cell], _ before: (sizes: [Int], blockOfCell: [Cell: Int])?
  ) -> [Int] {
    var found: [Int: Int] = [:]
    for cell in block {
      if let part = before?.blockOfCell[cell] { found[part, default: 0] += 1 }
    }
    let isOfWhole = found.allSatisfy { before?.sizes[$0.key] == $0.value }
    return block.flatMap { cell -> [Int] in
      let own = atomsOfCell[cell] ?? []
      guard isOfWhole, before?.blockOfCell[cell] != nil else { return own }
      return own.suffix(1).filter { atoms[$0].release == releaseCount }
    }
  }

  /// The sets that tell too much by a rule, one for each part of the contest and each reason, but
  /// for those in which only `told` is told.
  ///
  /// With `alike` also those that are alike, not only those that are few.
  func telling(_ rule: SmallRule, alike isAlikeTold: Bool, except told: Set<Atom>) -> [TellingSet] {
    let sets = DerivedSets(atomCount: atoms.count, sums: sums)
    let isNews = atoms.map { !told.contains($0) }
    var telling: [TellingSet] = []
    if rule.minimum > 1 {
      let ballots = rows.map(rule.ballots)
      let count = { (group: DerivedSets.Group) in group.atoms.reduce(0) { $0 + ballots[$1] } }
      telling += sets.sets(
        DerivedSets.Wanted(
          isAllowed: { count($0) < rule.minimum },
          isNeeded: { count($0) < rule.minimum && $0.atoms.contains { isNews[$0] } },
          bound: (count, rule.minimum - 1))
      ).map { set($0, column: nil) }
    }
    guard isAlikeTold else { return telling }
    let alike = rows.map { Set(rule.alike($0)) }
    let isWithoutChoice = rows.map(rule.isWithoutChoice)
    for column in Set(alike.flatMap { $0 }).sorted() {
      let isAllowed = { (group: DerivedSets.Group) in
        group.atoms.allSatisfy { alike[$0].contains(column) || isWithoutChoice[$0] }
      }
      telling += sets.sets(
        DerivedSets.Wanted(
          isAllowed: isAllowed,
          isNeeded: { group in
            isAllowed(group)
              && group.atoms.contains { alike[$0].contains(column) && isNews[$0] }
          }, bound: nil)
      ).map { set($0, column: column) }
    }
    return telling
  }

  private func set(_ chosen: [Int], column: Int?) -> TellingSet {
    var row = rows[chosen[0]]
    for atom in chosen.dropFirst() { row.add(rows[atom]) }
    return TellingSet(atoms: chosen.map { atoms[$0] }, row: row, column: column)
  }
}
