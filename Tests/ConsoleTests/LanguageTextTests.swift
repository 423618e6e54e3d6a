import Encoding
import Testing

@testable import Console
import Words

@Suite("Errors and help in the language of the reader")
struct LanguageTextTests {
  @Test("an error is told in the language of the reader, and to programs in English")
  func errors() {
    let report = UsageError("no command '\("x")'").report
    #expect(
      ErrorText.lines(report, in: .chinese) == "coldcount: 沒有指令「x」\n請試「coldcount --help」。\n")
    #expect(ErrorText.json(report)["error"]?["message"]?.string == "no command 'x'")
    let refused = Report(.refused, code: "c", "missing", place: "line \(3)", advice: "read")
    #expect(
      ErrorText.lines(refused, in: .chinese) == "coldcount: 欠缺 [c]\n  位置：第 3 行\n  下一步：讀取\n")
  }

  @Test("a bracket stays with what it opens")
  func brackets() {
    let text = HelpText.wrapped(String(repeating: "點", count: 39) + "「coldcount allow」", indent: 0)
    #expect(text == String(repeating: "點", count: 39) + "\n「coldcount allow」\n")
  }

  @Test("Chinese help is folded between characters, never before a full stop")
  func folding() {
    let text = HelpText.wrapped(String(repeating: "點票站。", count: 40), indent: 3)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 5)
    for line in lines {
      #expect(TextWidth.of(line) <= 80)
      #expect(line.hasPrefix("   點") || line.hasPrefix("   票") || line.hasPrefix("   站"))
    }
  }
}
