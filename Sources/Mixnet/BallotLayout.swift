/// The sizes of a sealed ballot and of the parts of proofs, in bytes (FormatProofs § The ballot).
package enum BallotLayout {
  /// A ciphertext: A and B.
  package static let ciphertextByteCount = 64
  /// What stands behind the ciphertexts: c and s.
  package static let proofByteCount = 64

  /// The bytes of a sealed ballot with so many points of marks.
  package static func byteCount(points: Int) -> Int {
    ciphertextByteCount * points + proofByteCount
  }
}
