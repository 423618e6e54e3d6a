import CSodium

/// SHA-256, for formats of others that ask for it, over bytes that come in pieces.
package struct SHA256 {
  private var state = crypto_hash_sha256_state()

  package init() { _ = unsafe crypto_hash_sha256_init(&state) }

  /// Goes on with `bytes`.
  package mutating func update(_ bytes: [UInt8]) {
    _ = unsafe crypto_hash_sha256_update(&state, bytes, UInt64(bytes.count))
  }

  /// The 32 bytes of the hash; nothing may follow.
  package mutating func finish() -> [UInt8] {
    var hash = [UInt8](repeating: 0, count: 32)
    _ = unsafe crypto_hash_sha256_final(&state, &hash)
    return hash
  }

  /// The hash of `bytes`: 32 bytes.
  package static func bytes(_ bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }
}
