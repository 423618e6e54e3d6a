import CSodium

/// HMAC-SHA256 under one key, prepared once for many messages.
struct HMACState: ~Copyable {
  /// The size of an authenticator in bytes.
  static let byteCount = 32

  private let keyed: LockedState<crypto_auth_hmacsha256_state>
  private var running: LockedState<crypto_auth_hmacsha256_state>

  /// - Throws: `.memory`.
  init(key: borrowing SecretBytes) throws(CryptographyError) {
    var keyed = try LockedState<crypto_auth_hmacsha256_state>()
    let size = key.count
    unsafe key.withPointer { key in
      unsafe keyed.withPointer { state in
        _ = unsafe crypto_auth_hmacsha256_init(state, key, size)
      }
    }
    let running = try LockedState<crypto_auth_hmacsha256_state>()
    self.keyed = keyed
    self.running = running
  }

  /// The authenticator of `message` as a new secret.
  mutating func authenticate(_ message: Span<UInt8>) throws(CryptographyError) -> SecretBytes {
    var result = try SecretBytes(count: Self.byteCount)
    unsafe message.withUnsafeBufferPointer { message in
      unsafe result.withMutablePointer { result in
        unsafe authenticate(message.baseAddress, count: message.count, into: result)
      }
    }
    return result
  }

  /// Replaces `block`, 32 bytes, by its authenticator.
  mutating func iterate(_ block: inout SecretBytes) {
    unsafe block.withMutablePointer { block in
      unsafe authenticate(block, count: Self.byteCount, into: block)
    }
  }

  @unsafe private mutating func authenticate(
    _ message: UnsafePointer<UInt8>?, count: Int, into result: UnsafeMutablePointer<UInt8>
  ) {
    running.set(to: keyed)
    unsafe running.withPointer { state in
      _ = unsafe crypto_auth_hmacsha256_update(state, message, UInt64(count))
      _ = unsafe crypto_auth_hmacsha256_final(state, result)
    }
  }
}
