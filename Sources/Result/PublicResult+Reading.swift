package import Election
package import Encoding
import Paper
package import Words

extension PublicResult: ReadableResult {
  /// Whether a file of the form of result.json says that it is for the public.
  package static func isPublic(_ json: JSON) -> Bool { json["public"] != nil }

  /// Reads a public result as far as it can be understood; everything that is wrong with it is
  /// noted.
  ///
  /// Where the definition does not hold either there is none, and the contests are left out.
  package init?(_ json: JSON, of definition: Definition?, violations: Violations) {
    let reader = ObjectReader(json, violations: violations)
    let election = definition.map(ResultReader.init)
    let head = ResultHead(reader, of: definition)
    let sealed = reader.object("electronic").flatMap(SealedBallots.init)
    for key in ["unresolved", "accounts", "corrections"] where !reader.objects(key).isEmpty {
      reader.note(key, "the public is not told of single stations")
    }
    if let inputs = head?.inputs,
      inputs.patterns != nil || inputs.tracking != nil || inputs.proof != nil
    {
      reader.note("inputs", "the public is not told the hash of patterns.csv or of tracking.txt")
    }
    let stations = reader.objects("stations").compactMap { Station($0, of: election) }
    if Set(stations.map(\.station)).count != stations.count {
      reader.note("stations", "a station is there twice")
    }
    let outstanding = reader.objects("outstanding").compactMap { StillOut($0, isPublic: true) }
    let contests =
      election.map { election in
        election.contests(reader) { Contest($0, of: $1, against: election) }
      } ?? reader.unread("contests")
    let shown = reader.object("public")
    let whole = shown?.digest("result")
    let smallCell = shown?.integer("smallCell", in: ContestResult.wholeNumbers)
    shown?.finish()
    reader.finish()
    guard let head, let sealed, let whole, let smallCell, election?.isWhole(contests) ?? true else {
      return nil
    }
    self.head = head
    self.sealed = sealed
    self.stations = stations
    self.outstanding = outstanding
    self.contests = contests
    self.whole = whole
    self.smallCell = smallCell
  }
}

extension PublicResult.Station {
  fileprivate init?(_ reader: ObjectReader, of election: ResultReader?) {
    let station = reader.station("station", of: election)
    let state = reader.string("state", as: "in or out", StationProgress.State.init(rawValue:))
    reader.finish()
    guard let station, let state else { return nil }
    self.init(station: station, isIn: state == .in)
  }
}

extension PublicResult.Contest {
  fileprivate init?(
    _ reader: ObjectReader, of contest: Election.Contest, against election: ResultReader
  ) {
    let layout = FigureLayout(contest, definition: election.definition)
    let figures = FigureReader(layout: layout)
    let most = ContestResult.maxTotal
    let counted = figures.contest(reader, most: most) { ballots in
      let names = ballots.keys.filter { $0 != "total" }
      for name in names where election.channels(named: name) == nil {
        ballots.note(name, "not channels of the election, in its order")
      }
      return names.sorted { election.order(ofChannels: $0) < election.order(ofChannels: $1) }
    }
    let outcome = reader.object("outcome").flatMap {
      ContestResult.Outcome($0, of: contest)
    }
    let places = reader.objects("places").compactMap { Place($0, figures, election) }
    let keys = places.map { [$0.isStation ? "station" : "area"] + $0.ids + ["in"] + $0.channels }
    if Set(keys).count != keys.count { reader.note("places", "a place is there twice") }
    let electorate = reader.integerOrNull("electorate", in: ContestResult.wholeNumbers)
    let turnout = reader.integer("turnout", in: ContestResult.wholeNumbers)
    if let turnout, let counted, turnout != counted.total.ballots.total {
      reader.note("turnout", "not the ballots of the total")
    }
    let unresolved = reader.object("unresolved").flatMap(ContestResult.Unresolved.init)
    let working = ContestResult.Working(reader, of: contest)
    reader.finish()
    guard let outcome, let counted, let unresolved else { return nil }
    id = contest.id
    self.outcome = outcome
    channels = counted.channels.map {
      Channel(ids: $0.name.split(separator: "+").map(String.init), figures: $0.figures)
    }
    total = counted.total
    self.places = places
    self.electorate = electorate
    self.working = working
    self.unresolved = unresolved
    self.layout = layout
  }
}

extension PublicResult.Contest.Place {
  fileprivate init?(_ reader: ObjectReader, _ figures: FigureReader, _ election: ResultReader) {
    let isStation = reader.has(Self.keys.station.one) || reader.has(Self.keys.station.several)
    let kind: ContestResult.Place.Kind = isStation ? .station : .area
    let keys = isStation ? Self.keys.station : Self.keys.area
    let ids = Self.ids(reader, keys) { election.isPlace($0, kind) }
    let channels = Self.ids(reader, Self.keys.channel) {
      election.position(ofChannel: $0) != nil
    }
    let counted = figures.place(reader, most: ContestResult.maxTotal)
    reader.finish()
    guard let ids, let channels, let counted else { return nil }
    self.init(isStation: isStation, ids: ids, channels: channels, figures: counted)
  }

  /// One id under its own key, or several different ones under that of a list.
  private static func ids(
    _ reader: ObjectReader, _ keys: (one: String, several: String), isKnown: (String) -> Bool
  ) -> [String]? {
    let key = reader.has(keys.several) ? keys.several : keys.one
    let ids = key == keys.several ? reader.strings(key) : [reader.string(key)].compactMap { $0 }
    for id in ids where !isKnown(id) { reader.note(key, "no \(keys.one) \(SafeText.escaped(id))") }
    if key == keys.several, ids.count < 2 || Set(ids).count != ids.count {
      reader.note(key, "not a list of several, each once")
    }
    return ids.isEmpty ? nil : ids
  }
}
