import CSodium
import Encoding
import Words

/// The public half of a minisign key pair, by which people and collectors are known.
package struct SigningPublicKey: Hashable, Sendable {
  /// The most bytes that a public key file may have.
  package static let maxByteCount = 4_096
  private static let pointByteCount = 32

  /// The number that minisign gave the key: 8 bytes, and not what makes keys different.
  package let keyID: [UInt8]
  /// The Ed25519 point: 32 bytes, by which two people's keys differ.
  package let point: [UInt8]

  /// - Throws: `.publicKey` where `point` is not a point of the curve's main subgroup.
  init(keyID: [UInt8], point: [UInt8]) throws(CryptographyError) {
    try Sodium.start()
    guard point.count == Self.pointByteCount,
      unsafe crypto_core_ed25519_is_valid_point(point) == 1
    else { throw .publicKey(problem: "not a valid point of the curve") }
    self.keyID = keyID
    self.point = point
  }

  /// How many characters minisign's spelling has.
  static let textByteCount = 56

  /// Reads minisign's spelling, 56 characters that begin with `RW`.
  ///
  /// - Throws: `.publicKey`, with what is wrong.
  package init(text: String) throws(CryptographyError) {
    let head = MinisignText.ed25519.count + MinisignText.keyIDByteCount
    guard text.utf8.count == Self.textByteCount, let bytes = Base64.decode(text),
      bytes.count == head + Self.pointByteCount
    else { throw .publicKey(problem: "not 56 characters of canonical base64") }
    guard bytes.starts(with: MinisignText.ed25519) else {
      throw .publicKey(problem: "not of minisign's kind: it does not begin with RW")
    }
    try self.init(
      keyID: Array(bytes[MinisignText.ed25519.count..<head]), point: Array(bytes[head...]))
  }

  /// Reads a public key file: two lines that end in LF.
  ///
  /// - Throws: `.keyFile` with the line, `.publicKey`, `.tooLarge`.
  package init(file: [UInt8]) throws(CryptographyError) {
    guard file.count <= Self.maxByteCount else {
      throw .tooLarge("a public key file", limit: Self.maxByteCount)
    }
    guard let lines = MinisignText.lines(file, count: 2) else {
      throw .keyFile(line: 0, problem: "there are not exactly two lines that end in LF")
    }
    guard
      MinisignText.comment(
        lines[0], prefix: MinisignText.untrusted, limit: MinisignText.maxCommentLine) != nil
    else { throw .keyFile(line: 1, problem: "not an untrusted comment") }
    guard let text = String(validating: lines[1], as: UTF8.self) else {
      throw .keyFile(line: 2, problem: "not UTF-8")
    }
    try self.init(text: text)
  }

  /// minisign's spelling, 56 characters.
  package var text: String { Base64.encode(MinisignText.ed25519 + keyID + point) }

  /// The key's number as minisign prints it: hexadecimal, upper case, without leading zeros.
  package var displayID: String {
    let number = keyID.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return String(number, radix: 16, uppercase: true)
  }

  /// A public key file, as `minisign -G` writes it where no comment is given.
  ///
  /// - Throws: `.comment` where the comment cannot be written.
  package func file(comment: String? = nil) throws(CryptographyError) -> [UInt8] {
    let comment = comment ?? "minisign public key \(displayID)"
    try MinisignText.check(
      comment: comment, prefix: MinisignText.untrusted, limit: MinisignText.maxCommentLine)
    return Array("\(MinisignText.untrusted)\(comment)\n\(text)\n".utf8)
  }

  /// Checks a signature file's key number and both signatures.
  ///
  /// - Parameters:
  ///   - signature: what lies beside the file that was signed.
  ///   - prehash: the BLAKE2b-512 hash of that file.
  /// - Throws: `.otherSigner`, `.signature`, `.size`.
  package func verify(
    _ signature: MinisignSignature, prehash: [UInt8]
  ) throws(CryptographyError) {
    guard prehash.count == Hasher512.byteCount else {
      throw .size(of: "a BLAKE2b-512 hash", expected: Hasher512.byteCount, found: prehash.count)
    }
    guard signature.keyID == keyID else { throw .otherSigner }
    let signedAlong = MinisignSignature.globallySigned(
      signature: signature.signature, trustedComment: signature.trustedComment)
    guard isSignature(signature.signature, of: prehash.span),
      isSignature(signature.globalSignature, of: signedAlong.span)
    else { throw .signature }
  }

  /// Whether `signature` is this key's plain Ed25519 signature of `message`.
  package func isSignature(_ signature: [UInt8], of message: Span<UInt8>) -> Bool {
    guard signature.count == 64 else { return false }
    return unsafe message.withUnsafeBufferPointer { message in
      unsafe crypto_sign_verify_detached(
        signature, message.baseAddress, UInt64(message.count), point) == 0
    }
  }
}
