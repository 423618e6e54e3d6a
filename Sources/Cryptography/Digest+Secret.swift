package import Encoding

extension Digest {
  /// The BLAKE2b-256 hash of a label, which keeps uses apart, and a secret.
  ///
  /// - Throws: `.memory`, `.tooLarge`.
  static func of(
    label: StaticString, secret: borrowing SecretBytes
  ) throws(CryptographyError) -> Digest {
    let label = Array("\(label)".utf8)
    var input = try SecretBytes(count: label.count + secret.count)
    input.write(label.span, at: 0)
    secret.withBytes { input.write($0, at: label.count) }
    let hash = input.withBytes { of($0) }
    // libsodium leaves its last block on the stack; the same call again writes over it.
    let blank = try SecretBytes(count: input.count)
    _ = blank.withBytes { of($0) }
    return hash
  }

  /// 32 random bytes that anybody may know: a number that no other thing has.
  ///
  /// - Throws: `.unavailable`.
  package static func random() throws(CryptographyError) -> Digest {
    let bytes = try Sodium.randomBytes(byteCount)
    return Digest(bytes.span, at: 0)
  }
}
