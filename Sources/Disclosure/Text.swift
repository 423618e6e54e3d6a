import Election
import Words

/// A text in every language in which pages are written.
struct Text: Sendable {
  fileprivate let message: Message

  /// A sentence, in the words that the catalogues have for it.
  init(saying message: Message) { self.message = message }

  /// A text that is there in each language.
  init(each write: (Language) -> String) { message = Message(each: write) }

  /// A name from the definition; where it lacks a language, in one that it has.
  init(_ names: Names) { self.init { SafeText.escaped(names.text($0.rawValue)) } }

  /// The same in every language.
  init(_ text: String) { message = Message(text) }

  /// One text out of several, as a list that is read aloud.
  static func list(_ texts: [Text]) -> Text {
    let messages = texts.map(\.message)
    guard let last = messages.last, messages.count > 1 else {
      return Text(saying: messages.first ?? "")
    }
    return Text(saying: "\(messages.dropLast().joined(separator: ", ")) and \(last)")
  }

  /// Several texts that may have commas of their own, one after the other.
  static func series(_ texts: [Text]) -> Text {
    Text(saying: texts.map(\.message).joined(separator: "; "))
  }

  /// Sentences of one paragraph.
  static func sentences(_ texts: [Text]) -> Text {
    Text(saying: texts.map(\.message).joined(separator: " "))
  }

  /// The first of many texts, and how many more there are.
  static func list(_ texts: [Text], most: Int) -> Text {
    guard texts.count > most else { return list(texts) }
    let more = texts.count - most
    return Text(
      saying: "\(texts.prefix(most).map(\.message).joined(separator: ", ")) and \(more) more")
  }

  subscript(language: Language) -> String { message.text(in: language) }

  /// Whether it is the same in every language.
  var isOne: Bool { Language.allCases.allSatisfy { self[$0] == self[.english] } }

  /// The text in each of some languages, once where it is the same in all of them.
  func together(in languages: [Language]) -> String {
    let texts = languages.map { self[$0] }
    return Set(texts).count == 1 ? texts[0] : texts.joined(separator: " ")
  }
}

extension Message.StringInterpolation {
  /// A text in the language of the sentence around it.
  mutating func appendInterpolation(_ text: Text) { appendInterpolation(text.message) }
}

/// How numbers are written: in groups of three, and less than nought with a minus sign, as it is
/// printed.
enum NumberStyle {
  static func text(_ number: Int) -> String { printed(number.grouped) }

  /// A number of a file as it is printed: with U+2212 for the minus sign.
  static func printed(_ number: String) -> String {
    number.first == "-" ? "\u{2212}\(number.dropFirst())" : number
  }

  static func signed(_ number: Int) -> String { (number > 0 ? "+" : "") + text(number) }
}
