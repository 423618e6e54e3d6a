import Encoding
import Words

/// A minisign signature file: prehashed (`ED`), with a trusted comment and the signature over both.
///
/// Reading one checks its form only; `SigningPublicKey.verify` checks the rest. Legacy signatures
/// (`Ed`) are refused: an `ED` signature relabelled would verify for another file.
package struct MinisignSignature: Equatable, Sendable {
  /// The most bytes that a signature file may have.
  package static let maxByteCount = 10_240
  private static let prehashed = Array("ED".utf8)
  private static let signatureByteCount = 64

  /// What the file says of itself; nobody signed it.
  package let untrustedComment: String
  /// The number of the key that signed.
  package let keyID: [UInt8]
  /// What the signer says; signed along.
  package let trustedComment: String
  /// Ed25519 over the file's BLAKE2b-512 hash.
  let signature: [UInt8]
  /// Ed25519 over the signature and the trusted comment.
  let globalSignature: [UInt8]

  init(
    untrustedComment: String, keyID: [UInt8], trustedComment: String, signature: [UInt8],
    globalSignature: [UInt8]
  ) {
    self.untrustedComment = untrustedComment
    self.keyID = keyID
    self.trustedComment = trustedComment
    self.signature = signature
    self.globalSignature = globalSignature
  }

  /// Reads a file of exactly four lines that end in LF.
  ///
  /// - Throws: `.signatureFile` with the line, `.tooLarge`.
  package init(file: [UInt8]) throws(CryptographyError) {
    guard file.count <= Self.maxByteCount else {
      throw .tooLarge("a signature file", limit: Self.maxByteCount)
    }
    guard let lines = MinisignText.lines(file, count: 4) else {
      throw .signatureFile(line: 0, problem: "there are not exactly four lines that end in LF")
    }
    guard lines[0].last != UInt8(ascii: "\r") else {
      throw .signatureFile(
        line: 1,
        problem: "its lines end in CR LF, which some program changed: copy it again unchanged")
    }
    guard
      let untrusted = MinisignText.comment(
        lines[0], prefix: MinisignText.untrusted, limit: MinisignText.maxCommentLine)
    else { throw .signatureFile(line: 1, problem: "not an untrusted comment") }
    guard
      let trusted = MinisignText.comment(
        lines[2], prefix: MinisignText.trusted, limit: MinisignText.maxTrustedLine)
    else { throw .signatureFile(line: 3, problem: "not a trusted comment") }
    let head = Self.prehashed.count + MinisignText.keyIDByteCount
    guard let body = Self.decode(lines[1]), body.count == head + Self.signatureByteCount else {
      throw .signatureFile(line: 2, problem: "not canonical base64 of 74 bytes")
    }
    guard body.starts(with: Self.prehashed) else {
      throw .signatureFile(
        line: 2,
        problem: body.starts(with: MinisignText.ed25519)
          ? "a legacy signature, not prehashed" : "an unknown algorithm")
    }
    guard let global = Self.decode(lines[3]), global.count == Self.signatureByteCount else {
      throw .signatureFile(line: 4, problem: "not canonical base64 of 64 bytes")
    }
    self.init(
      untrustedComment: untrusted, keyID: Array(body[Self.prehashed.count..<head]),
      trustedComment: trusted, signature: Array(body[head...]), globalSignature: global)
  }

  /// The file's bytes.
  package var file: [UInt8] {
    let text =
      MinisignText.untrusted + untrustedComment + "\n"
      + Base64.encode(Self.prehashed + keyID + signature) + "\n"
      + MinisignText.trusted + trustedComment + "\n"
      + Base64.encode(globalSignature) + "\n"
    return Array(text.utf8)
  }

  /// What the global signature is over.
  static func globallySigned(signature: [UInt8], trustedComment: String) -> [UInt8] {
    signature + Array(trustedComment.utf8)
  }

  private static func decode(_ line: ArraySlice<UInt8>) -> [UInt8]? {
    String(validating: line, as: UTF8.self).flatMap { Base64.decode($0) }
  }
}
