package import Cryptography
package import Election

/// A person who acts, with the key that signs what they do.
package final class Signer: Sendable {
  package let id: String
  package let key: SigningKey

  package init(id: String, key: consuming SigningKey) {
    self.id = id
    self.key = key
  }
}

extension Signer {
  /// The signature of a file, which says what it is and of which election.
  package func sign(
    _ file: [UInt8], as thing: SignedThing, in definition: Definition
  ) throws(CryptographyError) -> MinisignSignature {
    try key.sign(
      file: file, trustedComment: thing.trustedComment(election: definition.id, signer: id))
  }
}

extension Definition {
  /// The person of the election who acts with this key, in a role where one is needed.
  ///
  /// - Throws: `SignerError` where there is none.
  @discardableResult
  package func person(
    of signer: Signer, role: Person.Role? = nil
  ) throws(SignerError) -> Person {
    try person(signer.id, publicKey: signer.key.publicKey.text, role: role)
  }
}
