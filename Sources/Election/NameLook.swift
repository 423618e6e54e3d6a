import Words

/// How a name looks on a screen or on paper, whatever characters it is made of: names of one look
/// cannot be told apart by whoever votes or counts.
///
/// Letters of one script that are drawn as those of another are taken together (Unicode Technical
/// Standard 39, "confusables"), full-width and mathematical forms with the plain ones; spaces, case
/// and what is not drawn at all are left out.
struct NameLook: Hashable {
  private let text: String

  init(_ name: String) {
    var text = ""
    for scalar in name.unicodeScalars
    where !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint {
      text += Self.plain(scalar).lowercased()
    }
    self.text = text
  }

  /// A scalar as it is drawn.
  private static func plain(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0xFF01...0xFF5E: return String(Character(shifted(scalar, by: 0xFF01, to: 0x21)))
    // 13 alphabets of 26 capital and 26 small letters each, then 5 rows of digits.
    case 0x1D400...0x1D6A3:
      let letter = (scalar.value - 0x1D400) % 52
      return letters[Int(letter % 26)]
    case 0x1D7CE...0x1D7FF: return String((scalar.value - 0x1D7CE) % 10)
    default: return lookAlikes[scalar] ?? String(Character(scalar))
    }
  }

  private static func shifted(
    _ scalar: Unicode.Scalar, by from: UInt32, to: UInt32
  ) -> Unicode.Scalar {
    Unicode.Scalar(scalar.value - from + to) ?? scalar
  }

  private static let letters = "abcdefghijklmnopqrstuvwxyz".map(String.init)

  /// Cyrillic and Greek letters, and Latin ligatures, by the Latin letters that they look like.
  private static let lookAlikes: [Unicode.Scalar: String] = {
    let pairs: [(alike: String, latin: String)] = [
      ("аеорсухіјѕһԁԛԝӏ", "aeopcyxijshdqwl"), ("АВЕКМНОРСТУХІЈЅԌԚԜӀ", "abekmhopctyxijsgqwl"),
      ("αιονρυχ", "aiovpux"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx"),
    ]
    var table: [Unicode.Scalar: String] = ["ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"]
    for pair in pairs {
      for (alike, latin) in zip(pair.alike.unicodeScalars, pair.latin) {
        table[alike] = String(latin)
      }
    }
    return table
  }()
}

/// What in a name looks otherwise than it is.
enum NameDisguise {
  /// Why a name may not stand in a definition; nil where nothing of it pretends to be anything else.
  static func problem(_ name: String) -> Message? {
    var before: Unicode.Scalar?
    for scalar in name.unicodeScalars {
      if isHidden(scalar, after: before) {
        return "a character that is not shown (U+\(hex(scalar)))"
      }
      // Radicals, which are drawn as the characters that they are parts of.
      if (0x2E80...0x2FDF).contains(scalar.value) {
        return "a radical in the place of a character (U+\(hex(scalar)))"
      }
      before = scalar
    }
    let words = name.split { !$0.isLetter }
    return words.contains(where: isMixed) ? "letters of two scripts in one word" : nil
  }

  private static func hex(_ scalar: Unicode.Scalar) -> String {
    String(scalar.value, radix: 16, uppercase: true)
  }

  /// Whether a scalar is drawn nowhere and changes nothing that is: joiners belong to the scripts of
  /// Arabia and India and to emoji, selectors to the character before.
  private static func isHidden(_ scalar: Unicode.Scalar, after before: Unicode.Scalar?) -> Bool {
    switch scalar.value {
    case 0x200C, 0x200D:
      guard let before else { return true }
      return !(0x0600...0x0DFF).contains(before.value) && !before.properties.isEmoji
        && before.value != 0xFE0F
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF: return before == nil
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  private static func isMixed(_ word: Substring) -> Bool {
    let scalars = word.unicodeScalars.map(\.value)
    let isLatin = scalars.contains {
      (0x41...0x5A).contains($0 & ~0x20) || (0xC0...0x24F).contains($0)
    }
    return isLatin && scalars.contains { (0x370...0x52F).contains($0) }
  }
}
