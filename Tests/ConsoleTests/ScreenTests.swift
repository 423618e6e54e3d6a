import Testing

@testable import Console

@Suite("Screens")
struct ScreenTests {
  private let size = ScreenSize(columns: 12, rows: 3)

  @Test(
    "text is cut to columns, not characters",
    arguments: [
      ("abcdef", 6, "abcdef"), ("abcdefg", 6, "abcde…"), ("香港選舉", 8, "香港選舉"),
      ("香港選舉會", 8, "香港選…"), ("香港", 3, "香…"), ("香港", 2, "…"), ("ab", 0, ""),
    ])
  func fitted(text: String, width: Int, result: String) {
    #expect(TextWidth.fitted(text, to: width) == result)
    #expect(TextWidth.of(TextWidth.padded(text, to: width)) == width)
  }

  @Test("lines are folded at spaces and between Chinese characters")
  func wrapped() {
    #expect(TextWidth.wrapped("one two three", to: 7) == ["one two", "three"])
    #expect(TextWidth.wrapped("香港選舉", to: 5) == ["香港", "選舉"])
    #expect(TextWidth.wrapped("abcdefgh", to: 3) == ["abc", "def", "gh"])
    #expect(TextWidth.wrapped("", to: 3) == [""])
  }

  @Test("a screen just fills its size, with its bar on top and its keys at the bottom")
  func layout() {
    let screen = Screen.laidOut(
      title: "票站 Station", body: [ScreenLine("body")],
      bottom: [Screen.keys([("Q", "leave")], width: 12)], size: size)
    #expect(screen.text == " 票站 Stat…\nbody\n Q leave\n")
    #expect(screen.lines[0].width == 12)
  }

  @Test("only lines that change are drawn again")
  func drawing() {
    let first = Screen([ScreenLine("one"), ScreenLine("two", .bad)])
    let second = Screen([ScreenLine("one"), ScreenLine("three")], cursor: (1, 2))
    #expect(
      first.drawing(over: nil, size: size, colour: true)
        == "\u{1B}[?25l\u{1B}[0m\u{1B}[2J\u{1B}[1;1Hone\u{1B}[K"
        + "\u{1B}[2;1H\u{1B}[1;31mtwo\u{1B}[0m\u{1B}[K\u{1B}[3;1H\u{1B}[K")
    #expect(
      second.drawing(over: first.drawn(size), size: size, colour: true)
        == "\u{1B}[?25l\u{1B}[2;1Hthree\u{1B}[K\u{1B}[2;3H\u{1B}[?25h")
  }

  @Test(
    "without colour nothing but bold and reversed text is left",
    arguments: [Look.plain, .strong, .faint, .good, .bad, .notice, .selected, .bar])
  func noColour(look: Look) {
    #expect(["", "1", "7"].contains(look.codes(colour: false)))
  }

  @Test("a longer text is looked through without running off either end")
  func pane() {
    var pane = TextPane((1...10).map { ScreenLine("\($0)") })
    let top = { pane.visible(height: 4).first?.text }
    #expect(pane.isLonger(than: 4))
    _ = pane.press(.up, height: 4)
    #expect(top() == "1")
    _ = pane.press(.pageDown, height: 4)
    #expect(top() == "5")
    _ = pane.press(.pageDown, height: 4)
    #expect(top() == "7")
    _ = pane.press(.home, height: 4)
    #expect(top() == "1")
    let isUsed = pane.press(.enter, height: 4)
    #expect(!isUsed)
  }
}

@Suite("Forms of numbers")
struct NumberFormTests {
  private func form() -> NumberForm {
    NumberForm(
      rows: [
        .init(label: "Papers", items: ["papers"]),
        .init(heading: "Votes", label: "曾俊華", items: ["a:support", "a:oppose"]),
        .init(heading: "Rejected", label: "Unmarked", items: ["unmarked"]),
      ], columns: ["support", "oppose"])
  }

  private func press(_ form: inout NumberForm, _ text: String) -> [NumberForm.Outcome] {
    text.map { form.press($0 == "\n" ? .enter : $0 == "<" ? .backspace : .character($0)) }
  }

  @Test("digits and Enter fill it from top to bottom")
  func fill() {
    var form = form()
    #expect(press(&form, "12\n7\n05\n").last == .moved)
    #expect(form.missing == ["unmarked"])
    #expect(press(&form, "0\n") == [.typed, .done])
    #expect(form.numbers == ["papers": 12, "a:support": 7, "a:oppose": 5, "unmarked": 0])
  }

  @Test("anything but digits is not typed, and no number is longer than nine")
  func digits() {
    var form = form()
    #expect(press(&form, "a-.,x") == [NumberForm.Outcome](repeating: .ignored, count: 5))
    _ = press(&form, "1234567890")
    #expect(form.number("papers") == 123_456_789)
  }

  @Test("a number that is come back to is replaced by the next digit, or mended with Backspace")
  func mend() {
    var form = form()
    _ = press(&form, "12\n")
    #expect(form.press(.up) == .moved)
    _ = press(&form, "3")
    #expect(form.number("papers") == 3)
    _ = press(&form, "45\n")
    #expect(form.press(.backTab) == .moved)
    _ = press(&form, "<")
    #expect(form.number("papers") == 34)
    _ = press(&form, "<<")
    #expect(form.number("papers") == nil)
    #expect(form.press(.backspace) == .ignored)
  }

  @Test("the number that is keyed is seen, however small the space", arguments: 4...12)
  func visible(height: Int) {
    var form = form()
    for item in ["papers", "a:support", "a:oppose", "unmarked"] {
      form.go(to: item)
      let (lines, cursor) = form.lines(width: 50, height: height)
      #expect(lines.count <= height)
      #expect(cursor.map { lines.indices.contains($0.row) } == true, "\(item)")
      #expect(lines.allSatisfy { $0.width <= 50 })
    }
  }

  @Test("Chinese labels keep the columns aligned")
  func aligned() {
    let lines = form().lines(width: 60, height: 20).lines.filter { $0.text.contains("[") }
    let starts = Set(
      lines.map { line in TextWidth.of(line.text.prefix { $0 != "[" }) })
    #expect(starts.count == 1)
  }

  @Test("what was kept is put back, and goes on at the first number that is missing")
  func restore() {
    var form = form()
    form.restore(["papers": 5, "a:support": 2, "other": 9])
    #expect(form.numbers == ["papers": 5, "a:support": 2])
    _ = press(&form, "1")
    #expect(form.number("a:oppose") == 1)
  }
}
