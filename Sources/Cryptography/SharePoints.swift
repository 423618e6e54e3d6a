/// Points of SLIP-0039's polynomials: for each index the values of 32 bytes, one polynomial a byte.
struct SharePoints: ~Copyable {
  /// The size of a shared secret and of each share's value in bytes.
  static let valueByteCount = 32
  /// The index at which the polynomials have the secret.
  static let secretIndex: UInt8 = 255
  /// The index at which they have a digest of the secret.
  static let digestIndex: UInt8 = 254
  /// How many bytes of that value are the digest; the others are its key.
  static let digestByteCount = 4

  private var indices: [UInt8] = []
  private var values: SecretBytes

  /// Random polynomials of degree `threshold` − 1 that have `secret` and a digest of it.
  ///
  /// Where the threshold is 1 they are constant, and there is no digest.
  static func dealing(
    _ secret: borrowing SecretBytes, threshold: Int
  ) throws(CryptographyError) -> SharePoints {
    var points = try SharePoints(count: threshold)
    if threshold > 1 {
      // Any k − 2 values may be chosen; they, the digest and the secret fix the polynomials.
      for index in 0..<threshold - 2 {
        points.append(index: UInt8(index), value: try .random(count: valueByteCount))
      }
      let key = try SecretBytes.random(count: valueByteCount - digestByteCount)
      points.append(index: digestIndex, value: try digestValue(of: secret, key: key))
    }
    points.append(index: secretIndex, value: secret)
    return points
  }

  /// Room for `count` points.
  init(count: Int) throws(CryptographyError) {
    values = try SecretBytes(count: count * Self.valueByteCount)
  }

  /// Adds a point; there is room for it, and no other has its index.
  mutating func append(index: UInt8, value: borrowing SecretBytes) {
    let offset = indices.count * Self.valueByteCount
    value.withBytes { values.write($0, at: offset) }
    indices.append(index)
  }

  /// The value at any index, by interpolation.
  borrowing func value(at index: UInt8) throws(CryptographyError) -> SecretBytes {
    let coefficients = GF256.coefficients(indices: indices, at: index)
    var result = try SecretBytes(count: Self.valueByteCount)
    values.withBytes { values in
      result.withMutableBytes { result in
        for (row, coefficient) in coefficients.enumerated() {
          for column in 0..<Self.valueByteCount {
            let byte = values[row * Self.valueByteCount + column]
            result[column] ^= GF256.multiply(byte, coefficient)
          }
        }
      }
    }
    return result
  }

  /// The secret, where there are exactly as many points as the threshold was.
  ///
  /// - Throws: `.share(.digest)` where the points are not of one sharing.
  borrowing func secret() throws(CryptographyError) -> SecretBytes {
    let secret = try value(at: Self.secretIndex)
    guard indices.count > 1 else { return secret }
    let digest = try value(at: Self.digestIndex)
    let key = try digest.slice(Self.digestByteCount..<digest.count)
    guard try Self.digestValue(of: secret, key: key).equals(digest) else {
      throw .share(.digest)
    }
    return secret
  }

  /// The value for `digestIndex`: four bytes of HMAC-SHA256 of the secret, then its random key.
  static func digestValue(
    of secret: borrowing SecretBytes, key: borrowing SecretBytes
  ) throws(CryptographyError) -> SecretBytes {
    var hmac = try HMACState(key: key)
    let digest = try secret.withBytes { secret throws(CryptographyError) in
      try hmac.authenticate(secret)
    }
    var value = try SecretBytes(count: valueByteCount)
    digest.withBytes { value.write($0.extracting(first: digestByteCount), at: 0) }
    key.withBytes { value.write($0, at: digestByteCount) }
    return value
  }
}
