import Election

/// The tables that the blocks of a contest allow: each row is a sum of whole blocks.
struct BlockTable {
  private let partition: CellPartition
  private let definition: Definition

  init(_ partition: CellPartition, definition: Definition) {
    self.partition = partition
    self.definition = definition
  }

  /// The channels of a contest, of which those in `present` have ballots.
  func channels(present: Set<String>) -> [PublicResult.Contest.Channel] {
    var channels = DisjointSets(count: definition.channels.count)
    for block in partition.blocks {
      for cell in block {
        channels.join(partition.keys[block[0]].channel, partition.keys[cell].channel)
      }
    }
    var cells = [[Int]](repeating: [], count: definition.channels.count)
    for (cell, key) in partition.keys.enumerated() {
      cells[channels.root(key.channel)].append(cell)
    }
    return channels.members.compactMap { group in
      let ids = group.map { definition.channels[$0].id }.filter(present.contains)
      guard !ids.isEmpty else { return nil }
      return PublicResult.Contest.Channel(ids: ids, figures: figures(cells[group[0]]))
    }
  }

  /// Areas by channel, then stations, in the definition's order.
  var places: [PublicResult.Contest.Place] {
    areaRows.map { place($0, isStation: false) }
      + partition.blocks.filter { $0.allSatisfy { partition.keys[$0].station >= 0 } }
      .map { place($0, isStation: true) }
  }

  /// The cells of every row of areas: of each area and channel, and of several together where a
  /// block has parts of them.
  ///
  /// What is together is every area of a row in every channel of it, so that its name says what it
  /// is.
  private var areaRows: [[Int]] {
    let pairs = Dictionary(grouping: partition.keys.indices) {
      [partition.keys[$0].area, partition.keys[$0].channel]
    }
    let names = pairs.keys.sorted { $0.lexicographicallyPrecedes($1) }
    let position = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    var rows = DisjointSets(count: names.count)
    for block in partition.blocks {
      let pairs = block.compactMap {
        position[[partition.keys[$0].area, partition.keys[$0].channel]]
      }
      for pair in pairs { rows.join(pairs[0], pair) }
    }
    var count = names.count + 1
    while rows.members.count < count {
      count = rows.members.count
      for row in rows.members where row.count > 1 {
        let areas = Set(row.map { names[$0][0] })
        let channels = Set(row.map { names[$0][1] })
        for area in areas {
          for channel in channels {
            if let pair = position[[area, channel]] { rows.join(row[0], pair) }
          }
        }
      }
    }
    return rows.members.map { $0.flatMap { pairs[names[$0]] ?? [] } }
  }

  private func figures(_ cells: [Int]) -> Figures {
    partition.rule.layout.figures(partition.sum(cells))
  }

  private func place(_ cells: [Int], isStation: Bool) -> PublicResult.Contest.Place {
    let keys = cells.map { partition.keys[$0] }
    let ids =
      isStation
      ? Set(keys.map(\.station)).sorted().map { definition.stations[$0].id }
      : Set(keys.map(\.area)).sorted().map { definition.areas[$0].id }
    return PublicResult.Contest.Place(
      isStation: isStation, ids: ids,
      channels: Set(keys.map(\.channel)).sorted().map { definition.channels[$0].id },
      figures: figures(cells))
  }
}
