/// The sentences of the program in one language, by their English.
///
/// They stand in plain texts and not in literals of pairs, which the compiler needs eight times as
/// long for; read they are when the language is first asked for, in about a millisecond.
struct Catalogue: Sendable {
  private let sentences: [String: Substring]

  /// Reads texts with a line `"English" = "translation"` for each sentence, in which `\n` is the end
  /// of a line; lines of another form are none.
  init(_ texts: [String]) {
    var sentences: [String: Substring] = [:]
    for text in texts {
      sentences.reserveCapacity(sentences.count + text.utf8.count / 80)
      for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
        if let (english, translation) = Self.pair(line) { sentences[english] = translation }
      }
    }
    self.sentences = sentences
  }

  /// The translation of an English template; nil where there is none.
  subscript(english: String) -> String? { sentences[english].map(String.init) }

  private static func pair(_ line: Substring.UTF8View) -> (String, Substring)? {
    let sign: [UInt8] = Array("\" = \"".utf8)
    var end = line.startIndex
    while let quote = line[end...].dropFirst().firstIndex(of: sign[0]) {
      end = quote
      let rest = line[quote...]
      guard rest.starts(with: sign), line.first == sign[0], line.last == sign[0] else { continue }
      let translation = rest.dropFirst(sign.count).dropLast()
      return (String(unescaped(line[..<quote].dropFirst())), unescaped(translation))
    }
    return nil
  }

  private static func unescaped(_ text: Substring.UTF8View) -> Substring {
    let text = Substring(text)
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
    return Substring(text.replacing(#"\n"#, with: "\n"))
  }
}
