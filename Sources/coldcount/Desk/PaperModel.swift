import Console
import Election
import Encoding
import Paper
import Words

/// The desk at which one person keys sheets and accounts: which screen is shown, and what every key
/// does.
///
/// Pure: what is to be kept or entered is given back as an effect.
struct PaperModel {
  /// What the world has to do after a key.
  enum Effect: Equatable {
    case none
    /// What is keyed is to be kept.
    case keep(DeskDraft, of: DeskKey)
    case remove(DeskKey)
    /// It is complete and its person said so.
    case enter(PaperEntry)
    case leave
  }

  /// What somebody has to say yes to.
  enum Question: Equatable {
    /// Whether a batch is there that nothing tells of.
    case newBatch(DeskKey)
    /// Whether what is begun is to be thrown away.
    case remove(DeskKey)
  }

  enum Mode: Equatable {
    case choosing
    case asking(Question)
    case keying(DeskKey, NumberForm)
    /// The form is complete: Y enters it.
    case confirming(DeskKey, NumberForm)
    /// What several people keyed, side by side.
    case comparing(DeskKey)
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
  private(set) var paper: KeyedPaper
  private(set) var drafts: [DeskKey: DeskDraft]
  private(set) var mode = Mode.choosing
  private(set) var note: Note?
  private(set) var typed = ""
  private(set) var chosen = 0
  private(set) var enteredCount = 0
  private(set) var choices: [DeskChoice] = []
  private(set) var index: DeskIndex
  private var last: DeskChoice?

  init(
    person: Person, definition: Definition, election: Digest, paper: KeyedPaper,
    drafts: [DeskKey: DeskDraft], language: Language
  ) {
    self.person = person
    self.definition = definition
    self.election = election
    self.paper = paper
    self.drafts = drafts
    self.language = language
    index = DeskIndex(definition, paper, person: person.id)
    choices = chooser.choices("")
  }

  var chooser: DeskChooser {
    DeskChooser(index: index, unfinished: drafts.keys.sorted(), last: last)
  }

  /// The form of a sheet or account; nil where its contest is none.
  func fields(_ key: DeskKey) -> (any DeskForm)? {
    switch key {
    case .sheet(let sheet):
      definition.contest(sheet.contest).map {
        SheetFields(
          key: sheet, contest: $0, definition: definition, election: election, language: language)
      }
    case .account(let account):
      AccountFields(key: account, definition: definition, language: language)
    }
  }

  /// What a sheet or account is called.
  func name(_ key: DeskKey) -> String {
    if case .account(let account) = key { return language.text(PaperSubject.account(account).name) }
    return "\(key)"
  }

  /// What each person keyed, by its items, in the order in which they did.
  func entries(_ key: DeskKey) -> [(by: String, items: [String: Int])] {
    switch key {
    case .sheet(let sheet): paper.sheets.entries(sheet).map { ($0.by, $0.entry.items) }
    case .account(let account): paper.accounts.entries(account).map { ($0.by, $0.entry.items) }
    }
  }

  /// Takes what was recorded in the meantime, here or elsewhere.
  mutating func update(_ paper: KeyedPaper, definition: Definition) {
    self.paper = paper
    self.definition = definition
    index = DeskIndex(definition, paper, person: person.id)
    look(for: typed)
  }

  private mutating func look(for text: String) {
    (typed, chosen) = (text, 0)
    choices = chooser.choices(text)
  }

  /// Goes back to the choice after an entry was recorded, and says what became of it; nothing else
  /// was recorded since the last time.
  mutating func entered(_ entry: PaperEntry, paper: KeyedPaper, definition: Definition) {
    let key = entry.deskKey
    drafts[key] = nil
    (self.paper, self.definition) = (paper, definition)
    index.note(key, in: paper)
    last = DeskChoice(key, entries(key).count > 1 ? .second : .new)
    enteredCount += 1
    mode = .choosing
    look(for: "")
    let name = name(key)
    switch index.choice(key).kind {
    case .agreed:
      let other = entries(key).map(\.by).filter { $0 != person.id }.joined(separator: ", ")
      note = Note(text: "\(name): keyed alike by \(other). It counts.", style: .good)
    case .differing:
      mode = .comparing(key)
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
    case .asking(let question): return pressAsking(key, question)
    case .keying(let sheet, var form): return pressKeying(key, sheet, &form)
    case .confirming(let sheet, let form): return pressConfirming(key, sheet, form)
    case .comparing:
      if key == .character("L") { switchLanguage() }
      if key == .enter || key == .escape {
        mode = .choosing
        note = nil
      }
      return .none
    }
  }

  /// Nobody is typing just now, or the desk is left all at once: what is keyed so far is to be kept,
  /// the field that is half keyed too.
  mutating func pause() -> Effect {
    switch mode {
    case .keying(let key, let form), .confirming(let key, let form):
      let draft = DeskDraft(form)
      return draft == drafts[key] || draft.items.isEmpty ? .none : keep(key, form)
    case .choosing, .asking, .comparing: return .none
    }
  }

  private mutating func switchLanguage() {
    language = language.next
    switch mode {
    case .keying(let key, let form): mode = .keying(key, relabelled(form, key))
    case .confirming(let key, let form): mode = .confirming(key, relabelled(form, key))
    case .choosing, .asking, .comparing: break
    }
  }

  private func relabelled(_ form: NumberForm, _ key: DeskKey) -> NumberForm {
    var form = form
    if let fields = fields(key) { form.relabel(rows: fields.rows, columns: fields.columns) }
    return form
  }

  private mutating func pressChoosing(_ key: Key) -> Effect {
    switch key {
    case .enter: open()
    case .escape where !typed.isEmpty: look(for: "")
    case .escape, .character("Q"): return .leave
    case .character("L"): switchLanguage()
    case .character("X"):
      guard choices.indices.contains(chosen), choices[chosen].kind == .unfinished,
        let begun = choices[chosen].key
      else { break }
      mode = .asking(.remove(begun))
    case .up: chosen = max(0, chosen - 1)
    case .down: chosen = min(max(0, choices.count - 1), chosen + 1)
    case .backspace: look(for: String(typed.dropLast()))
    // Identifiers have small letters only: capitals are commands. Names may be Chinese.
    case .character(let character)
    where character == " " || Identifier.isValid("0\(character)")
      || character.isLetter && !character.isASCII:
      if typed.count < 100 { look(for: typed + String(character)) }
    case .tab:
      if let first = choices.first {
        look(for: [first.station, first.key?.batch].compactMap { $0 }.joined(separator: " ") + " ")
      }
    default: break
    }
    return .none
  }

  /// Opens what is chosen, or says why it cannot be keyed.
  private mutating func open() {
    guard choices.indices.contains(chosen) else {
      note = Note(
        text: "No sheet fits '\(typed)': type a station's id, a batch and a contest.", style: .bad)
      return
    }
    let choice = choices[chosen]
    guard let key = choice.key else {
      look(for: choice.station + " ")
      note = Note(
        text: "Type the batch as it is written on its papers, then a contest.",
        style: .notice)
      return
    }
    switch choice.kind {
    case .agreed:
      note = Note(text: "\(name(key)) was keyed alike by two people; it counts.", style: .notice)
    case .differing: (mode, note) = (.comparing(key), nil)
    case .newBatch: (mode, note) = (.asking(.newBatch(key)), nil)
    case .new, .second, .third, .own, .unfinished, .station: begin(key)
    }
  }

  /// Shows the form, with what this person keyed before.
  private mutating func begin(_ key: DeskKey) {
    guard let fields = fields(key) else { return }
    guard drafts[key] != nil || drafts.count < SheetDrafts.maxCount else {
      mode = .choosing
      note = Note(
        text: "\(drafts.count) sheets are begun: finish one, or remove one with X.", style: .bad)
      return
    }
    var form = NumberForm(rows: fields.rows, columns: fields.columns)
    if let draft = drafts[key] {
      form.restore(draft.items, at: draft.field)
    } else if let own = entries(key).first(where: { $0.by == person.id }) {
      form.restore(own.items)
    }
    (mode, note) = (.keying(key, form), nil)
  }

  private mutating func pressAsking(_ key: Key, _ question: Question) -> Effect {
    let isYes = key == .character("Y") || key == .character("y")
    switch (question, isYes) {
    case (.newBatch(let key), true): begin(key)
    case (.remove(let begun), true):
      drafts[begun] = nil
      mode = .choosing
      look(for: "")
      return .remove(begun)
    case (_, false) where key == .character("L"): switchLanguage()
    // A key that is held down says nothing.
    case (_, false) where key == .enter || key == .character("X"): break
    case (_, false): mode = .choosing
    }
    return .none
  }

  private mutating func pressKeying(
    _ key: Key, _ sheet: DeskKey, _ form: inout NumberForm
  ) -> Effect {
    if key == .character("L") {
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
      note = nil
      let effect = form.numbers.isEmpty ? .none : keep(sheet, form)
      look(for: "")
      return effect
    case .done:
      let problems = fields(sheet)?.problems(form) ?? []
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

  private mutating func keep(_ key: DeskKey, _ form: NumberForm) -> Effect {
    let draft = DeskDraft(form)
    drafts[key] = draft
    return .keep(draft, of: key)
  }

  private mutating func pressConfirming(
    _ key: Key, _ sheet: DeskKey, _ form: NumberForm
  ) -> Effect {
    switch key {
    case .character("Y"), .character("y"):
      do {
        guard let fields = fields(sheet) else { break }
        return .enter(try fields.entry(form))
      } catch {
        mode = .keying(sheet, form)
        note = Note(text: error.problems.joined(separator: " "), style: .bad)
      }
    case .character("L"): switchLanguage()
    case .escape, .up, .backTab, .character("N"), .character("n"): mode = .keying(sheet, form)
    default: break
    }
    return .none
  }
}
