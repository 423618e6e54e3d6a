import CLinux
import Glibc

/// Columns of text, aligned by how wide the text appears: a Chinese character is two columns.
package struct TextTable: Sendable {
  /// How a column is aligned.
  package enum Alignment: Sendable { case left, right }

  private let columns: [Alignment]
  private var rows: [[String]] = []

  package init(_ columns: [Alignment]) { self.columns = columns }

  /// Adds a row with one text for every column.
  package mutating func add(_ row: [String]) { rows.append(row) }

  /// The table's lines, each indented by two columns.
  package var text: String {
    let widths = columns.indices.map { column in
      rows.map { column < $0.count ? TextWidth.of($0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = " "
      for (column, cell) in row.enumerated() where column < columns.count {
        let padding = String(repeating: " ", count: widths[column] - TextWidth.of(cell))
        line += " " + (columns[column] == .left ? cell + padding : padding + cell) + " "
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}

/// How many columns of a terminal text takes.
package enum TextWidth {
  // wcwidth knows East Asian widths only in a UTF-8 locale; this one is part of glibc.
  private static let isReady: Bool = unsafe setlocale(LC_CTYPE, "C.UTF-8") != nil

  /// The columns of `text`: each character is as wide as its widest scalar.
  package static func of(_ text: some StringProtocol) -> Int {
    guard isReady else { return text.count }
    return text.reduce(0) { $0 + of($1) }
  }

  private static func of(_ character: Character) -> Int {
    character.unicodeScalars.map { scalar in
      Int(max(0, coldcount_width(wchar_t(bitPattern: scalar.value))))
    }.max() ?? 0
  }
}
