import Console
import Election
import Encoding
import Paper
import Words

/// The desk at which one person keys sheets: which screen is shown, and what every key does.
///
/// Pure: what is to be kept or entered is given back as an effect.
struct PaperModel {
  /// What the world has to do after a key.
  enum Effect: Equatable {
    case none
    /// What is keyed of a sheet is to be kept.
    case keep([String: Int], of: SheetKey)
    case remove(SheetKey)
    /// The sheet is complete and its person said so.
    case enter(Sheet)
    case leave
  }

  enum Mode: Equatable {
    case choosing
    case keying(SheetKey, NumberForm)
    /// The form is complete: Enter once more enters it.
    case confirming(SheetKey, NumberForm)
    /// What several people keyed of a sheet, side by side.
    case comparing(SheetKey)
  }

  /// What was said last.
  struct Note: Equatable {
    let text: Message
    let style: Look
  }

  let person: Person
  let election: Digest
  var language: Language
  private(set) var definition: Definition
  private(set) var book: SheetBook
  private(set) var drafts: [SheetKey: [String: Int]]
  private(set) var mode = Mode.choosing
  private(set) var note: Note?
  private(set) var typed = ""
  private(set) var chosen = 0
  private(set) var enteredCount = 0
  private var last: SheetChoice?

  init(
    person: Person, definition: Definition, election: Digest, book: SheetBook,
    drafts: [SheetKey: [String: Int]], language: Language
  ) {
    self.person = person
    self.definition = definition
    self.election = election
    self.book = book
    self.drafts = drafts
    self.language = language
  }

  var chooser: SheetChooser {
    SheetChooser(
      definition: definition, book: book, person: person.id, unfinished: drafts.keys.sorted(),
      last: last)
  }

  var choices: [SheetChoice] { chooser.choices(typed) }

  func fields(_ key: SheetKey) -> SheetFields? {
    definition.contest(key.contest).map {
      SheetFields(contest: $0, definition: definition, language: language)
    }
  }

  /// Takes what was recorded in the meantime, here or elsewhere.
  mutating func update(_ book: SheetBook, definition: Definition) {
    self.book = book
    self.definition = definition
  }

  /// Goes back to the choice after an entry was recorded, and says what became of it.
  mutating func entered(_ sheet: Sheet, book: SheetBook, definition: Definition) {
    drafts[sheet.key] = nil
    last = SheetChoice(
      key: sheet.key, kind: book.entries(sheet.key).count > 1 ? .second : .new)
    update(book, definition: definition)
    enteredCount += 1
    mode = .choosing
    (typed, chosen) = ("", 0)
    let name = "\(sheet.key)"
    switch book.status(sheet.key) {
    case .agreed(_, let by):
      let other = by.filter { $0 != person.id }.joined(separator: ", ")
      note = Note(
        text: "\(name): keyed alike by \(other). It counts.", style: .good)
    case .differs:
      mode = .comparing(sheet.key)
      note = Note(
        text: "\(name): the entries differ. A person who has not keyed it decides.", style: .bad)
    default:
      note = Note(
        text: "\(name): entered. It counts once a second person has keyed it alike.", style: .good)
    }
  }

  /// Stays where it is and says why an entry could not be recorded.
  mutating func refused(_ report: Report) {
    note = Note(text: report.message, style: .bad)
    if case .confirming(let key, let form) = mode { mode = .keying(key, form) }
  }

  /// Takes a key.
  mutating func press(_ key: Key) -> Effect {
    switch mode {
    case .choosing: return pressChoosing(key)
    case .keying(let sheet, var form): return pressKeying(key, sheet, &form)
    case .confirming(let sheet, let form): return pressConfirming(key, sheet, form)
    case .comparing:
      if key == .character("L") || key == .character("l") { switchLanguage() }
      if key == .enter || key == .escape {
        mode = .choosing
        note = nil
      }
      return .none
    }
  }

  private mutating func switchLanguage() {
    language = language.next
    switch mode {
    case .keying(let key, let form): mode = .keying(key, relabelled(form, key))
    case .confirming(let key, let form): mode = .confirming(key, relabelled(form, key))
    case .choosing, .comparing: break
    }
  }

  private func relabelled(_ form: NumberForm, _ key: SheetKey) -> NumberForm {
    var form = form
    if let fields = fields(key) { form.relabel(rows: fields.rows, columns: fields.columns) }
    return form
  }

  private mutating func pressChoosing(_ key: Key) -> Effect {
    switch key {
    case .enter: open()
    case .escape where !typed.isEmpty: (typed, chosen) = ("", 0)
    case .escape, .character("Q"): return .leave
    case .character("L"): switchLanguage()
    case .character("X"):
      let choices = choices
      guard choices.indices.contains(chosen), choices[chosen].kind == .unfinished else { break }
      drafts[choices[chosen].key] = nil
      return .remove(choices[chosen].key)
    case .up: chosen = max(0, chosen - 1)
    case .down: chosen = min(max(0, choices.count - 1), chosen + 1)
    case .backspace: (typed, chosen) = (String(typed.dropLast()), 0)
    // Identifiers have small letters only: capitals are commands.
    case .character(let character) where character == " " || Identifier.isValid("0\(character)"):
      if typed.count < 100 { (typed, chosen) = (typed + String(character), 0) }
    case .tab:
      if let first = choices.first { typed = "\(first.key.station) \(first.key.batch) " }
    default: break
    }
    return .none
  }

  /// Opens the sheet that is chosen, or says why it cannot be keyed.
  private mutating func open() {
    let choices = choices
    guard choices.indices.contains(chosen) else {
      note = Note(
        text: "No sheet fits '\(typed)': type a station's id, a batch and a contest.", style: .bad)
      return
    }
    let choice = choices[chosen]
    let name = "\(choice.key)"
    switch choice.kind {
    case .agreed:
      note = Note(
        text: "\(name) was keyed alike by two people; it counts.", style: .notice)
    case .differing: (mode, note) = (.comparing(choice.key), nil)
    case .new, .second, .third, .own, .unfinished:
      guard let fields = fields(choice.key) else { return }
      guard drafts[choice.key] != nil || drafts.count < SheetDrafts.maxCount else {
        note = Note(
          text: "\(drafts.count) sheets are begun: finish one, or remove one with X.", style: .bad)
        return
      }
      var form = NumberForm(rows: fields.rows, columns: fields.columns)
      let own = book.entries(choice.key).first { $0.by == person.id }?.entry.items
      if let before = drafts[choice.key] ?? own { form.restore(before) }
      (mode, note) = (.keying(choice.key, form), nil)
    }
  }

  private mutating func pressKeying(
    _ key: Key, _ sheet: SheetKey, _ form: inout NumberForm
  ) -> Effect {
    if key == .character("L") || key == .character("l") {
      switchLanguage()
      return .none
    }
    let outcome = form.press(key)
    mode = .keying(sheet, form)
    switch outcome {
    case .typed, .ignored: return .none
    case .moved:
      note = nil
      return keep(sheet, form)
    case .cancelled:
      mode = .choosing
      (typed, chosen, note) = ("", 0, nil)
      return form.numbers.isEmpty ? .none : keep(sheet, form)
    case .done:
      let problems = fields(sheet)?.problems(form, key: sheet, election: election) ?? []
      if problems.isEmpty {
        (mode, note) = (.confirming(sheet, form), nil)
      } else {
        if let missing = form.missing.first {
          form.go(to: missing)
          mode = .keying(sheet, form)
        }
        note = Note(text: problems.joined(separator: " "), style: .bad)
      }
      return keep(sheet, form)
    }
  }

  private mutating func keep(_ sheet: SheetKey, _ form: NumberForm) -> Effect {
    drafts[sheet] = form.numbers
    return .keep(form.numbers, of: sheet)
  }

  private mutating func pressConfirming(
    _ key: Key, _ sheet: SheetKey, _ form: NumberForm
  ) -> Effect {
    switch key {
    case .enter:
      do {
        return .enter(
          try Sheet(sheet, items: form.numbers, definition: definition, election: election))
      } catch {
        mode = .keying(sheet, form)
        note = Note(text: error.problems.joined(separator: " "), style: .bad)
      }
    case .character("L"), .character("l"): switchLanguage()
    case .escape, .up, .backTab: mode = .keying(sheet, form)
    default: break
    }
    return .none
  }
}
