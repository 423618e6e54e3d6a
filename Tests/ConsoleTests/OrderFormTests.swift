import Testing

@testable import Console

@Suite("Commands put together on the screen")
struct OrderFormTests {
  private func form(path: String? = nil) -> OrderForm {
    OrderForm(
      title: "Import", explanation: "Takes bundles in.", program: "coldcount", words: ["import"],
      fields: [
        .init("from", choices: [.init("/media/a"), .init("/media/b b")], text: path),
        .init("who", option: "--as", choices: [.init("ann"), .init("bob")]),
        .init(
          "key", option: "--key",
          choices: [
            .init("/k/bob.key", belongsTo: "bob"), .init("/k/ann.key", belongsTo: "ann"),
          ], text: "", follows: "--as"),
        .init("draw", option: "--draw", prefix: "c1=", isNeeded: false),
      ], ending: ["--workspace", "count"])
  }

  @Test("what is proposed makes a line that one Enter runs")
  func proposals() {
    var form = form()
    #expect(
      form.line == [
        "import", "/media/a", "--as", "ann", "--key", "/k/ann.key", "--workspace", "count",
      ])
    #expect(form.press(.enter) == .run)
  }

  @Test("Enter stops at a field that is asked for once, also where it may stay empty")
  func asked() {
    var form = OrderForm(
      title: "Lots", explanation: "", program: "coldcount", words: ["lots"],
      fields: [
        .init("witness", option: "--witness", text: ""),
        .init("another witness", option: "--witness", isNeeded: false, isAsked: true, text: ""),
        .init("who", option: "--as", choices: [.init("ann")]),
      ], ending: [])
    _ = form.press(.character("x"))
    #expect(form.press(.enter) == .changed && form.position == 1)
    #expect(form.press(.enter) == .changed && form.position == 3)
    #expect(form.press(.enter) == .run)
    #expect(form.line == ["lots", "--witness", "x", "--as", "ann"])
  }

  @Test("another person brings their own key")
  func follows() {
    var form = form()
    for key in [Key.up, .up, .up, .right] { _ = form.press(key) }
    #expect(form.value("--as") == "bob")
    #expect(form.value("--key") == "/k/bob.key")
    _ = form.press(.left)
    #expect(form.value("--key") == "/k/ann.key")
  }

  @Test("typing replaces what is proposed, and goes on from there")
  func typing() {
    var form = form()
    for key in [Key.home, .up, .up, .up, .up] { _ = form.press(key) }
    for letter in "/x y" { _ = form.press(.character(letter)) }
    _ = form.press(.backspace)
    #expect(form.line[1] == "/x ")
    for _ in 0..<5 { _ = form.press(.backspace) }
    #expect(form.line == form.words + ["--as", "ann", "--key", "/k/ann.key"] + form.ending)
  }

  @Test("a line that lacks something is not run; Enter leads to what is missing")
  func missing() {
    var form = form(path: "")
    #expect(form.position == 0)
    for key in [Key.down, .down, .down, .down] { _ = form.press(key) }
    #expect(form.press(.enter) == .changed)
    #expect(form.position == 0)
    _ = form.press(.down)
    let text = form.lines(width: 80, runLabel: "Run", neededLabel: "(needed)").lines.map(\.text)
    #expect(text.contains { $0.contains("from") && $0.contains("(needed)") })
  }

  @Test("the value of a prefixed option stands behind its prefix")
  func prefix() {
    var form = form()
    _ = form.press(.up)
    _ = form.press(.character("7"))
    #expect(form.line.contains("c1=7"))
  }

  @Test(
    "words are quoted as a shell takes them",
    arguments: [
      ("/media/a", "/media/a"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("$HOME", "'$HOME'"),
      ("", "''"), ("香港", "香港"), ("a;b", "'a;b'"),
    ])
  func quoted(word: String, shown: String) {
    #expect(OrderForm.quoted(word) == shown)
  }

  @Test("the line is shown whole, folded before options, and hostile names cannot steer")
  func shown() {
    let lines = OrderForm.shown(
      "coldcount", ["import", "/media/\u{1B}[2Jx", "--as", "ann", "--workspace", "/a/b/c"],
      width: 40
    ).map(\.text)
    #expect(
      lines == [
        " $ coldcount import '/media/\\u{1b}[2Jx' \\", "    --as ann --workspace /a/b/c",
      ])
  }

  @Test("a flag is there or not, and a repeatable field that is filled in is followed by another")
  func flagsAndRepeats() {
    var form = OrderForm(
      title: "t", explanation: "", program: "p", words: ["w"],
      fields: [
        .init(
          "all", option: "--all", isNeeded: false, isFlag: true,
          choices: [.init(""), .init("yes")]),
        .init("change", option: "--change", isNeeded: false, isRepeatable: true),
      ], ending: [])
    #expect(form.line == ["w"] && form.position == 2)
    for key in [Key.up, .up, .right] { _ = form.press(key) }
    #expect(form.line == ["w", "--all"])
    for key in [Key.down, .character("a"), .down, .character("b")] { _ = form.press(key) }
    #expect(form.line == ["w", "--all", "--change", "a", "--change", "b"])
    #expect(form.fields.count == 4)
  }

  @Test(
    "a number that is typed stands for the one choice that ends with it",
    arguments: [
      ("12", "s012"), ("112", "s112"), ("7", "n7"), ("s012", "s012"), ("5", "5"), ("3", "3"),
      ("x", "x"),
    ])
  func numbers(typed: String, meant: String) {
    // There are two stations of number 5, and none of number 3.
    let stations = ["s012", "s112", "n7", "s5", "n5"].map { OrderForm.Choice($0) }
    var form = OrderForm(
      title: "t", explanation: "", program: "p", words: ["w"],
      fields: [.init("STATION", choices: stations, text: ""), .init("to", isNeeded: false)],
      ending: [])
    for letter in typed { _ = form.press(.character(letter)) }
    #expect(form.line == ["w", typed])
    _ = form.press(.enter)
    #expect(form.line == ["w", meant])
  }
}
