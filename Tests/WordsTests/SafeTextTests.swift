import Encoding
import Testing
import Words

@Suite("Text from outside")
struct SafeTextTests {
  @Test(
    "cannot steer a terminal",
    arguments: [
      ("plain 曾俊華 é\u{301} 👨‍👩‍👧", "plain 曾俊華 é\u{301} 👨‍👩‍👧"), ("a\nb", "a\\u{a}b"),
      ("\u{1B}[2J", "\\u{1b}[2J"),
      ("\0", "\\u{0}"), ("\r\n", "\\u{d}\\u{a}"), ("\t", "\\u{9}"),
      ("\u{7F}\u{9B}", "\\u{7f}\\u{9b}"),
      ("a\u{202E}b", "a\\u{202e}b"), ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
      ("\u{200E}\u{200F}\u{61C}", "\\u{200e}\\u{200f}\\u{61c}"), ("\u{2028}", "\\u{2028}"),
      ("\u{FEFF}", "\\u{feff}"), ("\u{E0041}", "\\u{e0041}"), ("", ""),
    ])
  func safe(text: String, shown: String) {
    #expect(SafeText.escaped(text) == shown)
    #expect(!SafeText.escaped(text).unicodeScalars.contains(where: SafeText.isHostile))
  }

  @Test("what steers a terminal is spelled out wherever it stands, and nothing else is touched")
  func shown() {
    let hostile: JSON = ["k\u{202E}": ["a\u{9B}1m", ["deep": "x\ny"]], "n": 1]
    #expect(hostile.shown == ["k\\u{202e}": ["a\\u{9b}1m", ["deep": "x\ny"]], "n": 1])
    let plain: JSON = ["票": ["曾俊華", "a\tb"], "n": [nil, true]]
    #expect(plain.shown == plain)
  }
}
