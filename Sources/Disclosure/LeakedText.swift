import Encoding

/// Text that came out of a copy, as far as the marks in it can still be read: copied, reformatted,
/// a page as a file, or a table that was opened and saved again.
struct LeakedText {
  /// Without any white space.
  private let text: String
  /// Also without what spreadsheets change between cells.
  private let bare: String
  /// Where each line stands, by what is in it.
  private let lines: [String: Int]

  /// The largest file that is looked at, in bytes.
  static let maxByteCount = 64 << 20

  init(file: [UInt8]) {
    var found = String(decoding: file, as: UTF8.self)
    if found.contains("<html") || found.contains("<svg") || found.contains("</p>") {
      found = Markup.plain(found)
    }
    text = Self.squeezed(found)
    bare = Self.bare(found)
    var lines: [String: Int] = [:]
    for (position, line) in found.split(whereSeparator: \.isNewline).enumerated() {
      lines[Self.bare(line), default: position] = min(lines[Self.bare(line)] ?? position, position)
    }
    self.lines = lines
  }

  private static func squeezed(_ text: some StringProtocol) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "*" && $0 != "#" }))
  }

  private static func bare(_ text: some StringProtocol) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter {
          !$0.properties.isWhitespace && $0 != "," && $0 != ";" && $0 != "\"" && $0 != "\u{FEFF}"
        }))
  }

  /// Which form of a slot stands in the text; nil where neither does, or both.
  func bit(of slot: Marker.Slot) -> Bool? {
    switch slot {
    case .text(let zero, let one):
      let isZero = text.contains(Self.squeezed(zero))
      let isOne = text.contains(Self.squeezed(one))
      return isZero == isOne ? nil : isOne
    case .order(let first, let second):
      let rows = (Self.bare(first), Self.bare(second))
      if let one = lines[rows.0], let other = lines[rows.1] { return one > other }
      guard let one = bare.ranges(of: rows.0).first, let other = bare.ranges(of: rows.1).first
      else { return nil }
      return one.lowerBound > other.lowerBound
    case .bar: return nil
    }
  }
}
