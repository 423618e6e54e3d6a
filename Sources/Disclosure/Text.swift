import Election
import Words

/// A text in Traditional Chinese and in English.
struct Text: Equatable, Sendable {
  let zh: String
  let en: String

  init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// A sentence, in the words that the catalogues have for it.
  init(saying message: Message) {
    self.init(zh: message.text(in: .chinese), en: message.english)
  }

  /// A name from the definition; where it has one language only, that one twice.
  init(_ names: Names) {
    self.init(zh: SafeText.escaped(names.text("zh-Hant")), en: SafeText.escaped(names.text("en")))
  }

  /// The same in both languages.
  init(_ text: String) { self.init(zh: text, en: text) }

  /// One text out of several, as a list that is read aloud.
  static func list(_ texts: [Text]) -> Text {
    Text(
      zh: texts.map(\.zh).joined(separator: "、"),
      en: texts.count < 2
        ? texts.first?.en ?? ""
        : texts.dropLast().map(\.en).joined(separator: ", ") + " and " + (texts.last?.en ?? ""))
  }

  subscript(language: PageLanguage) -> String { language == .chinese ? zh : en }
}

extension Message.StringInterpolation {
  /// A text in the language of the sentence around it.
  mutating func appendInterpolation(_ text: Text) {
    appendInterpolation(Message { $0 == .chinese ? text.zh : text.en })
  }
}

/// A language that pages are written in.
package enum PageLanguage: String, Sendable, CaseIterable {
  case chinese = "zh-Hant"
  case english = "en"
}

/// How numbers are written: in groups of three, of which four digits may be left whole.
struct Numbers: Equatable, Sendable {
  let groupsFour: Bool

  static let grouped = Numbers(groupsFour: true)

  func text(_ number: Int) -> String {
    groupsFour || number.magnitude >= 10_000 ? number.grouped : "\(number)"
  }

  func signed(_ number: Int) -> String { (number > 0 ? "+" : "") + text(number) }
}
