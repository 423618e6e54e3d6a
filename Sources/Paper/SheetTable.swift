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
      let sheet = Sheet(
        key, rows.items[key] ?? [:], isUnreadable: rows.unreadable.contains(key),
        definition: definition, election: election, problems: &problems)
      if let sheet { sheets.append(sheet) }
    }
    if !allowsTotals { problems += sums(sheets, boxes) }
    guard problems.isEmpty else { throw SheetError(problems) }
    return sheets
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
