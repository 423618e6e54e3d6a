package import Encoding

/// A sentence as signed files hold it: in each language that they have, whoever reads them.
package struct FiledWords: Hashable, Sendable {
  private let english: String
  /// In the other languages, by their tag.
  private let translated: [String: String]

  private static let otherLanguages = Language.ofFiles.filter { $0 != .english }

  package init(_ message: Message) {
    english = message.english
    translated = Dictionary(
      uniqueKeysWithValues: Self.otherLanguages.map { ($0.rawValue, message.text(in: $0)) })
  }

  /// Reads the object of a file that has the sentence by language; nil after noting what is wrong.
  package init?(_ reader: ObjectReader) {
    let english = reader.string(Language.english.rawValue)
    let others = Self.otherLanguages.map { ($0.rawValue, reader.string($0.rawValue)) }
    reader.finish()
    guard let english, !others.contains(where: { $0.1 == nil }) else { return nil }
    self.english = english
    translated = Dictionary(uniqueKeysWithValues: others).compactMapValues { $0 }
  }

  /// The sentence, made harmless where it comes from a file; in English for readers of a language
  /// that files have not.
  package var message: Message {
    Message { SafeText.escaped(translated[$0.rawValue] ?? english) }
  }

  package var json: JSON {
    .object(
      translated.mapValues { .string($0) }
        .merging([Language.english.rawValue: .string(english)]) { $1 })
  }
}
