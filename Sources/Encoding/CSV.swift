/// Why some bytes are not the table that was asked for, and in which line.
package struct CSVError: Error, Equatable {
  /// What a table can lack.
  package enum Problem: Equatable, Sendable {
    case notUTF8, noHeader
    /// A row with another number of fields than the header.
    case fields(Int, header: Int)
    case otherHeader(than: [String])
    case notCanonical
    /// Text after a quoted field, or a carriage return that ends no line.
    case textAfterField
    case quoteInField, openQuote
    /// A quoted field that goes on in the next line, where it may not.
    case quoteOverLines
  }

  /// What is wrong.
  package let problem: Problem
  /// The line, from 1, at which it begins.
  package let line: Int

  package init(_ problem: Problem, line: Int) {
    self.problem = problem
    self.line = line
  }
}

/// Comma-separated tables (RFC 4180) with a header line.
package enum CSV {
  /// A row and the line of the file, from 1, on which it begins.
  package struct Row: Equatable, Sendable {
    package let line: Int
    package let fields: [String]
  }

  /// A table as people's programs write it.
  package struct Table: Equatable, Sendable {
    package let header: [String]
    package let rows: [Row]
  }

  /// Reads a table that a person made: a byte order mark, CRLF, needless quotes and blank lines at
  /// the end, as spreadsheets write them, are taken as they are meant.
  ///
  /// Without `linesInFields` a field ends with its line, so that a quote that was opened by mistake
  /// takes no rows with it.
  ///
  /// - Throws: `CSVError` where the text is not UTF-8, a quote is not closed or misplaced, or a row
  ///   has more or fewer fields than the header.
  package static func parse(
    _ bytes: [UInt8], linesInFields: Bool = true
  ) throws(CSVError) -> Table {
    var bytes = bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw CSVError(.notUTF8, line: 1)
    }
    var records = try records(bytes, linesInFields)
    while let last = records.last, last.fields == [""] { records.removeLast() }
    guard let header = records.first else { throw CSVError(.noHeader, line: 1) }
    for row in records where row.fields.count != header.fields.count {
      throw CSVError(.fields(row.fields.count, header: header.fields.count), line: row.line)
    }
    return Table(header: header.fields, rows: Array(records.dropFirst()))
  }

  /// Reads a table of Coldcount's own, which has one spelling only: the given header, LF, quotes
  /// where they are needed, rows sorted by their bytes, LF after the last.
  ///
  /// - Throws: `CSVError` as `parse`, or where writing the rows again gives other bytes.
  package static func parse(
    canonical bytes: [UInt8], header: [String]
  ) throws(CSVError) -> [Row] {
    let table = try parse(bytes)
    guard table.header == header else {
      throw CSVError(.otherHeader(than: header), line: 1)
    }
    let again = write(header: header, rows: table.rows.map(\.fields))
    guard again != bytes else { return table.rows }
    let same = zip(again, bytes).prefix { $0 == $1 }
    let line = 1 + same.count { $0.0 == UInt8(ascii: "\n") }
    throw CSVError(.notCanonical, line: line)
  }

  /// Writes a table of Coldcount's own, sorting the rows.
  package static func write(header: [String], rows: [[String]]) -> [UInt8] {
    let lines = rows.map(line).sorted { $0.lexicographicallyPrecedes($1) }
    var bytes = line(header)
    for line in lines { bytes.append(contentsOf: line) }
    return bytes
  }

  /// One row as bytes, with its LF.
  package static func line(_ fields: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    append(fields, to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  /// Adds one row without an end of its line.
  package static func append(_ fields: [String], to bytes: inout [UInt8]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      guard needsQuotes(field) else {
        bytes.append(contentsOf: field.utf8)
        continue
      }
      bytes.append(UInt8(ascii: "\""))
      for byte in field.utf8 {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private static func needsQuotes(_ field: String) -> Bool {
    let bytes = field.utf8Span.span
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        return true
      default: continue
      }
    }
    return false
  }

  private static func records(
    _ bytes: ArraySlice<UInt8>, _ linesInFields: Bool
  ) throws(CSVError) -> [Row] {
    var records: [Row] = []
    var fields: [String] = []
    var line = 1
    var start = 1
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let (field, next) = try field(bytes, from: index, linesInFields, line: &line)
      fields.append(field)
      index = next
      guard index < bytes.endIndex else { break }
      if bytes[index] == UInt8(ascii: ",") {
        index += 1
        guard index < bytes.endIndex else {
          fields.append("")
          break
        }
        continue
      }
      // A carriage return counts only as half of a line end.
      if bytes[index] == UInt8(ascii: "\r") { index += 1 }
      guard index < bytes.endIndex, bytes[index] == UInt8(ascii: "\n") else {
        throw CSVError(.textAfterField, line: line)
      }
      index += 1
      records.append(Row(line: start, fields: fields))
      fields = []
      line += 1
      start = line
    }
    if !fields.isEmpty { records.append(Row(line: start, fields: fields)) }
    return records
  }

  private static func field(
    _ bytes: ArraySlice<UInt8>, from start: Int, _ linesInFields: Bool, line: inout Int
  ) throws(CSVError) -> (field: String, next: Int) {
    guard bytes[start] == UInt8(ascii: "\"") else {
      let end =
        bytes[start...].firstIndex {
          $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
        } ?? bytes.endIndex
      guard !bytes[start..<end].contains(UInt8(ascii: "\"")) else {
        throw CSVError(.quoteInField, line: line)
      }
      return (String(decoding: bytes[start..<end], as: UTF8.self), end)
    }
    let opened = line
    var content: [UInt8] = []
    var index = start + 1
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\"") else {
        if byte == UInt8(ascii: "\n") {
          guard linesInFields else {
            throw CSVError(.quoteOverLines, line: opened)
          }
          line += 1
        }
        content.append(byte)
        continue
      }
      guard index < bytes.endIndex, bytes[index] == UInt8(ascii: "\"") else {
        return (String(decoding: content, as: UTF8.self), index)
      }
      content.append(byte)
      index += 1
    }
    throw CSVError(.openQuote, line: opened)
  }
}
