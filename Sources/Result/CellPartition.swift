import Election

/// The smallest places that a result tells apart in one contest, and which of them are published
/// together.
///
/// Everything that is published of places, areas and channels is a sum of whole blocks, so that no
/// subtraction of published figures leaves less than a block.
struct CellPartition {
  /// Where a cell lies, by position in the definition's lists; its station is −1 where ballots
  /// were not counted at one.
  struct Key: Hashable, Comparable {
    let channel: Int
    let area: Int
    let station: Int

    static func < (one: Key, other: Key) -> Bool {
      (one.channel, one.area, one.station) < (other.channel, other.area, other.station)
    }
  }

  let rule: SmallRule
  let keys: [Key]
  let rows: [[Int]]
  /// Positions of cells, each block in order, blocks by their first cell.
  private(set) var blocks: [[Int]]

  /// Every cell of a contest by itself: stations as they are, and of each area and channel what its
  /// stations do not hold.
  init(_ contest: ContestResult, rule: SmallRule, definition: Definition) {
    self.rule = rule
    let channels = Self.positions(definition.channels.map(\.id))
    let areas = Self.positions(definition.areas.map(\.id))
    let stations = Self.positions(definition.stations.map(\.id))
    var cells: [Key: [Int]] = [:]
    for place in contest.places where place.kind == .area {
      guard let channel = channels[place.channel], let area = areas[place.id] else { continue }
      cells[Key(channel: channel, area: area, station: -1)] = rule.layout.row(place.figures)
    }
    for place in contest.places where place.kind == .station {
      guard let channel = channels[place.channel], let station = stations[place.id],
        let area = areas[definition.stations[station].area]
      else { continue }
      let row = rule.layout.row(place.figures)
      cells[Key(channel: channel, area: area, station: station)] = row
      cells[Key(channel: channel, area: area, station: -1)]?.subtract(row)
    }
    let sorted = cells.filter { $0.key.station >= 0 || $0.value.contains { $0 != 0 } }
      .sorted { $0.key < $1.key }
    keys = sorted.map(\.key)
    rows = sorted.map(\.value)
    blocks = sorted.indices.map { [$0] }
  }

  private static func positions(_ ids: [String]) -> [String: Int] {
    Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The sum of some cells.
  func sum(_ cells: some Sequence<Int>) -> [Int] {
    var sum = [Int](repeating: 0, count: rule.layout.width)
    for cell in cells { sum.add(rows[cell]) }
    return sum
  }

  /// Merges until no block tells more than it may, or a single one is left.
  mutating func mergeSmall() {
    let layout = rule.layout
    while blocks.count > 1 {
      let telling = blocks.indices.map { (position: $0, row: sum(blocks[$0])) }
        .filter { rule.isTelling($0.row) }
      // The smallest first: it may help another one.
      guard let least = telling.min(by: { layout.ballots($0.row) < layout.ballots($1.row) }),
        mergeWithNeighbour(least.position)
      else { return }
    }
  }

  /// Merges a block with the nearest of others: of its own area and channel, else of its channel,
  /// else of its area.
  ///
  /// - Returns: false where there is none.
  mutating func mergeWithNeighbour(_ block: Int, except excluded: Set<Int> = []) -> Bool {
    let own = blocks[block][0]
    let candidates = blocks.indices.filter { $0 != block && !excluded.contains($0) }
    let nearest = candidates.min { rank($0, from: own) < rank($1, from: own) }
    guard let nearest else { return false }
    let merged = (blocks[block] + blocks[nearest]).sorted()
    for position in [block, nearest].sorted(by: >) { blocks.remove(at: position) }
    let place = blocks.firstIndex { $0[0] > merged[0] } ?? blocks.count
    blocks.insert(merged, at: place)
    return true
  }

  private func rank(_ block: Int, from own: Int) -> (Int, Int, Int) {
    let cell = blocks[block][0]
    let sameChannel = keys[cell].channel == keys[own].channel
    let sameArea = keys[cell].area == keys[own].area
    let tier = sameChannel ? (sameArea ? 0 : 1) : (sameArea ? 2 : 3)
    return (tier, abs(cell - own), cell < own ? 1 : 0)
  }

  /// What two partitions of the same places tell together: the smallest groups that are whole
  /// blocks of both, as the blocks of this one and of the other.
  func common(with other: CellPartition) -> [(own: [Int], other: [Int])] {
    var groups = DisjointSets(count: blocks.count + other.blocks.count)
    var owner: [Key: Int] = [:]
    for (position, block) in blocks.enumerated() {
      for cell in block { owner[keys[cell]] = position }
    }
    for (position, block) in other.blocks.enumerated() {
      for cell in block {
        let node = blocks.count + position
        if let known = owner[other.keys[cell]] {
          groups.join(known, node)
        } else {
          owner[other.keys[cell]] = node
        }
      }
    }
    return groups.members.map { nodes in
      (
        own: nodes.filter { $0 < blocks.count },
        other: nodes.filter { $0 >= blocks.count }.map { $0 - blocks.count }
      )
    }
  }

  /// The sum of whole blocks.
  func sum(blocks chosen: [Int]) -> [Int] { sum(chosen.flatMap { blocks[$0] }) }
}

/// Sets that are joined, by position.
struct DisjointSets {
  private var parents: [Int]

  init(count: Int) { parents = Array(0..<count) }

  private func root(_ node: Int) -> Int {
    var node = node
    while parents[node] != node { node = parents[node] }
    return node
  }

  mutating func join(_ one: Int, _ other: Int) {
    let (one, other) = (root(one), root(other))
    parents[max(one, other)] = min(one, other)
  }

  /// The sets, each in order, by their first member.
  var members: [[Int]] {
    Dictionary(grouping: parents.indices, by: root).values.map { $0.sorted() }
      .sorted { $0[0] < $1[0] }
  }
}
