package import Words

/// How a piece of text looks; what it means never shows in the colour alone.
package enum Look: Sendable {
  case plain
  case strong
  case faint
  /// Done, holds.
  case good
  /// Wrong, refused.
  case bad
  /// Wants attention.
  case notice
  /// What the keys act on.
  case selected
  /// The bars at the top and at the bottom.
  case bar

  /// The codes that switch it on (ECMA-48, SGR).
  func codes(colour: Bool) -> String {
    switch self {
    case .plain: ""
    case .strong: "1"
    case .faint: colour ? "2" : ""
    case .good: colour ? "32" : ""
    case .bad: colour ? "1;31" : "1"
    case .notice: colour ? "33" : ""
    case .selected: colour ? "1;30;46" : "7"
    case .bar: colour ? "1;37;44" : "7"
    }
  }
}

/// One line of a screen: pieces of text, each in a style.
package struct ScreenLine: Equatable, Sendable {
  package struct Piece: Equatable, Sendable {
    package let text: String
    package let style: Look
  }

  package private(set) var pieces: [Piece] = []

  package init() {}

  package init(_ text: String, _ style: Look = .plain) { add(text, style) }

  /// The columns that it takes.
  package var width: Int { pieces.reduce(0) { $0 + TextWidth.of($1.text) } }

  /// The text without its styles and without the spaces at its end.
  package var text: String {
    var text = pieces.map(\.text).joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  /// Adds a piece at the end, harmless whatever its text says.
  package mutating func add(_ text: String, _ style: Look = .plain) {
    guard !text.isEmpty else { return }
    pieces.append(Piece(text: SafeText.escaped(text), style: style))
  }

  /// Adds spaces up to a column.
  package mutating func pad(to column: Int, _ style: Look = .plain) {
    add(String(repeating: " ", count: max(0, column - width)), style)
  }

  /// The line with a piece added.
  package func adding(_ text: String, _ style: Look = .plain) -> ScreenLine {
    var line = self
    line.add(text, style)
    return line
  }

  /// The line followed by another from a column on.
  package func beside(_ other: ScreenLine, at column: Int) -> ScreenLine {
    var line = fitted(to: column)
    line.pad(to: column)
    for piece in other.pieces { line.add(piece.text, piece.style) }
    return line
  }

  /// The line cut to a width; what is cut off shows as an ellipsis.
  package func fitted(to limit: Int) -> ScreenLine {
    guard width > limit else { return self }
    var line = ScreenLine()
    for piece in pieces {
      let room = limit - line.width
      guard TextWidth.of(piece.text) > room else {
        line.add(piece.text, piece.style)
        continue
      }
      line.add(TextWidth.fitted(piece.text, to: room), piece.style)
      break
    }
    return line
  }
}

/// The size of a terminal.
package struct ScreenSize: Equatable, Sendable {
  package let columns: Int
  package let rows: Int

  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  /// The smallest that everything fits.
  package static let least = ScreenSize(columns: 80, rows: 24)

  /// Whether everything fits.
  package var isLargeEnough: Bool {
    columns >= Self.least.columns && rows >= Self.least.rows
  }
}

/// What a terminal shows: as many lines as it has rows, or fewer.
package struct Screen: Equatable, Sendable {
  package var lines: [ScreenLine]
  /// Where the next letter will appear; nil where none is typed.
  package var cursor: (row: Int, column: Int)?

  package init(_ lines: [ScreenLine], cursor: (row: Int, column: Int)? = nil) {
    self.lines = lines
    self.cursor = cursor
  }

  package static func == (one: Screen, other: Screen) -> Bool {
    one.lines == other.lines && one.cursor?.row == other.cursor?.row
      && one.cursor?.column == other.cursor?.column
  }

  /// The screen as plain text.
  package var text: String { lines.map { $0.text + "\n" }.joined() }

  /// What stands in a window that is too small for any screen.
  package static func tooSmall(_ language: Language) -> Screen {
    let least = ScreenSize.least
    let text: Message =
      "The window is too small: \(least.columns) columns and \(least.rows) lines are needed."
    return Screen([ScreenLine(language.text(text))])
  }

  /// Lays out a bar at the top, a body, and lines at the bottom, to just fill the size.
  package static func laidOut(
    title: String, body: [ScreenLine], bottom: [ScreenLine], size: ScreenSize
  ) -> Screen {
    var bar = ScreenLine(" " + TextWidth.fitted(title, to: max(0, size.columns - 2)), .bar)
    bar.pad(to: size.columns, .bar)
    let room = max(0, size.rows - bottom.count - 1)
    let padding = [ScreenLine](repeating: ScreenLine(), count: max(0, room - body.count))
    return Screen(([bar] + body.prefix(room) + padding + bottom).prefix(size.rows).map { $0 })
  }

  /// The bar of keys at the bottom: each key with what it does.
  package static func keys(_ keys: [(key: String, does: String)], width: Int) -> ScreenLine {
    var line = ScreenLine()
    for (key, does) in keys {
      line.add(line.pieces.isEmpty ? " " : "  ")
      line.add(key, .selected)
      line.add(" \(does)")
    }
    return line.fitted(to: width)
  }

  /// A line across.
  package static func rule(_ width: Int) -> ScreenLine {
    ScreenLine(String(repeating: "─", count: width), .faint)
  }

  /// What makes a terminal that shows `before` show this screen.
  func drawing(
    over before: [ScreenLine]?, size: ScreenSize, colour: Bool
  ) -> String {
    var text = "\u{1B}[?25l"
    if before == nil { text += "\u{1B}[0m\u{1B}[2J" }
    for row in 0..<size.rows {
      let line = row < lines.count ? lines[row].fitted(to: size.columns) : ScreenLine()
      if let before, row < before.count, before[row] == line { continue }
      text += "\u{1B}[\(row + 1);1H"
      for piece in line.pieces {
        let codes = piece.style.codes(colour: colour)
        text += codes.isEmpty ? piece.text : "\u{1B}[\(codes)m\(piece.text)\u{1B}[0m"
      }
      if line.width < size.columns { text += "\u{1B}[K" }
    }
    if let cursor {
      text += "\u{1B}[\(cursor.row + 1);\(cursor.column + 1)H\u{1B}[?25h"
    }
    return text
  }

  /// The lines as they are drawn, to compare the next screen with.
  func drawn(_ size: ScreenSize) -> [ScreenLine] {
    (0..<size.rows).map { $0 < lines.count ? lines[$0].fitted(to: size.columns) : ScreenLine() }
  }
}

extension TextWidth {
  /// The text cut to a number of columns, with an ellipsis where something is cut off.
  package static func fitted(_ text: String, to limit: Int) -> String {
    guard of(text) > limit else { return text }
    guard limit > 0 else { return "" }
    var result = ""
    var width = 0
    for character in text {
      let next = of(String(character))
      if width + next > limit - 1 { break }
      result.append(character)
      width += next
    }
    return result + "…"
  }

  /// The text with spaces after it up to a number of columns, or cut to it.
  package static func padded(_ text: String, to width: Int) -> String {
    let fitted = fitted(text, to: width)
    return fitted + String(repeating: " ", count: max(0, width - of(fitted)))
  }

  /// The text in lines of at most so many columns, broken at spaces or between Chinese characters.
  package static func wrapped(_ text: String, to limit: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var width = 0
    // Where the line may be broken: after this many characters of it.
    var lastBreak: Int?
    for character in text {
      let next = of(String(character))
      if width + next > limit, !line.isEmpty {
        guard character != " " else {
          lines.append(trimmedEnd(line))
          (line, width, lastBreak) = ("", 0, nil)
          continue
        }
        let rest = lastBreak.map { String(line.dropFirst($0)) } ?? ""
        let first = lastBreak.map { String(line.prefix($0)) } ?? line
        lines.append(trimmedEnd(first))
        line = rest
        width = of(rest)
        lastBreak = nil
      }
      if line.isEmpty, character == " ", !lines.isEmpty { continue }
      line.append(character)
      width += next
      if character == " " || next > 1 { lastBreak = line.count }
    }
    return lines + [trimmedEnd(line)]
  }

  private static func trimmedEnd(_ text: String) -> String {
    var text = text[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
