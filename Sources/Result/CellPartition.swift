import Election

/// The smallest places that a result tells apart in one contest, and which of them are published
/// together.
///
/// Everything that is published of places, areas and channels is a sum of whole blocks.
struct CellPartition {
  /// Where a cell lies, by position in the definition's lists; its station is −1 where ballots
  /// were not counted at one.
  struct CellPlace: Hashable, Comparable {
    let channel: Int
    let area: Int
    let station: Int

    static func < (one: CellPlace, other: CellPlace) -> Bool {
      (one.channel, one.area, one.station) < (other.channel, other.area, other.station)
    }
  }

  let rule: SmallRule
  let keys: [CellPlace]
  let rows: [[Int]]
  /// All cells together.
  let total: [Int]
  /// The block of each cell, by one of its cells.
  private var sets: DisjointSets
  /// What each block comes to, by that cell.
  private var sums: [[Int]]

  /// Every cell of a contest by itself: stations as they are, and of each area and channel what its
  /// stations do not hold.
  init(_ contest: ContestResult, rule: SmallRule, definition: Definition) {
    let channels = Self.positions(definition.channels.map(\.id))
    let areas = Self.positions(definition.areas.map(\.id))
    let stations = Self.positions(definition.stations.map(\.id))
    var cells: [CellPlace: [Int]] = [:]
    for place in contest.places where place.kind == .area {
      guard let channel = channels[place.channel], let area = areas[place.id] else { continue }
      cells[CellPlace(channel: channel, area: area, station: -1)] = rule.layout.row(place.figures)
    }
    for place in contest.places where place.kind == .station {
      guard let channel = channels[place.channel], let station = stations[place.id],
        let area = areas[definition.stations[station].area]
      else { continue }
      let row = rule.layout.row(place.figures)
      cells[CellPlace(channel: channel, area: area, station: station)] = row
      cells[CellPlace(channel: channel, area: area, station: -1)]?.subtract(row)
    }
    let sorted = cells.filter { $0.key.station >= 0 || $0.value.contains { $0 != 0 } }
      .sorted { $0.key < $1.key }
    self.init(rule: rule, cells: sorted.map { ($0.key, $0.value) })
  }

  /// Every one of some cells by itself, in their order.
  init(rule: SmallRule, cells sorted: [(key: CellPlace, row: [Int])]) {
    self.rule = rule
    keys = sorted.map(\.key)
    rows = sorted.map(\.row)
    total = rows.reduce(into: [Int](repeating: 0, count: rule.layout.width)) { $0.add($1) }
    sets = DisjointSets(count: keys.count)
    sums = rows
  }

  private static func positions(_ ids: [String]) -> [String: Int] {
    Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Positions of cells, each block in order, blocks by their first cell.
  var blocks: [[Int]] { sets.members }

  /// The cell that a block goes by.
  mutating func block(of cell: Int) -> Int { sets.root(cell) }

  /// What the block of a cell comes to.
  mutating func sum(ofBlock cell: Int) -> [Int] { sums[block(of: cell)] }

  /// The sum of some cells.
  func sum(_ cells: some Sequence<Int>) -> [Int] {
    var sum = [Int](repeating: 0, count: rule.layout.width)
    for cell in cells { sum.add(rows[cell]) }
    return sum
  }

  /// Publishes the blocks of two cells together.
  mutating func merge(_ one: Int, _ other: Int) {
    let (one, other) = (block(of: one), block(of: other))
    guard one != other else { return }
    var sum = sums[one]
    sum.add(sums[other])
    sets.join(one, other)
    sums[sets.root(one)] = sum
  }

  /// Publishes nothing but the total.
  mutating func mergeAll() {
    for cell in keys.indices.dropFirst() { merge(0, cell) }
  }
}

/// Sets that are joined, by position.
struct DisjointSets {
  private var parents: [Int]

  init(count: Int) { parents = Array(0..<count) }

  /// The first of a set.
  mutating func root(_ node: Int) -> Int {
    var node = node
    while parents[node] != node {
      parents[node] = parents[parents[node]]
      node = parents[node]
    }
    return node
  }

  mutating func join(_ one: Int, _ other: Int) {
    let (one, other) = (root(one), root(other))
    parents[max(one, other)] = min(one, other)
  }

  /// The sets, each in order, by their first member.
  var members: [[Int]] {
    var sets = self
    var members: [Int: [Int]] = [:]
    for node in parents.indices { members[sets.root(node), default: []].append(node) }
    return members.values.sorted { $0[0] < $1[0] }
  }
}
