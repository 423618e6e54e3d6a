package import Encoding
package import Words

/// One thing that the officers decide by an amendment (FormatAmendment § Members).
package enum Change: Equatable, Sendable {
  /// What happened to a candidate; `standing` takes an earlier change back.
  case status(contest: String, option: String, OptionStatus)
  /// A collector's key holds up to this sequence; 0 means that none of its bundles counts.
  case revoke(collector: String, last: Int)
  /// None of a bundle's ballots counts and nobody in it is held against another; or it counts after
  /// all.
  case bundle(Digest, counts: Bool)
  /// One ballot is left out, or counts although it was struck.
  case ballot(Digest, index: Int, counts: Bool)
  /// A bundle that is missing will never come.
  case missing(collector: String, sequence: Int)
  /// A collector's bundles end here, although none is marked as the last; 0 where none ever comes.
  case last(collector: String, sequence: Int)
  /// A bundle after the last, or with another predecessor, is accepted as it is.
  case acceptChain(collector: String, sequence: Int)
  /// So many people in two styles that share a contest are accepted.
  case acceptCrossStyle(count: Int)
  /// So many register entries of a station are accepted although it issued fewer papers.
  case acceptRegister(station: String, count: Int)
  /// The numbers that were really drawn in the round that a line of the journal records.
  case lots(line: Int, draws: [String: Int])
  /// Paper that is keyed anew or taken out although a result with it was signed.
  case paper(CorrectionKind, PaperSubject)
}

extension Change {
  private static let whole = 0...JSON.integers.upperBound

  package var json: JSON {
    switch self {
    case .status(let contest, let option, let status):
      [
        "kind": "status", "contest": .string(contest), "option": .string(option),
        "status": .string(status.rawValue),
      ]
    case .revoke(let collector, let last):
      ["kind": "revoke", "collector": .string(collector), "last": .integer(last)]
    case .bundle(let bundle, let counts):
      ["kind": counts ? "restore" : "exclude", "bundle": .string(bundle.description)]
    case .ballot(let bundle, let index, let counts):
      [
        "kind": counts ? "restore" : "exclude", "bundle": .string(bundle.description),
        "index": .integer(index),
      ]
    case .missing(let collector, let sequence):
      ["kind": "missing", "collector": .string(collector), "sequence": .integer(sequence)]
    case .last(let collector, let sequence):
      ["kind": "last", "collector": .string(collector), "sequence": .integer(sequence)]
    case .acceptChain(let collector, let sequence):
      ["kind": "accept-chain", "collector": .string(collector), "sequence": .integer(sequence)]
    case .acceptCrossStyle(let count): ["kind": "accept-cross-style", "count": .integer(count)]
    case .acceptRegister(let station, let count):
      ["kind": "accept-register", "station": .string(station), "count": .integer(count)]
    case .lots(let line, let draws):
      [
        "kind": "lots", "line": .integer(line),
        "draws": .object(draws.mapValues { .integer($0) }),
      ]
    case .paper(let kind, let subject):
      Self.json(kind, subject)
    }
  }

  private static func json(_ kind: CorrectionKind, _ subject: PaperSubject) -> JSON {
    let (station, batch, contest) = subject.parts
    var members: JSON.Members = [
      "kind": .string(name(kind, subject)), "station": .string(station),
    ]
    if let batch { members["batch"] = .string(batch) }
    if let contest { members["contest"] = .string(contest) }
    return .object(members)
  }

  /// The kind of a correction in files: `reopen-sheet`, `void-account` and so on.
  private static func name(_ kind: CorrectionKind, _ subject: PaperSubject) -> String {
    switch subject {
    case .sheets: "\(kind.rawValue)-sheet"
    case .account: "\(kind.rawValue)-account"
    }
  }

  /// Reads a change and checks that what it names is in the definition; what is wrong is noted.
  init?(_ reader: ObjectReader, definition: Definition) {
    defer { reader.finish() }
    let collector = { () -> String? in
      reader.string("collector", as: "a collector of this election") { id in
        definition.collector(id) != nil ? id : nil
      }
    }
    switch reader.string("kind") {
    case "status":
      let contest = reader.string("contest", as: "a contest of this election") {
        definition.contest($0)
      }
      let option = reader.string("option", as: "an option of its contest") { id in
        contest == nil || contest?.options.contains { $0.id == id } == true ? id : nil
      }
      let status = reader.string("status", as: "a status of an option, or standing") {
        OptionStatus(rawValue: $0)
      }
      guard let contest, let option, let status else { return nil }
      self = .status(contest: contest.id, option: option, status)
    case "revoke":
      guard let collector = collector(), let last = reader.integer("last", in: Self.whole)
      else { return nil }
      self = .revoke(collector: collector, last: last)
    case .some(let kind) where kind == "exclude" || kind == "restore":
      guard let bundle = reader.digest("bundle") else { return nil }
      guard reader.has("index") else {
        self = .bundle(bundle, counts: kind == "restore")
        return
      }
      guard let index = reader.integer("index", in: Self.whole) else { return nil }
      self = .ballot(bundle, index: index, counts: kind == "restore")
    case "missing":
      guard let collector = collector(), let sequence = reader.integer("sequence", in: Self.whole)
      else { return nil }
      self = .missing(collector: collector, sequence: sequence)
    case "last":
      guard let collector = collector(), let sequence = reader.integer("sequence", in: Self.whole)
      else { return nil }
      self = .last(collector: collector, sequence: sequence)
    case "accept-chain":
      guard let collector = collector(), let sequence = reader.integer("sequence", in: Self.whole)
      else { return nil }
      self = .acceptChain(collector: collector, sequence: sequence)
    case "accept-cross-style":
      guard let count = reader.integer("count", in: Self.whole) else { return nil }
      self = .acceptCrossStyle(count: count)
    case "accept-register":
      let station = reader.string("station", as: "a station of this election") { id in
        definition.station(id) != nil ? id : nil
      }
      guard let station, let count = reader.integer("count", in: Self.whole) else { return nil }
      self = .acceptRegister(station: station, count: count)
    case "lots":
      guard let line = reader.integer("line", in: 1...JSON.integers.upperBound),
        let draws = reader.object("draws").flatMap(LotsRound.draws)
      else { return nil }
      self = .lots(line: line, draws: draws)
    case .some(let name):
      guard let paper = Self.paper(name, reader, definition: definition) else { return nil }
      self = paper
    case nil: return nil
    }
  }

  /// Reads a correction of the paper.
  private static func paper(
    _ name: String, _ reader: ObjectReader, definition: Definition
  ) -> Change? {
    let words = name.split(separator: "-").map(String.init)
    guard words.count == 2, let kind = CorrectionKind(rawValue: words[0]),
      ["sheet", "account"].contains(words[1])
    else {
      reader.note("kind", "not a kind of change")
      return nil
    }
    let station = reader.identifier("station")
    let batch = words[1] == "sheet" ? reader.identifier("batch") : nil
    let contest = reader.has("contest") ? reader.identifier("contest") : nil
    guard let station, (batch != nil) == (words[1] == "sheet"),
      (contest != nil) == reader.has("contest")
    else { return nil }
    let subject = PaperSubject(station: station, batch: batch, contest: contest)
    if let problem = subject.problem(in: definition) {
      reader.note("station", problem)
      return nil
    }
    return .paper(kind, subject)
  }

  /// A change in words, as people give it on the command line and as it is shown; the words of
  /// `init(words:)` and no others.
  package var words: String {
    switch self {
    case .status(let contest, let option, let status):
      "status \(contest) \(option) \(status.rawValue)"
    case .revoke(let collector, let last): "revoke \(collector) \(last)"
    case .bundle(let bundle, let counts): "\(counts ? "restore" : "exclude") \(bundle)"
    case .ballot(let bundle, let index, let counts):
      "\(counts ? "restore" : "exclude") \(bundle) \(index)"
    case .missing(let collector, let sequence): "missing \(collector) \(sequence)"
    case .last(let collector, let sequence): "last \(collector) \(sequence)"
    case .acceptChain(let collector, let sequence): "accept-chain \(collector) \(sequence)"
    case .acceptCrossStyle(let count): "accept-cross-style \(count)"
    case .acceptRegister(let station, let count): "accept-register \(station) \(count)"
    case .lots(let line, let draws):
      "lots \(line) "
        + draws.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    case .paper(let kind, let subject):
      "\(Self.name(kind, subject)) \(subject.words)"
    }
  }

  /// The members of each kind in the order of its words.
  private static let forms: [String: [String]] = [
    "status": ["contest", "option", "status"], "revoke": ["collector", "last"],
    "exclude": ["bundle", "index"], "restore": ["bundle", "index"],
    "missing": ["collector", "sequence"], "last": ["collector", "sequence"],
    "accept-chain": ["collector", "sequence"], "accept-cross-style": ["count"],
    "accept-register": ["station", "count"],
    "reopen-sheet": ["station", "batch", "contest"], "void-sheet": ["station", "batch", "contest"],
    "reopen-account": ["station", "contest"], "void-account": ["station", "contest"],
  ]
  /// What may be left out where it stands last.
  private static let optional: Set<String> = ["index", "contest"]
  private static let numbers: Set<String> = ["last", "index", "sequence", "count"]

  /// The JSON of a change that is given in words; nil where the words are none of ours.
  ///
  /// Whether what it names exists is checked where the JSON is read.
  package static func json(words text: String) -> JSON? {
    let words = text.split(separator: " ").map(String.init)
    guard let kind = words.first else { return nil }
    var members: JSON.Members = ["kind": .string(kind)]
    if kind == "lots" {
      var draws: JSON.Members = [:]
      for word in words.dropFirst(2) {
        let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let number = Int(parts[1]), draws[parts[0]] == nil else {
          return nil
        }
        draws[parts[0]] = .integer(number)
      }
      guard words.count > 2, let line = Int(words[1]) else { return nil }
      members["line"] = .integer(line)
      members["draws"] = .object(draws)
      return .object(members)
    }
    guard let form = forms[kind] else { return nil }
    let values = words.dropFirst()
    let least = form.last.map(optional.contains) == true ? form.count - 1 : form.count
    guard (least...form.count).contains(values.count) else { return nil }
    for (name, value) in zip(form, values) {
      guard numbers.contains(name) else {
        members[name] = .string(value)
        continue
      }
      guard let number = Int(value) else { return nil }
      members[name] = .integer(number)
    }
    return .object(members)
  }

  /// What can be said with `--change`, and what it does.
  package static let help: [(form: String, meaning: Message)] = [
    ("status CONTEST OPTION STATUS", "died-before, disqualified-before, died-during,"),
    ("", "disqualified-during, or standing again"),
    ("revoke COLLECTOR LAST", "its key holds up to bundle LAST; 0: no bundle counts"),
    ("exclude BUNDLE [INDEX]", "a bundle, or one ballot of it, does not count"),
    ("restore BUNDLE [INDEX]", "a bundle, or a struck ballot, counts after all"),
    ("exclude code TRACKING-CODE", "the same of the ballot with this tracking code, whole or"),
    ("restore code TRACKING-CODE", "the twenty digits that people are shown"),
    ("missing COLLECTOR SEQUENCE", "this bundle will never come"),
    ("last COLLECTOR SEQUENCE", "this is its last bundle; 0: none will ever come"),
    ("accept-chain COLLECTOR SEQUENCE", "a bundle after the last, or with another predecessor"),
    ("accept-cross-style COUNT", "so many people in two styles with a contest in common"),
    ("accept-register STATION COUNT", "so many register entries, more than papers issued"),
    ("lots LINE ID=NUMBER ...", "what was really drawn in the round of that journal line"),
    ("reopen-sheet STATION BATCH [CONTEST]", "two people key it anew, although it was signed"),
    ("void-sheet STATION BATCH [CONTEST]", "there is no such batch, although it was signed"),
    ("reopen-account STATION [CONTEST]", "two people key it anew, although it was signed"),
    ("void-account STATION [CONTEST]", "there is no such account, although it was signed"),
  ]
}
