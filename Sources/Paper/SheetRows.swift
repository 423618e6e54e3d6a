import Election
import Encoding
import Words

/// The rows of a table of sheets, sorted out by sheet, with everything that is wrong in any of them:
/// one fault is one message.
struct SheetRows {
  /// The sheets, in the order in which they begin.
  private(set) var order: [SheetKey] = []
  private(set) var items: [SheetKey: [String: Int]] = [:]
  /// Sheets with a count that is none: what they lack is told once it can be read.
  private(set) var unreadable: Set<SheetKey> = []
  /// What is wrong, in the order of the lines.
  private(set) var problems: [Message] = []

  private let stations: IDList
  private let contests: IDList
  private var told: Set<[String]> = []

  init(_ definition: Definition) {
    stations = IDList(definition.stations.map(\.id))
    contests = IDList(definition.contests.map(\.id))
  }

  /// Takes the next row: station, batch, contest, item, count.
  mutating func take(_ row: CSV.Row) {
    let words = row.fields.dropLast().map { $0.lowercased() }
    guard !words.contains(where: ReservedWords.sums.contains) else {
      return tell(row, "a sum; only what was counted is keyed")
    }
    let (station, batch, contest, item) = (
      row.fields[0], row.fields[1], row.fields[2], SafeText.escaped(row.fields[3])
    )
    let isKnown = [
      know(station, "station", stations, row), know(contest, "contest", contests, row),
    ].allSatisfy { $0 }
    guard isKnown else { return }
    guard Identifier.isValid(batch) else {
      return tell(row, "the batch \(SafeText.escaped(batch)) is not an identifier")
    }
    let key = SheetKey(station: station, batch: batch, contest: contest)
    if items[key] == nil, !unreadable.contains(key) { order.append(key) }
    switch CellCount(row.fields[4], most: Sheet.maxPapers) {
    case .problem(let problem):
      unreadable.insert(key)
      tell(row, "column count: \(problem)")
    case .number(let count):
      if items[key, default: [:]].updateValue(count, forKey: item) != nil {
        tell(row, "\(item) is there twice in sheet \(key)")
      }
    }
  }

  /// Whether an id is one of the election's; one that is not is told where it first stands.
  private mutating func know(
    _ id: String, _ kind: Message, _ ids: IDList, _ row: CSV.Row
  ) -> Bool {
    guard !ids.contains(id) else { return true }
    if told.insert([kind.english, id]).inserted {
      tell(row, "no \(kind) '\(SafeText.escaped(id))'; there are \(ids.words)")
    }
    return false
  }

  private mutating func tell(_ row: CSV.Row, _ problem: Message) {
    problems.append("line \(row.line): \(problem)")
  }
}

/// The ids that exist, to look one up and to name them.
struct IDList {
  private let ids: [String]
  private let set: Set<String>

  init(_ ids: [String]) {
    self.ids = ids
    set = Set(ids)
  }

  func contains(_ id: String) -> Bool { set.contains(id) }

  /// The ids for people; of many the first.
  var words: Message { .list(ids: ids) }
}
