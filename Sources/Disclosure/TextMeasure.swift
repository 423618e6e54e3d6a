/// How wide text is drawn, roughly and always the same: a page cannot be measured where it is made.
enum TextMeasure {
  /// The width in tenths of the type size.
  private static func tenths(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x1100...0x11FF, 0x2E80...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0xFF00...0xFF60,
      0x20000...0x3FFFF:
      10
    case 0x4D, 0x57, 0x6D, 0x77, 0x40: 9  // M W m w @
    case 0x41...0x5A: 7
    case 0x20, 0x2C, 0x2E, 0x69, 0x6A, 0x6C, 0x74, 0x66, 0x72, 0x49, 0x28, 0x29: 4
    default: 6
    }
  }

  static func width(_ text: String, size: Int) -> Int {
    (text.unicodeScalars.reduce(0) { $0 + tenths($1) } * size + 9) / 10
  }

  /// The lines of a text: broken at spaces, in Chinese anywhere, in a long word where it must.
  static func wrap(_ text: String, first: Int, rest: Int, size: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var lastBreak: String.Index?
    for character in text {
      line.append(character)
      if character == " " || !character.isASCII { lastBreak = line.endIndex }
      guard width(line, size: size) > (lines.isEmpty ? first : rest), line.count > 1 else {
        continue
      }
      let end =
        lastBreak.flatMap { $0 < line.endIndex ? $0 : nil } ?? line.index(before: line.endIndex)
      lines.append(String(line[..<end]))
      line = String(line[end...])
      lastBreak = nil
    }
    lines.append(line)
    return lines.map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
