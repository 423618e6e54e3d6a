/// Lower-case hexadecimal, the only spelling that Coldcount's files use.
public enum Hex {
  /// Two lower-case digits a byte.
  package static func encode(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes { append(byte, to: &text) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the two digits of a byte.
  package static func append(_ byte: UInt8, to text: inout [UInt8]) {
    text.append(digit(byte >> 4))
    text.append(digit(byte & 15))
  }

  /// The byte that two digits spell, or nil where they are none.
  package static func byte(_ high: UInt8, _ low: UInt8) -> UInt8? {
    guard let high = value(high), let low = value(low) else { return nil }
    return high << 4 | low
  }

  /// The bytes that `text` spells, or nil where it is of odd length or holds anything but `0-9a-f`.
  package static func decode(_ text: some StringProtocol) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = byte(digits[index], digits[index + 1]) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  /// The ASCII digit of a value from 0 to 15.
  static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? 0x30 + value : 0x57 + value
  }

  /// The eight digits of four bytes, most significant first, as one big-endian number: what is
  /// written and read of every ballot takes a step for eight digits instead of one for each.
  static func digits(_ bytes: UInt32) -> UInt64 {
    var values = UInt64(bytes)
    values = (values | values << 16) & 0x0000_FFFF_0000_FFFF
    values = (values | values << 8) & 0x00FF_00FF_00FF_00FF
    values = (values | values << 4) & 0x0F0F_0F0F_0F0F_0F0F
    let letters = (values &+ 0x06 &* Self.each) >> 4 & Self.each
    return values &+ 0x30 &* Self.each &+ 0x27 &* letters
  }

  /// Whether eight bytes, as one number, are digits.
  @inlinable
  public static func areDigits(_ bytes: UInt64) -> Bool {
    // Below 0x80 a sum in one byte does not reach the next.
    let tops = 0x80 &* each
    guard bytes & tops == 0 else { return false }
    let numbers = (bytes &+ 0x50 &* each) & ~(bytes &+ 0x46 &* each)
    let letters = (bytes &+ 0x1F &* each) & ~(bytes &+ 0x19 &* each)
    return (numbers | letters) & tops == tops
  }

  /// A one in each of eight bytes.
  @inlinable
  static var each: UInt64 { 0x0101_0101_0101_0101 }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x61...0x66: digit - 0x57
    default: nil
    }
  }
}
