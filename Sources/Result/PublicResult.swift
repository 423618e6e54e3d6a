import Election
package import Encoding
import Paper
import Words

/// A result as the public may see it: totals exact, small places and channels merged with named
/// neighbours, and nothing that tells of one station, collector or clerk by itself.
///
/// Its members are filled one by one (`PublicResult+Filling`): what is not named there is not
/// published.
package struct PublicResult: Equatable, Sendable {
  /// Whether everything of a station is counted.
  package struct Station: Equatable, Sendable {
    package let station: String
    package let isIn: Bool
  }

  /// What became of one contest.
  package struct Contest: Equatable, Sendable {
    /// A way of voting, or several that are only published together.
    package struct Channel: Equatable, Sendable {
      /// In the definition's order.
      package let ids: [String]
      package let figures: Figures

      /// As the file names it.
      package var name: String { ids.joined(separator: "+") }
    }

    /// An area or station, or several that are only published together.
    package struct Place: Equatable, Sendable {
      package let isStation: Bool
      package let ids: [String]
      package let channels: [String]
      package let figures: Figures
    }

    package let id: String
    package let outcome: ContestResult.Outcome
    package let channels: [Channel]
    package let total: Figures
    /// Areas, then stations.
    package let places: [Place]
    package let electorate: Int?
    package let working: ContestResult.Working?
    package let unresolved: ContestResult.Unresolved
    package let layout: FigureLayout
  }

  package let head: ResultHead
  package let sealed: SealedBallots
  package let stations: [Station]
  package let outstanding: [StillOut]
  package let contests: [Contest]
  /// The hash of the whole result, which the officers signed.
  package let whole: Digest
  /// The fewest ballots that are published by themselves.
  package let smallCell: Int
}

extension PublicResult {
  /// In the form of result.json, with `public` beside.
  package var json: JSON {
    .object(members.merging(["contests": .array(contests.map(\.json))]) { $1 })
  }

  /// Everything but the contests.
  private var members: JSON.Members {
    head.members.merging([
      "electronic": sealed.json,
      // What tells of one station by itself: its account is its box.
      "unresolved": [], "accounts": [], "corrections": [],
      "stations": .array(stations.map(\.json)), "outstanding": .array(outstanding.map(\.json)),
      "public": ["result": .hash(whole), "smallCell": .integer(smallCell)],
    ]) { $1 }
  }

  /// The canonical file.
  package var file: [UInt8] { json.canonical }

  /// Gives the same file with what steers a terminal spelled out, in pieces; written a contest at a
  /// time, for the places of all of them are many.
  package func writeShown(_ handOn: @escaping ([UInt8]) -> Void) {
    let large = "contests"
    var writer = CanonicalWriter(handOn: handOn)
    writer.add(JSON.object(members).shown.object ?? [:], large) { writer in
      writer.add(contests.lazy) { $0.add($1.json.shown) }
    }
    handOn(writer.finished())
  }
}

extension PublicResult.Station {
  package var json: JSON {
    [
      "station": .string(station),
      "state": .string(StationProgress.State(isIn: isIn).rawValue),
    ]
  }
}

extension PublicResult.Contest {
  var json: JSON {
    .object(
      layout.contestMembers(channels.map { ($0.name, $0.figures) }, total: total)
        .merging(layout.members(of: working)) { $1 }
        .merging([
          "id": .string(id), "outcome": outcome.json,
          "places": .array(places.map { .object($0.members(layout)) }),
          "electorate": electorate.map { .integer($0) } ?? .null, "turnout": .integer(turnout),
          "unresolved": unresolved.json,
        ]) { $1 })
  }
}

extension PublicResult.Contest.Place {
  /// The keys of one id and of several.
  static let keys = (
    area: (one: "area", several: "areas"), station: (one: "station", several: "stations"),
    channel: (one: "channel", several: "channels")
  )

  fileprivate func members(_ layout: FigureLayout) -> JSON.Members {
    var members = layout.placeMembers(figures)
    Self.name(ids, isStation ? Self.keys.station : Self.keys.area, in: &members)
    Self.name(channels, Self.keys.channel, in: &members)
    return members
  }

  /// One id under its own key, several under that of a list.
  private static func name(
    _ ids: [String], _ keys: (one: String, several: String), in members: inout JSON.Members
  ) {
    if ids.count == 1 {
      members[keys.one] = .string(ids[0])
    } else {
      members[keys.several] = .strings(ids)
    }
  }
}
