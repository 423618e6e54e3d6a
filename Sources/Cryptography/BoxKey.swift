import CSodium
import Encoding
import Words

/// The secret half of an X25519 key pair: the count key, or a vault key.
package struct BoxKey: ~Copyable, Sendable {
  /// The size of the key in bytes.
  package static let byteCount = 32

  /// What is sealed to.
  package let publicKey: BoxPublicKey
  private let secret: SecretBytes

  /// A new key.
  ///
  /// - Throws: `.memory`, `.unavailable`.
  package static func generate() throws(CryptographyError) -> BoxKey {
    try BoxKey(secret: SecretBytes.random(count: byteCount))
  }

  /// The key of these 32 bytes.
  ///
  /// - Throws: `.size`.
  package init(secret: consuming SecretBytes) throws(CryptographyError) {
    guard secret.count == Self.byteCount else {
      throw .size(of: "a key", expected: Self.byteCount, found: secret.count)
    }
    var bytes = [UInt8](repeating: 0, count: Self.byteCount)
    unsafe secret.withPointer { secret in
      _ = unsafe crypto_scalarmult_base(&bytes, secret)
    }
    publicKey = try BoxPublicKey(bytes: bytes)
    self.secret = secret
  }

  /// Reads a text file with the key's base64 on one line (FormatKeys § Wrapped keys).
  ///
  /// - Throws: `.base64`.
  package init(file: Span<UInt8>) throws(CryptographyError) {
    guard file.count <= 64 else { throw .base64("the key") }
    let line = try SecretBytes(copying: file).trimmedLine()
    let secret = try line.withBytes { line throws(CryptographyError) in
      try SecretBytes(base64: line, count: Self.byteCount, what: "the key")
    }
    try self.init(secret: secret)
  }

  /// Lends the 32 bytes, to be wrapped or shared.
  package borrowing func withSecret<R: ~Copyable, E: Error>(
    _ body: (borrowing SecretBytes) throws(E) -> R
  ) throws(E) -> R {
    try body(secret)
  }

  /// Opens `box` into `message`, which must be `BoxPublicKey.overhead` bytes shorter.
  ///
  /// Called for every ballot: allocates nothing. Where it gives false, `message` is undefined.
  package borrowing func open(
    _ box: Span<UInt8>, into message: inout MutableSpan<UInt8>
  ) -> Bool {
    guard box.count >= BoxPublicKey.overhead,
      message.count == box.count - BoxPublicKey.overhead
    else { return false }
    return unsafe message.withUnsafeMutableBufferPointer { message in
      unsafe box.withUnsafeBufferPointer { box in
        guard let start = box.baseAddress else { return false }
        return unsafe secret.withPointer { secret in
          unsafe crypto_box_seal_open(
            message.baseAddress, start, UInt64(box.count), publicKey.bytes, secret) == 0
        }
      }
    }
  }

  /// What is in `box`.
  ///
  /// - Throws: `.box` where it does not open, `.tooLarge`.
  package borrowing func open(_ box: Span<UInt8>) throws(CryptographyError) -> SecretBytes {
    guard box.count >= BoxPublicKey.overhead else { throw .box }
    var message = try SecretBytes(count: box.count - BoxPublicKey.overhead)
    guard message.withMutableBytes({ open(box, into: &$0) }) else { throw .box }
    return message
  }
}
