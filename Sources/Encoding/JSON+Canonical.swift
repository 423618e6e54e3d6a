extension JSON {
  /// The canonical form of Formats § JSON: keys sorted, no space, and one newline at the end.
  package var canonical: [UInt8] {
    var writer = CanonicalWriter()
    writer.add(self)
    return writer.finished()
  }

  /// RFC 8785 section 3.2.2.2: the two-character escapes where JSON has one, `\u00xx` for the
  /// other control characters, everything else as it is.
  static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    switch scalar {
    case "\"": bytes.append(contentsOf: "\\\"".utf8)
    case "\\": bytes.append(contentsOf: "\\\\".utf8)
    case "\u{8}": bytes.append(contentsOf: "\\b".utf8)
    case "\t": bytes.append(contentsOf: "\\t".utf8)
    case "\n": bytes.append(contentsOf: "\\n".utf8)
    case "\u{C}": bytes.append(contentsOf: "\\f".utf8)
    case "\r": bytes.append(contentsOf: "\\r".utf8)
    case "\0"..<" ":
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(Hex.digit(UInt8(scalar.value) >> 4))
      bytes.append(Hex.digit(UInt8(scalar.value) & 15))
    default: bytes.append(contentsOf: String(scalar).utf8)
    }
  }
}
