package import Cryptography
package import Encoding

/// The marks of one recipient's copy: they follow from a signature that only whoever makes the
/// copies can make, and whose hash alone is in the journal.
///
/// Ed25519 signatures are deterministic (RFC 8032, section 5.1.6): the same person and key find the
/// same marks again, and shown to others the signature proves whose copy it was.
package struct MarkedCopy: Sendable {
  package let recipient: String
  /// What the journal holds.
  package let commitment: Digest
  package let seed: Digest

  /// The copy of a result, by the hash of result.json, for one recipient.
  package init(
    of result: Digest, election: Digest, for recipient: String, key: borrowing SigningKey
  ) {
    let statement = Array("coldcount/marked-copy/1\n\(election)\n\(result)\n\(recipient)\n".utf8)
    let signature = key.sign(statement.span)
    self.recipient = recipient
    commitment = Digest.of(signature)
    seed = Digest.of(Array("coldcount/marks/1\n".utf8) + signature)
  }
}
