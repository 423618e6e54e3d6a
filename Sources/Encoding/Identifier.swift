/// Identifiers of people, stations, contests and the like (Formats § Text and names).
package enum Identifier {
  /// Whether `text` is `[a-z0-9][a-z0-9._-]{0,63}`.
  package static func isValid(_ text: some StringProtocol) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, bytes.count <= 64, isAlphanumeric(first) else { return false }
    return bytes.allSatisfy {
      isAlphanumeric($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_")
        || $0 == UInt8(ascii: "-")
    }
  }

  /// Sixteen hexadecimal digits, drawn by chance: what tells things of one kind apart.
  package static func drawn() -> String {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  /// The number that an identifier ends with, as people say it: 12 of s012; nil where there is none.
  package static func number(of identifier: String) -> Int? {
    Int(String(identifier.reversed().prefix { $0.isASCII && $0.isNumber }.reversed()))
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }
}
