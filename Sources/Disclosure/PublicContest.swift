import Election
import Encoding
import Tally

/// The figures of one contest of a public result.
struct PublicContest {
  /// Votes of an option: a number, or three where options are judged.
  struct Count: Equatable {
    let json: JSON?
    var votes: Int { json?.integer ?? 0 }
    var support: Int { json?["support"]?.integer ?? 0 }
    var oppose: Int { json?["oppose"]?.integer ?? 0 }
    var abstain: Int { json?["abstain"]?.integer ?? 0 }
    var net: Int { support - oppose }
  }

  /// A channel, or several that are only published together.
  struct ChannelFigures {
    let key: String
    let name: Text
    /// Whether all of it is paper; nil where both kinds are together.
    let isPaper: Bool?
    let ballots: JSON?
  }

  /// An area or station, or several that are only published together.
  struct Place {
    let isStation: Bool
    let ids: [String]
    let name: Text
    let channels: [String]
    let channelName: Text
    let ballots: JSON?
    let counts: [String: Count]
  }

  let contest: Contest
  let json: JSON
  let definition: Definition

  init?(_ json: JSON, definition: Definition) {
    guard let contest = definition.contest(json["id"]?.string ?? "") else { return nil }
    self.contest = contest
    self.json = json
    self.definition = definition
  }

  var title: Text { Text(contest.title) }
  var isJudged: Bool { contest.method == .supportOppose }
  /// Whether votes were counted at all.
  var isCounted: Bool { !contest.isUncontested }

  /// Whether a valid ballot has one choice, so that shares add up to a hundred.
  var isSingleChoice: Bool {
    !isJudged && (contest.method.choices.upperBound == 1 || contest.method.isRanked)
  }

  func name(_ option: String) -> Text {
    contest.options.first { $0.id == option }.map { Text($0.name) }
      ?? Text(SafeText.escaped(option))
  }

  func total(_ option: String) -> Count {
    Count(json: (json["options"]?.array ?? []).first { $0["id"]?.string == option }?["total"])
  }

  func count(_ option: String, channel: String) -> Count {
    Count(
      json: (json["options"]?.array ?? []).first { $0["id"]?.string == option }?["channels"]?[
        channel])
  }

  var valid: Int { Self.valid(json["ballots"]?["total"]) }
  var turnout: Int { Self.all(json["ballots"]?["total"]) }
  var electorate: Int? { json["electorate"]?.integer }
  var totalBallots: JSON? { json["ballots"]?["total"] }

  static func valid(_ ballots: JSON?) -> Int { ballots?["valid"]?.integer ?? 0 }

  static func rejected(_ ballots: JSON?) -> Int {
    (ballots?["rejected"]?.object ?? [:]).values.reduce(0) { $0 + ($1.integer ?? 0) }
  }

  static func all(_ ballots: JSON?) -> Int {
    BallotCategory.allCases.reduce(rejected(ballots)) {
      $0 + (ballots?[$1.rawValue]?.integer ?? 0)
    }
  }

  /// The channels in the definition's order.
  var channels: [ChannelFigures] {
    let all = json["ballots"]?.object ?? [:]
    let order = definition.channels.map(\.id)
    return all.keys.filter { $0 != "total" }
      .sorted { place(of: $0, in: order) < place(of: $1, in: order) }
      .map { key in
        let ids = key.split(separator: "+").map(String.init)
        let kinds = Set(definition.channels.filter { ids.contains($0.id) }.map(\.kind))
        return ChannelFigures(
          key: key, name: channelName(ids), isPaper: kinds.count == 1 ? kinds == [.paper] : nil,
          ballots: all[key])
      }
  }

  private func place(of key: String, in order: [String]) -> Int {
    key.split(separator: "+").first.flatMap { order.firstIndex(of: String($0)) } ?? order.count
  }

  private func channelName(_ ids: [String]) -> Text {
    Text.list(
      ids.map { id in
        definition.channels.first { $0.id == id }.map { Text($0.name) } ?? Text(id)
      })
  }

  /// Areas, then stations; merged ones under all their names.
  var places: [Place] {
    (json["places"]?.array ?? []).map { place in
      let stations = Self.ids(place, "station", "stations")
      let areas = Self.ids(place, "area", "areas")
      let ids = stations.isEmpty ? areas : stations
      let names =
        stations.isEmpty
        ? ids.map { id in definition.areas.first { $0.id == id }.map { Text($0.name) } ?? Text(id) }
        : ids.map { id in
          definition.stations.first { $0.id == id }.map { Text($0.name) } ?? Text(id)
        }
      let list = Text.list(names)
      let channels = Self.ids(place, "channel", "channels")
      let counts = (place["options"]?.array ?? []).map {
        ($0["id"]?.string ?? "", Count(json: $0["count"]))
      }
      return Place(
        isStation: !stations.isEmpty, ids: ids,
        name: ids.count > 1 ? Text(zh: "\(list.zh)合計", en: "\(list.en) together") : list,
        channels: channels, channelName: channelName(channels), ballots: place["ballots"],
        counts: Dictionary(counts, uniquingKeysWith: { first, _ in first }))
    }
  }

  private static func ids(_ place: JSON, _ one: String, _ several: String) -> [String] {
    if let id = place[one]?.string { return [id] }
    return (place[several]?.array ?? []).compactMap(\.string)
  }
}
