import Console
import Election
import Guide
import Words

/// The screens of the console.
extension ConsoleModel {
  private static let nameWidth = 18

  /// What is shown now.
  func screen(_ size: ScreenSize) -> Screen {
    guard size.isLargeEnough else { return .tooSmall(language) }
    return switch place {
    case .overview: overviewScreen(size)
    case .choosing(let title, let texts, let orders, let chosen):
      choosing(title, texts, chosen, orders[chosen], size)
    case .form(let form): self.form(form, size)
    case .readBack(let form): readBack(form, size)
    case .compare(let form, let page): compare(form, page, size)
    case .outcome(let outcome): self.outcome(outcome, size)
    }
  }

  private func overviewScreen(_ size: ScreenSize) -> Screen {
    let width = size.columns
    var bottom = [Screen.rule(width)]
    if let journal = overview.journal {
      bottom += ConsoleModel.head(
        journal.lines, journal.head, isCarried: overview.folder != nil, language)
    }
    if !unlocked.isEmpty {
      let people = unlocked.map { SafeText.escaped($0) }.joined(separator: say(", "))
      bottom.append(
        ScreenLine(" " + say("Unlocked keys: \(people). U locks them."), .notice).fitted(to: width))
    }
    if isReading { bottom.append(ScreenLine(" " + say(Self.reading), .notice)) }
    let ofWorkspace =
      overview.folder == nil ? [("J", say("journal")), ("S", say("status"))] : []
    let keys =
      [("↑↓", say("step")), ("Enter", say("do")), ("M", say("media")), ("C", say("more"))]
      + ofWorkspace + [("L", language.next.name), ("Q", say("leave"))]
    bottom.append(Screen.keys(keys, width: width))
    var body = overview.steps.enumerated().map { index, step in
      let isHere = index == selected
      let number = index + 1 < 10 ? " \(index + 1)" : "\(index + 1)"
      let name = TextWidth.padded("\(number) \(step.name)", to: Self.nameWidth + 3)
      var line = ScreenLine(isHere ? " ▸ " : "   ")
      line.add(step.mark.text + " ", step.mark.look)
      line.add(name, isHere ? .selected : .strong)
      line.add(" " + step.state, step.mark == .wrong ? .bad : .plain)
      return line.fitted(to: width)
    }
    body.append(Screen.rule(width))
    let room = size.rows - 1 - bottom.count - body.count
    let media = mediaLines(width)
    let details = detailLines(width)
    let mediaRoom = max(1, min(media.count, max(room / 3, room - details.count - 1)))
    let shown = fitted(details, to: max(0, room - mediaRoom))
    body += shown
    if shown.count + mediaRoom < room { body.append(ScreenLine()) }
    body += fitted(media, to: mediaRoom)
    return .laidOut(title: "Coldcount · \(overview.title)", body: body, bottom: bottom, size: size)
  }

  /// As many lines as there is room for, and how many more there are.
  private func fitted(_ lines: [ScreenLine], to room: Int) -> [ScreenLine] {
    guard lines.count > room, room > 0 else { return Array(lines.prefix(room)) }
    let more = lines.count - room + 1
    return lines.prefix(room - 1) + [ScreenLine("   " + say("+\(more) more"), .notice)]
  }

  /// The journal's head as observers copy it: groups of four digits.
  static func head(
    _ lines: Int, _ head: String, isCarried: Bool = false, _ language: Language
  ) -> [ScreenLine] {
    let count = Plural.of(lines, "line")
    let title = language.text(
      isCarried
        ? "Journal: \(count). Its head, which has to be that on paper:"
        : "Journal: \(count). Its head, for observers to write down:")
    return [
      ScreenLine(" " + title), ScreenLine(" " + HashText.grouped(head), .strong),
    ]
  }

  private func mediaLines(_ width: Int) -> [ScreenLine] {
    let labelWidth = max(8, TextWidth.of(say(" Media")) + 1)
    let label = TextWidth.padded(say(" Media"), to: labelWidth)
    guard !overview.media.isEmpty else {
      return [
        ScreenLine(label, .strong).adding(
          say("nothing is plugged in"), .faint)
      ]
    }
    return overview.media.enumerated().map { index, line in
      var shown = ScreenLine(
        index == 0 ? label : String(repeating: " ", count: labelWidth), .strong)
      for piece in line.pieces { shown.add(piece.text, piece.style) }
      return shown.fitted(to: width)
    }
  }

  private func detailLines(_ width: Int) -> [ScreenLine] {
    guard overview.steps.indices.contains(selected) else { return [] }
    let step = overview.steps[selected]
    var lines: [ScreenLine] = []
    if overview.toDo.isEmpty {
      lines.append(ScreenLine("   " + say(CountGuide.allDone), .good))
    }
    lines += step.details.flatMap { TextWidth.wrapped($0, to: width - 5) }
      .map { ScreenLine("   ").adding($0) }
    if step.orders.isEmpty {
      if step.details.isEmpty {
        lines.append(
          ScreenLine(
            "   " + say("There is nothing to do here now."), .faint))
      }
    } else {
      var line = ScreenLine("   ")
      line.add("Enter", .selected)
      line.add("  " + step.orders[0].title)
      line.add(
        "  $ " + ([step.orders[0].program] + step.orders[0].words).joined(separator: " "), .notice)
      for order in step.orders.dropFirst() { line.add(say(" · ") + order.title) }
      lines.insert(line.fitted(to: width), at: 0)
    }
    return lines
  }

  private func choosing(
    _ title: String, _ texts: [String], _ chosen: Int, _ order: OrderForm, _ size: ScreenSize
  ) -> Screen {
    let line = OrderForm.shown("coldcount", order.line, width: size.columns)
    let room = max(1, size.rows - 4 - line.count)
    let start = max(0, min(chosen - room / 2, texts.count - room))
    let body =
      [ScreenLine()]
      + texts.enumerated().dropFirst(start).prefix(room).map { index, text in
        let number = index < 9 ? "\(index + 1) " : "  "
        return ScreenLine(
          TextWidth.fitted(
            TextWidth.padded((index == chosen ? " ▸ " : "   ") + number + text, to: size.columns),
            to: size.columns),
          index == chosen ? .selected : .plain)
      }
    let keys = [
      ("↑↓", say("choose")), ("Enter", say("open")), ("Esc", say("back")),
    ]
    return .laidOut(
      title: title, body: body, bottom: line + [Screen.keys(keys, width: size.columns)], size: size)
  }

  private func form(_ form: OrderForm, _ size: ScreenSize) -> Screen {
    let (lines, cursor) = form.lines(
      width: size.columns, runLabel: say("Run this command"),
      neededLabel: say("(needed)"))
    let keys = [
      ("Enter", say("next, run")), ("↑↓", say("field")),
      ("◂ ▸", say("other value")), ("⌫", say("erase")),
      ("Esc", say("back")),
    ]
    let room = size.rows - 3
    // The field that is filled in stays in sight, however many there are.
    let start = max(0, min((cursor?.row ?? lines.count) - room / 2, lines.count - room))
    return .laidOut(
      title: form.title, body: [ScreenLine()] + lines.dropFirst(start),
      bottom: [Screen.keys(keys, width: size.columns)], size: size
    ).with(cursor: cursor.map { ($0.row - start + 2, $0.column) })
  }

  /// What is read to the witnesses: who drew which number, the highest first.
  private func readBack(_ form: OrderForm, _ size: ScreenSize) -> Screen {
    let draws = form.fields.filter { $0.option == "--draw" }
      .sorted { (Int($0.text) ?? 0) > (Int($1.text) ?? 0) }
    let witnesses = form.fields.filter { $0.option == "--witness" && !$0.text.isEmpty }
      .map { SafeText.escaped($0.text) }.joined(separator: say(", "))
    let labelWidth = min(size.columns / 2, (draws.map { TextWidth.of($0.label) }.max() ?? 0) + 4)
    let lines = draws.map {
      ScreenLine("   " + TextWidth.padded($0.label, to: labelWidth)).adding(
        SafeText.escaped($0.text), .strong)
    }
    let ask =
      ([fallTo(draws, of: form)].compactMap { $0 } + [
        say("Read this to \(witnesses). Right? Only Y writes it down.")
      ]).flatMap { TextWidth.wrapped($0, to: size.columns - 3) }
    return .laidOut(
      title: form.title,
      body: [ScreenLine()] + lines + [ScreenLine()] + ask.map { ScreenLine(" " + $0, .notice) },
      bottom: [
        Screen.keys(
          [("Y", say("yes, write it down")), ("Esc", say("go back"))], width: size.columns)
      ],
      size: size)
  }

  /// Whom the lots fall to, or who draws again; nil where these are no numbers of a round.
  private func fallTo(_ draws: [OrderForm.Field], of form: OrderForm) -> String? {
    var numbers: [String: Int] = [:]
    var names: [String: String] = [:]
    for draw in draws {
      let parts = (draw.prefix + draw.text).split(separator: "=").map(String.init)
      guard parts.count == 2 else { return nil }
      numbers[parts[0]] = Int(parts[1])
      names[parts[0]] = draw.prefix.isEmpty ? SafeText.escaped(parts[0]) : draw.label
    }
    guard let contest = form.fields.first(where: { $0.option == nil })?.text,
      let next = overview.drawings[contest]?.after(numbers, in: contest)
    else { return nil }
    let listed = { (ids: [String]) in ids.map { names[$0] ?? $0 }.joined(separator: say(", ")) }
    return next.isDecided
      ? say("Drawn: \(listed(next.winners)).")
      : say("Level again: \(listed(next.toDraw)) draw once more.")
  }

  private func outcome(_ outcome: Outcome, _ size: ScreenSize) -> Screen {
    let isDone = outcome.isDone
    let layout = layout(outcome, size)
    var keys = [
      (
        "Enter",
        isDone || outcome.order.fields.isEmpty
          ? say("go on") : say("try again")
      )
    ]
    if !isDone { keys.append(("Esc", say("overview"))) }
    if layout.pane.isLonger(than: layout.height) {
      keys.append(("↑↓ PgUp PgDn", say("look through")))
    }
    return .laidOut(
      title: outcome.order.title,
      body: layout.above + layout.pane.visible(height: layout.height),
      bottom: layout.below + [Screen.keys(keys, width: size.columns)], size: size)
  }

  /// What stands above and below the words of a command, and how many lines are left for them.
  func layout(
    _ outcome: Outcome, _ size: ScreenSize
  ) -> (above: [ScreenLine], below: [ScreenLine], pane: TextPane, height: Int) {
    let look: Look = outcome.isTie ? .notice : outcome.isDone ? .good : .bad
    let headline =
      switch outcome.status {
      case 0: "✓ " + say("Done.")
      case _ where outcome.isTie: "▪ " + say("Level: lots are to be drawn.")
      case 3: "✗ " + say("The machine failed; nothing is lost.")
      default: "✗ " + say("Not done:")
      }
    let above =
      OrderForm.shown("coldcount", outcome.order.line, width: size.columns)
      + [ScreenLine(), ScreenLine(" " + headline, look), ScreenLine()]
    var below: [ScreenLine] = []
    if outcome.status == 0, let medium = outcome.medium {
      let path = OrderForm.quoted(medium.path)
      let text =
        medium.isMounted
        ? say(
          "\(path) is not used any more: pull it out after 'umount \(path)'.")
        : say("\(path) is not used any more: it may be pulled out.")
      below = TextWidth.wrapped(text, to: size.columns - 2).map { ScreenLine(" " + $0, .good) }
    }
    let lines = outcome.output.flatMap { line in
      TextWidth.wrapped(line, to: size.columns - 2).map { ScreenLine(" " + $0) }
    }
    return (
      above, below, TextPane(lines, top: outcome.top),
      max(1, size.rows - above.count - below.count - 2)
    )
  }
}
