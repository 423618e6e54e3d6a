import Console
import Words

/// An officer's words on the screen: shown once everybody else looks away, taken away again, and some
/// of them asked for, so that what is on paper was read as it was shown.
///
/// Pure, and without the words themselves: they are drawn into the places that it gives.
struct WordsModel: Equatable {
  enum Phase: Equatable {
    /// Nothing is shown until the officer is alone with it.
    case covered
    case shown
    /// One of the words is typed; `isAgain` after a wrong one.
    case asked(Int, isAgain: Bool)
    case confirmed
    /// The officer left before the words were confirmed.
    case left
  }

  /// How many words are asked for.
  static let askedCount = 3
  private static let columnCount = 3
  private static let columnWidth = 26
  private static let firstRow = 6
  /// The columns of a word's number.
  private static let numberWidth = 6

  let officer: String
  let language: Language
  /// How many words there are.
  let count: Int
  /// The numbers, from 1, of those that are asked for.
  let asked: [Int]
  private(set) var phase = Phase.covered

  init(officer: String, language: Language, count: Int, asked: [Int]) {
    self.officer = officer
    self.language = language
    self.count = count
    self.asked = asked
  }

  /// The number of the word that is to be typed; nil while none is.
  var wanted: Int? {
    if case .asked(let index, _) = phase { asked[index] } else { nil }
  }

  /// Whether nothing more is to be done.
  var isOver: Bool { phase == .confirmed || phase == .left }

  /// Takes a key.
  mutating func press(_ key: Key) {
    switch (phase, key) {
    case (_, .closed): phase = .left
    case (.covered, .enter): phase = .shown
    case (.shown, .enter): phase = asked.isEmpty ? .confirmed : .asked(0, isAgain: false)
    case (.covered, .escape), (.shown, .escape): phase = .left
    // Back to the words: they are looked at once more.
    case (.asked, .escape): phase = .covered
    default: break
    }
  }

  /// Learns whether what was typed is the word.
  mutating func answered(isRight: Bool) {
    guard case .asked(let index, _) = phase else { return }
    phase =
      !isRight
      ? .asked(index, isAgain: true)
      : index + 1 < asked.count ? .asked(index + 1, isAgain: false) : .confirmed
  }

  private var rowCount: Int { (count + Self.columnCount - 1) / Self.columnCount }

  /// Where a word stands, by its number from 1.
  func place(of number: Int) -> (row: Int, column: Int) {
    let (column, row) = (number - 1).quotientAndRemainder(dividingBy: rowCount)
    return (Self.firstRow + row, 2 + column * Self.columnWidth + Self.numberWidth)
  }

  /// What is shown now, without the words.
  func screen(_ size: ScreenSize) -> Screen {
    guard size.isLargeEnough else { return .tooSmall(language) }
    let say = language.text
    let name = SafeText.escaped(officer)
    var body: [ScreenLine] = [ScreenLine()]
    func add(_ message: Message, _ look: Look = .plain) {
      body += TextWidth.wrapped(say(message), to: size.columns - 2).map {
        ScreenLine(" " + $0, look)
      }
    }
    var keys: [(key: String, does: String)] = []
    switch phase {
    case .covered:
      add("\(count) words come next: with them alone the share can be made again.", .strong)
      add("\(name) needs paper, a pen and an envelope. Everybody else, please look away.")
      keys = [("Enter", say("show the words")), ("Esc", say("leave"))]
    case .shown:
      add("\(name) alone looks, and writes the words down by their numbers.", .strong)
      add("Then they are taken off the screen, and some of them are asked for.")
      while body.count < Self.firstRow - 1 { body.append(ScreenLine()) }
      body += (0..<rowCount).map(numbers)
      keys = [("Enter", say("they are on paper")), ("Esc", say("leave"))]
    case .asked(let index, let isAgain):
      if isAgain { add("That is not word \(asked[index]).", .bad) }
      add("Type word \(asked[index]) as it is on paper, then Enter.", .strong)
      add("What you type is not shown.")
      add("Word \(index + 1) of \(asked.count) that are asked for.")
      keys = [("Enter", say("done")), ("Esc", say("see the words again"))]
    case .confirmed, .left: break
    }
    return .laidOut(
      title: say("The words of \(name)"), body: body,
      bottom: [Screen.keys(keys, width: size.columns)], size: size)
  }

  /// The numbers of one row, with room for the words.
  private func numbers(row: Int) -> ScreenLine {
    var line = ScreenLine()
    for number in stride(from: row + 1, through: count, by: rowCount) {
      let column = place(of: number).column
      line.pad(to: column - Self.numberWidth)
      line.add((number < 10 ? "  " : " ") + "\(number)", .faint)
    }
    return line
  }
}
