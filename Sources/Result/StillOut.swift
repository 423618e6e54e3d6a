package import Election
package import Encoding
package import Words

/// One thing that was still out when a result was counted, as the result says it: what it is, for
/// programs, and in words.
package struct StillOut: Equatable, Sendable {
  /// What is out.
  package enum Subject: Equatable, Sendable {
    case noBundle(collector: String)
    case missingBundle(collector: String, sequence: Int)
    case noLastBundle(collector: String)
    case afterLastBundle(collector: String, sequence: Int)
    case brokenChain(collector: String, sequence: Int)
    case identities(bundle: Digest)
    case crossStyle(count: Int)
    case unsignedReconciliation
    case station(String)
    case account(station: String)
    /// More people registered at a station than papers were issued there; how many is not told to
    /// the public.
    case register(station: String, numbers: Register?)
    case noSheet(station: String, contest: String)
    case sheet(SheetKey)
    case lots(contest: String, candidates: [String])
  }

  /// The entries of a station's register and the papers that were issued there.
  package struct Register: Equatable, Sendable {
    package let entries: Int
    package let issued: Int
  }

  package let subject: Subject
  private let words: FiledWords

  init(_ subject: Subject, words: FiledWords) {
    self.subject = subject
    self.words = words
  }

  private init(_ subject: Subject, saying message: Message) {
    self.init(subject, words: FiledWords(message))
  }

  package init(_ item: Outstanding) { self.init(Subject(item), saying: item.message) }

  /// The words, made harmless where they come from a file.
  package var message: Message { words.message }

  /// Whether it is a gap in the chain of a collector's bundles, which the bundles themselves show.
  package var isGap: Bool {
    switch subject {
    case .noBundle, .missingBundle, .noLastBundle, .afterLastBundle, .brokenChain: true
    default: false
    }
  }

  package var json: JSON {
    var members = subject.named
    members["words"] = words.json
    return .object(members)
  }

  /// What is out without the words, which also say who keyed: the same of two laptops.
  package var subjectKey: String {
    String(decoding: JSON.object(subject.named).canonical, as: UTF8.self)
  }
}

extension StillOut.Subject {
  /// How files name it.
  fileprivate enum Kind: String {
    case noBundle = "no-bundle"
    case missingBundle = "missing-bundle"
    case noLastBundle = "no-last-bundle"
    case afterLastBundle = "after-last-bundle"
    case brokenChain = "broken-chain"
    case identities
    case crossStyle = "cross-style"
    case unsignedReconciliation = "unsigned-reconciliation"
    case station, account, register
    case noSheet = "no-sheet"
    case sheet, lots
  }

  init(_ item: Outstanding) {
    switch item {
    case .nothing(let collector): self = .noBundle(collector: collector)
    case .missing(let collector, let sequence):
      self = .missingBundle(collector: collector, sequence: sequence)
    case .noFinal(let collector, _): self = .noLastBundle(collector: collector)
    case .afterFinal(let collector, let sequence):
      self = .afterLastBundle(collector: collector, sequence: sequence)
    case .previous(let collector, let sequence):
      self = .brokenChain(collector: collector, sequence: sequence)
    case .identities(let bundle): self = .identities(bundle: bundle)
    case .crossStyle(let count): self = .crossStyle(count: count)
    case .unsignedReconciliation: self = .unsignedReconciliation
    case .station(let station): self = .station(station)
    case .account(let station): self = .account(station: station)
    case .register(let station, let entries, let issued):
      self = .register(station: station, numbers: .init(entries: entries, issued: issued))
    case .noSheet(let station, let contest): self = .noSheet(station: station, contest: contest)
    case .sheet(let key, _): self = .sheet(key)
    case .lots(let contest, let candidates):
      self = .lots(contest: contest, candidates: candidates)
    }
  }

  fileprivate var kind: Kind {
    switch self {
    case .noBundle: .noBundle
    case .missingBundle: .missingBundle
    case .noLastBundle: .noLastBundle
    case .afterLastBundle: .afterLastBundle
    case .brokenChain: .brokenChain
    case .identities: .identities
    case .crossStyle: .crossStyle
    case .unsignedReconciliation: .unsignedReconciliation
    case .station: .station
    case .account: .account
    case .register: .register
    case .noSheet: .noSheet
    case .sheet: .sheet
    case .lots: .lots
    }
  }

  /// Its kind and what it concerns.
  fileprivate var named: JSON.Members {
    members.merging(["kind": .string(kind.rawValue)]) { $1 }
  }

  /// What it concerns.
  private var members: JSON.Members {
    switch self {
    case .noBundle(let collector), .noLastBundle(let collector):
      ["collector": .string(collector)]
    case .missingBundle(let collector, let sequence),
      .afterLastBundle(let collector, let sequence), .brokenChain(let collector, let sequence):
      ["collector": .string(collector), "sequence": .integer(sequence)]
    case .identities(let bundle): ["bundle": .hash(bundle)]
    case .crossStyle(let count): ["count": .integer(count)]
    case .unsignedReconciliation: [:]
    case .station(let station), .account(let station), .register(let station, nil):
      ["station": .string(station)]
    case .register(let station, let numbers?):
      [
        "station": .string(station), "entries": .integer(numbers.entries),
        "issued": .integer(numbers.issued),
      ]
    case .noSheet(let station, let contest):
      ["station": .string(station), "contest": .string(contest)]
    case .sheet(let key):
      [
        "station": .string(key.station), "batch": .string(key.batch),
        "contest": .string(key.contest),
      ]
    case .lots(let contest, let candidates):
      ["contest": .string(contest), "candidates": .strings(candidates)]
    }
  }

  /// Reads what it concerns; `isPublic` where the numbers of a station's register are left out.
  fileprivate init?(_ reader: ObjectReader, isPublic: Bool) {
    let numbers = ContestResult.wholeNumbers
    let id = { (key: String) in reader.identifier(key) }
    let sequence = { reader.integer("sequence", in: numbers) }
    let read: Self?
    switch reader.string("kind", as: "something that can be out", Kind.init) {
    case .noBundle: read = id("collector").map { .noBundle(collector: $0) }
    case .noLastBundle: read = id("collector").map { .noLastBundle(collector: $0) }
    case .missingBundle:
      read = both(id("collector"), sequence()) { .missingBundle(collector: $0, sequence: $1) }
    case .afterLastBundle:
      read = both(id("collector"), sequence()) { .afterLastBundle(collector: $0, sequence: $1) }
    case .brokenChain:
      read = both(id("collector"), sequence()) { .brokenChain(collector: $0, sequence: $1) }
    case .identities: read = reader.digest("bundle").map { .identities(bundle: $0) }
    case .crossStyle: read = reader.integer("count", in: numbers).map { .crossStyle(count: $0) }
    case .unsignedReconciliation: read = .unsignedReconciliation
    case .station: read = id("station").map { .station($0) }
    case .account: read = id("station").map { .account(station: $0) }
    case .register where isPublic:
      read = id("station").map { .register(station: $0, numbers: nil) }
    case .register:
      let register = both(
        reader.integer("entries", in: numbers), reader.integer("issued", in: numbers)
      ) { StillOut.Register(entries: $0, issued: $1) }
      read = both(id("station"), register) { .register(station: $0, numbers: $1) }
    case .noSheet:
      read = both(id("station"), id("contest")) { .noSheet(station: $0, contest: $1) }
    case .sheet:
      let place = both(id("station"), id("batch")) { ($0, $1) }
      read = both(place, id("contest")) {
        .sheet(SheetKey(station: $0.0, batch: $0.1, contest: $1))
      }
    case .lots:
      let candidates = reader.strings("candidates")
      read = id("contest").map { .lots(contest: $0, candidates: candidates) }
    case nil: read = nil
    }
    guard let read else { return nil }
    self = read
  }
}

/// What two values give together; nil where one is not there.
private func both<One, Other, Made>(
  _ one: One?, _ other: Other?, _ make: (One, Other) -> Made
) -> Made? {
  guard let one, let other else { return nil }
  return make(one, other)
}

extension StillOut {
  init?(_ reader: ObjectReader, isPublic: Bool) {
    let subject = Subject(reader, isPublic: isPublic)
    let words = reader.object("words").flatMap(FiledWords.init)
    // Of what is no kind nothing is known that belongs there.
    if subject != nil { reader.finish() }
    guard let subject, let words else { return nil }
    self.init(subject, words: words)
  }

  /// The same for the public: without the papers and people of one station.
  ///
  /// Every kind stands here by itself, so that a new one is published only as it is decided here.
  var published: StillOut {
    switch subject {
    case .noBundle, .missingBundle, .noLastBundle, .afterLastBundle, .brokenChain, .identities,
      .crossStyle, .unsignedReconciliation, .station, .account, .noSheet, .lots:
      return self
    case .register(let station, _):
      return StillOut(
        .register(station: station, numbers: nil),
        saying: "station \(station) registered more people than it issued papers")
    case .sheet(let key):
      return StillOut(subject, saying: "sheet \(key) is not keyed alike by two people")
    }
  }
}
