/// The languages in which the program speaks.
package enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh-Hant"

  /// Those that signed files have, whatever else the program speaks: the formats say which.
  package static let ofFiles: [Language] = [.english, .chinese]

  /// Its sentences; nil for the language that the sources are written in.
  var catalogue: Catalogue? {
    switch self {
    case .english: nil
    case .chinese: Chinese.catalogue
    }
  }

  /// What the language is called in itself: what a catalogue has for "English".
  package var name: String { text("English") }

  /// What all of them are called.
  package static var names: String {
    allCases.reversed().map(\.name).joined(separator: "/")
  }

  /// The tags of the languages to choose from: "en or zh-Hant".
  package static var choice: Message {
    let tags = allCases.map(\.rawValue)
    return "\(tags.dropLast().joined(separator: ", ")) or \(tags.last ?? "")"
  }

  /// The language of a locale such as `zh_HK.UTF-8`; English where the program has it not.
  package init(locale: String) {
    self = Self.allCases.first { locale.hasPrefix($0.rawValue.prefix(2)) } ?? .english
  }

  /// The one that comes after this; the first after the last.
  package var next: Language {
    let all = Self.allCases
    let later = all.drop { $0 != self }.dropFirst()
    return later.first ?? all[0]
  }

  /// A message in this language.
  package func text(_ message: Message) -> String { message.text(in: self) }
}
