import Console
import Election
import Paper
import Words

/// The screens of the desk at which sheets and accounts are keyed.
extension PaperModel {
  private static let sumsWidth = 24

  /// What is shown now.
  func screen(_ size: ScreenSize) -> Screen {
    guard size.isLargeEnough else { return .tooSmall(language) }
    return switch mode {
    case .choosing: choosing(size)
    case .asking(let question): asking(question, size)
    case .keying(let key, let form): keying(key, form, isComplete: false, size)
    case .confirming(let key, let form): keying(key, form, isComplete: true, size)
    case .comparing(let key): comparing(key, size)
    }
  }

  func say(_ message: Message) -> String { language.text(message) }

  private func name(_ names: Names) -> String { SafeText.escaped(names.text(language.rawValue)) }

  /// The note folded to a width, at most `count` lines of it.
  private func note(_ width: Int, _ count: Int) -> [ScreenLine] {
    guard let note else { return [] }
    return TextWidth.wrapped(say(note.text), to: width - 2).prefix(count)
      .map { ScreenLine(" " + $0, note.style) }
  }

  private var whose: String { "\(person.id) \(name(person.name))" }

  private func words(_ kind: DeskChoice.Kind) -> String {
    switch kind {
    case .unfinished: say("begun, not entered")
    case .new: say("nobody keyed it yet")
    case .newBatch: say("a new batch?")
    case .station: say("type its batch")
    case .second: say("second entry")
    case .third: say("entries differ: you decide")
    case .own: say("yours, can be corrected")
    case .differing: say("entries differ: look")
    case .agreed: say("counts")
    }
  }

  private func place(_ station: String, _ key: DeskKey?) -> String {
    let parts = [
      definition.station(station).map { name($0.name) },
      key.flatMap { $0.batch == nil ? say("Account of its papers") : nil },
      key?.contest.flatMap(definition.contest).map { name($0.title) },
    ]
    return parts.compactMap { $0 }.joined(separator: " · ")
  }

  private func ids(_ choice: DeskChoice) -> String {
    guard let key = choice.key else { return "\(choice.station) …" }
    return [key.station, key.batch ?? say("account"), key.contest].compactMap { $0 }
      .joined(separator: " ")
  }

  private func choosing(_ size: ScreenSize) -> Screen {
    let choices = choices
    let (agreed, pending) = (index.agreedSheetCount, index.pendingSheetCount)
    var body = [
      ScreenLine(),
      ScreenLine(
        " "
          + say(
            "Sheets: \(agreed) count, \(pending) pending. Entered by you just now: \(enteredCount)")
      ),
      ScreenLine(),
    ]
    let prompt = " " + say("Sheet: ")
    let cursor = (row: body.count + 1, column: TextWidth.of(prompt) + 1 + TextWidth.of(typed))
    var line = ScreenLine(prompt, .strong)
    line.add(TextWidth.padded(" " + typed, to: 40), .selected)
    body.append(line)
    body.append(
      ScreenLine(
        " "
          + say(
            "station, batch and contest: their first letters will do; or take one below"), .faint))
    body.append(ScreenLine())
    let room = max(1, size.rows - body.count - 5)
    let start = max(0, min(chosen - room / 2, choices.count - room))
    for (index, choice) in choices.enumerated().dropFirst(start).prefix(room) {
      let isChosen = index == chosen
      let id = TextWidth.padded(ids(choice), to: 24)
      let kind = TextWidth.padded(words(choice.kind), to: 28)
      let text = (isChosen ? " ▸ " : "   ") + id + " " + kind + place(choice.station, choice.key)
      body.append(
        ScreenLine(TextWidth.padded(text, to: size.columns - 1), isChosen ? .selected : .plain))
    }
    let keys = [
      ("↑↓", say("choose")), ("Enter", say("key it")),
      ("X", say("remove a begun one")), ("L", Language.names),
      ("Esc", say("leave")),
    ]
    return .laidOut(
      title: say("Paper") + " · \(whose)", body: body,
      bottom: note(size.columns, 2) + [Screen.keys(keys, width: size.columns)],
      size: size
    ).with(cursor: cursor)
  }

  /// A question that only Y answers with yes.
  private func asking(_ question: Question, _ size: ScreenSize) -> Screen {
    let (key, text): (DeskKey, Message) =
      switch question {
      case .newBatch(let key):
        (
          key,
          "Nobody has keyed anything of batch \(key.batch ?? "") of station \(key.station). Is this "
            + "batch written on the papers?"
        )
      case .remove(let key):
        (key, "Throw away what was begun of \(name(key))? It was not entered and counts nowhere.")
      }
    let lines = TextWidth.wrapped(say(text), to: size.columns - 4)
    return .laidOut(
      title: say("Paper") + " · \(whose)",
      body: [ScreenLine(), ScreenLine(" " + place(key.station, key), .strong), ScreenLine()]
        + lines.map { ScreenLine("  " + $0, .notice) },
      bottom: [Screen.keys([("Y", say("yes")), ("Esc", say("no, back"))], width: size.columns)],
      size: size)
  }

  private func keying(
    _ key: DeskKey, _ form: NumberForm, isComplete: Bool, _ size: ScreenSize
  ) -> Screen {
    guard let fields = fields(key) else { return Screen([]) }
    let kind = chooser.choice(key).kind
    let round = kind == .unfinished ? nil : words(kind)
    var bottom = note(size.columns, 3)
    if isComplete {
      bottom.append(
        ScreenLine(
          " "
            + say(
              "Is this right? Compare with the paper, then press Y to enter it."), .good))
    }
    let keys =
      isComplete
      ? [("Y", say("yes, enter it")), ("Esc", say("go back"))]
      : [
        ("0–9", say("digits")), ("Enter", say("next")), ("↑↓", say("move")),
        ("⌫", say("erase")), ("L", Language.names), ("Esc", say("put aside")),
      ]
    bottom.append(Screen.keys(keys, width: size.columns))
    let left = min(size.columns - Self.sumsWidth - 4, form.fullWidth)
    let height = max(4, size.rows - bottom.count - 4)
    let (lines, cursor) = form.lines(width: left, height: height)
    let sums = fields.sums(form, width: Self.sumsWidth)
    var heading = ScreenLine(" " + place(key.station, key), .strong)
    if let round { heading.add("  \(round)", .notice) }
    let body =
      [ScreenLine(), heading, ScreenLine()]
      + (0..<max(lines.count, sums.count)).map { index -> ScreenLine in
        var line = index < lines.count ? lines[index] : ScreenLine()
        line = ScreenLine(" ").beside(line, at: 1)
        guard index < sums.count else { return line }
        return line.beside(ScreenLine("│ ", .faint), at: left + 1).beside(sums[index], at: left + 3)
      }
    let what =
      key.batch.map { say("Station \(key.station) · batch \($0)") }
      ?? say("Station \(key.station) · account")
    let title = ([what] + [key.contest, whose].compactMap { $0 }).joined(separator: " · ")
    return .laidOut(title: title, body: body, bottom: bottom, size: size)
      .with(cursor: isComplete ? nil : cursor.map { ($0.row + 4, $0.column + 1) })
  }

  private func comparing(_ key: DeskKey, _ size: ScreenSize) -> Screen {
    let entries = entries(key)
    let fields = fields(key)
    let items = entries.map(\.items)
    let all = fields?.rows.flatMap(\.items) ?? []
    let labelWidth = size.columns - 2 - entries.count * 12
    var heading = ScreenLine(
      TextWidth.padded(" " + place(key.station, key), to: labelWidth), .strong)
    for entry in entries {
      heading.add(Self.right(entry.by, 12), .strong)
    }
    var body = [ScreenLine(), heading, ScreenLine()]
    let differing = all.filter { item in Set(items.map { $0[item] }).count > 1 }
    for item in differing {
      var line = ScreenLine(
        TextWidth.padded("   " + (fields?.label(item) ?? item), to: labelWidth))
      for numbers in items { line.add(Self.right("\(numbers[item] ?? 0)", 12), .bad) }
      body.append(line)
    }
    let same = all.count - differing.count
    body.append(ScreenLine())
    body.append(
      ScreenLine(
        " "
          + language.text(
            Plural.of(same, "other number is the same.", "other numbers are the same.")), .faint))
    let advice = say(
      "Fetch the paper. Somebody who has not keyed it keys it again; two equal entries count.")
    body += TextWidth.wrapped(advice, to: size.columns - 2).map { ScreenLine(" " + $0) }
    let keys = [("Enter", say("go on")), ("L", Language.names)]
    return .laidOut(
      title: say("Entries that differ") + " · \(name(key))", body: body,
      bottom: note(size.columns, 2) + [Screen.keys(keys, width: size.columns)], size: size)
  }

  private static func right(_ text: String, _ width: Int) -> String {
    let fitted = TextWidth.fitted(text, to: width - 1)
    return String(repeating: " ", count: max(0, width - TextWidth.of(fitted))) + fitted
  }
}

extension Screen {
  /// The screen with the cursor at a place.
  func with(cursor: (row: Int, column: Int)?) -> Screen { Screen(lines, cursor: cursor) }
}
