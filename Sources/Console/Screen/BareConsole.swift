import Glibc
package import Words

/// The kernel's own console (`TERM=linux`): it has no Chinese characters, and of the screens' signs
/// only those of code page 437.
package enum BareConsole {
  /// Whether the program runs in one.
  package static var isHere: Bool {
    unsafe getenv("TERM").map { unsafe String(cString: $0) } == "linux"
  }

  /// Whether it has the characters of a language, which that language's own name tells.
  package static func shows(_ language: Language) -> Bool {
    language.name.utf8.allSatisfy { $0 < 0x80 }
  }

  /// What stands there for signs that it has not, each as wide.
  private static let signs: [Character: Character] = [
    "✓": "√", "✗": "x", "▪": "■", "▸": "►", "◂": "◄", "⌫": "←", "…": ".", "☐": "o", "☒": "x",
    "−": "-", "–": "-", "×": "x", "’": "'",
  ]

  /// A text with signs that it has.
  static func shown(_ text: String) -> String { String(text.map { signs[$0] ?? $0 }) }
}
