/// A form of numbers, filled in from top to bottom with digits and Enter.
///
/// A row has one number, or several beside each other. What was left empty is not zero.
package struct NumberForm: Equatable, Sendable {
  /// A row of the form.
  package struct Row: Equatable, Sendable {
    /// Stands above the row; nil where the row belongs to what is above it.
    package var heading: String?
    package var label: String
    /// The names of its numbers.
    package let items: [String]

    package init(heading: String? = nil, label: String, items: [String]) {
      self.heading = heading
      self.label = label
      self.items = items
    }
  }

  /// What came of a key.
  package enum Outcome: Equatable, Sendable {
    /// A digit came or went.
    case typed
    /// Another number is keyed now.
    case moved
    /// The last number was left with Enter.
    case done
    case cancelled
    /// The form does not use this key.
    case ignored
  }

  /// The most digits of a number.
  package static let maxDigitCount = 9
  /// The columns of a number with its brackets, where there is room and where there is less.
  private static let cellWidths = (wide: 11, narrow: 9)
  private static let leastLabelWidth = 22
  /// Further from their words numbers are hard to follow.
  private static let mostLabelWidth = 44

  package private(set) var rows: [Row]
  /// What stands above the numbers of rows that have several.
  package private(set) var columns: [String]
  private var texts: [String: String] = [:]
  private let items: [String]
  /// The number that is keyed, by its position among all.
  package private(set) var position = 0
  /// Whether the next digit replaces what is there, as after coming back to a number.
  private var replaces = true

  package init(rows: [Row], columns: [String]) {
    self.rows = rows
    self.columns = columns
    items = rows.flatMap(\.items)
  }

  /// Puts other words on it, in another language.
  package mutating func relabel(rows: [Row], columns: [String]) {
    guard rows.flatMap(\.items) == items else { return }
    self.rows = rows
    self.columns = columns
  }

  /// The digits of a number as they were keyed.
  package func text(_ item: String) -> String { texts[item] ?? "" }

  /// A number; nil where nothing is keyed.
  package func number(_ item: String) -> Int? { texts[item].flatMap(Int.init) }

  /// All numbers that are keyed.
  package var numbers: [String: Int] { texts.compactMapValues(Int.init) }

  /// The number that is keyed; nil in a form without any.
  package var current: String? { items.indices.contains(position) ? items[position] : nil }

  /// Puts back what was keyed before; what is no number of the form is left out.
  ///
  /// Goes on in `field`, behind what was keyed there; where none is given, in the first that is
  /// missing.
  package mutating func restore(_ numbers: [String: Int], at field: String? = nil) {
    for item in items { texts[item] = numbers[item].map { String($0) } }
    let found = field.flatMap { items.firstIndex(of: $0) }
    position = found ?? items.firstIndex { text($0).isEmpty } ?? max(0, items.count - 1)
    replaces = found == nil
  }

  /// The numbers that are not keyed yet.
  package var missing: [String] { items.filter { text($0).isEmpty } }

  /// Goes to a number.
  package mutating func go(to item: String) {
    guard let found = items.firstIndex(of: item) else { return }
    position = found
    replaces = true
  }

  /// Takes a key.
  package mutating func press(_ key: Key) -> Outcome {
    guard items.indices.contains(position) else { return .ignored }
    let item = items[position]
    if let digit = key.digit {
      var text = replaces ? "" : self.text(item)
      guard text.count < Self.maxDigitCount else { return .ignored }
      // No number begins with a nought that stands for nothing.
      if text == "0" { text = "" }
      texts[item] = text + String(digit)
      replaces = false
      return .typed
    }
    switch key {
    case .backspace:
      guard !text(item).isEmpty else { return .ignored }
      texts[item] = String(text(item).dropLast())
      replaces = false
      return .typed
    case .enter where position == items.count - 1: return .done
    case .enter, .tab, .down, .right: return move(by: 1)
    case .backTab, .up, .left: return move(by: -1)
    case .home: return move(by: -position)
    case .end: return move(by: items.count - 1 - position)
    case .escape: return .cancelled
    default: return .ignored
    }
  }

  private mutating func move(by steps: Int) -> Outcome {
    let target = position + steps
    guard items.indices.contains(target) else { return .ignored }
    position = target
    replaces = true
    return .moved
  }

  /// The columns that it takes where there is room.
  package var fullWidth: Int {
    let most = rows.map(\.items.count).max() ?? 1
    return Self.mostLabelWidth + most * (Self.cellWidths.wide + 1) + 1
  }

  /// The form in a space; where it is longer, the part around the number that is keyed.
  ///
  /// Gives the lines, and where the next digit will stand in them.
  package func lines(
    width: Int, height: Int
  ) -> (lines: [ScreenLine], cursor: (row: Int, column: Int)?) {
    let most = rows.map(\.items.count).max() ?? 1
    let isWide = width - most * (Self.cellWidths.wide + 1) > Self.leastLabelWidth
    let cellWidth = isWide ? Self.cellWidths.wide : Self.cellWidths.narrow
    let labelWidth = min(
      Self.mostLabelWidth, max(8, width - most * (cellWidth + 1) - 1))
    let isRoomy = rows.count * 2 + rows.count { $0.heading != nil } * 2 < height
    var lines: [ScreenLine] = []
    var cursor: (row: Int, column: Int)?
    var index = 0
    for row in rows {
      if let heading = row.heading {
        if !lines.isEmpty { lines.append(ScreenLine()) }
        var line = ScreenLine(TextWidth.padded(heading, to: labelWidth), .strong)
        if row.items.count > 1 {
          for column in columns {
            line.add(" " + Self.right(column, width: cellWidth), .faint)
          }
        }
        lines.append(line)
      }
      var line = ScreenLine(" " + TextWidth.padded(row.label, to: labelWidth - 1))
      for item in row.items {
        line.add(" ")
        let isKeyed = index == position
        if isKeyed { cursor = (lines.count, line.width + cellWidth - 2) }
        line.add(
          cell(item, width: cellWidth), isKeyed ? .selected : text(item).isEmpty ? .faint : .strong)
        index += 1
      }
      lines.append(line)
      if isRoomy { lines.append(ScreenLine()) }
    }
    let row = cursor?.row ?? 0
    let start = max(0, min(row - height / 2, lines.count - height))
    return (
      Array(lines[start..<min(lines.count, start + height)]),
      cursor.map { ($0.row - start, $0.column) }
    )
  }

  private func cell(_ item: String, width: Int) -> String {
    "[" + Self.right(text(item), width: width - 2) + "]"
  }

  private static func right(_ text: String, width: Int) -> String {
    let fitted = TextWidth.fitted(text, to: width)
    return String(repeating: " ", count: max(0, width - TextWidth.of(fitted))) + fitted
  }
}
