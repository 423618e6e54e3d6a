/// A key that was pressed.
package enum Key: Equatable, Sendable {
  case character(Character)
  case enter
  case tab
  case backTab
  case backspace
  case escape
  case up
  case down
  case left
  case right
  case home
  case end
  case pageUp
  case pageDown
  /// Ctrl-L: the screen is to be drawn afresh.
  case redraw
  /// The terminal has gone away.
  case closed

  /// The digit that was typed; nil for anything else.
  package var digit: Character? {
    guard case .character(let character) = self, character.isASCII, character.isNumber else {
      return nil
    }
    return character
  }
}

/// Makes keys of the bytes that a terminal sends.
///
/// What belongs to no key that is known is passed over whole, so that a strange key types nothing.
package struct KeyDecoder: Sendable {
  /// Longer than any sequence of a terminal.
  private static let maxPendingCount = 32
  private static let escape: UInt8 = 0x1B

  private var pending: [UInt8] = []

  package init() {}

  /// Whether an Escape came that may still be the beginning of a longer sequence.
  package var isWaiting: Bool { pending.first == Self.escape }

  /// Takes bytes and gives the keys that they complete.
  package mutating func take(_ bytes: some Sequence<UInt8>) -> [Key] {
    var keys: [Key] = []
    for byte in bytes {
      pending.append(byte)
      if let key = next() { keys += key }
      if pending.count > Self.maxPendingCount { pending = [] }
    }
    return keys
  }

  /// Ends a sequence that goes no further: an Escape that stayed alone is the key of that name.
  package mutating func settle() -> [Key] {
    defer { pending = [] }
    return pending == [Self.escape] ? [.escape] : []
  }

  /// The keys that are complete, taken out; nil where more bytes are needed.
  private mutating func next() -> [Key]? {
    guard let first = pending.first else { return nil }
    if first == Self.escape { return sequence() }
    guard first >= 0x80 else {
      pending = []
      return Self.control(first).map { [$0] } ?? []
    }
    // A character of several bytes.
    let needed = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard pending.count >= needed else { return nil }
    defer { pending = [] }
    guard let text = String(validating: pending, as: UTF8.self), let character = text.first else {
      return []
    }
    return [.character(character)]
  }

  private static func control(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x0D, 0x0A: .enter
    case 0x09: .tab
    case 0x7F, 0x08: .backspace
    case 0x0C: .redraw
    case 0x20...0x7E: .character(Character(Unicode.Scalar(byte)))
    default: nil
    }
  }

  /// A sequence after Escape: `[` with parameters and a last letter, or `O` and one letter.
  private mutating func sequence() -> [Key]? {
    guard pending.count > 1 else { return nil }
    switch pending[1] {
    case UInt8(ascii: "O"):
      guard pending.count > 2 else { return nil }
      defer { pending = [] }
      return Self.keypad(pending[2]).map { [$0] } ?? []
    case UInt8(ascii: "["):
      guard pending.count > 2, let last = pending.last, (0x40...0x7E).contains(last) else {
        return nil
      }
      defer { pending = [] }
      let parameters = String(decoding: pending[2..<pending.count - 1], as: UTF8.self)
      return Self.function(parameters, last).map { [$0] } ?? []
    case Self.escape:
      pending = [Self.escape]
      return [.escape]
    default:
      // Alt with a key: as if the key were not pressed.
      pending = []
      return []
    }
  }

  private static func function(_ parameters: String, _ last: UInt8) -> Key? {
    switch (Character(Unicode.Scalar(last)), parameters) {
    case ("A", _): .up
    case ("B", _): .down
    case ("C", _): .right
    case ("D", _): .left
    case ("H", _), ("~", "1"), ("~", "7"): .home
    case ("F", _), ("~", "4"), ("~", "8"): .end
    case ("~", "5"): .pageUp
    case ("~", "6"): .pageDown
    case ("~", "3"): .backspace
    case ("Z", _): .backTab
    default: nil
    }
  }

  /// Arrows and a number pad in their other mode.
  private static func keypad(_ byte: UInt8) -> Key? {
    switch byte {
    case UInt8(ascii: "M"): .enter
    case UInt8(ascii: "p")...UInt8(ascii: "y"):
      .character(Character(Unicode.Scalar(byte - UInt8(ascii: "p") + UInt8(ascii: "0"))))
    default: function("", byte)
    }
  }
}
