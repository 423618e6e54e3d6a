import Election
import Encoding
import Paper
import Result

/// The areas, stations and merged groups of a public result as NIST's reporting units, and the
/// counts that belong to them.
struct ReportingUnits {
  /// The whole election.
  static let scope = "unit-all"

  private let publication: Publication
  /// Merged places, by the ids of their parts.
  private let groups: [[String]]
  private let positions: [[String]: Int]

  static func area(_ id: String) -> String { "area-\(id)" }
  static func station(_ id: String) -> String { "station-\(id)" }

  init(_ publication: Publication) {
    self.publication = publication
    let parts = publication.contests.flatMap { contest in
      contest.places.filter { $0.ids.count > 1 }.map(Self.parts)
    }
    groups = Set(parts).sorted { $0.lexicographicallyPrecedes($1) }
    positions = Dictionary(
      groups.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func parts(_ place: PublicContest.Place) -> [String] {
    place.ids.map { place.isStation ? station($0) : area($0) }
  }

  private func unit(_ place: PublicContest.Place) -> String {
    let parts = Self.parts(place)
    guard parts.count > 1, let position = positions[parts] else { return parts[0] }
    return "group-\(position + 1)"
  }

  var json: [JSON] {
    let definition = publication.definition
    let references = { (ids: [String]) in JSON.array(ids.map { .string($0) }) }
    let all: JSON = [
      "@type": "ElectionResults.ReportingUnit", "@id": .string(Self.scope), "Type": "other",
      "OtherType": "election", "Name": ResultsReport.text(publication.title),
      "ComposingGpUnitIds": references(definition.areas.map { Self.area($0.id) }),
    ]
    let progress = Dictionary(
      publication.result.stations.map { ($0.station, $0.isIn) }, uniquingKeysWith: { $1 })
    let stationsByArea = Dictionary(grouping: definition.stations, by: \.area)
    let contestsByArea = Dictionary(
      grouping: publication.contests.filter(\.isCounted), by: \.contest.area)
    let areas = definition.areas.map { area -> JSON in
      let stations = stationsByArea[area.id] ?? []
      var members: JSON.Members = [
        "@type": "ElectionResults.ReportingUnit", "@id": .string(Self.area(area.id)),
        "Type": "other", "OtherType": "area", "Name": ResultsReport.text(Text(area.name)),
        "Number": .string(area.id),
      ]
      if let electorate = area.electorate { members["VotersRegistered"] = .integer(electorate) }
      if let turnout = contestsByArea[area.id]?.map(\.turnout).max() {
        members["VotersParticipated"] = .integer(turnout)
      }
      if !stations.isEmpty {
        members["ComposingGpUnitIds"] = references(stations.map { Self.station($0.id) })
        members["TotalSubUnits"] = .integer(stations.count)
        // A final result does not list stations: all are in.
        members["SubUnitsReported"] = .integer(stations.count { progress[$0.id] ?? true })
      }
      return .object(members)
    }
    let stations = definition.stations.map { station -> JSON in
      [
        "@type": "ElectionResults.ReportingUnit", "@id": .string(Self.station(station.id)),
        "Type": "polling-place", "Name": ResultsReport.text(Text(station.name)),
        "Number": .string(station.id),
      ]
    }
    let merged = groups.enumerated().map { position, parts -> JSON in
      [
        "@type": "ElectionResults.ReportingUnit", "@id": .string("group-\(position + 1)"),
        "Type": "combined-precinct", "ComposingGpUnitIds": references(parts),
      ]
    }
    return [all] + areas + stations + merged
  }

  /// Where votes of a contest are counted: all that is said of a count but the number.
  struct CountedUnit {
    fileprivate let members: JSON.Members
    fileprivate let figures: Figures
  }

  /// The votes of an option, for the counts of its contest.
  func votes(
    _ counts: [CountedUnit], _ option: PublicContest.NamedOption, value: (OptionCount) -> Int
  ) -> [JSON] {
    counts.map { count in
      var members = count.members
      members["Count"] = .integer(value(count.figures.count(option)))
      return .object(members)
    }
  }

  /// The total at the contest's area, then every area or channel, then every station.
  func counts(_ contest: PublicContest) -> [CountedUnit] {
    guard contest.isCounted else { return [] }
    let row = { (unit: String, type: JSON.Members, figures: Figures) -> CountedUnit in
      let members: JSON.Members = [
        "@type": "ElectionResults.VoteCounts", "GpUnitId": .string(unit), "Count": 0,
      ]
      return CountedUnit(members: members.merging(type) { $1 }, figures: figures)
    }
    let area = Self.area(contest.contest.area)
    var rows = [row(area, ["Type": "total"], contest.result.total)]
    let places = contest.places
    if places.isEmpty {
      rows += contest.result.channels.map { channel in
        row(area, type(channel.ids), channel.figures)
      }
    }
    rows += places.map { place in
      row(unit(place), type(place.channels), place.figures)
    }
    return rows
  }

  /// How ballots of some channels were cast and counted; the device's model names the channels.
  private func type(_ channels: [String]) -> JSON.Members {
    let kinds = Set(
      publication.definition.channels.filter { channels.contains($0.id) }.map(\.kind))
    var device: JSON.Members = [
      "@type": "ElectionResults.DeviceClass", "Model": .string(channels.joined(separator: "+")),
    ]
    if kinds == [.paper] {
      device["Type"] = "manual-count"
      return ["Type": "election-day", "DeviceClass": .object(device)]
    }
    let name = kinds == [.electronic] ? "electronic" : "electronic and paper"
    device["Type"] = "other"
    device["OtherType"] = .string(name)
    return ["Type": "other", "OtherType": .string(name), "DeviceClass": .object(device)]
  }
}
