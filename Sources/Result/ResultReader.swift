import Election
import Encoding
import Paper
import Words

/// What a result is read against: the election that it is of.
struct ResultReader {
  let definition: Definition
  private let areas: Set<String>
  private let stations: Set<String>
  private let collectors: Set<String>
  private let channels: [String: Int]

  init(_ definition: Definition) {
    self.definition = definition
    areas = Set(definition.areas.map(\.id))
    stations = Set(definition.stations.map(\.id))
    collectors = Set(definition.collectors.map(\.id))
    channels = Dictionary(
      definition.channels.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { one, _ in one })
  }

  func isStation(_ id: String) -> Bool { stations.contains(id) }

  /// The ids of a kind of place.
  func isPlace(_ id: String, _ kind: ContestResult.Place.Kind) -> Bool {
    switch kind {
    case .area: areas.contains(id)
    case .collector: collectors.contains(id)
    case .station: stations.contains(id)
    }
  }

  /// Where a channel stands in the definition; nil where there is none of this id.
  func position(ofChannel id: String) -> Int? { channels[id] }

  /// The channels of a name, several joined with a plus sign; nil where they are not of the election
  /// or not in its order.
  func channels(named name: String) -> [Int]? {
    let ids = name.split(separator: "+", omittingEmptySubsequences: false)
    let positions = ids.compactMap { channels[String($0)] }
    let isOrdered = zip(positions, positions.dropFirst()).allSatisfy { $0 < $1 }
    return positions.count == ids.count && isOrdered ? positions : nil
  }

  /// Where channels of a name stand in a list: as the first of them does in the definition.
  func order(ofChannels name: String) -> Int {
    channels(named: name)?.first ?? channels.count
  }

  /// Whether every contest of the election was read.
  func isWhole<Read>(_ contests: [Read]) -> Bool { contests.count == definition.contests.count }

  /// Reads the contests, which are those of the definition in its order.
  func contests<Read>(
    _ reader: ObjectReader, _ read: (ObjectReader, Contest) -> Read?
  ) -> [Read] {
    let contests = reader.objects("contests")
    if contests.count != definition.contests.count {
      reader.noteEmpty("contests", "not the contests of the election")
    }
    return zip(contests, definition.contests).compactMap { contest, defined in
      if let id = contest.string("id"), id != defined.id {
        contest.note("id", "not \(defined.id)")
      }
      return read(contest, defined)
    }
  }
}

/// Reads the figures of one contest.
struct FigureReader {
  let layout: FigureLayout

  /// What was counted in each channel, up to `most`, and in all.
  ///
  /// `names` gives the channels that there are, from the object of their ballots.
  func contest(
    _ reader: ObjectReader, most: Int, channels names: (ObjectReader) -> [String]
  ) -> (channels: [(name: String, figures: Figures)], total: Figures)? {
    guard let ballots = reader.object("ballots") else { return nil }
    let names = names(ballots)
    let byChannel = names.map { self.ballots(ballots, $0, most: most) }
    let total = self.ballots(ballots, "total", most: JSON.integers.upperBound)
    ballots.finish()
    var votes = [[OptionCount]](repeating: [], count: names.count)
    var all: [OptionCount] = []
    forEachOption(reader) { option in
      if let count = count(option, "total", most: JSON.integers.upperBound) { all.append(count) }
      let channels = option.object("channels")
      for (position, name) in names.enumerated() {
        if let count = channels.flatMap({ self.count($0, name, most: most) }) {
          votes[position].append(count)
        }
      }
      channels?.finish()
    }
    guard let total, let whole = figures(total, all) else { return nil }
    var channels: [(name: String, figures: Figures)] = []
    for (position, name) in names.enumerated() {
      guard let ballots = byChannel[position], let read = figures(ballots, votes[position])
      else { return nil }
      channels.append((name, read))
    }
    return (channels, whole)
  }

  /// What was counted in a place.
  func place(_ reader: ObjectReader, most: Int) -> Figures? {
    let ballots = ballots(reader, "ballots", most: most)
    var votes: [OptionCount] = []
    forEachOption(reader) { option in
      if let count = count(option, "count", most: most) { votes.append(count) }
    }
    return ballots.flatMap { figures($0, votes) }
  }

  /// The figures, where no option is missing.
  private func figures(_ ballots: Ballots, _ votes: [OptionCount]) -> Figures? {
    votes.count == layout.options.count ? Figures(ballots: ballots, votes: votes) : nil
  }

  /// The objects of the options, which are those of the contest in its order.
  private func forEachOption(_ reader: ObjectReader, _ read: (ObjectReader) -> Void) {
    let options = reader.objects("options")
    if options.count != layout.options.count {
      reader.noteEmpty("options", "not the options of the contest")
    }
    for (option, id) in zip(options, layout.options) {
      if let found = option.string("id"), found != id { option.note("id", "not \(id)") }
      read(option)
      option.finish()
    }
  }

  private func ballots(_ reader: ObjectReader, _ key: String, most: Int) -> Ballots? {
    guard let object = reader.object(key) else { return nil }
    let counts = BallotCategory.allCases.map { category in
      (category, object.integer(category.rawValue, in: 0...most))
    }
    let papers = object.object("rejected")
    let rejected = layout.rejections.compactMap { papers?.integer($0, in: 0...most) }
    papers?.finish()
    object.finish()
    guard rejected.count == layout.rejections.count else { return nil }
    var ballots = Ballots(rejected: rejected)
    for (category, count) in counts {
      guard let count else { return nil }
      ballots[category] = count
    }
    return ballots
  }

  private func count(_ reader: ObjectReader, _ key: String, most: Int) -> OptionCount? {
    guard layout.isJudged else { return reader.integer(key, in: 0...most).map { .chosen($0) } }
    guard let object = reader.object(key) else { return nil }
    let support = object.integer("support", in: 0...most)
    let oppose = object.integer("oppose", in: 0...most)
    let abstain = object.integer("abstain", in: 0...most)
    let net = object.integer("net", in: -most...most)
    object.finish()
    guard let support, let oppose, let abstain else { return nil }
    if let net, net != support - oppose { object.note("net", "not support less opposition") }
    return .judged(support: support, oppose: oppose, abstain: abstain)
  }
}

extension ObjectReader {
  /// A number that may be null.
  func integerOrNull(_ key: String, in range: ClosedRange<Int>) -> Int? {
    isNull(key) ? nil : integer(key, in: range)
  }

  /// Hashes in ascending order, at least one; files in which nothing stands have the same.
  func ascendingDigests(_ key: String) -> [Digest] {
    let texts = strings(key)
    let digests = texts.compactMap { Digest(hex: $0) }
    if digests.count != texts.count || digests.isEmpty || digests != digests.sorted() {
      note(key, "hashes in ascending order")
    }
    return digests
  }

  /// The id of an option of a contest.
  func option(_ key: String, of contest: Contest) -> String? {
    let id = string(key)
    if let id, !contest.options.contains(where: { $0.id == id }) {
      note(key, "no option \(SafeText.escaped(id)) in \(contest.id)")
    }
    return id
  }

  /// Ids of options of a contest.
  func options(_ key: String, of contest: Contest) -> [String] {
    let ids = strings(key)
    for id in ids where !contest.options.contains(where: { $0.id == id }) {
      note(key, "no option \(SafeText.escaped(id)) in \(contest.id)")
    }
    return ids
  }
}

extension JSON {
  /// An array of texts.
  static func strings(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }

  /// The hash, or null.
  static func hash(_ digest: Digest?) -> JSON { digest.map { .string($0.description) } ?? .null }
}
