extension SigningKey {
  /// Signs a file's bytes as `minisign -S` does: prehashed, with a trusted comment.
  package borrowing func sign(
    file bytes: [UInt8], trustedComment: String
  ) throws(CryptographyError) -> MinisignSignature {
    var hasher = Hasher512()
    hasher.update(bytes.span)
    return try sign(prehash: hasher.finish(), trustedComment: trustedComment)
  }
}

extension SigningPublicKey {
  /// Checks a signature on a file's bytes as `minisign -V -H` does.
  package func verify(
    _ signature: MinisignSignature, file bytes: [UInt8]
  ) throws(CryptographyError) {
    var hasher = Hasher512()
    hasher.update(bytes.span)
    try verify(signature, prehash: hasher.finish())
  }
}
