import Election
import Encoding
import Words

/// The rows of one contest as the public has them, held against one another (FormatPackage § What
/// follows from what).
struct PublishedTable {
  private let shown: PublicResult.Contest
  private let contest: Contest
  private let rule: SmallRule
  private let definition: Definition
  private var layout: FigureLayout { shown.layout }

  init(_ shown: PublicResult.Contest, of contest: Contest, definition: Definition) {
    self.shown = shown
    self.contest = contest
    self.definition = definition
    rule = SmallRule(contest, definition: definition)
    channels = shown.channels.map {
      Row(
        place: nil, channels: $0.ids, figures: $0.figures,
        numbers: shown.layout.row($0.figures))
    }
    places = shown.places.map {
      Row(
        place: $0, channels: $0.channels, figures: $0.figures,
        numbers: shown.layout.row($0.figures))
    }
  }

  /// A row, with what it is of.
  private struct Row {
    /// The place; nil of what is of channels alone.
    let place: PublicResult.Contest.Place?
    let channels: [String]
    let figures: Figures
    let numbers: [Int]

    var name: String { place?.name ?? channels.joined(separator: "+") }
  }

  private let channels: [Row]
  private let places: [Row]

  var rowCount: Int { shown.channels.count + shown.places.count }

  /// Everything that does not hold.
  var problems: [Message] {
    let areas = shown.places.filter { !$0.isStation }
    let stations = shown.places.filter(\.isStation)
    return telling + figures + repeated(areas, stations)
      + sums(places.filter { $0.place?.isStation == false }) + parts(areas, stations)
  }

  /// Rows that tell more than they may; what is the total itself is shown there.
  private var telling: [Message] {
    let total = layout.row(shown.total)
    return (channels + places).compactMap { row in
      row.numbers != total && rule.isTelling(row.numbers)
        ? "\(row.name) has too few ballots, or all alike, to be shown" : nil
    }
  }

  /// Votes that so many valid ballots cannot have given.
  private var figures: [Message] {
    func objections(_ figures: Figures, _ name: () -> String) -> [Message] {
      contest.objections(to: figures).map { "\(name()): \($0)" }
    }
    return objections(shown.total) { "total" }
      + (channels + places).flatMap { row in objections(row.figures) { row.name } }
  }

  /// What stands in two rows.
  private func repeated(
    _ areas: [PublicResult.Contest.Place], _ stations: [PublicResult.Contest.Place]
  ) -> [Message] {
    var problems: [Message] = []
    var seen: Set<[String]> = []
    func take(_ key: [String], _ name: String) {
      if !seen.insert(key).inserted { problems.append("\(name) has what another row has too") }
    }
    for channel in shown.channels { for id in channel.ids { take(["", id], channel.name) } }
    for place in areas {
      for id in place.ids {
        for channel in place.channels { take(["area", id, channel], place.name) }
      }
    }
    for place in stations { for id in place.ids { take(["station", id], place.name) } }
    return problems
  }

  /// Channels add up to the total, and the areas of each channel to it.
  private func sums(_ areas: [Row]) -> [Message] {
    let nothing = [Int](repeating: 0, count: layout.width)
    var total = nothing
    var position: [String: Int] = [:]
    for (index, channel) in channels.enumerated() {
      total.addBounded(channel.numbers)
      for id in channel.channels { position[id] = index }
    }
    var problems: [Message] = []
    if total != layout.row(shown.total) {
      problems.append("the channels do not add up to the total")
    }
    var sums = channels.map { _ in nothing }
    for area in areas {
      let found = Set(area.channels.map { position[$0] ?? -1 })
      guard let index = found.first, index >= 0, found.count == 1 else {
        problems.append("\(area.name) lies in no row of channels")
        continue
      }
      sums[index].addBounded(area.numbers)
    }
    for (channel, sum) in zip(channels, sums) where sum != channel.numbers {
      problems.append("the areas of \(channel.name) do not add up to it")
    }
    return problems
  }

  /// Every row of stations is part of one row of areas, of which all together are no more than it.
  private func parts(
    _ areas: [PublicResult.Contest.Place], _ stations: [PublicResult.Contest.Place]
  ) -> [Message] {
    var position: [[String]: Int] = [:]
    for (index, area) in areas.enumerated() {
      for id in area.ids { for channel in area.channels { position[[id, channel]] = index } }
    }
    var problems: [Message] = []
    var sums = areas.map { _ in [Int](repeating: 0, count: layout.width) }
    for place in stations {
      let known = place.ids.compactMap(definition.station)
      let found = Set(known.map { position[[$0.area, $0.channel]] ?? -1 })
      guard let index = found.first, index >= 0, found.count == 1,
        Set(known.map(\.channel)) == Set(place.channels)
      else {
        problems.append("\(place.name) lies in no row of areas")
        continue
      }
      sums[index].addBounded(layout.row(place.figures))
    }
    for (area, sum) in zip(areas, sums)
    where zip(sum, layout.row(area.figures)).contains(where: { $0 > $1 }) {
      problems.append("the stations of \(area.name) are more than it")
    }
    return problems
  }
}

extension PublicResult.Contest.Place {
  /// Its ids, as a list of one or several.
  fileprivate var name: String {
    let ids: JSON = ids.count == 1 ? .strings(ids) : [.strings(ids)]
    return String(decoding: ids.canonical.dropLast(), as: UTF8.self)
  }
}

extension [Int] {
  /// Adds number by number, to the largest there is at the most: a sum of what a forger wrote does
  /// not end the program, and is none that an honest one comes to.
  fileprivate mutating func addBounded(_ other: [Int]) {
    for position in indices where position < other.count {
      let sum = self[position].addingReportingOverflow(other[position])
      self[position] = sum.overflow ? Int.max : sum.partialValue
    }
  }
}
