/// A BLAKE2b-256 hash as a value: 32 bytes, written as 64 lower-case hexadecimal digits.
///
/// Digests order as their bytes do, which is also the order of their hexadecimal spellings.
@frozen public struct Digest: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The size of a digest in bytes.
  package static let byteCount = 32

  // Four big-endian words rather than an array: sets and sorted lists hold millions of these. What
  // is asked of every one of them is public, for only then it is inlined where another module asks.
  @usableFromInline let words: (UInt64, UInt64, UInt64, UInt64)

  /// The digest with these bytes; nil unless there are exactly 32.
  package init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    var words: [4 of UInt64] = [0, 0, 0, 0]
    for (position, byte) in bytes.enumerated() {
      words[position / 8] = words[position / 8] << 8 | UInt64(byte)
    }
    self.words = (words[0], words[1], words[2], words[3])
  }

  /// The digest with these 32 bytes.
  package init(_ bytes: [32 of UInt8]) {
    var words: [4 of UInt64] = [0, 0, 0, 0]
    for position in 0..<32 {
      words[position / 8] = words[position / 8] << 8 | UInt64(bytes[position])
    }
    self.words = (words[0], words[1], words[2], words[3])
  }

  /// The digest whose bytes are these four big-endian words.
  @inlinable
  public init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

  /// The digest whose 32 bytes begin at `start`; whoever asks has checked that they are there.
  @inlinable
  public init(_ bytes: Span<UInt8>, at start: Int) {
    words = (
      bytes.number(at: start), bytes.number(at: start + 8), bytes.number(at: start + 16),
      bytes.number(at: start + 24)
    )
  }

  /// The first eight bytes as a big-endian number, in which digests order as they do themselves
  /// but where it is the same.
  @inlinable
  public var prefix: UInt64 { words.0 }

  /// The digest with this spelling; nil unless it is 64 lower-case hexadecimal digits.
  package init?(hex: some StringProtocol) {
    guard hex.utf8.count == 2 * Self.byteCount, let bytes = Hex.decode(hex) else { return nil }
    self.init(bytes)
  }

  /// The 32 bytes.
  package var bytes: [UInt8] { (0..<Self.byteCount).map(byte) }

  /// Appends the 32 bytes.
  package func append(to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: Self.byteCount))
    var room = bytes.mutableSpan
    for position in 0..<Self.byteCount { room[start + position] = byte(position) }
  }

  /// Appends the 64 digits of the description.
  package func appendHex(to text: inout [UInt8]) {
    let start = text.count
    text.append(contentsOf: repeatElement(0, count: 2 * Self.byteCount))
    var room = text.mutableSpan
    let all: [4 of UInt64] = [words.0, words.1, words.2, words.3]
    for position in all.indices {
      let place = start + 16 * position
      room.put(Hex.digits(UInt32(all[position] >> 32)), at: place)
      room.put(Hex.digits(UInt32(truncatingIfNeeded: all[position])), at: place + 8)
    }
  }

  private func byte(_ position: Int) -> UInt8 {
    let word =
      switch position / 8 {
      case 0: words.0
      case 1: words.1
      case 2: words.2
      default: words.3
      }
    return UInt8(truncatingIfNeeded: word >> UInt64(56 - position % 8 * 8))
  }

  /// 64 lower-case hexadecimal digits.
  public var description: String { Hex.encode(bytes) }

  /// Whether all 32 bytes are the same.
  @inlinable
  public static func == (one: Digest, other: Digest) -> Bool { one.words == other.words }

  /// The order of the bytes.
  @inlinable
  public static func < (one: Digest, other: Digest) -> Bool { one.words < other.words }

  /// Adds what identifies the digest.
  public func hash(into hasher: inout Hasher) {
    // Already uniform: the first words identify it as well as all four.
    hasher.combine(words.0)
    hasher.combine(words.1)
  }
}
