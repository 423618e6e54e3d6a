import Testing

@testable import Words

@Suite("The catalogues")
struct CatalogueTests {
  @Test("a line is a sentence and its translation, and anything else is none")
  func lines() {
    let catalogue = Catalogue([
      #"""
      "done" = "完成"
      "a "quoted" word" = "「字」"
        "indented" = "縮排"
      "two\nlines" = "兩\n行"
      "x" = " y "

      "no sign"
      no quotes = "無"
      "open" = "開
      " = "
      """#, #""{0}: " = "{0}：""#,
    ])
    #expect(catalogue["done"] == "完成")
    #expect(catalogue["a \"quoted\" word"] == "「字」")
    #expect(catalogue["two\nlines"] == "兩\n行")
    #expect(catalogue["x"] == " y ")
    #expect(catalogue["{0}: "] == "{0}：")
    for none in ["indented", "no sign", "no quotes", "open", "", "nobody says this"] {
      #expect(catalogue[none] == nil)
    }
  }

  @Test("every language but that of the sources has a catalogue, and a name of its own")
  func languages() {
    #expect(Language.allCases.filter { $0.catalogue == nil } == [.english])
    #expect(Set(Language.allCases.map { $0.text("English") }).count == Language.allCases.count)
    #expect(Language.names == "中文/English")
    #expect(Language.choice.english == "en or zh-Hant")
  }

  @Test(
    "a locale has its language, or English",
    arguments: [
      ("zh_HK.UTF-8", .chinese), ("zh", .chinese), ("en_GB", .english), ("C", .english),
      ("", .english), ("de_DE.UTF-8", .english),
    ] as [(String, Language)])
  func locales(locale: String, language: Language) {
    #expect(Language(locale: locale) == language)
  }

  @Test("one key goes through all languages")
  func next() {
    #expect(Language.english.next == .chinese)
    #expect(Language.chinese.next == .english)
  }
}
