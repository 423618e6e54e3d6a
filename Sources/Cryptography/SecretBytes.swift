import CSodium
import Encoding
import Words

/// Bytes that must not leak: in memory that the system neither swaps nor dumps, between guard
/// pages, zeroed when the value ends.
///
/// The type cannot be copied, so there is one place where a secret is, and an end to it. Costs
/// some 30 µs to make: for keys, not for ballots.
@safe package struct SecretBytes: ~Copyable, @unchecked Sendable {
  // Unchecked, because of the pointer: it is written only through `mutating` functions.
  /// The most bytes that one secret may have.
  package static let maxCount = 1 << 20

  private let base: UnsafeMutablePointer<UInt8>
  /// How many bytes.
  package let count: Int

  /// `count` zeros; from 0 to `maxCount`.
  ///
  /// - Throws: `.tooLarge`, `.memory`, `.unlocked`.
  package init(count: Int) throws(CryptographyError) {
    guard (0...Self.maxCount).contains(count) else {
      throw .tooLarge("a secret", limit: Self.maxCount)
    }
    let memory = try unsafe Sodium.lockedMemory(byteCount: count)
    unsafe base = memory.bindMemory(to: UInt8.self, capacity: count)
    self.count = count
  }

  /// A copy of `bytes`; whoever holds those has to see to their end.
  package init(copying bytes: Span<UInt8>) throws(CryptographyError) {
    try self.init(count: bytes.count)
    write(bytes, at: 0)
  }

  deinit { unsafe sodium_free(base) }

  /// `count` random bytes.
  package static func random(count: Int) throws(CryptographyError) -> SecretBytes {
    var bytes = try SecretBytes(count: count)
    unsafe bytes.withMutablePointer { unsafe randombytes_buf($0, count) }
    return bytes
  }

  /// Lends the bytes; they must not be copied to memory of another kind.
  package borrowing func withBytes<R: ~Copyable, E: Error>(
    _ body: (Span<UInt8>) throws(E) -> R
  ) throws(E) -> R {
    let buffer = unsafe UnsafeBufferPointer(start: base, count: count)
    return try unsafe body(buffer.span)
  }

  /// Lends the bytes for writing.
  package mutating func withMutableBytes<R: ~Copyable, E: Error>(
    _ body: (inout MutableSpan<UInt8>) throws(E) -> R
  ) throws(E) -> R {
    let buffer = unsafe UnsafeMutableBufferPointer(start: base, count: count)
    var span = unsafe buffer.mutableSpan
    return try body(&span)
  }

  /// The first `length` bytes as a secret of their own.
  ///
  /// - Throws: `.size` where there are not as many.
  package borrowing func prefix(_ length: Int) throws(CryptographyError) -> SecretBytes {
    guard (0...count).contains(length) else {
      throw .size(of: "a secret", expected: length, found: count)
    }
    return try slice(0..<length)
  }

  /// The bytes of `range` as a secret of their own.
  ///
  /// - Throws: `.size` where the range does not lie within the secret.
  package borrowing func slice(_ range: Range<Int>) throws(CryptographyError) -> SecretBytes {
    guard range.lowerBound >= 0, range.upperBound <= count else {
      throw .size(of: "a secret", expected: range.upperBound, found: count)
    }
    return try withBytes { bytes throws(CryptographyError) in
      try SecretBytes(copying: bytes.extracting(range))
    }
  }

  /// Whether the bytes are the same, in time that depends on their number only.
  package borrowing func equals(_ other: borrowing SecretBytes) -> Bool {
    guard count == other.count else { return false }
    return unsafe sodium_memcmp(base, other.base, count) == 0
  }

  /// The bytes without a byte order mark at the beginning and one line end, LF or CRLF, at the end:
  /// what a text file with a passphrase or a key on one line means.
  package borrowing func trimmedLine() throws(CryptographyError) -> SecretBytes {
    let range = withBytes { bytes in
      let mark = Self.byteOrderMark
      let start =
        bytes.count >= mark.count && mark.indices.allSatisfy { bytes[$0] == mark[$0] }
        ? mark.count : 0
      var end = bytes.count
      guard end > start, bytes[end - 1] == UInt8(ascii: "\n") else { return start..<end }
      end -= 1
      return start..<(end > start && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end)
    }
    return try slice(range)
  }

  /// U+FEFF in UTF-8, which some editors write before any text.
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Overwrites the bytes from `offset` on; what would lie beyond the end is left out.
  package mutating func write(_ bytes: Span<UInt8>, at offset: Int) {
    withMutableBytes { own in
      for index in 0..<min(bytes.count, own.count - offset) { own[offset + index] = bytes[index] }
    }
  }

  /// Lends the address, for libsodium.
  @unsafe borrowing func withPointer<R: ~Copyable, E: Error>(
    _ body: (UnsafePointer<UInt8>) throws(E) -> R
  ) throws(E) -> R {
    try unsafe body(UnsafePointer(base))
  }

  /// Lends the address for writing, for libsodium.
  @unsafe mutating func withMutablePointer<R: ~Copyable, E: Error>(
    _ body: (UnsafeMutablePointer<UInt8>) throws(E) -> R
  ) throws(E) -> R {
    try unsafe body(base)
  }
}
