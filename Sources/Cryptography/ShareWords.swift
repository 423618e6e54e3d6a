import Encoding
import Words

/// The words of a share as numbers from 0 to 1,023, two bytes each, and their checksum.
///
/// What the words are is a secret: they are found and spelt by going through the whole list each
/// time, and the checksum has no branches on them.
struct ShareWords: ~Copyable {
  /// The words of a share of a 256-bit secret.
  static let wordCount = 33
  /// The words at the end that are the checksum.
  static let checksumWordCount = 3
  /// The most bytes of text that are read as a share.
  static let maxTextByteCount = 4_096
  private static let maxWordByteCount = 8

  private var numbers: SecretBytes

  /// 33 times the first word.
  init() throws(CryptographyError) {
    numbers = try SecretBytes(count: 2 * Self.wordCount)
  }

  /// Reads words in either case, apart by any white space.
  ///
  /// - Throws: `.share` for a word that is not in the list or another number of words, `.tooLarge`.
  static func read(_ text: Span<UInt8>) throws(CryptographyError) -> ShareWords {
    guard text.count <= maxTextByteCount else {
      throw .tooLarge("a share", limit: maxTextByteCount)
    }
    var words = try ShareWords()
    var wordCount = 0
    var unknown: Int?
    var word: UInt64 = 0
    var length = 0
    for index in 0...text.count {
      let byte = index < text.count ? text[index] : UInt8(ascii: "\n")
      if byte != UInt8(ascii: " ") && !(0x09...0x0D).contains(byte) {
        // Upper-case letters differ from lower-case ones in this bit.
        word = word << 8 | UInt64(byte | 0x20)
        length += 1
        continue
      }
      guard length > 0 else { continue }
      let number = length <= maxWordByteCount ? Self.number(of: word) : nil
      if number == nil && unknown == nil { unknown = wordCount + 1 }
      if wordCount < Self.wordCount { words.set(number ?? 0, at: wordCount) }
      wordCount += 1
      word = 0
      length = 0
    }
    guard wordCount == Self.wordCount else { throw .share(.wordCount(wordCount)) }
    if let unknown { throw .share(.unknownWord(position: unknown)) }
    return words
  }

  /// The number of the word at `position`, from 0.
  borrowing func number(at position: Int) -> UInt32 {
    numbers.withBytes { UInt32($0[2 * position]) << 8 | UInt32($0[2 * position + 1]) }
  }

  /// Replaces the word at `position`.
  mutating func set(_ number: UInt32, at position: Int) {
    numbers.withMutableBytes { numbers in
      numbers[2 * position] = UInt8(truncatingIfNeeded: number >> 8)
      numbers[2 * position + 1] = UInt8(truncatingIfNeeded: number)
    }
  }

  /// The bits from `start` on, at most 32 of them, where each word is ten.
  borrowing func bits(from start: Int, count: Int) -> UInt32 {
    var value: UInt32 = 0
    for bit in start..<start + count {
      value = value << 1 | number(at: bit / 10) >> UInt32(9 - bit % 10) & 1
    }
    return value
  }

  /// Writes the lowest `count` bits of `value` from bit `start` on.
  mutating func setBits(_ value: UInt32, from start: Int, count: Int) {
    for index in 0..<count {
      let position = (start + index) / 10
      let shift = UInt32(9 - (start + index) % 10)
      let bit = value >> UInt32(count - 1 - index) & 1
      set(number(at: position) & ~(1 << shift) | bit << shift, at: position)
    }
  }

  /// The words in lower case, joined by single spaces.
  borrowing func text() throws(CryptographyError) -> SecretBytes {
    var text = try SecretBytes(count: Self.wordCount * (Self.maxWordByteCount + 1))
    var length = 0
    for position in 0..<Self.wordCount {
      if position > 0 {
        text.write([UInt8(ascii: " ")].span, at: length)
        length += 1
      }
      let word = Self.word(number(at: position))
      text.withMutableBytes { text in
        for shift in stride(from: UInt64(56), through: 0, by: -8) where word >> shift != 0 {
          text[length] = UInt8(truncatingIfNeeded: word >> shift)
          length += 1
        }
      }
    }
    return try text.prefix(length)
  }

  /// Whether the checksum at the end fits (SLIP-0039, "Checksum").
  borrowing func hasChecksum(customization: [UInt8]) -> Bool {
    polymod(customization: customization, wordCount: Self.wordCount) == 1
  }

  /// Writes the checksum at the end.
  mutating func writeChecksum(customization: [UInt8]) {
    for position in Self.wordCount - Self.checksumWordCount..<Self.wordCount {
      set(0, at: position)
    }
    let sum = polymod(customization: customization, wordCount: Self.wordCount) ^ 1
    for index in 0..<Self.checksumWordCount {
      let shift = UInt32(10 * (Self.checksumWordCount - 1 - index))
      set(sum >> shift & 1_023, at: Self.wordCount - Self.checksumWordCount + index)
    }
  }

  /// RS1024: the remainder of the words as a polynomial over GF(1024).
  private borrowing func polymod(customization: [UInt8], wordCount: Int) -> UInt32 {
    let generator: [UInt32] = [
      0xE0_E040, 0x1C1_C080, 0x383_8100, 0x707_0200, 0xE0E_0009, 0x1C0C_2412, 0x3808_6C24,
      0x3090_FC48, 0x21B1_F890, 0x3F3_F120,
    ]
    var sum: UInt32 = 1
    func absorb(_ value: UInt32) {
      let top = sum >> 20
      sum = (sum & 0xF_FFFF) << 10 ^ value
      for (bit, term) in generator.enumerated() {
        sum ^= term & (0 &- (top >> UInt32(bit) & 1))
      }
    }
    for byte in customization { absorb(UInt32(byte)) }
    for position in 0..<wordCount { absorb(number(at: position)) }
    return sum
  }

  /// The number of a word packed as in `ShareWordList`; nil where it is not in the list.
  private static func number(of word: UInt64) -> UInt32? {
    var number: UInt32 = 0
    var found: UInt32 = 0
    for (index, listed) in ShareWordList.packed.enumerated() {
      let mask = equalityMask(word, listed)
      number |= UInt32(truncatingIfNeeded: index) & mask
      found |= mask
    }
    return found == 0 ? nil : number
  }

  /// The packed word with this number.
  private static func word(_ number: UInt32) -> UInt64 {
    var word: UInt64 = 0
    for (index, listed) in ShareWordList.packed.enumerated() {
      let mask = equalityMask(UInt64(number), UInt64(index))
      word |= listed & (UInt64(mask) << 32 | UInt64(mask))
    }
    return word
  }

  /// All ones where the two are equal, else zero.
  private static func equalityMask(_ one: UInt64, _ other: UInt64) -> UInt32 {
    let difference = one ^ other
    // The top bit of x | −x is set for every x but zero.
    let isDifferent = (difference | (0 &- difference)) >> 63
    return 0 &- UInt32(truncatingIfNeeded: 1 - isDifferent)
  }
}
