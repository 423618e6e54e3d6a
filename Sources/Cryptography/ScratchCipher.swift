import CSodium
import Encoding
import Words

/// Seals what lies on a disk while the program needs it, under a new key that is stored nowhere: once
/// this value is gone, nobody can read it.
package struct ScratchCipher: ~Copyable, Sendable {
  /// How many bytes a sealed block has more than what is in it.
  package static let overhead = 16
  private static let keyByteCount = 32
  private static let nonceByteCount = 24

  private let key: SecretBytes

  /// A new key.
  ///
  /// - Throws: `.memory`, `.unavailable`.
  package init() throws(CryptographyError) {
    key = try SecretBytes.random(count: Self.keyByteCount)
  }

  /// Seals the block with this number into `sealed`, which must be `overhead` bytes longer.
  ///
  /// No number may be given to two blocks: the number is the nonce.
  ///
  /// - Throws: `.size`.
  package borrowing func seal(
    _ block: Span<UInt8>, number: Int, into sealed: inout MutableSpan<UInt8>
  ) throws(CryptographyError) {
    guard sealed.count == block.count + Self.overhead else {
      throw .size(
        of: "room for a block", expected: block.count + Self.overhead, found: sealed.count)
    }
    let nonce = Self.nonce(number)
    unsafe key.withPointer { key in
      unsafe block.withUnsafeBufferPointer { block in
        unsafe sealed.withUnsafeMutableBufferPointer { sealed in
          guard let start = sealed.baseAddress else { return }
          _ = unsafe crypto_aead_xchacha20poly1305_ietf_encrypt(
            start, nil, block.baseAddress, UInt64(block.count), nil, 0, nil, nonce, key)
        }
      }
    }
  }

  /// Opens the block with this number into `block`, which must be `overhead` bytes shorter.
  ///
  /// - Throws: `.scratch` where the block is not the one that was sealed under the number.
  package borrowing func open(
    _ sealed: Span<UInt8>, number: Int, into block: inout MutableSpan<UInt8>
  ) throws(CryptographyError) {
    guard sealed.count == block.count + Self.overhead else { throw .scratch }
    let nonce = Self.nonce(number)
    let status = unsafe key.withPointer { key in
      unsafe sealed.withUnsafeBufferPointer { sealed in
        unsafe block.withUnsafeMutableBufferPointer { block in
          guard let start = sealed.baseAddress else { return Int32(-1) }
          return unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
            block.baseAddress, nil, nil, start, UInt64(sealed.count), nil, 0, nonce, key)
        }
      }
    }
    guard status == 0 else { throw .scratch }
  }

  private static func nonce(_ number: Int) -> [UInt8] {
    (0..<nonceByteCount).map {
      $0 < 8 ? UInt8(truncatingIfNeeded: number >> (8 * $0)) : 0
    }
  }
}

extension Array<UInt8> {
  /// Overwrites all bytes with zeros, which no optimiser leaves out.
  package mutating func wipe() {
    unsafe withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe sodium_memzero(start, bytes.count)
    }
  }
}
