import Election
import Encoding
import Paper
import Result
import Words

/// One contest of a public result, with what things are called.
struct PublicContest {
  /// Something that could be chosen.
  struct NamedOption {
    /// Where it stands in the contest.
    let position: Int
    let id: String
    let name: Text
    let status: OptionStatus
    /// As it is numbered on the paper; nil where it is not.
    let number: Int?
    /// The party or list that it belongs to; nil where none is named.
    let group: Text?

    /// The name with the number before it, as voters saw it.
    var label: Text {
      guard let number else { return name }
      return Text(saying: "\(String(number)). \(name)")
    }
  }

  /// A channel, or several that are only published together.
  struct Channel {
    let key: String
    let name: Text
    /// Whether all of it is paper; nil where both kinds are together.
    let isPaper: Bool?
    let figures: Figures
  }

  /// An area or station, or several that are only published together.
  struct Place {
    let isStation: Bool
    let ids: [String]
    let name: Text
    let channels: [String]
    let channelName: Text
    let figures: Figures
  }

  let contest: Contest
  let result: PublicResult.Contest
  let definition: Definition
  /// In the order of the definition.
  let options: [NamedOption]
  /// The options that votes can be for.
  let standing: [NamedOption]
  /// The channels in the definition's order.
  let channels: [Channel]
  /// Areas, then stations; merged ones under all their names.
  let places: [Place]
  let title: Text

  init(
    _ contest: Contest, _ result: PublicResult.Contest, definition: Definition, names: PlaceNames
  ) {
    self.contest = contest
    self.result = result
    self.definition = definition
    title = Text(contest.title)
    options = contest.options.enumerated().map { position, option in
      NamedOption(
        position: position, id: option.id, name: Text(option.name), status: option.status,
        number: option.number, group: option.group.map { Text($0) })
    }
    standing = options.filter { !$0.status.isOut }
    channels = result.channels.map { channel in
      let kinds = Set(definition.channels.filter { channel.ids.contains($0.id) }.map(\.kind))
      return Channel(
        key: channel.name, name: names.list(channel.ids, names.channels),
        isPaper: kinds.count == 1 ? kinds == [.paper] : nil, figures: channel.figures)
    }
    places = Self.inOrder(result.places, names: names).map { Self.place($0, names: names) }
  }

  /// The contests of a result, as they are shown.
  static func list(_ result: PublicResult, definition: Definition) -> [PublicContest] {
    let names = PlaceNames(definition)
    return result.contests.compactMap { shown in
      definition.contest(shown.id).map {
        PublicContest($0, shown, definition: definition, names: names)
      }
    }
  }

  /// Areas, then stations, each as the definition has them and not by their ids.
  private static func inOrder(
    _ places: [PublicResult.Contest.Place], names: PlaceNames
  ) -> [PublicResult.Contest.Place] {
    let position = { (place: PublicResult.Contest.Place) -> Int in
      let known = place.isStation ? names.stationOrder : names.areaOrder
      return place.ids.compactMap { known[$0] }.min() ?? known.count
    }
    return places.enumerated().map { (key: ($1.isStation ? 1 : 0, position($1), $0), place: $1) }
      .sorted { $0.key < $1.key }.map(\.place)
  }

  private static func place(_ place: PublicResult.Contest.Place, names: PlaceNames) -> Place {
    let list = names.list(place.ids, place.isStation ? names.stations : names.areas)
    return Place(
      isStation: place.isStation, ids: place.ids,
      name: place.ids.count > 1 ? Text(saying: "\(list) together") : list,
      channels: place.channels, channelName: names.list(place.channels, names.channels),
      figures: place.figures)
  }

  var isJudged: Bool { contest.method.isJudged }
  /// Whether votes were counted at all.
  var isCounted: Bool { !contest.isUncontested }

  /// Whether a valid ballot has one choice, so that shares add up to a hundred.
  var isSingleChoice: Bool {
    !isJudged && (contest.method.choices.upperBound == 1 || contest.method.isRanked)
  }

  /// How many seats an option has, or 1 where it is what is recommended or carried.
  func seats(_ option: NamedOption) -> Int { outcome.elected.count { $0 == option.id } }

  /// What was taken out before the poll.
  var out: [NamedOption] { options.filter(\.status.isOut) }

  /// The option of this id; nil where there is none.
  func option(_ id: String) -> NamedOption? { options.first { $0.id == id } }

  func name(_ option: String) -> Text {
    self.option(option)?.name ?? Text(SafeText.escaped(option))
  }

  func total(_ option: NamedOption) -> OptionCount { result.total.votes[option.position] }

  /// What an option is ranked by: votes, or net support.
  func rank(_ option: NamedOption) -> Int { total(option).rank }

  /// Options with the most votes first, level ones in the definition's order.
  var ordered: [NamedOption] {
    standing.sorted { one, other in
      let ranks = (rank(one), rank(other))
      return ranks.0 != ranks.1 ? ranks.0 > ranks.1 : one.position < other.position
    }
  }

  var valid: Int { result.total.ballots.valid }
  var turnout: Int { result.turnout }
  var electorate: Int? { result.electorate }
  var outcome: ContestResult.Outcome { result.outcome }
}

extension Figures {
  /// The votes of an option.
  func count(_ option: PublicContest.NamedOption) -> OptionCount { votes[option.position] }
}

/// The names of areas, stations and channels by their ids.
struct PlaceNames {
  let areas: [String: Text]
  let stations: [String: Text]
  let channels: [String: Text]
  /// Where areas and stations stand in the definition.
  fileprivate let areaOrder: [String: Int]
  fileprivate let stationOrder: [String: Int]

  init(_ definition: Definition) {
    let order = { (ids: [String]) in
      Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
    areaOrder = order(definition.areas.map(\.id))
    stationOrder = order(definition.stations.map(\.id))
    let table = { (pairs: [(String, Names)]) in
      Dictionary(pairs.map { ($0, Text($1)) }, uniquingKeysWith: { first, _ in first })
    }
    areas = table(definition.areas.map { ($0.id, $0.name) })
    stations = table(definition.stations.map { ($0.id, $0.name) })
    channels = table(definition.channels.map { ($0.id, $0.name) })
  }

  /// Names in a row; where there is none, the id.
  func list(_ ids: [String], _ known: [String: Text]) -> Text {
    Text.list(ids.map { known[$0] ?? Text(SafeText.escaped($0)) })
  }
}
