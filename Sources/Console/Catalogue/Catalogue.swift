package import Words

/// The Chinese of every message: one catalogue for all modules, by the English template.
package enum Catalogue {
  /// One part of it: what a module says.
  typealias Part = KeyValuePairs<String, String>

  static let parts: [Part] = [
    audit, bundles, console, counting, cryptography, doctor, election, encoding, record, results,
    screens,
    system, commands1, commands2,
  ]

  private static let chinese = Dictionary(
    parts.flatMap { Array($0) }.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })

  /// The Chinese of an English template; nil where there is none.
  package static func chinese(_ template: String) -> String? { chinese[template] }
}

extension Language {
  /// What the languages are called, each by itself.
  package static let names = "中文/English"

  /// A message in this language.
  package func text(_ message: Message) -> String {
    switch self {
    case .english: message.english
    case .chinese: message.chinese(Catalogue.chinese)
    }
  }
}
