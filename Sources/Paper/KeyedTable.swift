import Encoding
import Words

/// A table of figures as people bring it from a spreadsheet, read so that whatever it is instead is
/// named, with what to do.
struct KeyedTable {
  /// The rows below the header; those in which every cell is empty are left out.
  let rows: [CSV.Row]

  /// Reads a table that must have this header.
  ///
  /// - Throws: `SheetError` where it is another kind of file or has another header.
  init(_ bytes: [UInt8], header: [String]) throws(SheetError) {
    if let kind = Self.otherKind(bytes) {
      throw SheetError(
        ["the file is \(kind), no table of comma-separated values"], advice: Self.saving)
    }
    let table: CSV.Table
    do {
      table = try CSV.parse(bytes, linesInFields: false)
    } catch { throw Self.refusal(of: bytes, header, error) }
    guard table.header == header else { throw Self.refusal(of: bytes, header, nil) }
    rows = table.rows.filter { row in row.fields.contains { !$0.allSatisfy(\.isWhitespace) } }
  }

  private static let saving: Message =
    "save it as 'CSV UTF-8 (comma delimited)' and import that file; nothing was taken"

  /// What spreadsheets put between columns in countries where a comma is a decimal point.
  private enum Separator: String, CaseIterable {
    case semicolon = ";"
    case tab = "\t"

    var plural: Message {
      switch self {
      case .semicolon: "semicolons"
      case .tab: "tabs"
      }
    }
  }

  /// What begins otherwise than a table does.
  private static let beginnings: [(bytes: [UInt8], kind: Message)] = [
    ([0x50, 0x4B, 0x03, 0x04], "a workbook of Excel or LibreOffice"),
    ([0xD0, 0xCF, 0x11, 0xE0], "a workbook of an older Excel"),
    ([0xFF, 0xFE], "text in UTF-16 ('Unicode text')"),
    ([0xFE, 0xFF], "text in UTF-16 ('Unicode text')"),
    (Array("%PDF".utf8), "a PDF"),
    (Array("<".utf8), "a page of HTML or XML"),
    (Array("{".utf8), "JSON"),
  ]

  /// What the file is, where its bytes show that it is no text of ours; nil where they do not.
  private static func otherKind(_ bytes: [UInt8]) -> Message? {
    if let found = beginnings.first(where: { bytes.starts(with: $0.bytes) }) { return found.kind }
    if bytes.prefix(64).contains(0) { return "text in UTF-16 or no text at all" }
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    return "text that is not in UTF-8: Big5 or another older encoding"
  }

  /// Why the text is not the table: the separator, lines above the header, or what the reading of it
  /// found.
  private static func refusal(
    of bytes: [UInt8], _ header: [String], _ error: CSVError?
  ) -> SheetError {
    let lines = String(decoding: bytes.prefix(65_536), as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { $0.drop { $0 == "\u{FEFF}" }.filter { $0 != "\"" } }
    let wanted = header.joined(separator: ",")
    for separator in Separator.allCases
    where lines.contains(header.joined(separator: separator.rawValue)) {
      return SheetError(
        ["line 1: \(separator.plural) stand between the columns, not commas"], advice: saving)
    }
    if let place = lines.firstIndex(of: wanted), place > 0 {
      return SheetError([
        "line 1: the header stands in line \(place + 1); remove what is above it"
      ])
    }
    if let error { return SheetError([error.message]) }
    return SheetError(["line 1: the header is not \(wanted)"])
  }
}

/// A number as somebody typed it into a cell.
enum CellCount: Equatable {
  case number(Int)
  /// Why it is none, with what to type where that can be seen.
  case problem(Message)

  /// Reads a cell that holds a count from 0 to `most`: the digits 0 to 9 and nothing else.
  init(_ cell: String, most: Int) {
    if let number = Int(cell), String(number) == cell, number >= 0 {
      self = number <= most ? .number(number) : .problem("\(number) is more than \(most)")
      return
    }
    let shown = SafeText.escaped(cell)
    guard !cell.allSatisfy(\.isWhitespace) else {
      self = .problem("the cell is empty; type 0 where none was counted")
      return
    }
    guard let meant = Self.meant(cell), meant <= most else {
      self = .problem("'\(shown)' is not a count; type it with the digits 0 to 9 only")
      return
    }
    self = .problem("'\(shown)' has \(Self.excess(cell)); type \(String(meant))")
  }

  /// The number that a cell with full-width digits, spaces or separators of thousands means.
  private static func meant(_ cell: String) -> Int? {
    var digits = ""
    for character in cell {
      if let value = character.wholeNumberValue, (0...9).contains(value) {
        digits += "\(value)"
      } else if !character.isWhitespace, !separators.contains(character) {
        return nil
      }
    }
    // A number with a point may as well be a fraction.
    guard !cell.contains(".") || isGrouped(cell) else { return nil }
    return Int(digits)
  }

  private static let separators: Set<Character> = [",", ".", "'", "’", "，", "\u{00A0}", "\u{202F}"]

  /// Whether every point stands before three digits.
  private static func isGrouped(_ cell: String) -> Bool {
    let groups: [Substring] = cell.split(separator: ".", omittingEmptySubsequences: false)
    return groups.dropFirst().allSatisfy { $0.count == 3 }
  }

  /// What a cell has beside the digits.
  private static func excess(_ cell: String) -> Message {
    if cell.contains(where: separators.contains) { return "a separator of thousands" }
    if cell.contains(where: \.isWhitespace) { return "a space" }
    if !cell.utf8.allSatisfy({ $0 < 0x80 }) { return "full-width digits" }
    return "a zero in front"
  }
}
