package import Encoding

/// The same words in English and Traditional Chinese.
package struct Wording: Equatable, Sendable {
  package let english: String
  package let chinese: String

  init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  /// What is called the same in both languages, such as an id or a key of a file.
  init(_ name: String) { self.init(name, name) }

  package func text(chinese: Bool) -> String { chinese ? self.chinese : english }
}

/// One thing in which two packages differ.
package struct Difference: Equatable, Sendable {
  /// What it is about, from the widest to the narrowest: contest, station, option.
  package let subject: [Wording]
  /// What each package says; nil where it says nothing of it.
  package let first: String?
  package let second: String?

  init(_ subject: [Wording], _ first: String?, _ second: String?) {
    self.subject = subject
    self.first = first.map(SafeText.escaped)
    self.second = second.map(SafeText.escaped)
  }

  /// One line.
  package func words(chinese: Bool) -> String {
    let name = subject.map { $0.text(chinese: chinese) }.joined(separator: chinese ? "，" : ", ")
    guard let first else { return only("B", second ?? "", name, chinese) }
    guard let second else { return only("A", first, name, chinese) }
    return chinese
      ? "\(name)：A 為 \(first)，B 為 \(second)" : "\(name): \(first) in A, \(second) in B"
  }

  private func only(_ side: String, _ value: String, _ name: String, _ chinese: Bool) -> String {
    if value.isEmpty { return chinese ? "\(name)：只見於 \(side)" : "\(name): only in \(side)" }
    return chinese
      ? "\(name)：只見於 \(side)（\(value)）" : "\(name): only in \(side) (\(value))"
  }

  package var json: JSON {
    [
      "what": .string(subject.map(\.english).joined(separator: ", ")),
      "A": first.map { .string($0) } ?? .null, "B": second.map { .string($0) } ?? .null,
    ]
  }
}

/// What two packages of one count are held against each other by.
package enum ComparedID: String, Sendable, CaseIterable {
  case definition, amendments, bundles, sheets, accounts, strikes, reconciliation, stage, ballots,
    patterns, tracking, contests
  // What two laptops may do differently.
  case journal, software, signatures, earlier

  /// What is compared, in English and Traditional Chinese.
  package var title: Wording {
    switch self {
    case .definition: Wording("The definition", "選舉定義")
    case .amendments: Wording("The officers' amendments", "點票主任的修訂")
    case .bundles: Wording("The bundles of the collectors", "收集者的票包")
    case .sheets: Wording("The sheets of the stations", "票站的點票紙")
    case .accounts: Wording("The stations' accounts", "票站帳目")
    case .strikes: Wording("The ballots struck", "剔除名單")
    case .reconciliation: Wording("The reconciliation", "核對")
    case .stage: Wording("The stage, and what is still out", "階段及尚欠事項")
    case .ballots: Wording("What became of the sealed ballots", "封存選票的去向")
    case .patterns: Wording("What was marked, and how often", "各種填劃及其數目")
    case .tracking: Wording("The tracking list", "追蹤碼清單")
    case .contests: Wording("The figures and outcomes", "票數及結果")
    case .journal: Wording("The journals", "日誌")
    case .software: Wording("The programs", "程式")
    case .signatures: Wording("Who signed", "簽署者")
    case .earlier: Wording("Earlier signed results", "先前已簽署的結果")
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
    case notCompared(Wording)
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
    var members: [String: JSON] = [
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
