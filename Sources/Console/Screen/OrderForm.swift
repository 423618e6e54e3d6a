import Encoding

/// A command that is put together on the screen: its line is shown as it grows, and is what is run.
package struct OrderForm: Equatable, Sendable {
  /// A value that is offered.
  package struct Choice: Equatable, Sendable {
    package let value: String
    /// What it is, in a few words.
    package let note: String
    /// The value of another field with which it goes: the person whose key it is.
    package let belongsTo: String?

    package init(_ value: String, note: String = "", belongsTo: String? = nil) {
      self.value = value
      self.note = note
      self.belongsTo = belongsTo
    }
  }

  /// A part of the command line.
  package struct Field: Equatable, Sendable {
    package let label: String
    /// The option that it is the value of; nil for an argument.
    package let option: String?
    /// Stands before what is typed, as the candidate of a draw does.
    package let prefix: String
    package let isNeeded: Bool
    /// Whether the option is there or not, and takes no value.
    package let isFlag: Bool
    /// Whether another one like it follows once it is filled in.
    package let isRepeatable: Bool
    /// Whether Enter stops at it while it is empty, also where it may stay so.
    package let isAsked: Bool
    /// What it is for, shown while it is filled in.
    package let help: String
    package let choices: [Choice]
    /// The field whose value decides what is offered first, by its option.
    package let follows: String?
    package fileprivate(set) var text: String

    package init(
      _ label: String, option: String? = nil, prefix: String = "", isNeeded: Bool = true,
      isFlag: Bool = false, isRepeatable: Bool = false, isAsked: Bool = false,
      help: String = "",
      choices: [Choice] = [], text: String? = nil, follows: String? = nil
    ) {
      self.isFlag = isFlag
      self.isRepeatable = isRepeatable
      self.isAsked = isAsked
      self.help = help
      self.label = label
      self.option = option
      self.prefix = prefix
      self.isNeeded = isNeeded
      self.choices = choices
      self.follows = follows
      self.text = text ?? choices.first?.value ?? ""
    }

    /// Another one like it, empty.
    fileprivate var next: Field {
      Field(
        label, option: option, prefix: prefix, isNeeded: false, isRepeatable: true,
        isAsked: isAsked, help: help,
        choices: choices, text: "", follows: follows)
    }
  }

  /// What came of a key.
  package enum Outcome: Equatable, Sendable {
    case changed
    /// The line is complete and was confirmed.
    case run
    case cancelled
    case ignored
  }

  /// The longest value, in characters.
  private static let maxLength = 1_000
  private static let maxHelpLineCount = 3

  package let title: String
  /// What the command does, for people.
  package let explanation: String
  package let program: String
  package let words: [String]
  /// What follows the options, as the workspace does.
  package let ending: [String]
  package private(set) var fields: [Field]
  /// The field that is filled in; one beyond the last for the line itself.
  package private(set) var position: Int
  private var replaces = true

  package init(
    title: String, explanation: String, program: String, words: [String], fields: [Field],
    ending: [String]
  ) {
    self.title = title
    self.explanation = explanation
    self.program = program
    self.words = words
    self.fields = fields
    self.ending = ending
    position = 0
    for index in fields.indices.reversed() { adjust(to: index) }
    position = self.fields.firstIndex(where: Self.isOpen) ?? fields.count
  }

  private static func isOpen(_ field: Field) -> Bool { field.isNeeded && field.text.isEmpty }

  /// The command line, without the program.
  package var line: [String] {
    let arguments = fields.filter { $0.option == nil && !$0.text.isEmpty }.map(\.text)
    let options = fields.flatMap { field -> [String] in
      guard let option = field.option, !field.text.isEmpty else { return [] }
      return field.isFlag ? [option] : [option, field.prefix + field.text]
    }
    return words + arguments + options + ending
  }

  /// The value of an option; nil where it has none.
  package func value(_ option: String) -> String? {
    fields.first { $0.option == option && !$0.text.isEmpty }?.text
  }

  /// Takes a key.
  package mutating func press(_ key: Key) -> Outcome {
    switch key {
    case .escape: return .cancelled
    case .up, .backTab: return move(to: position - 1)
    case .down, .tab: return move(to: position + 1)
    case .enter:
      guard position < fields.count else {
        guard let open = fields.firstIndex(where: Self.isOpen) else { return .run }
        return move(to: open)
      }
      let next = fields.indices.dropFirst(position + 1).first {
        Self.isOpen(fields[$0]) || fields[$0].isAsked && fields[$0].text.isEmpty
      }
      return move(to: next ?? fields.count)
    default: break
    }
    guard fields.indices.contains(position) else { return .ignored }
    switch key {
    case .left: return choose(-1)
    case .right: return choose(1)
    case .backspace:
      guard !fields[position].text.isEmpty else { return .ignored }
      fields[position].text.removeLast()
      replaces = false
    case .character(let character):
      guard fields[position].text.count < Self.maxLength else { return .ignored }
      if replaces { fields[position].text = "" }
      fields[position].text.append(character)
      replaces = false
    default: return .ignored
    }
    adjust(to: position)
    return .changed
  }

  private mutating func move(to target: Int) -> Outcome {
    guard (0...fields.count).contains(target) else { return .ignored }
    if fields.indices.contains(position) { complete(position) }
    position = target
    replaces = true
    return .changed
  }

  /// Takes a number that was typed for the one choice that ends with it: 212 for s212.
  private mutating func complete(_ index: Int) {
    let field = fields[index]
    guard let number = Int(field.text), !field.choices.contains(where: { $0.value == field.text })
    else { return }
    let meant = field.choices.filter { Identifier.number(of: $0.value) == number }
    guard meant.count == 1 else { return }
    fields[index].text = meant[0].value
    adjust(to: index)
  }

  private mutating func choose(_ step: Int) -> Outcome {
    let field = fields[position]
    guard !field.choices.isEmpty else { return .ignored }
    let now = field.choices.firstIndex { $0.value == field.text }
    let count = field.choices.count
    let next = now.map { ($0 + step + count) % count } ?? 0
    fields[position].text = field.choices[next].value
    replaces = true
    adjust(to: position)
    return .changed
  }

  /// Lets the fields that follow another take what belongs to its value, and another one follow a
  /// repeatable one that is filled in.
  private mutating func adjust(to index: Int) {
    let field = fields[index]
    let next = index + 1 < fields.count ? fields[index + 1] : nil
    let isLast = next.map { $0.label != field.label || $0.option != field.option } ?? true
    if field.isRepeatable, isLast, !field.text.isEmpty { fields.insert(field.next, at: index + 1) }
    guard let option = fields[index].option else { return }
    for other in fields.indices where fields[other].follows == option {
      let fitting = fields[other].choices.first { $0.belongsTo == fields[index].text }
      if let fitting { fields[other].text = fitting.value }
    }
  }

  /// The form in lines of a width, and where the next letter will stand.
  package func lines(
    width: Int, runLabel: String, neededLabel: String
  ) -> (lines: [ScreenLine], cursor: (row: Int, column: Int)?) {
    var lines = TextWidth.wrapped(explanation, to: width - 2).map { ScreenLine(" " + $0) }
    lines.append(ScreenLine())
    var cursor: (row: Int, column: Int)?
    let labelWidth = min(26, (fields.map { TextWidth.of($0.label) }.max() ?? 0) + 2)
    let valueWidth = width - labelWidth - 6
    for (index, field) in fields.enumerated() {
      let isHere = index == position
      var line = ScreenLine(isHere ? " ▸ " : "   ")
      line.add(TextWidth.padded(field.label, to: labelWidth), isHere ? .strong : .plain)
      let shown = field.prefix + Self.end(of: field.text, width: valueWidth - 2)
      if isHere { cursor = (lines.count, line.width + TextWidth.of(shown)) }
      let isMissing = Self.isOpen(field) && !isHere
      line.add(
        TextWidth.padded(isMissing ? shown + neededLabel : shown, to: valueWidth),
        isHere ? .selected : isMissing ? .bad : .strong)
      lines.append(line)
      if isHere {
        lines += choiceLines(field, indent: labelWidth + 3, width: valueWidth)
        lines += TextWidth.wrapped(field.help, to: valueWidth).prefix(Self.maxHelpLineCount)
          .filter { !$0.isEmpty }
          .map { ScreenLine(String(repeating: " ", count: labelWidth + 3) + $0, .faint) }
      }
    }
    lines.append(ScreenLine())
    let isLine = position == fields.count
    lines.append(
      ScreenLine(isLine ? " ▸ " : "   ").adding(" \(runLabel) ", isLine ? .selected : .strong))
    lines.append(ScreenLine())
    lines += Self.shown(program, line, width: width)
    return (lines, cursor)
  }

  private func choiceLines(_ field: Field, indent: Int, width: Int) -> [ScreenLine] {
    guard let now = field.choices.firstIndex(where: { $0.value == field.text }) else { return [] }
    let note = field.choices[now].note
    let count = field.choices.count > 1 ? "◂ \(now + 1)/\(field.choices.count) ▸ " : ""
    guard !(count + note).isEmpty else { return [] }
    return [
      ScreenLine(
        String(repeating: " ", count: indent) + TextWidth.fitted(count + note, to: width), .faint)
    ]
  }

  /// The end of a text, where the next letter is typed.
  private static func end(of text: String, width: Int) -> String {
    guard TextWidth.of(text) > width else { return text }
    var rest = text[...]
    while TextWidth.of(rest) > width - 1 { rest.removeFirst() }
    return "…" + rest
  }

  /// A command line as it would be typed, folded to a width.
  package static func shown(_ program: String, _ line: [String], width: Int) -> [ScreenLine] {
    // An option stays on one line with its value where both fit.
    var units: [String] = []
    for word in line.map(quoted) {
      if let option = units.last, option.hasPrefix("--"), !option.contains(" "),
        !word.hasPrefix("--")
      {
        units[units.count - 1] += " " + word
      } else {
        units.append(word)
      }
    }
    var lines: [String] = []
    var text = " $ \(program)"
    for unit in units {
      if TextWidth.of(text) + TextWidth.of(unit) + 3 > width {
        lines.append(text + " \\")
        text = "    " + unit
      } else {
        text += " " + unit
      }
    }
    return (lines + [text]).flatMap { line in
      // A word that is longer than a line is folded as it stands.
      TextWidth.wrapped(line, to: width).map { ScreenLine($0, .notice) }
    }
  }

  /// A word as a shell takes it.
  package static func quoted(_ word: String) -> String {
    let plain = word.unicodeScalars.allSatisfy {
      $0.value >= 0x80 || $0.properties.isAlphabetic || ("0"..."9").contains($0)
        || "/._-=:,@%+~".unicodeScalars.contains($0)
    }
    guard !plain || word.isEmpty else { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
