import Testing

@testable import Console
import Words

@Suite("Text on a terminal")
struct TextTests {
  @Test(
    "a text is as wide as its characters appear",
    arguments: [
      ("", 0), ("abc", 3), ("曾俊華", 6), ("é", 1), ("e\u{301}", 1), ("ｶﾅ", 2), ("한글", 4),
      ("，", 2), ("─█·", 3), ("👍", 2), ("👨\u{200D}👩\u{200D}👧", 2), ("\u{7}", 0),
    ])
  func width(text: String, width: Int) {
    #expect(TextWidth.of(text) == width)
  }

  @Test("columns line up whatever the script, numbers on the right")
  func table() {
    var table = TextTable([.left, .right, .left])
    table.add(["曾俊華", "59878", "x"])
    table.add(["Lam", "1", "會"])
    #expect(table.text == "  曾俊華  59878  x\n  Lam         1  會\n")
  }

  @Test("a short row is filled up, a long one cut, and no line ends in spaces")
  func unevenRows() {
    var table = TextTable([.left, .left])
    table.add(["a"])
    table.add(["long", "b", "never shown"])
    table.add([])
    #expect(table.text == "  a\n  long  b\n\n")
    #expect(TextTable([.left]).text == "")
  }

  @Test(
    "a bar tells how far, how fast and how long",
    arguments: [
      (0, 100, 0.0, "························ 0 %"),
      (0, 100, 9.0, "························ 0 %"),
      (50, 100, 10.0, "████████████············ 50 %, 5 a second, 10 s left"),
      (300_000, 1_000_000, 10.0, "███████················· 30 %, 30,000 a second, 23 s left"),
      (
        900_000_000, 2_700_000_000, 60.0,
        "████████················ 33 %, 15,000,000 a second, 2 min 0 s left"
      ),
      (100, 100, 10.0, "████████████████████████ 100 %, 10 a second, 0 s left"),
      (999, 100, 10.0, "████████████████████████ 100 %, 99 a second, 0 s left"),
      (5, 0, 0.0, "████████████████████████ 100 %"),
    ])
  func bar(done: Int, total: Int, seconds: Double, bar: String) {
    let message = ProgressBar.line("opening", done: done, total: total, seconds: seconds)
    let line = message.english
    #expect(line == "opening " + bar)
    #expect(TextWidth.of(Language.chinese.text(message)) < 80)
    #expect(Language.chinese.text(message).hasPrefix("開啟選票 "))
    #expect(TextWidth.of(line) < 80)
  }
}
