package import Election
package import Encoding
import Words

/// A file of sheets as people hand it in: one `sheet.json`, or many sheets as a table
/// (FormatSheet § A sheet).
package enum SheetFile {
  /// The largest file, in bytes.
  package static let maxByteCount = SheetTable.maxByteCount

  /// The sheets of a file; which of the two forms it has shows in its first byte.
  ///
  /// Of a table's totals see `SheetTable.parse`.
  ///
  /// - Throws: `SheetError` with everything that is wrong with it.
  package static func parse(
    _ bytes: [UInt8], definition: Definition, election: Digest, allowsTotals: Bool = false,
    boxes: [String: Int] = [:]
  ) throws(SheetError) -> [Sheet] {
    guard bytes.first == UInt8(ascii: "{") else {
      return try SheetTable.parse(
        bytes, definition: definition, election: election, allowsTotals: allowsTotals,
        boxes: boxes)
    }
    let json: JSON
    do {
      json = try JSON.parse(canonical: bytes)
    } catch { throw SheetError([error.message]) }
    let sheet = try Sheet(json: json, definition: definition)
    guard sheet.election == election else {
      throw SheetError(["sheet \(sheet.key): belongs to the election \(sheet.election)"])
    }
    return [sheet]
  }
}
