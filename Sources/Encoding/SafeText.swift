/// Text from outside, made harmless to a terminal and to the eye.
package enum SafeText {
  /// `text` with control characters, line separators and bidirectional controls spelled `\u{…}`.
  ///
  /// A name in a file can then neither move the cursor nor make a line read backwards.
  package static func escaped(_ text: some StringProtocol) -> String {
    // Nearly every text is plain ASCII, which is quickly seen.
    guard text.utf8.contains(where: { !(0x20..<0x7F).contains($0) }),
      text.unicodeScalars.contains(where: isHostile)
    else { return String(text) }
    var result = ""
    for scalar in text.unicodeScalars {
      if isHostile(scalar) {
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether a scalar steers the terminal or the direction of writing instead of being seen.
  package static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F: true  // C0, delete, C1
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // bidirectional controls
    case 0x2028, 0x2029: true  // line and paragraph separators
    case 0xFEFF, 0xFFF9...0xFFFB: true  // byte order mark, interlinear annotations
    case 0xE0000...0xE007F: true  // invisible tag characters
    default: false
    }
  }
}

extension JSON {
  /// The same value for a terminal, with what steers one spelled out in every text and key.
  ///
  /// Control characters below U+0020 stay: JSON itself spells those.
  package var shown: JSON {
    // Nearly every value has nothing of the kind, and then nothing is made anew.
    isHostile ? spelledOut : self
  }

  private var isHostile: Bool {
    switch self {
    case .null, .bool, .integer: false
    case .string(let text): Self.isHostile(text)
    case .array(let elements): elements.contains(where: \.isHostile)
    case .object(let members):
      members.contains { Self.isHostile($0.key) || $0.value.isHostile }
    }
  }

  private var spelledOut: JSON {
    switch self {
    case .null, .bool, .integer: self
    case .string(let text): .string(Self.shown(text))
    case .array(let elements): .array(elements.map(\.spelledOut))
    case .object(let members):
      .object(Members(members.map { (Self.shown($0.key), $0.value.spelledOut) }))
    }
  }

  private static func isHostile(_ text: String) -> Bool {
    text.utf8.contains { $0 > 0x7E }
      && text.unicodeScalars.contains { $0.value > 0x1F && SafeText.isHostile($0) }
  }

  private static func shown(_ text: String) -> String {
    guard isHostile(text) else { return text }
    return text.unicodeScalars.map { scalar in
      scalar.value > 0x1F ? SafeText.escaped(String(scalar)) : String(scalar)
    }.joined()
  }
}
