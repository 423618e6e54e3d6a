import Election
import Encoding
import Tally
import Words

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
  /// The channels in the definition's order.
  let channels: [ChannelFigures]
  /// Areas, then stations; merged ones under all their names.
  let places: [Place]
  let title: Text
  private let options: [String: JSON]
  private let names: [String: Text]

  init?(_ json: JSON, definition: Definition) {
    guard let contest = definition.contest(json["id"]?.string ?? "") else { return nil }
    self.contest = contest
    self.json = json
    self.definition = definition
    title = Text(contest.title)
    self.names = Dictionary(
      contest.options.map { ($0.id, Text($0.name)) }, uniquingKeysWith: { first, _ in first })
    let names = PlaceNames(definition)
    channels = Self.channels(json, definition: definition, names: names)
    places = (json["places"]?.array ?? []).map { Self.place($0, names: names) }
    options = Dictionary(
      (json["options"]?.array ?? []).map { ($0["id"]?.string ?? "", $0) },
      uniquingKeysWith: { first, _ in first })
  }

  var isJudged: Bool { contest.method == .supportOppose }
  /// Whether votes were counted at all.
  var isCounted: Bool { !contest.isUncontested }

  /// Whether a valid ballot has one choice, so that shares add up to a hundred.
  var isSingleChoice: Bool {
    !isJudged && (contest.method.choices.upperBound == 1 || contest.method.isRanked)
  }

  func name(_ option: String) -> Text {
    names[option] ?? Text(SafeText.escaped(option))
  }

  func total(_ option: String) -> Count { Count(json: options[option]?["total"]) }

  func count(_ option: String, channel: String) -> Count {
    Count(json: options[option]?["channels"]?[channel])
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

  private static func channels(
    _ json: JSON, definition: Definition, names: PlaceNames
  ) -> [ChannelFigures] {
    let all = json["ballots"]?.object ?? [:]
    let order = definition.channels.map(\.id)
    let position = { (key: String) in
      key.split(separator: "+").first.flatMap { order.firstIndex(of: String($0)) } ?? order.count
    }
    return all.keys.filter { $0 != "total" }.sorted { position($0) < position($1) }.map { key in
      let ids = key.split(separator: "+").map(String.init)
      let kinds = Set(definition.channels.filter { ids.contains($0.id) }.map(\.kind))
      return ChannelFigures(
        key: key, name: Text.list(ids.map { names.channels[$0] ?? Text($0) }),
        isPaper: kinds.count == 1 ? kinds == [.paper] : nil, ballots: all[key])
    }
  }

  private static func place(_ place: JSON, names: PlaceNames) -> Place {
    let stations = ids(place, "station", "stations")
    let isStation = !stations.isEmpty
    let ids = isStation ? stations : ids(place, "area", "areas")
    let known = isStation ? names.stations : names.areas
    let list = Text.list(ids.map { known[$0] ?? Text(SafeText.escaped($0)) })
    let channels = Self.ids(place, "channel", "channels")
    let counts = (place["options"]?.array ?? []).map {
      ($0["id"]?.string ?? "", Count(json: $0["count"]))
    }
    return Place(
      isStation: isStation, ids: ids,
      name: ids.count > 1 ? Text(zh: "\(list.zh)合計", en: "\(list.en) together") : list,
      channels: channels,
      channelName: Text.list(channels.map { names.channels[$0] ?? Text($0) }),
      ballots: place["ballots"],
      counts: Dictionary(counts, uniquingKeysWith: { first, _ in first }))
  }

  private static func ids(_ place: JSON, _ one: String, _ several: String) -> [String] {
    if let id = place[one]?.string { return [id] }
    return (place[several]?.array ?? []).compactMap(\.string)
  }
}

/// The names of areas, stations and channels by their ids.
struct PlaceNames {
  let areas: [String: Text]
  let stations: [String: Text]
  let channels: [String: Text]

  init(_ definition: Definition) {
    let table = { (pairs: [(String, Names)]) in
      Dictionary(pairs.map { ($0, Text($1)) }, uniquingKeysWith: { first, _ in first })
    }
    areas = table(definition.areas.map { ($0.id, $0.name) })
    stations = table(definition.stations.map { ($0.id, $0.name) })
    channels = table(definition.channels.map { ($0.id, $0.name) })
  }
}
