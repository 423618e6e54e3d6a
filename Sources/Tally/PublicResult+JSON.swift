import Election
import Encoding

extension PublicResult {
  static func json(
    _ result: JSON, hash: Digest, definition: Definition, partitions: [String: CellPartition]
  ) -> JSON {
    var members = result.object ?? [:]
    // Whatever tells of one station by itself: its account is its box.
    members["accounts"] = []
    members["unresolved"] = []
    members["stations"] = .array(
      (result["stations"]?.array ?? []).map { station in
        ["station": station["station"] ?? "", "state": station["state"] ?? ""]
      })
    members["outstanding"] = .array((result["outstanding"]?.array ?? []).map(outstanding))
    members["contests"] = .array(
      (result["contests"]?.array ?? []).map { contest in
        guard let partition = partitions[contest["id"]?.string ?? ""] else { return contest }
        return json(contest, partition: partition, definition: definition)
      })
    members["public"] = [
      "result": .string(hash.description), "smallCell": .integer(definition.policy.smallCell),
    ]
    return .object(members)
  }

  /// What is still out, without the papers and people of one station.
  private static func outstanding(_ item: JSON) -> JSON {
    guard item["kind"] == "register", let station = item["station"]?.string else { return item }
    return [
      "kind": "register", "station": .string(station),
      "words": [
        "en": .string("station \(station) registered more people than it issued papers"),
        "zh-Hant": .string("票站 \(station) 登記的人數多於發出的選票"),
      ],
    ]
  }

  private static func json(
    _ contest: JSON, partition: CellPartition, definition: Definition
  ) -> JSON {
    let table = BlockTable(partition, definition: definition)
    var members = contest.object ?? [:]
    let layout = partition.layout
    var ballots: JSON.Members = ["total": contest["ballots"]?["total"] ?? .null]
    let channels = table.channels(present: contest["ballots"]?.object ?? [:])
    for channel in channels { ballots[channel.name] = layout.ballotsJSON(channel.row) }
    members["ballots"] = .object(ballots)
    members["options"] = .array(
      (contest["options"]?.array ?? []).enumerated().map { position, option in
        var option = option.object ?? [:]
        var counts: JSON.Members = [:]
        for channel in channels {
          counts[channel.name] = layout.countJSON(channel.row, option: position)
        }
        option["channels"] = .object(counts)
        return .object(option)
      })
    members["places"] = .array(
      table.places.map { place in
        var entry: JSON.Members = [
          "ballots": layout.ballotsJSON(place.row),
          "options": .array(
            layout.contest.options.enumerated().map { position, option in
              ["id": .string(option.id), "count": layout.countJSON(place.row, option: position)]
            }),
        ]
        name(place.ids, place.isStation ? ("station", "stations") : ("area", "areas"), in: &entry)
        name(place.channels, ("channel", "channels"), in: &entry)
        return .object(entry)
      })
    return .object(members)
  }

  /// One id under its own key, several under that of a list.
  private static func name(
    _ ids: [String], _ keys: (one: String, several: String), in entry: inout JSON.Members
  ) {
    if ids.count == 1 {
      entry[keys.one] = .string(ids[0])
    } else {
      entry[keys.several] = .array(ids.map { .string($0) })
    }
  }
}

/// The tables that the blocks of a contest allow: each row is a sum of whole blocks.
private struct BlockTable {
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

  /// The channels of a contest, merged ones under their ids joined with a plus sign.
  func channels(present: JSON.Members) -> [(name: String, row: [Int])] {
    channelGroups.compactMap { group in
      let ids = group.map { definition.channels[$0].id }.filter { present[$0] != nil }
      guard !ids.isEmpty else { return nil }
      let row = partition.sum(
        partition.keys.indices.filter { group.contains(partition.keys[$0].channel) })
      return (ids.joined(separator: "+"), row)
    }
  }

  struct Place {
    let isStation: Bool
    let ids: [String]
    let channels: [String]
    let row: [Int]
  }

  /// Areas by channel, then stations, in the definition's order.
  var places: [Place] {
    var places: [Place] = []
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

  private func place(_ cells: [Int], isStation: Bool) -> Place {
    let keys = cells.map { partition.keys[$0] }
    let ids =
      isStation
      ? Set(keys.map(\.station)).sorted().map { definition.stations[$0].id }
      : Set(keys.map(\.area)).sorted().map { definition.areas[$0].id }
    return Place(
      isStation: isStation, ids: ids,
      channels: Set(keys.map(\.channel)).sorted().map { definition.channels[$0].id },
      row: partition.sum(cells))
  }
}
