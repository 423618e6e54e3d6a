import CSodium
import Encoding
import Words

/// A person's or collector's signing key: Ed25519, kept in minisign's secret key files.
package struct SigningKey: ~Copyable, Sendable {
  /// The size of an Ed25519 signature in bytes.
  package static let signatureByteCount = 64
  /// The seed and the public point after it, as libsodium and minisign keep them: 64 bytes.
  static let secretByteCount = 64
  private static let seedByteCount = 32

  /// What everybody may know of it.
  package let publicKey: SigningPublicKey
  let secret: SecretBytes

  /// A new key with a random number.
  ///
  /// - Throws: `.memory`, `.unavailable`.
  package static func generate() throws(CryptographyError) -> SigningKey {
    let seed = try SecretBytes.random(count: seedByteCount)
    return try make(keyID: Sodium.randomBytes(MinisignText.keyIDByteCount), seed: seed)
  }

  private init(publicKey: SigningPublicKey, secret: consuming SecretBytes) {
    self.publicKey = publicKey
    self.secret = secret
  }

  private static func make(
    keyID: [UInt8], seed: borrowing SecretBytes
  ) throws(CryptographyError) -> SigningKey {
    var secret = try SecretBytes(count: secretByteCount)
    var point = [UInt8](repeating: 0, count: 32)
    unsafe seed.withPointer { seed in
      unsafe secret.withMutablePointer { secret in
        _ = unsafe crypto_sign_seed_keypair(&point, secret, seed)
      }
    }
    return SigningKey(
      publicKey: try SigningPublicKey(keyID: keyID, point: point), secret: secret)
  }

  /// The key of 64 bytes from a key file.
  ///
  /// Signing with a point that is not the seed's own would give the seed away, so the point is
  /// worked out again and compared.
  ///
  /// - Throws: `.keyFile` where seed and point are not a pair.
  static func make(
    keyID: [UInt8], secret: borrowing SecretBytes
  ) throws(CryptographyError) -> SigningKey {
    let key = try make(keyID: keyID, seed: secret.prefix(seedByteCount))
    guard key.secret.equals(secret) else {
      throw .keyFile(line: 2, problem: "its secret and public halves do not belong together")
    }
    return key
  }

  /// A plain Ed25519 signature, 64 bytes, as the journal's lines carry.
  package borrowing func sign(_ message: Span<UInt8>) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: Self.signatureByteCount)
    unsafe secret.withPointer { secret in
      unsafe message.withUnsafeBufferPointer { message in
        _ = unsafe crypto_sign_detached(
          &signature, nil, message.baseAddress, UInt64(message.count), secret)
      }
    }
    return signature
  }

  /// A minisign signature of the file with this BLAKE2b-512 hash.
  ///
  /// - Throws: `.size`; `.comment` where the trusted comment holds control characters or is longer
  ///   than minisign reads.
  package borrowing func sign(
    prehash: [UInt8], trustedComment: String
  ) throws(CryptographyError) -> MinisignSignature {
    guard prehash.count == Hasher512.byteCount else {
      throw .size(of: "a BLAKE2b-512 hash", expected: Hasher512.byteCount, found: prehash.count)
    }
    try MinisignText.check(
      comment: trustedComment, prefix: MinisignText.trusted, limit: MinisignText.maxTrustedLine)
    let signature = sign(prehash.span)
    let signedAlong = MinisignSignature.globallySigned(
      signature: signature, trustedComment: trustedComment)
    return MinisignSignature(
      untrustedComment: "signature from minisign secret key", keyID: publicKey.keyID,
      trustedComment: trustedComment, signature: signature,
      globalSignature: sign(signedAlong.span))
  }
}
