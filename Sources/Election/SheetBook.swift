package import Words

/// The sheets as people keyed them, and which of them count: those that two different people keyed
/// alike (FORMATS.md section 4).
///
/// A person may correct an entry while nobody else has keyed the sheet. Once two people differ, a
/// third decides by agreeing with one of them; nobody can key a sheet twice to bring that about.
package struct SheetBook: Sendable {
  /// How a sheet stands.
  package enum Status: Equatable, Sendable {
    /// Keyed by one person.
    case once(by: String)
    /// Keyed by people who differ, in these items.
    case differs(by: [String], items: [String])
    /// Two people agree.
    case agreed(Sheet, by: [String])
  }

  /// Why a sheet does not count yet.
  package enum Pending: Equatable, Sendable {
    case once(by: String)
    case differs(by: [String], items: [String])
    /// An amendment changed the contest so that the figures do not hold any more.
    case reopened

    /// The reason, with the sheet's name.
    package func message(_ key: SheetKey) -> Message {
      switch self {
      case .once(let by): "\(key) was keyed by \(by) only"
      case .differs(let by, let items):
        "\(key) was keyed differently by \(by.joined(separator: ", ")): "
          + "\(items.joined(separator: ", "))"
      case .reopened: "\(key) must be keyed again after an amendment"
      }
    }
  }

  private typealias Entry = (by: String, sheet: Sheet)

  /// Every entry that stands.
  private var all: [SheetKey: [Entry]] = [:]
  /// Those that hold in the election as amendments leave it.
  private var entries: [SheetKey: [Entry]] = [:]

  package init() {}

  /// Whether a person has keyed a sheet with just these figures.
  package func contains(_ sheet: Sheet, by person: String) -> Bool {
    entries[sheet.key, default: []].contains { $0.by == person && $0.sheet == sheet }
  }

  /// Why a person may not key a sheet now; nil where they may.
  package func objection(to sheet: Sheet, by person: String) -> Message? {
    if contains(sheet, by: person) { return nil }
    if case .agreed = status(sheet.key) {
      return "sheet \(sheet.key) was keyed by two people who agree"
    }
    let others = entries[sheet.key, default: []]
    guard others.contains(where: { $0.by == person }), others.count > 1 else { return nil }
    return "\(person) has keyed sheet \(sheet.key); another person must decide"
  }

  /// Takes an entry; one to which there is an objection changes nothing.
  package mutating func add(_ sheet: Sheet, by person: String) {
    guard objection(to: sheet, by: person) == nil, !contains(sheet, by: person) else { return }
    all[sheet.key, default: []].removeAll { $0.by == person }
    all[sheet.key, default: []].append((person, sheet))
    entries[sheet.key, default: []].removeAll { $0.by == person }
    entries[sheet.key, default: []].append((person, sheet))
  }

  /// What each person keyed of a sheet, in the order in which they did.
  ///
  /// To be shown only to who has keyed it themselves, and once somebody else has too.
  package func entries(_ key: SheetKey) -> [(by: String, sheet: Sheet)] { entries[key] ?? [] }

  /// Every sheet that somebody keyed, sorted.
  package var keys: [SheetKey] { entries.keys.sorted() }

  /// How a sheet stands; nil where nobody keyed it.
  package func status(_ key: SheetKey) -> Status? {
    guard let found = entries[key], let first = found.first else { return nil }
    for (position, entry) in found.enumerated() {
      if let twin = found[..<position].first(where: { $0.sheet == entry.sheet }) {
        return .agreed(entry.sheet, by: [twin.by, entry.by])
      }
    }
    guard found.count > 1 else { return .once(by: first.by) }
    let items = Set(found.dropFirst().flatMap { Self.differences(first.sheet, $0.sheet) })
    return .differs(by: found.map(\.by), items: items.sorted())
  }

  /// The sheets that count, sorted.
  package var agreed: [Sheet] {
    keys.compactMap { if case .agreed(let sheet, _) = status($0) { sheet } else { nil } }
  }

  /// The sheets that do not count yet, sorted.
  package var pending: [(key: SheetKey, why: Pending)] {
    all.keys.sorted().compactMap { key in
      switch status(key) {
      case .once(let by): (key, .once(by: by))
      case .differs(let by, let items): (key, .differs(by: by, items: items))
      case .agreed: nil
      case nil: (key, .reopened)
      }
    }
  }

  /// Leaves aside the entries that do not hold in the election as amendments leave it.
  package mutating func amend(_ definition: Definition) {
    entries = all.mapValues { $0.filter { $0.sheet.problems(definition).isEmpty } }
      .filter { !$0.value.isEmpty }
  }

  private static func differences(_ one: Sheet, _ other: Sheet) -> [String] {
    var items: [String] = one.papers == other.papers ? [] : ["papers"]
    for (id, count) in one.counts where other.counts[id] != count { items.append(id) }
    for (id, count) in one.rejected where other.rejected[id] != count {
      items.append("rejected:\(id)")
    }
    if one.objections != other.objections { items.append("objections") }
    return items
  }
}

extension Sheet {
  /// The papers of each station's batches; a station without a sheet has none.
  ///
  /// Of a batch the largest number that any one contest has, since not every paper of a batch need
  /// carry every contest.
  package static func papersByStation(_ sheets: [Sheet]) -> [String: Int] {
    var batches: [String: [String: Int]] = [:]
    for sheet in sheets {
      let before = batches[sheet.key.station]?[sheet.key.batch] ?? 0
      batches[sheet.key.station, default: [:]][sheet.key.batch] = max(before, sheet.papers)
    }
    return batches.mapValues { $0.values.reduce(0, +) }
  }
}
