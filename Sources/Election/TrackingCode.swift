package import Words

/// A tracking code as people have it on a receipt: the hash of a sealed ballot in hexadecimal, or how
/// it begins, in groups (FormatBundle § A ballot).
package struct TrackingCode: Equatable, Sendable {
  /// Fewer digits could be another ballot's.
  package static let digitCount = 20...64

  /// The digits, in lower case and without groups.
  package let digits: String

  /// Reads a code as it is typed: in capitals or not, in any groups, with space or hyphens between
  /// them, in digits of full width too.
  ///
  /// - Throws: `TrackingCodeError` where a letter is none of a code, or there are too few or too many.
  package init(_ text: String) throws(TrackingCodeError) {
    var digits = ""
    for scalar in text.unicodeScalars where !Self.isBetweenGroups(scalar) {
      guard let digit = Self.digit(scalar) else {
        throw .letter(String(scalar), position: digits.utf8.count + 1)
      }
      digits.unicodeScalars.append(digit)
    }
    guard Self.digitCount.contains(digits.utf8.count) else { throw .length(digits.utf8.count) }
    self.digits = digits
  }

  /// The digits in groups of four, as people are shown them.
  package var grouped: String { Self.grouped(digits) }

  /// Digits in groups of four.
  package static func grouped(_ digits: String) -> String {
    var groups = ""
    for (position, digit) in digits.enumerated() {
      if position > 0, position.isMultiple(of: 4) { groups += " " }
      groups.append(digit)
    }
    return groups
  }

  /// Space of any kind, or a hyphen or dash of any kind.
  private static func isBetweenGroups(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.properties.generalCategory == .dashPunctuation
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    // Full-width forms stand as far apart as ASCII's.
    let value = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
    guard value < 0x80, let digit = Unicode.Scalar(value | (value >= 0x40 ? 0x20 : 0)) else {
      return nil
    }
    return Character(digit).isHexDigit ? digit : nil
  }
}

/// Why what was typed is no tracking code.
package enum TrackingCodeError: ReportedError, Equatable {
  /// A letter that is no digit of a code, and where it stands.
  case letter(String, position: Int)
  case length(Int)

  /// Letters that are taken for digits.
  private static let lookAlikes: [String: String] = [
    "o": "0", "i": "1", "l": "1", "|": "1", "z": "2", "s": "5", "t": "7", "g": "9", "q": "9",
  ]

  package var report: Report {
    let most = TrackingCode.digitCount
    switch self {
    case .letter(let letter, let position):
      let shown = SafeText.escaped(letter)
      let digit = Self.lookAlikes[letter.lowercased()]
      return Report(
        .usage, code: "tracking-code",
        "'\(shown)' where digit \(position) should be: a tracking code has 0 to 9 and a to f",
        advice: digit.map { "look whether it is a \($0)" } ?? "look at the receipt again")
    case .length(let count):
      return Report(
        .usage, code: "tracking-code",
        "a tracking code has \(most.lowerBound) to \(most.upperBound) hexadecimal digits, here are \(count)",
        advice: "type all groups of the receipt")
    }
  }
}
