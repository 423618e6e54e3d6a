package import Encoding

/// How far the paper of a station is counted.
package struct StationProgress: Equatable, Sendable {
  package let station: String
  /// Whether everything that is known of the station is counted.
  package let isIn: Bool
  /// Papers in the batches that count.
  package let papers: Int
  /// Papers in the box that are in no batch that counts; nil where there is no account that says
  /// how many there are.
  package let toCome: Int?

  package var json: JSON {
    [
      "station": .string(station), "state": .string(isIn ? "in" : "out"),
      "papers": .integer(papers), "toCome": toCome.map { .integer($0) } ?? .null,
    ]
  }

  /// The progress of every station, in the definition's order.
  ///
  /// `sheets` are those that count, `pending` those that do not yet.
  package static func list(
    _ definition: Definition, accounts: [StationAccount], sheets: [Sheet], pending: [SheetKey]
  ) -> [StationProgress] {
    let contests = definition.contests.filter { $0.isOnSheets }.map(\.id)
    let sheetsByStation = Dictionary(grouping: sheets) { $0.key.station }
    let accounts = Dictionary(accounts.map { ($0.station, $0) }, uniquingKeysWith: { $1 })
    let waiting = Set(pending.map(\.station))
    return definition.stations.map { station in
      let carried = Set(
        definition.styles.filter { station.styles.contains($0.id) }.flatMap(\.contests))
      var papers: [String: Int] = [:]
      for sheet in sheetsByStation[station.id] ?? [] {
        papers[sheet.key.contest, default: 0] += sheet.papers
      }
      let needed = contests.filter(carried.contains)
      let counted = papers.values.max() ?? 0
      let toCome = accounts[station.id].map { account in
        max(0, account.inBox - (needed.map { papers[$0] ?? 0 }.min() ?? account.inBox))
      }
      let isComplete = needed.allSatisfy { papers[$0] != nil }
      let isIn = toCome.map { $0 == 0 } ?? isComplete
      return StationProgress(
        station: station.id, isIn: isIn && !waiting.contains(station.id), papers: counted,
        toCome: toCome)
    }
  }
}

extension Contest {
  /// Whether papers of the contest are counted on sheets: votes are counted for it, and not as
  /// ranks, which a sheet cannot hold.
  package var isOnSheets: Bool { !isUncontested && !method.isRanked }
}
