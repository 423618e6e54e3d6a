package import Encoding
package import Words

extension Compared {
  /// One thing in which two packages differ.
  package struct Difference: Equatable, Sendable {
    /// What it is about, from the widest to the narrowest: contest, station, option.
    package let subject: [Message]
    /// What each package says; nil where it says nothing of it.
    package let first: Message?
    package let second: Message?

    init(_ subject: [Message], _ first: Message?, _ second: Message?) {
      self.subject = subject
      self.first = first
      self.second = second
    }

    /// What each package says, word by word.
    init(_ subject: [Message], _ first: String?, _ second: String?) {
      let text = { (text: String) in Message(SafeText.escaped(text)) }
      self.init(subject, first.map(text), second.map(text))
    }

    /// One line.
    package var words: Message {
      let name = subject.joined(separator: ", ")
      guard let first else { return Self.only("B", second ?? "", name) }
      guard let second else { return Self.only("A", first, name) }
      return "\(name): \(first) in A, \(second) in B"
    }

    private static func only(_ side: String, _ value: Message, _ name: Message) -> Message {
      value == "" ? "\(name): only in \(side)" : "\(name): only in \(side) (\(value))"
    }

    package var json: JSON {
      [
        "what": .string(subject.map(\.english).joined(separator: ", ")),
        "A": first.map { .string($0.english) } ?? .null,
        "B": second.map { .string($0.english) } ?? .null,
      ]
    }
  }
}

/// What two packages of one count are held against each other by.
package enum ComparedID: String, Sendable, CaseIterable {
  case definition, amendments, bundles, sheets, accounts, strikes, reconciliation, stage, ballots,
    patterns, tracking, contests
  // What two laptops may do differently.
  case journal, software, signatures, earlier

  /// What is compared, in words.
  package var title: Message {
    switch self {
    case .definition: "The definition"
    case .amendments: "The officers' amendments"
    case .bundles: "The bundles of the collectors"
    case .sheets: "The sheets of the stations"
    case .accounts: "The stations' accounts"
    case .strikes: "The ballots struck"
    case .reconciliation: "The reconciliation"
    case .stage: "The stage, and what is still out"
    case .ballots: "What became of the sealed ballots"
    case .patterns: "What was marked, and how often"
    case .tracking: "The tracking list"
    case .contests: "The figures and outcomes"
    case .journal: "The journals"
    case .software: "The programs"
    case .signatures: "Who signed"
    case .earlier: "Earlier signed results"
    }
  }
}

/// One thing that was compared, and what came of it.
package struct Compared: Equatable, Sendable {
  package enum Verdict: Equatable, Sendable {
    case same
    /// What must be equal and is not; of so many differences those that people can read.
    case differs([Difference], total: Int)
    /// What may differ between two laptops, and does.
    case mayDiffer([Difference])
    /// Why nothing can be said.
    case notCompared(Message)
  }

  package let id: ComparedID
  package let verdict: Verdict
  /// How much was compared.
  package let extent: Message
}

/// Two packages held against each other: the same media counted on two laptops.
package struct Comparison: Sendable {
  /// One of the two packages.
  package struct Side: Sendable {
    package let path: String
    package let report: AuditReport
    package let isPublic: Bool
  }

  package let first: Side
  package let second: Side
  package let items: [Compared]

  /// The points in which they differ and may not.
  package var differing: [Compared] {
    items.filter { if case .differs = $0.verdict { true } else { false } }
  }
  /// The points of which nothing can be said.
  package var notCompared: [Compared] {
    items.filter { if case .notCompared = $0.verdict { true } else { false } }
  }
  /// Whether both hold by themselves and nothing that must be equal differs.
  package var isEqual: Bool {
    first.report.holds && second.report.holds && differing.isEmpty
  }

  package var json: JSON {
    let side = { (side: Side) -> JSON in
      [
        "folder": .string(SafeText.escaped(side.path)), "holds": .bool(side.report.holds),
        "failed": .array(side.report.failed.map { .string($0.id.rawValue) }),
        "public": .bool(side.isPublic), "facts": side.report.facts.json,
      ]
    }
    return [
      "equal": .bool(isEqual), "packages": ["A": side(first), "B": side(second)],
      "items": .array(items.map(\.json)),
    ]
  }
}

extension Compared {
  fileprivate var json: JSON {
    var members: JSON.Members = [
      "id": .string(id.rawValue), "title": .string(id.title.english),
      "compared": .string(extent.english),
    ]
    switch verdict {
    case .same: members["verdict"] = "same"
    case .differs(let differences, let total):
      members["verdict"] = "differs"
      members["differences"] = .array(differences.map(\.json))
      members["total"] = .integer(total)
    case .mayDiffer(let differences):
      members["verdict"] = "may-differ"
      members["differences"] = .array(differences.map(\.json))
    case .notCompared(let reason):
      members["verdict"] = "not-compared"
      members["reason"] = .string(reason.english)
    }
    return .object(members)
  }
}
