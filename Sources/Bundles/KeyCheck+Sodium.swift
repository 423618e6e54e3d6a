import Cryptography
package import Election

extension KeyCheck {
  /// Takes only keys that libsodium can use: valid Ed25519 points, X25519 keys of full order.
  package static let checked = KeyCheck(
    isSigningKey: { (try? SigningPublicKey(text: $0)) != nil },
    isSealingKey: { (try? BoxPublicKey(base64: $0)) != nil })
}
