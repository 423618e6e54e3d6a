import Console
import Words

/// A hash as people copy it.
enum HashText {
  /// In groups of four digits: 79 columns for 64 digits.
  static func grouped(_ hash: String) -> String {
    let digits = Array(hash)
    return stride(from: 0, to: digits.count, by: 4).map {
      String(digits[$0..<min(digits.count, $0 + 4)])
    }.joined(separator: " ")
  }

  /// The same in two lines, where there is less room.
  static func halves(_ hash: String) -> [String] {
    let half = (hash.count + 1) / 2
    return [hash.prefix(half), hash.dropFirst(half)].map { grouped(String($0)) }
  }
}

/// The screen on which hashes are compared with paper.
extension ConsoleModel {
  /// What is compared before a form is run; nothing where its command has nothing of the kind any more.
  func comparison(_ form: OrderForm) -> Overview.ReadAloud {
    overview.comparisons[form.words.joined(separator: " ")]
      ?? Overview.ReadAloud(lines: [], question: "")
  }

  /// The hashes by the pages that a screen has room for; one page where there are none.
  func pages(
    of comparison: Overview.ReadAloud, _ size: ScreenSize
  ) -> [ArraySlice<Overview.NamedHash>] {
    let question = TextWidth.wrapped(comparison.question, to: size.columns - 2).count
    let room = max(1, (size.rows - question - 5) / 2)
    let lines = comparison.lines
    let starts = lines.isEmpty ? [0] : Array(stride(from: 0, to: lines.count, by: room))
    return starts.map { lines[$0..<min(lines.count, $0 + room)] }
  }

  func compare(_ form: OrderForm, _ page: Int, _ size: ScreenSize) -> Screen {
    let comparison = comparison(form)
    let pages = pages(of: comparison, size)
    let here = min(page, pages.count - 1)
    let lines = pages[here].flatMap {
      [
        ScreenLine(" " + SafeText.escaped($0.name)),
        ScreenLine(" " + HashText.grouped($0.hash), .strong),
      ]
    }
    let question = TextWidth.wrapped(comparison.question, to: size.columns - 2)
    let title =
      pages.count > 1
      ? form.title + " · " + say("page \(here + 1) of \(pages.count)") : form.title
    return .laidOut(
      title: title,
      body: [ScreenLine()] + lines + [ScreenLine()]
        + question.map { ScreenLine(" " + $0, .notice) },
      bottom: [
        Screen.keys(
          [("Y", say("yes, it is the same on paper")), ("Esc", say("go back"))],
          width: size.columns)
      ], size: size)
  }
}
