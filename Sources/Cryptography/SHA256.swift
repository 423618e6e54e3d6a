import CSodium
import Encoding

/// SHA-256, for formats of others that ask for it.
package enum SHA256 {
  /// The hash of `bytes`: 32 bytes.
  package static func bytes(_ bytes: [UInt8]) -> [UInt8] {
    var hash = [UInt8](repeating: 0, count: 32)
    _ = unsafe crypto_hash_sha256(&hash, bytes, UInt64(bytes.count))
    return hash
  }

  /// The same in lower-case hexadecimal digits.
  package static func hex(_ bytes: [UInt8]) -> String { Hex.encode(Self.bytes(bytes)) }
}
