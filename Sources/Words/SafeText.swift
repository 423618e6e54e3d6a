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
