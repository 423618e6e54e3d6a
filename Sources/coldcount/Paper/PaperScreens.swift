import Console
import Election
import Encoding

/// The screens of the desk at which sheets are keyed.
extension PaperModel {
  private static let sumsWidth = 24

  /// What is shown now.
  func screen(_ size: ScreenSize) -> Screen {
    guard size.isLargeEnough else {
      return Screen([
        ScreenLine(
          say("The window is too small: 80 columns and 24 lines are needed.", "視窗太小：最少須 80 欄 24 行。")
        )
      ])
    }
    return switch place {
    case .choosing: choosing(size)
    case .keying(let key, let form): keying(key, form, isComplete: false, size)
    case .confirming(let key, let form): keying(key, form, isComplete: true, size)
    case .comparing(let key): comparing(key, size)
    }
  }

  func say(_ english: String, _ chinese: String) -> String { language.say(english, chinese) }

  private func name(_ names: Names) -> String { SafeText.escaped(names.text(language.rawValue)) }

  private var noteLines: [ScreenLine] {
    guard let note else { return [] }
    return [ScreenLine(say(note.english, note.chinese), note.style)]
  }

  /// The note folded to a width, at most `count` lines of it.
  private func note(_ width: Int, _ count: Int) -> [ScreenLine] {
    guard let note else { return [] }
    return TextWidth.wrapped(say(note.english, note.chinese), to: width - 2).prefix(count)
      .map { ScreenLine(" " + $0, note.style) }
  }

  private var whose: String { "\(person.id) \(name(person.name))" }

  private func words(_ kind: SheetChoice.Kind) -> String {
    switch kind {
    case .unfinished: say("begun, not entered", "未完成，尚未輸入")
    case .new: say("nobody keyed it yet", "未有人輸入")
    case .second: say("second entry", "第二人輸入")
    case .third: say("entries differ: you decide", "輸入不一致：由你決定")
    case .own: say("yours, can be corrected", "你已輸入，可更正")
    case .differing: say("entries differ: look", "輸入不一致：查看")
    case .agreed: say("counts", "已計入")
    }
  }

  private func place(_ key: SheetKey) -> String {
    let station = definition.stations.first { $0.id == key.station }.map { name($0.name) } ?? ""
    let contest = definition.contest(key.contest).map { name($0.title) } ?? ""
    return "\(station) · \(contest)"
  }

  private func choosing(_ size: ScreenSize) -> Screen {
    let choices = choices
    let agreed = book.agreed.count
    let pending = book.pending.count
    var body = [
      ScreenLine(),
      ScreenLine(
        " "
          + say(
            "Sheets: \(agreed) count, \(pending) pending. Entered by you just now: \(enteredCount)",
            "點票紙：\(agreed) 張計入，\(pending) 張待定。你剛輸入 \(enteredCount) 張")),
      ScreenLine(),
    ]
    let prompt = " " + say("Sheet: ", "點票紙：")
    let cursor = (row: body.count + 1, column: TextWidth.of(prompt) + 1 + TextWidth.of(typed))
    var line = ScreenLine(prompt, .strong)
    line.add(TextWidth.padded(" " + typed, to: 40), .selected)
    body.append(line)
    body.append(
      ScreenLine(
        " "
          + say(
            "station, batch and contest: their first letters will do; or take one below",
            "輸入票站、批次、選舉項目的開頭，或選取下列一項"), .faint))
    body.append(ScreenLine())
    let room = max(1, size.rows - body.count - 5)
    let start = max(0, min(chosen - room / 2, choices.count - room))
    for (index, choice) in choices.enumerated().dropFirst(start).prefix(room) {
      let isChosen = index == chosen
      let key = choice.key
      let id = TextWidth.padded("\(key.station) \(key.batch) \(key.contest)", to: 24)
      let kind = TextWidth.padded(words(choice.kind), to: 28)
      let text = (isChosen ? " ▸ " : "   ") + id + " " + kind + place(key)
      body.append(
        ScreenLine(TextWidth.padded(text, to: size.columns - 1), isChosen ? .selected : .plain))
    }
    let keys = [
      ("↑↓", say("choose", "選擇")), ("Enter", say("key it", "輸入")),
      ("X", say("remove a begun one", "移除未完成")), ("L", "中文／English"),
      ("Esc", say("leave", "離開")),
    ]
    return .laidOut(
      title: say("Paper sheets", "點票紙輸入") + " · \(whose)", body: body,
      bottom: note(size.columns, 2) + [Screen.keys(keys, width: size.columns)],
      size: size
    ).with(cursor: cursor)
  }

  private func keying(
    _ key: SheetKey, _ form: NumberForm, isComplete: Bool, _ size: ScreenSize
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
              "Everything adds up. Compare with the paper, then press Enter to enter it.",
              "數目相符。請與紙張核對，再按 Enter 輸入。"), .good))
    }
    let keys =
      isComplete
      ? [("Enter", say("enter the sheet", "輸入此紙")), ("Esc", say("go back", "返回"))]
      : [
        ("0–9", say("digits", "數字")), ("Enter", say("next", "下一欄")), ("↑↓", say("move", "移動")),
        ("⌫", say("erase", "刪除")), ("L", "中文／English"), ("Esc", say("put aside", "暫存離開")),
      ]
    bottom.append(Screen.keys(keys, width: size.columns))
    let left = min(size.columns - Self.sumsWidth - 4, form.fullWidth)
    let height = max(4, size.rows - bottom.count - 4)
    let (lines, cursor) = form.lines(width: left, height: height)
    let sums = fields.sums(form, width: Self.sumsWidth)
    var heading = ScreenLine(" " + place(key), .strong)
    if let round { heading.add("  \(round)", .notice) }
    let body =
      [ScreenLine(), heading, ScreenLine()]
      + (0..<max(lines.count, sums.count)).map { index -> ScreenLine in
        var line = index < lines.count ? lines[index] : ScreenLine()
        line = ScreenLine(" ").beside(line, at: 1)
        guard index < sums.count else { return line }
        return line.beside(ScreenLine("│ ", .faint), at: left + 1).beside(sums[index], at: left + 3)
      }
    let title =
      "\(say("Station", "票站")) \(key.station) · \(say("batch", "批次")) \(key.batch) · "
      + "\(key.contest) · \(whose)"
    return .laidOut(title: title, body: body, bottom: bottom, size: size)
      .with(cursor: isComplete ? nil : cursor.map { ($0.row + 4, $0.column + 1) })
  }

  private func comparing(_ key: SheetKey, _ size: ScreenSize) -> Screen {
    let entries = book.entries(key)
    let fields = fields(key)
    let items = entries.map(\.sheet.items)
    let all = fields?.rows.flatMap(\.items) ?? []
    let labelWidth = size.columns - 2 - entries.count * 12
    var heading = ScreenLine(TextWidth.padded(" " + place(key), to: labelWidth), .strong)
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
          + say(
            "\(Plural.of(same, "other number")) \(same == 1 ? "is" : "are") the same.",
            "其餘 \(same) 項一致。"), .faint))
    let advice = say(
      "Fetch the paper. Somebody who has not keyed it keys it again; two equal entries count.",
      "請取出紙張，由未輸入過的人再輸入；兩次一致的輸入計入。")
    body += TextWidth.wrapped(advice, to: size.columns - 2).map { ScreenLine(" " + $0) }
    let keys = [("Enter", say("go on", "繼續")), ("L", "中文／English")]
    return .laidOut(
      title: say("Entries that differ", "輸入不一致") + " · \(key)", body: body,
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
