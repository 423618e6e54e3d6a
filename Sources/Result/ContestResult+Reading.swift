import Election
import Encoding
import Words

extension ContestResult {
  /// The largest figure of a whole contest, of a number of papers or of a margin.
  static let wholeNumbers = 0...JSON.integers.upperBound

  /// Reads what `json` writes; what is wrong with it is noted.
  ///
  /// Numbers that follow from others have to be what follows from them.
  init?(_ reader: ObjectReader, of contest: Contest, against election: ResultReader) {
    let layout = FigureLayout(contest, definition: election.definition)
    let figures = FigureReader(layout: layout)
    // Whatever else stands there is noted as unknown.
    let counted = figures.contest(reader, most: Self.maxFigure) { ballots in
      election.definition.channels.map(\.id).filter(ballots.has)
    }
    let outcome = reader.object("outcome").flatMap { Outcome($0, of: contest) }
    let places = reader.objects("places").compactMap { Place($0, figures, election) }
    for (place, next) in zip(places, places.dropFirst()) where !(place.order < next.order) {
      reader.note("places", "out of order or repeated at \(SafeText.escaped(next.id))")
    }
    let electorate = reader.integerOrNull("electorate", in: Self.wholeNumbers)
    let turnout = reader.integer("turnout", in: Self.wholeNumbers)
    if let turnout, let counted, turnout != counted.total.ballots.total {
      reader.note("turnout", "not the ballots of the total")
    }
    let unresolved = reader.object("unresolved").flatMap(Unresolved.init)
    let working = Working(reader, of: contest)
    reader.finish()
    guard let outcome, let counted, let unresolved else { return nil }
    self.init(
      id: contest.id, layout: layout, outcome: outcome,
      channels: counted.channels.map { Channel(id: $0.name, figures: $0.figures) },
      total: counted.total, places: places, electorate: electorate, working: working,
      unresolved: unresolved)
  }
}

extension ContestResult.Place {
  /// By which places are sorted.
  var order: (String, String, String) { (kind.rawValue, id, channel) }

  fileprivate init?(_ reader: ObjectReader, _ figures: FigureReader, _ election: ResultReader) {
    let kinds = Kind.allCases.filter { reader.has($0.rawValue) }
    let kind = kinds.first ?? .area
    let id = reader.string(kind.rawValue)
    if let id, !election.isPlace(id, kind) {
      reader.note(kind.rawValue, "no \(kind.rawValue) \(SafeText.escaped(id))")
    }
    let channel = reader.string("channel")
    if let channel, election.position(ofChannel: channel) == nil {
      reader.note("channel", "no channel \(SafeText.escaped(channel))")
    }
    let counted = figures.place(reader, most: ContestResult.maxFigure)
    reader.finish()
    guard let id, let channel, let counted else { return nil }
    self.init(kind: kind, id: id, channel: channel, figures: counted)
  }
}

extension ContestResult.Unresolved {
  init?(_ reader: ObjectReader) {
    let papers = reader.integer("papers", in: ContestResult.wholeNumbers)
    let margin = reader.integerOrNull("margin", in: ContestResult.wholeNumbers)
    let isDecisive = reader.bool("couldChange")
    reader.finish()
    guard let papers, let isDecisive else { return nil }
    self.init(papers: papers, margin: margin, isDecisive: isDecisive)
  }
}

extension ContestResult.Working {
  /// The rounds or the allocation of a contest; nil where there is neither.
  init?(_ reader: ObjectReader, of contest: Contest) {
    if reader.has("rounds") {
      guard let table = reader.object("rounds").flatMap({ TransferTable($0, of: contest) })
      else { return nil }
      self = .transfers(table)
    } else if reader.has("allocation") {
      guard let lists = reader.object("allocation").flatMap({ ListAllocation($0, of: contest) })
      else { return nil }
      self = .lists(lists)
    } else {
      return nil
    }
  }
}
