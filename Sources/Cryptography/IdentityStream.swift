import CSodium
package import Encoding

/// What the writer and the reader of `identities.sealed` share (FormatBundle § identities.sealed).
enum IdentityStream {
  typealias State = LockedState<crypto_secretstream_xchacha20poly1305_state>

  static let recordByteCount = 48
  static let chunkByteCount = 65_520
  static let overhead = 17
  static let keyByteCount = 32
  static let headerByteCount = 24
  static let boxByteCount = keyByteCount + BoxPublicKey.overhead
  /// libsodium's tags; its macros do not reach Swift.
  static let messageTag = crypto_secretstream_xchacha20poly1305_tag_message()
  static let finalTag = crypto_secretstream_xchacha20poly1305_tag_final()

  /// What the manifest names as `identities.key`.
  static func keyHash(_ key: borrowing SecretBytes) throws(CryptographyError) -> Digest {
    try Digest.of(label: "coldcount/stream-key/1\n", secret: key)
  }

  /// Whether a chunk of so many bytes may stand at this place: full, or shorter and final; an
  /// empty one only where there is no other.
  static func isChunk(byteCount: Int, number: Int, final: Bool) -> Bool {
    guard byteCount < chunkByteCount else { return byteCount == chunkByteCount }
    return final && byteCount.isMultiple(of: recordByteCount) && (byteCount > 0 || number == 0)
  }
}

/// The additional data of every chunk of a bundle's identities, which ties them to the bundle
/// (FormatBundle § identities.sealed).
package func identityContext(election: Digest, collector: String, sequence: Int) -> Digest {
  Digest.of(Array("coldcount/identities/1\n\(election)\n\(collector)\n\(sequence)\n".utf8))
}
