import Election
import Encoding
import Paper
import Words

/// What there is to key, in the order in which it is looked for: kept, so that neither a key that is
/// pressed nor an entry goes through all of the election's papers.
struct DeskIndex {
  let definition: Definition
  private let person: String
  /// The names of each station in every language, in small letters.
  private let names: [[String]]
  /// How everything that somebody keyed stands for this person.
  private var kinds: [DeskKey: DeskChoice.Kind] = [:]
  /// What others keyed and this person has not, in order.
  private(set) var waiting: [DeskKey] = []
  /// What this person and others keyed differently, in order.
  private(set) var differing: [DeskKey] = []
  /// Sheets that two people keyed alike.
  private(set) var agreedSheetCount = 0
  /// Sheets that do not count yet.
  private(set) var pendingSheetCount = 0
  /// The batches of each station of which something was keyed.
  private var keyed: [String: Set<String>] = [:]

  init(_ definition: Definition, _ paper: KeyedPaper, person: String) {
    self.definition = definition
    self.person = person
    names = definition.stations.map { station in
      Language.allCases.map { station.name.text($0.rawValue).lowercased() }
    }
    let all =
      paper.sheets.allKeys.map { DeskKey.sheet($0) }
      + paper.accounts.allKeys.map { DeskKey.account($0) }
    for key in all {
      let kind = DeskChoice.Kind(key, in: paper, for: person)
      kinds[key] = kind
      count(key, kind, 1)
      if kind.isWaiting { waiting.append(key) }
      if kind == .differing { differing.append(key) }
    }
    waiting.sort()
    differing.sort()
  }

  /// Takes how a sheet or account stands after somebody keyed it.
  mutating func note(_ key: DeskKey, in paper: KeyedPaper) {
    let kind = DeskChoice.Kind(key, in: paper, for: person)
    let before = kinds.updateValue(kind, forKey: key)
    if let before {
      count(key, before, -1)
      if before.isWaiting { waiting.remove(at: waiting.leadingCount { $0 < key }) }
      if before == .differing { differing.remove(at: differing.leadingCount { $0 < key }) }
    }
    count(key, kind, 1)
    if kind.isWaiting { waiting.insert(key, at: waiting.leadingCount { $0 < key }) }
    if kind == .differing { differing.insert(key, at: differing.leadingCount { $0 < key }) }
  }

  private mutating func count(_ key: DeskKey, _ kind: DeskChoice.Kind, _ change: Int) {
    guard let batch = key.batch else { return }
    keyed[key.station, default: []].insert(batch)
    if kind == .agreed { agreedSheetCount += change } else { pendingSheetCount += change }
  }

  /// How a sheet or account stands.
  func choice(_ key: DeskKey) -> DeskChoice {
    if let kind = kinds[key] { return DeskChoice(key, kind) }
    guard let batch = key.batch, !batches(at: key.station).contains(batch) else {
      return DeskChoice(key, .new)
    }
    return DeskChoice(key, .newBatch)
  }

  /// The contests that a station counts on sheets, in the definition's order.
  func contests(at station: Station) -> [Contest] {
    let carried = definition.contests(at: station)
    return definition.contests.filter { $0.isOnSheets && carried.contains($0.id) }
  }

  /// The batches that a station has: those that the definition lists, else those of which something
  /// was keyed.
  func batches(at station: String) -> [String] {
    definition.station(station)?.batches ?? (keyed[station] ?? []).sorted(by: Self.isBefore)
  }

  /// Whether a batch that is not among those of a station may be keyed.
  func mayHaveOthers(_ station: Station) -> Bool { station.batches == nil }

  /// The accounts of a station that counts anything on sheets.
  func accounts(at station: Station) -> [DeskKey] {
    let contests = contests(at: station)
    guard !contests.isEmpty else { return [] }
    switch definition.papers {
    case .one: return [.account(AccountKey(station: station.id))]
    case .each:
      return contests.map { .account(AccountKey(station: station.id, contest: $0.id)) }
    }
  }

  /// What nobody has begun: the first sheet of each batch that is listed, or a station of which
  /// nothing was keyed yet; and the accounts.
  var untouched: some Sequence<DeskChoice> {
    let sheets = definition.stations.lazy.flatMap { station -> [DeskChoice] in
      guard let contest = contests(at: station).first else { return [] }
      guard let listed = station.batches else {
        return keyed[station.id] == nil ? [DeskChoice(station: station.id)] : []
      }
      return listed.filter { keyed[station.id]?.contains($0) != true }.map { batch in
        choice(.sheet(SheetKey(station: station.id, batch: batch, contest: contest.id)))
      }
    }
    let accounts = definition.stations.lazy.flatMap { station in
      self.accounts(at: station).map(choice).filter { $0.kind == .new }
    }
    return [AnySequence(sheets), AnySequence(accounts)].joined()
  }

  /// The stations that somebody may mean: the one of this id, those whose number it is, those whose id
  /// begins with it, and those of whose name a word does.
  func stations(_ typed: String) -> [Station] {
    let number = Int(typed)
    let fits: [(Int) -> Bool] = [
      { definition.stations[$0].id == typed },
      { number != nil && Identifier.number(of: definition.stations[$0].id) == number },
      { definition.stations[$0].id.hasPrefix(typed) },
      { names[$0].contains { Self.hasWord(typed, in: $0) } },
    ]
    var seen: Set<Int> = []
    return fits.flatMap { fits in
      definition.stations.indices.filter { fits($0) && seen.insert($0).inserted }
    }.map { definition.stations[$0] }
  }

  /// Whether a word of a name begins like what is typed; Chinese has no spaces between words.
  private static func hasWord(_ typed: String, in name: String) -> Bool {
    let isOfLetters = typed.utf8.allSatisfy { $0 < 0x80 }
    return name.hasPrefix(typed) || name.contains(isOfLetters ? " " + typed : typed)
  }

  /// b2 before b10.
  private static func isBefore(_ one: String, _ other: String) -> Bool {
    let (first, second) = (Identifier.number(of: one) ?? -1, Identifier.number(of: other) ?? -1)
    return (first, one) < (second, other)
  }
}
