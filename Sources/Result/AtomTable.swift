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
///
/// A release is decided with what it hangs together with by sums; what it repeats of earlier ones,
/// or does not touch, is not taken again, so that the work grows with what is new.
struct AtomTable {
  /// What a release adds.
  struct Addition {
    fileprivate let figures: [Cell: [Int]]
    fileprivate let grids: [[[Cell]]]
    /// What came in, with positions that go on from those of the table.
    let atoms: [Atom]
    fileprivate let rows: [[Int]]
    fileprivate let sums: [[Int]]
  }

  /// Of a grid how many cells each block has, and the block of each cell.
  private typealias Blocks = (sizes: [Int], blockOfCell: [Cell: Int])

  private(set) var atoms: [Atom] = []
  private var rows: [[Int]] = []
  private(set) var sums: [[Int]] = []
  private var parts = SumParts()
  private var latest: [Cell: [Int]] = [:]
  private var atomsOfCell: [Cell: [Int]] = [:]
  private var releaseCount = 0
  /// The grids of every release.
  private var gridsBefore: [[Blocks]] = []

  /// What a release would add: the figures of every cell, and of each grid which cells are published
  /// together.
  ///
  /// The grids, such as those of contests, are the same in every release and in the same order.
  func addition(_ figures: [Cell: [Int]], grids: [[[Cell]]]) -> Addition {
    var found: [Atom] = []
    var rows: [[Int]] = []
    var atomOfCell: [Cell: Int] = [:]
    for cell in Set(latest.keys).union(figures.keys).sorted() {
      var difference = figures[cell] ?? (latest[cell] ?? []).map { _ in 0 }
      if let old = latest[cell] { difference.subtract(old) }
      guard difference.contains(where: { $0 != 0 }) else { continue }
      atomOfCell[cell] = atoms.count + found.count
      found.append(Atom(cell: cell, release: releaseCount))
      rows.append(difference)
    }
    let sums = grids.enumerated().flatMap { position, blocks in
      blocks.map { news(of: $0, inGrid: position, atomOfCell) }
    }
    return Addition(figures: figures, grids: grids, atoms: found, rows: rows, sums: sums)
  }

  /// Adds a release.
  mutating func add(_ release: Addition) {
    for (atom, position) in zip(release.atoms, atoms.count...) {
      atomsOfCell[atom.cell, default: []].append(position)
    }
    atoms += release.atoms
    rows += release.rows
    for (sum, position) in zip(release.sums, sums.count...) { parts.add(position, of: sum) }
    sums += release.sums
    let grids = release.grids.map { blocks -> Blocks in
      var blockOfCell: [Cell: Int] = [:]
      for (position, block) in blocks.enumerated() {
        for cell in block { blockOfCell[cell] = position }
      }
      return (blocks.map(\.count), blockOfCell)
    }
    gridsBefore.append(grids)
    latest = release.figures
    releaseCount += 1
  }

  /// The atoms in the sum of a block, less the sums of the latest release in which it was made of
  /// whole blocks, which says the same: else every release would repeat all before it.
  private func news(of block: [Cell], inGrid grid: Int, _ atomOfCell: [Cell: Int]) -> [Int] {
    let since = gridsBefore.indices.reversed().first { release in
      let before = gridsBefore[release][grid]
      var found: [Int: Int] = [:]
      for cell in block {
        if let part = before.blockOfCell[cell] { found[part, default: 0] += 1 }
      }
      return !found.isEmpty && found.allSatisfy { before.sizes[$0.key] == $0.value }
    }
    return block.flatMap { cell -> [Int] in
      let known = atomsOfCell[cell] ?? []
      let news = atomOfCell[cell].map { [$0] } ?? []
      guard let since, gridsBefore[since][grid].blockOfCell[cell] != nil else {
        return known + news
      }
      return known.reversed().prefix { atoms[$0].release > since }.reversed() + news
    }
  }

  /// The sets that tell too much by a rule once a release is published, one for each part of the
  /// contest and each reason, but for those in which only `told` is told.
  ///
  /// With `alike` also those that are alike, not only those that are few. What no sum of the release
  /// touches was decided when it was published.
  func telling(
    _ rule: SmallRule, alike isAlikeTold: Bool, except told: Set<Atom>, in release: Addition
  ) -> [TellingSet] {
    let known = parts.sums(touching: release.sums.joined()).map { sums[$0] }
    let positions = Set(known.joined()).union(release.sums.joined()).sorted()
    let place = Dictionary(uniqueKeysWithValues: zip(positions, positions.indices))
    let sets = DerivedSets(
      atomCount: positions.count,
      sums: (known + release.sums).map { sum in sum.compactMap { place[$0] } })
    let first = atoms.count
    let chosen = positions.map { $0 < first ? atoms[$0] : release.atoms[$0 - first] }
    let figures = positions.map { $0 < first ? rows[$0] : release.rows[$0 - first] }
    return TellingSets(atoms: chosen, rows: figures, sets: sets).list(
      rule, alike: isAlikeTold, except: told)
  }
}

/// Sums of atoms by what hangs together: those that have atoms in common, directly or by others.
struct SumParts {
  private struct Part {
    var atoms: [Int] = []
    var sums: [Int] = []
  }

  /// The part of each atom that is in a sum.
  private var partOfAtom: [Int: Int] = [:]
  /// By one of their atoms.
  private var parts: [Int: Part] = [:]

  /// Adds a sum, by its position, of these atoms.
  mutating func add(_ sum: Int, of atoms: [Int]) {
    guard let first = atoms.first else { return }
    let known = Set(atoms.compactMap { partOfAtom[$0] })
    // The smaller go over to the largest, so that none goes over often.
    let largest = known.max { size($0) < size($1) } ?? first
    var part = parts.removeValue(forKey: largest) ?? Part()
    for other in known.sorted() where other != largest {
      guard let moved = parts.removeValue(forKey: other) else { continue }
      for atom in moved.atoms { partOfAtom[atom] = largest }
      part.atoms += moved.atoms
      part.sums += moved.sums
    }
    for atom in atoms where partOfAtom.updateValue(largest, forKey: atom) == nil {
      part.atoms.append(atom)
    }
    part.sums.append(sum)
    parts[largest] = part
  }

  private func size(_ part: Int) -> (Int, Int) { (parts[part]?.atoms.count ?? 0, -part) }

  /// The sums of the parts in which some atoms are, in order.
  func sums(touching atoms: some Sequence<Int>) -> [Int] {
    Set(atoms.compactMap { partOfAtom[$0] }).flatMap { parts[$0]?.sums ?? [] }.sorted()
  }
}

/// Atoms with their figures, and which sets of them can be computed.
private struct TellingSets {
  let atoms: [Atom]
  let rows: [[Int]]
  let sets: DerivedSets

  func list(_ rule: SmallRule, alike isAlikeTold: Bool, except told: Set<Atom>) -> [TellingSet] {
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
