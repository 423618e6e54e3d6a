package import Election
package import Encoding
import Words

/// Many sheets as one table: `station,batch,contest,item,count` (FormatSheet § A sheet).
package enum SheetTable {
  /// The largest file, in bytes.
  package static let maxByteCount = 64 << 20
  static let header = ["station", "batch", "contest", "item", "count"]
  /// The first line of such a table.
  package static let headerLine = header.joined(separator: ",")

  /// The sheets of a file, in the order in which they begin.
  ///
  /// A batch that is the sum of those above it is taken for a total and refused, unless
  /// `allowsTotals` says that it was looked at, or its station's `boxes` hold as many papers as the
  /// batches with it.
  ///
  /// - Throws: `SheetError` with everything that is wrong in any line or sheet.
  package static func parse(
    _ bytes: [UInt8], definition: Definition, election: Digest, allowsTotals: Bool = false,
    boxes: [String: Int] = [:]
  ) throws(SheetError) -> [Sheet] {
    let table = try KeyedTable(bytes, header: header)
    var rows = SheetRows(definition)
    for row in table.rows { rows.take(row) }
    var problems = rows.problems
    if rows.order.isEmpty, problems.isEmpty { problems.append("line 1: no sheet in the file") }
    var sheets: [Sheet] = []
    for key in rows.order {
      var found: [Message] = []
      let sheet = sheet(
        key, rows.items[key] ?? [:], isUnreadable: rows.unreadable.contains(key),
        definition: definition, election: election, problems: &found)
      if let sheet {
        found += sheet.problems(definition)
        sheets.append(sheet)
      }
      problems += found
    }
    if !allowsTotals { problems += sums(sheets, boxes) }
    guard problems.isEmpty else { throw SheetError(problems) }
    return sheets
  }

  static func sheet(
    _ key: SheetKey, _ items: [String: Int], isUnreadable: Bool = false, definition: Definition,
    election: Digest, problems: inout [Message]
  ) -> Sheet? {
    guard let contest = definition.contest(key.contest) else {
      problems.append("sheet \(key): no contest \(key.contest)")
      return nil
    }
    var rest = items
    var missing: [String] = []
    func take(_ item: String) -> Int {
      guard let count = rest.removeValue(forKey: item) else {
        missing.append(item)
        return 0
      }
      return count
    }
    let papers = take(Sheet.papersItem)
    var counts: [String: OptionCount] = [:]
    for option in contest.options {
      if contest.method.marking == .judged {
        counts[option.id] = .judged(
          support: take("\(option.id):support"), oppose: take("\(option.id):oppose"),
          abstain: take("\(option.id):abstain"))
      } else {
        counts[option.id] = .chosen(take(option.id))
      }
    }
    var rejected: [String: Int] = [:]
    for category in definition.rejections {
      rejected[category.id] = take("rejected:\(category.id)")
    }
    for item in rest.keys.sorted() { problems.append("sheet \(key): unknown item \(item)") }
    // What could not be read was told with its line.
    guard !isUnreadable else { return nil }
    guard missing.isEmpty else {
      problems.append("sheet \(key): incomplete, missing \(missing.joined(separator: ", "))")
      return nil
    }
    return Sheet(
      election: election, key: key, papers: papers, counts: counts, rejected: rejected,
      objections: nil)
  }

  /// Batches that are the sum of all those of their station and contest that stand above them.
  ///
  /// Only where at least two of those have papers: a batch like the one before it proves nothing.
  private static func sums(_ sheets: [Sheet], _ boxes: [String: Int]) -> [Message] {
    var above: [[String]: (batches: Int, numbers: [Int])] = [:]
    var problems: [Message] = []
    for sheet in sheets {
      let numbers =
        [sheet.papers]
        + sheet.counts.sorted { $0.key < $1.key }.flatMap(\.value.numbers)
        + sheet.rejected.sorted { $0.key < $1.key }.map(\.value)
      let place = [sheet.key.station, sheet.key.contest]
      guard sheet.papers > 0 else { continue }
      if let sum = above[place], sum.batches > 1, sum.numbers == numbers,
        boxes[sheet.key.station] != sum.numbers[0] + sheet.papers
      {
        problems.append(
          "sheet \(sheet.key): is the sum of the batches above it; where it is a batch all the same, "
            + "import with --not-a-total")
      }
      let before = above[place] ?? (0, [Int](repeating: 0, count: numbers.count))
      above[place] = (before.batches + 1, zip(before.numbers, numbers).map(+))
    }
    return problems
  }
}
