import Election
package import Encoding
package import Paper
package import Words

/// One thing that was still out when a result was counted, as the result says it: what it is, for
/// programs, and in words.
package struct StillOut: Hashable, Sendable {
  /// What is out.
  package enum Subject: Hashable, Sendable {
    case noBundle(collector: String)
    case missingBundle(collector: String, sequence: Int)
    case noLastBundle(collector: String)
    case afterLastBundle(collector: String, sequence: Int)
    case brokenChain(collector: String, sequence: Int)
    case identities(bundle: Digest)
    case crossStyle(count: Int)
    case unsignedReconciliation
    /// More people registered at a station than papers were issued there; how many is not told to
    /// the public.
    case register(station: String, numbers: Register?)
    case paper(Paper)
    case lots(contest: String, candidates: [String])
  }

  /// The entries of a station's register and the papers that were issued there.
  package struct Register: Hashable, Sendable {
    package let entries: Int
    package let issued: Int
  }

  package let subject: Subject
  private let words: FiledWords

  init(_ subject: Subject, words: FiledWords) {
    self.subject = subject
    self.words = words
  }

  init(_ subject: Subject, saying message: Message) {
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
  /// How files name it, but for the paper.
  fileprivate enum Kind: String {
    case noBundle = "no-bundle"
    case missingBundle = "missing-bundle"
    case noLastBundle = "no-last-bundle"
    case afterLastBundle = "after-last-bundle"
    case brokenChain = "broken-chain"
    case identities
    case crossStyle = "cross-style"
    case unsignedReconciliation = "unsigned-reconciliation"
    case register, lots
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
    case .register(let station, let entries, let issued):
      self = .register(station: station, numbers: .init(entries: entries, issued: issued))
    case .paper(let finding): self = .paper(StillOut.Paper(finding))
    case .lots(let contest, let candidates):
      self = .lots(contest: contest, candidates: candidates)
    }
  }

  /// Its name in files.
  private var kind: String {
    switch self {
    case .noBundle: Kind.noBundle.rawValue
    case .missingBundle: Kind.missingBundle.rawValue
    case .noLastBundle: Kind.noLastBundle.rawValue
    case .afterLastBundle: Kind.afterLastBundle.rawValue
    case .brokenChain: Kind.brokenChain.rawValue
    case .identities: Kind.identities.rawValue
    case .crossStyle: Kind.crossStyle.rawValue
    case .unsignedReconciliation: Kind.unsignedReconciliation.rawValue
    case .register: Kind.register.rawValue
    case .paper(let paper): paper.kind.rawValue
    case .lots: Kind.lots.rawValue
    }
  }

  /// Its kind and what it concerns.
  fileprivate var named: JSON.Members { members.merging(["kind": .string(kind)]) { $1 } }

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
    case .register(let station, nil): ["station": .string(station)]
    case .register(let station, let numbers?):
      [
        "station": .string(station), "entries": .integer(numbers.entries),
        "issued": .integer(numbers.issued),
      ]
    case .paper(let paper): paper.members
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
    let kind = reader.string("kind")
    if let kind, let paper = StillOut.Paper.Kind(rawValue: kind) {
      guard let found = StillOut.Paper(paper, reader, isPublic: isPublic) else { return nil }
      self = .paper(found)
      return
    }
    switch kind.flatMap(Kind.init) {
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
    case .register where isPublic:
      read = id("station").map { .register(station: $0, numbers: nil) }
    case .register:
      let register = both(
        reader.integer("entries", in: numbers), reader.integer("issued", in: numbers)
      ) { StillOut.Register(entries: $0, issued: $1) }
      read = both(id("station"), register) { .register(station: $0, numbers: $1) }
    case .lots:
      let candidates = reader.strings("candidates")
      read = id("contest").map { .lots(contest: $0, candidates: candidates) }
    case nil:
      if kind != nil { reader.note("kind", "not something that can be out") }
      read = nil
    }
    guard let read else { return nil }
    self = read
  }
}

/// What two values give together; nil where one is not there.
func both<One, Other, Made>(
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
      .crossStyle, .unsignedReconciliation, .lots:
      return self
    case .register(let station, _):
      return StillOut(
        .register(station: station, numbers: nil),
        saying: "station \(station) registered more people than it issued papers")
    case .paper(let paper):
      return paper.publicWords.map { StillOut(.paper($0), saying: $1) } ?? self
    }
  }
}
