package import Election
package import Words

/// Something that two people key from paper, each by themselves: a sheet, or an account.
package protocol KeyedEntry: Equatable, Sendable {
  associatedtype Key: Hashable, Comparable, Sendable, CustomStringConvertible

  var key: Key { get }

  /// What an entry with this key is called.
  static func name(_ key: Key) -> Message

  /// The items in which another entry of the same key has other figures; empty where both agree.
  func differences(from other: Self) -> [String]

  /// Whether its figures still add up after amendments left these contests as they are.
  func holds(in amended: [String: Contest]) -> Bool
}

/// What people keyed, and which of it counts: what two different people keyed alike
/// (FormatSheet § Who keyed it).
///
/// A person may correct an entry while nobody else has keyed it. Once two people differ, a third
/// decides by agreeing with one of them; nobody can key anything twice to bring that about. Where
/// two people agree and two others agree on something else, as people at desks apart may who know
/// nothing of one another, neither counts, whichever came first: an officer looks. What was reopened
/// is keyed anew by two people; what was voided is keyed by nobody any more.
package struct KeyedBook<Entry: KeyedEntry>: Sendable {
  package typealias Key = Entry.Key

  /// How an entry stands.
  package enum Status: Equatable, Sendable {
    /// Keyed by one person.
    case once(by: String)
    /// Keyed by people who differ, in these items.
    case differs(by: [String], items: [String])
    /// Two people agree.
    case agreed(Entry, by: [String])
  }

  /// What one person keyed, in which line of the journal.
  private struct Keyed {
    let by: String
    let entry: Entry
    let line: Int
  }

  /// How many people may key one entry before an officer has to look.
  private static var maxPeople: Int { 16 }

  /// Every entry that stands.
  private var all: [Key: [Keyed]] = [:]
  /// The contests that amendments changed, as they leave them.
  private var amended: [String: Contest] = [:]
  /// What an officer set aside and nobody keyed since.
  private var reopened: [Key: String] = [:]
  /// What an officer took out, with who did.
  private var voided: [Key: String] = [:]

  package init() {}

  /// What stands of an entry and holds in the election as amendments leave it: asked for where it is
  /// read, so that an amendment costs nothing for each.
  private func standing(_ key: Key) -> [Keyed] {
    let keyed = all[key] ?? []
    return amended.isEmpty ? keyed : keyed.filter { $0.entry.holds(in: amended) }
  }

  /// Whether a person has keyed just these figures.
  package func contains(_ entry: Entry, by person: String) -> Bool {
    standing(entry.key).contains {
      $0.by == person && $0.entry.differences(from: entry).isEmpty
    }
  }

  /// Why a person may not key an entry now; nil where they may.
  package func objection(to entry: Entry, by person: String) -> Message? {
    if contains(entry, by: person) { return nil }
    if case .agreed = status(entry.key) {
      return
        "\(Entry.name(entry.key)) was keyed by two people who agree; "
        + "where it is wrong, an officer reopens it"
    }
    return refusal(of: entry, by: person)
  }

  /// Why what a person keyed, not knowing how it stands, is left aside; nil where it is not.
  private func refusal(of entry: Entry, by person: String) -> Message? {
    let name = Entry.name(entry.key)
    if let officer = voided[entry.key] {
      return
        "\(name) was taken out by \(officer); where it is there after all, an officer reopens it"
    }
    let others = standing(entry.key)
    if others.count >= Self.maxPeople,
      !others.contains(where: { $0.entry.differences(from: entry).isEmpty })
    {
      return
        "\(name) was keyed by \(others.count) people who all differ; an officer reopens it"
    }
    guard others.contains(where: { $0.by == person }), others.count > 1 else { return nil }
    return "\(person) has keyed \(name); another person must decide"
  }

  /// Takes an entry of a line of the journal; one that is left aside changes nothing, nor does one
  /// more of what two people keyed alike.
  ///
  /// Gives whether what counts, or what is pending, is another then.
  @discardableResult
  package mutating func add(_ entry: Entry, by person: String, line: Int = 0) -> Bool {
    let key = entry.key
    guard !contains(entry, by: person), refusal(of: entry, by: person) == nil,
      standing(key).count(where: { $0.entry.differences(from: entry).isEmpty }) < 2
    else { return false }
    let wasAgreed = agreed(key) != nil
    all[key, default: []].removeAll { $0.by == person }
    all[key, default: []].append(Keyed(by: person, entry: entry, line: line))
    reopened[key] = nil
    return !wasAgreed || agreed(key) == nil
  }

  /// Sets aside what was keyed, so that two people key it anew.
  package mutating func reopen(_ key: Key, by officer: String) {
    (all[key], voided[key]) = (nil, nil)
    reopened[key] = officer
  }

  /// Takes out what does not exist.
  package mutating func void(_ key: Key, by officer: String) {
    (all[key], reopened[key]) = (nil, nil)
    voided[key] = officer
  }

  /// What each person keyed, in the order in which they did.
  ///
  /// To be shown only to who has keyed it themselves, and once somebody else has too.
  package func entries(_ key: Key) -> [(by: String, entry: Entry)] {
    standing(key).map { ($0.by, $0.entry) }
  }

  /// Everything that somebody keyed, sorted.
  package var keys: [Key] { all.keys.filter { !standing($0).isEmpty }.sorted() }

  /// Everything that was keyed or is to be keyed again, sorted.
  package var allKeys: [Key] { Set(all.keys).union(reopened.keys).sorted() }

  /// Whether something was keyed and stands.
  package func isKeyed(_ key: Key) -> Bool { all[key] != nil }

  /// Whether something was keyed, or set aside to be keyed again.
  package func isKnown(_ key: Key) -> Bool { all[key] != nil || reopened[key] != nil }

  /// Whether something was taken out.
  package func isVoid(_ key: Key) -> Bool { voided[key] != nil }

  /// How an entry stands; nil where nobody keyed it.
  package func status(_ key: Key) -> Status? {
    let found = standing(key)
    guard let first = found.first else { return nil }
    if let (one, other) = twins(found) { return .agreed(one.entry, by: [one.by, other.by]) }
    guard found.count > 1 else { return .once(by: first.by) }
    let items = Set(found.dropFirst().flatMap { first.entry.differences(from: $0.entry) })
    return .differs(by: found.map(\.by), items: items.sorted())
  }

  /// The line of the journal since which two people agree, though others contradicted them later; nil
  /// where none do.
  package func agreement(_ key: Key) -> Int? { pairs(standing(key)).first?.1.line }

  /// The two who agree; nil where none do, or two pairs do who differ.
  private func twins(_ found: [Keyed]) -> (Keyed, Keyed)? {
    let pairs = pairs(found)
    return pairs.count == 1 ? pairs[0] : nil
  }

  /// Everybody who agrees with somebody before them, with whom.
  private func pairs(_ found: [Keyed]) -> [(Keyed, Keyed)] {
    found.indices.compactMap { position in
      let keyed = found[position]
      let twin = found[..<position].first { $0.entry.differences(from: keyed.entry).isEmpty }
      return twin.map { ($0, keyed) }
    }
  }

  /// The entry that counts; nil where none does.
  package func agreed(_ key: Key) -> Entry? {
    if case .agreed(let entry, _) = status(key) { entry } else { nil }
  }

  /// The entries that count, sorted.
  package var agreed: [Entry] { keys.compactMap { agreed($0) } }

  /// What does not count yet, sorted.
  package var pending: [(key: Key, why: PendingEntry)] {
    allKeys.compactMap { key in pending(key).map { (key, $0) } }
  }

  /// Why an entry does not count yet; nil where it does, or nothing is known of it.
  package func pending(_ key: Key) -> PendingEntry? {
    switch status(key) {
    case .once(let by): .once(by: by)
    case .differs(let by, let items): .differs(by: by, items: items)
    case .agreed: nil
    case nil:
      if let officer = reopened[key] {
        .reopened(by: officer)
      } else {
        all[key] == nil ? nil : .amended
      }
    }
  }

  /// Leaves aside the entries that do not add up in a contest as an amendment leaves it.
  package mutating func amend(_ contest: Contest) { amended[contest.id] = contest }
}

/// The sheets as people keyed them.
package typealias SheetBook = KeyedBook<Sheet>

/// The stations' accounts as people keyed them.
package typealias AccountBook = KeyedBook<StationAccount>

extension Sheet: KeyedEntry {
  package static func name(_ key: SheetKey) -> Message { "sheet \(key)" }

  package func differences(from other: Sheet) -> [String] {
    guard self != other else { return [] }
    var items: [String] = papers == other.papers ? [] : [SheetItem.papers]
    for (id, count) in counts where other.counts[id] != count { items.append(id) }
    for (id, count) in rejected where other.rejected[id] != count {
      items.append(SheetItem.rejected(id))
    }
    if objections != other.objections { items.append("objections") }
    return items
  }

  /// The papers of each station's batches; a station without a sheet has none.
  ///
  /// Of a batch the largest number that any one contest has: every paper carries all of them.
  package static func papersByStation(_ sheets: [Sheet]) -> [String: Int] {
    var batches: [String: [String: Int]] = [:]
    for sheet in sheets {
      let before = batches[sheet.key.station]?[sheet.key.batch] ?? 0
      batches[sheet.key.station, default: [:]][sheet.key.batch] = max(before, sheet.papers)
    }
    return batches.mapValues { $0.values.reduce(0, +) }
  }

  /// The papers in the batches of each account, as the accounts of the election are kept.
  package static func papersByAccount(
    _ sheets: [Sheet], _ papers: Definition.Papers
  ) -> [AccountKey: Int] {
    switch papers {
    case .one:
      Dictionary(
        uniqueKeysWithValues: papersByStation(sheets).map { (AccountKey(station: $0), $1) })
    case .each:
      Dictionary(
        sheets.map { (AccountKey(station: $0.key.station, contest: $0.key.contest), $0.papers) },
        uniquingKeysWith: +)
    }
  }
}
