import Console
import Cryptography
import Words

/// Shows an officer the words of a share on a screen, and nobody else ever again.
struct WordsSheet {
  private static let waitMilliseconds: Int32 = 250
  /// More than any word takes.
  private static let maxWordByteCount = 32

  let screen: FullScreen
  let officer: String
  let language: Language

  /// Shows them until the officer has confirmed some of them; whether that was so.
  ///
  /// - Throws: `CryptographyError` where there is no memory for what is typed.
  func run(_ words: borrowing SecretBytes) throws(CryptographyError) -> Bool {
    let places = words.withBytes(Self.ranges)
    let asked = (1...max(1, places.count)).shuffled().prefix(WordsModel.askedCount).sorted()
    var model = WordsModel(
      officer: officer, language: language, count: places.count, asked: asked)
    defer { screen.wipe() }
    while !model.isOver {
      if let number = model.wanted {
        try ask(number, &model, words, places[number - 1])
        continue
      }
      show(model, words, places)
      guard let key = screen.key(milliseconds: Self.waitMilliseconds) else { continue }
      let before = model.phase
      model.press(key)
      if model.phase != before { screen.wipe() }
    }
    return model.phase == .confirmed
  }

  private func show(
    _ model: WordsModel, _ words: borrowing SecretBytes, _ places: [Range<Int>]
  ) {
    let size = screen.size
    let isShown = model.phase == .shown && size.isLargeEnough
    let spots = (isShown ? places : []).enumerated().map { index, bytes in
      let place = model.place(of: index + 1)
      return FullScreen.Spot(bytes: bytes, row: place.row, column: place.column)
    }
    words.withBytes { screen.show(model.screen(size), secret: $0, at: spots) }
  }

  /// Has a word typed, which shows nowhere.
  private func ask(
    _ number: Int, _ model: inout WordsModel, _ words: borrowing SecretBytes,
    _ place: Range<Int>
  ) throws(CryptographyError) {
    var typed = try SecretBytes(count: Self.maxWordByteCount)
    screen.show(model.screen(screen.size))
    let asking = model
    let count: Int? = typed.withMutableBytes { bytes in
      // Who gives up sees the words again; a word that is too long is none.
      do throws(TerminalError) {
        return try screen.readSecret(into: &bytes, tab: {}) {
          screen.show(asking.screen(screen.size))
        }
      } catch {
        return error == .closed ? nil : bytes.count
      }
    }
    guard let count else { return model.press(.escape) }
    model.answered(
      isRight: words.withBytes { words in
        typed.withBytes { typed in Self.isEqual(typed, count, words, place) }
      })
  }

  /// The words between spaces.
  static func ranges(_ words: Span<UInt8>) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    for index in 0...words.count where index == words.count || words[index] <= 0x20 {
      if index > start { ranges.append(start..<index) }
      start = index + 1
    }
    return ranges
  }

  /// Whether the first bytes that were typed, but for spaces after them, are a word.
  static func isEqual(
    _ typed: Span<UInt8>, _ count: Int, _ words: Span<UInt8>, _ word: Range<Int>
  ) -> Bool {
    var count = count
    while count > 0, typed[count - 1] == 0x20 { count -= 1 }
    return count == word.count
      && (0..<count).allSatisfy { typed[$0] == words[word.lowerBound + $0] }
  }
}

extension Context {
  /// Gives an officer the words of a share where they are wanted: on a screen that shows them to nobody
  /// else; where there is none they are printed.
  func giveWords(of share: Share, to officer: String) throws {
    guard parsed.has("--words") else { return }
    if let host = Hosts.current {
      return try tellConfirmed(officer, host.lendScreen { try show(share, to: officer, on: $0) })
    }
    // A terminal that shows no screens has them printed.
    let screen =
      Output.standard.isTerminal && !wantsJSON
      ? try? FullScreen(
        colour: Self.wantsColour(parsed), command: "coldcount \(parsed.command.name)",
        instead: "use a terminal that shows whole screens") : nil
    guard let screen else {
      try Output.standard.line("\(officer):")
      try share.withWords { words throws(OutputError) in
        try words.withBytes { bytes throws(OutputError) in try Output.standard.write(bytes) }
      }
      return try Output.standard.line()
    }
    defer { screen.leave() }
    let isConfirmed = try show(share, to: officer, on: screen)
    screen.leave()
    try tellConfirmed(officer, isConfirmed)
  }

  private func show(
    _ share: Share, to officer: String, on screen: FullScreen
  ) throws -> Bool {
    let sheet = WordsSheet(
      screen: screen, officer: officer, language: screen.settled(language) ?? .english)
    return try share.withWords { words throws(CryptographyError) in try sheet.run(words) }
  }

  private func tellConfirmed(_ officer: String, _ isConfirmed: Bool) throws {
    let name = SafeText.escaped(officer)
    try say(
      isConfirmed
        ? "\(name) has the words on paper: into an envelope, sealed, and away from the laptop"
        : "note: the words of \(name) were not confirmed; the same command shows words again")
  }
}
