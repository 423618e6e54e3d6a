import CSodium
import Encoding
import Words

/// An X25519 public key to which ballots and stream keys are sealed.
package struct BoxPublicKey: Hashable, Sendable {
  /// How many bytes a sealed box has more than what is in it.
  package static let overhead = 48
  /// The size of the key in bytes.
  package static let byteCount = 32
  /// The largest message that `seal` takes in one piece.
  package static let maxMessageByteCount = 1 << 24

  /// The 32 bytes.
  package let bytes: [UInt8]

  /// Reads standard base64 of 32 bytes.
  ///
  /// - Throws: `.publicKey` for another length or spelling, and for points of low order, with which
  ///   everybody could open the box.
  package init(base64: String) throws(CryptographyError) {
    guard let bytes = Base64.decode(base64), bytes.count == Self.byteCount else {
      throw .publicKey(problem: "not canonical base64 of 32 bytes")
    }
    try self.init(bytes: bytes)
  }

  init(bytes: [UInt8]) throws(CryptographyError) {
    try Sodium.start()
    // Every scalar is a multiple of 8 and takes a point of low order to zero, which libsodium
    // reports; so any scalar will do.
    let scalar = [UInt8](repeating: 1, count: Self.byteCount)
    var product = [UInt8](repeating: 0, count: Self.byteCount)
    guard unsafe crypto_scalarmult(&product, scalar, bytes) == 0 else {
      throw .publicKey(problem: "a point of low order")
    }
    self.bytes = bytes
  }

  /// Standard base64, 44 characters.
  package var base64: String { Base64.encode(bytes) }

  /// Seals `message` into `box`, which is `overhead` bytes longer.
  ///
  /// - Throws: `.size` where it is not.
  package func seal(
    _ message: Span<UInt8>, into box: inout MutableSpan<UInt8>
  ) throws(CryptographyError) {
    try Sodium.start()
    guard box.count >= Self.overhead, box.count - Self.overhead == message.count else {
      throw .size(
        of: "a sealed box", expected: message.count + Self.overhead, found: box.count)
    }
    let isSealed = unsafe box.withUnsafeMutableBufferPointer { box in
      unsafe message.withUnsafeBufferPointer { message in
        guard let start = box.baseAddress else { return false }
        return unsafe crypto_box_seal(
          start, message.baseAddress, UInt64(message.count), bytes) == 0
      }
    }
    guard isSealed else { throw .publicKey(problem: "nothing can be sealed to it") }
  }

  /// `message`, sealed.
  ///
  /// - Throws: `.tooLarge`.
  package func seal(_ message: Span<UInt8>) throws(CryptographyError) -> [UInt8] {
    guard message.count <= Self.maxMessageByteCount else {
      throw .tooLarge("a message to be sealed", limit: Self.maxMessageByteCount)
    }
    var box = [UInt8](repeating: 0, count: message.count + Self.overhead)
    var span = box.mutableSpan
    try seal(message, into: &span)
    return box
  }
}
