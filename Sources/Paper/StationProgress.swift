package import Election
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

  /// Whether everything is counted, as files say it.
  package enum State: String, Sendable {
    case `in`, out

    package init(isIn: Bool) { self = isIn ? .in : .out }
  }

  package init(station: String, isIn: Bool, papers: Int, toCome: Int?) {
    self.station = station
    self.isIn = isIn
    self.papers = papers
    self.toCome = toCome
  }

  package var json: JSON {
    [
      "station": .string(station), "state": .string(State(isIn: isIn).rawValue),
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
    let accounts = Dictionary(grouping: accounts, by: \.station)
    let waiting = Set(pending.map(\.station))
    return definition.stations.map { station in
      let carried = definition.contests(at: station)
      let found = sheetsByStation[station.id] ?? []
      let keyed = Set(found.map(\.key.contest))
      let counted = contests.filter(carried.contains)
      let papers = Sheet.papersByAccount(found, definition.papers)
      let own = (accounts[station.id] ?? []).filter { account in
        account.key.contest.map(counted.contains) ?? !counted.isEmpty
      }
      // Where no contest is counted on sheets there is nothing to come.
      let isKnown = definition.papers == .one ? !own.isEmpty : own.count == counted.count
      let toCome =
        counted.isEmpty
        ? 0
        : isKnown ? own.reduce(0) { $0 + max(0, $1.inBox - (papers[$1.key] ?? 0)) } : nil
      let isEmpty = !own.isEmpty && own.allSatisfy { $0.inBox == 0 }
      let isIn =
        (toCome ?? 0) == 0 && (isEmpty || counted.allSatisfy(keyed.contains))
        && !waiting.contains(station.id)
      return StationProgress(
        station: station.id, isIn: isIn, papers: papers.values.reduce(0, +), toCome: toCome)
    }
  }
}

extension Contest {
  /// Whether papers of the contest are counted on sheets: votes are counted for it, and not as
  /// ranks, which a sheet cannot hold.
  package var isOnSheets: Bool { !isUncontested && !method.isRanked }
}
