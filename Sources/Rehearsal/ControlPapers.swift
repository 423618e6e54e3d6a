import Election
import Encoding
import Paper

/// Two batches of every kind of paper at every station, and its account.
struct ControlPapers {
  private(set) var sheets: [Sheet] = []
  private(set) var accounts: [StationAccount] = []
  private(set) var slip: Sheet?

  private static let (spoilt, tendered) = (2, 1)

  /// `entries` are those of each station's registers.
  init(
    _ definition: Definition, election: Digest, entries: [String: Int]
  ) throws(SheetError) {
    for (number, station) in definition.stations.enumerated() {
      let kinds = Self.kinds(definition, station)
      var inBox: [AccountKey: Int] = [:]
      for (batch, kind) in kinds.flatMap({ [$0, $0] }).enumerated() {
        let contests = kind.map { position, contest in
          (contest, ControlMarks(contest: contest, salt: number % 5 + position % 3 + batch))
        }
        let papers =
          contests.map { $1.batch.valid }.max().map {
            $0 + Self.rejected(definition, batch).values.reduce(0, +)
          } ?? 0
        let contest = definition.papers == .each ? kind.first?.contest.id : nil
        inBox[AccountKey(station: station.id, contest: contest), default: 0] += papers
        for (contest, marks) in contests {
          let key = SheetKey(
            station: station.id, batch: "control-\(batch + 1)", contest: contest.id)
          sheets.append(
            Self.sheet(key, contest, marks, papers: papers, batch, definition, election))
        }
      }
      for (key, papers) in inBox.sorted(by: { $0.key < $1.key }) {
        accounts.append(
          try Self.account(key, papers, entries: entries[station.id] ?? 0, definition))
      }
    }
    slip = sheets.first.flatMap(Self.slipped)
  }

  /// The kinds of papers that a station counts on sheets: the contests of each, with their places in
  /// the definition.
  private static func kinds(
    _ definition: Definition, _ station: Station
  ) -> [[(position: Int, contest: Contest)]] {
    let onSheets = definition.contests.enumerated().filter { $1.isOnSheets }
      .map { (position: $0, contest: $1) }
    let styles = definition.styles.filter { station.styles.contains($0.id) }
    let kinds = styles.map { style in
      onSheets.filter { style.contests.contains($0.contest.id) }
    }
    var seen: Set<[Int]> = []
    let papers = definition.papers == .one ? kinds : kinds.flatMap { $0.map { [$0] } }
    return papers.filter { !$0.isEmpty && seen.insert($0.map(\.position)).inserted }
  }

  /// More was issued than went into the box, and at least to everybody in the registers.
  private static func account(
    _ key: AccountKey, _ inBox: Int, entries: Int, _ definition: Definition
  ) throws(SheetError) -> StationAccount {
    let unused = max(7, entries)
    let members: JSON.Members = [
      "issued": .integer(inBox + unused + spoilt + tendered), "unused": .integer(unused),
      "spoilt": .integer(spoilt), "tendered": .integer(tendered), "in-box": .integer(inBox),
      "note": "",
    ]
    return try StationAccount(
      json: .object(key.members.merging(members) { $1 }), definition: definition)
  }

  /// Rejected papers of a batch, another number in every category.
  private static func rejected(_ definition: Definition, _ batch: Int) -> [String: Int] {
    Dictionary(
      definition.rejections.enumerated().map { ($1.id, $0 + 1 + batch) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Every contest of a batch has as many papers: where fewer are valid, more are rejected.
  private static func sheet(
    _ key: SheetKey, _ contest: Contest, _ marks: ControlMarks, papers: Int, _ batch: Int,
    _ definition: Definition, _ election: Digest
  ) -> Sheet {
    let (votes, valid) = marks.batch
    var rejected = rejected(definition, batch)
    if let first = definition.rejections.first?.id {
      rejected[first, default: 0] += papers - valid - rejected.values.reduce(0, +)
    }
    let counts = zip(contest.options, votes).compactMap { option, numbers in
      OptionCount(numbers).map { (option.id, $0) }
    }
    return Sheet(
      election: election, key: key, papers: valid + rejected.values.reduce(0, +),
      counts: Dictionary(counts, uniquingKeysWith: { first, _ in first }), rejected: rejected,
      objections: nil)
  }

  /// The same sheet with one paper more in a category of rejection, and on the whole.
  private static func slipped(_ sheet: Sheet) -> Sheet? {
    guard let category = sheet.rejected.keys.min() else { return nil }
    var rejected = sheet.rejected
    rejected[category, default: 0] += 1
    return Sheet(
      election: sheet.election, key: sheet.key, papers: sheet.papers + 1, counts: sheet.counts,
      rejected: rejected, objections: nil)
  }
}
