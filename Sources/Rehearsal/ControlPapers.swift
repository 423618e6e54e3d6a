import Election
import Encoding

/// Two batches of papers at every station, and its account.
struct ControlPapers {
  private(set) var sheets: [Sheet] = []
  private(set) var accounts: [StationAccount] = []
  private(set) var slip: Sheet?

  private static let batches = ["control-1", "control-2"]
  private static let (spoilt, tendered) = (2, 1)

  /// `entries` are those of each station's registers.
  init(
    _ definition: Definition, election: Digest, entries: [String: Int]
  ) throws(SheetError) {
    for (number, station) in definition.stations.enumerated() {
      let carried = Set(
        definition.styles.filter { station.styles.contains($0.id) }.flatMap(\.contests))
      var inBox = 0
      for (batch, name) in Self.batches.enumerated() {
        let contests = definition.contests.enumerated().filter {
          carried.contains($1.id) && $1.isOnSheets
        }.map { position, contest in
          (contest, ControlMarks(contest: contest, salt: number % 5 + position % 3 + batch))
        }
        let papers =
          contests.map { $1.batch.valid }.max().map {
            $0 + Self.rejected(definition, batch).values.reduce(0, +)
          } ?? 0
        inBox += papers
        for (contest, marks) in contests {
          let key = SheetKey(station: station.id, batch: name, contest: contest.id)
          sheets.append(
            Self.sheet(key, contest, marks, papers: papers, batch, definition, election))
        }
      }
      // More was issued than went into the box, and at least to everybody in the registers.
      let unused = max(7, entries[station.id] ?? 0)
      accounts.append(
        try StationAccount(
          json: [
            "station": .string(station.id), "unused": .integer(unused),
            "issued": .integer(inBox + unused + Self.spoilt + Self.tendered),
            "spoilt": .integer(Self.spoilt), "tendered": .integer(Self.tendered),
            "in-box": .integer(inBox), "note": "",
          ], definition: definition))
    }
    slip = sheets.first.flatMap(Self.slipped)
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
    let counts = zip(contest.options, votes).map { option, numbers -> (String, OptionCount) in
      (
        option.id,
        numbers.count == 3
          ? .judged(support: numbers[0], oppose: numbers[1], abstain: numbers[2])
          : .chosen(numbers[0])
      )
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
