import Election

/// The tables that the blocks of a contest allow: each row is a sum of whole blocks.
struct BlockTable {
  private let partition: CellPartition
  private let definition: Definition
  private let channelGroups: [[Int]]
  private let areaGroups: [[Int]]

  init(_ partition: CellPartition, definition: Definition) {
    self.partition = partition
    self.definition = definition
    var channels = DisjointSets(count: definition.channels.count)
    var areas = DisjointSets(count: definition.areas.count)
    for block in partition.blocks {
      let first = partition.keys[block[0]]
      for cell in block {
        channels.join(first.channel, partition.keys[cell].channel)
        areas.join(first.area, partition.keys[cell].area)
      }
    }
    channelGroups = channels.members
    areaGroups = areas.members
  }

  /// The channels of a contest, of which those in `present` have ballots.
  func channels(present: Set<String>) -> [PublicResult.Contest.Channel] {
    channelGroups.compactMap { group in
      let ids = group.map { definition.channels[$0].id }.filter(present.contains)
      guard !ids.isEmpty else { return nil }
      let cells = partition.keys.indices.filter { group.contains(partition.keys[$0].channel) }
      return PublicResult.Contest.Channel(ids: ids, figures: figures(cells))
    }
  }

  /// Areas by channel, then stations, in the definition's order.
  var places: [PublicResult.Contest.Place] {
    var places: [PublicResult.Contest.Place] = []
    for areas in areaGroups {
      for channels in channelGroups {
        let cells = partition.keys.indices.filter {
          areas.contains(partition.keys[$0].area) && channels.contains(partition.keys[$0].channel)
        }
        guard !cells.isEmpty else { continue }
        places.append(place(cells, isStation: false))
      }
    }
    for block in partition.blocks where block.allSatisfy({ partition.keys[$0].station >= 0 }) {
      places.append(place(block, isStation: true))
    }
    return places
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
