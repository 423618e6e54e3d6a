/// The cipher between the secret and what is shared: a Feistel network of four rounds, each
/// PBKDF2-HMAC-SHA256 (SLIP-0039, "Encryption of the master secret").
///
/// With an empty passphrase it protects nothing and is there for interoperation.
struct ShareCipher: ~Copyable {
  private static let roundCount: UInt8 = 4
  private static let baseIterationCount = 2_500
  private static let halfByteCount = SharePoints.valueByteCount / 2

  private let passphrase: SecretBytes
  private let salt: [UInt8]
  private let iterationCount: Int

  /// The cipher for shares made as `header` says, whose exponent has been checked.
  init(header: ShareHeader, passphrase: borrowing SecretBytes) throws(CryptographyError) {
    self.passphrase = try passphrase.slice(0..<passphrase.count)
    salt =
      header.isExtendable
      ? [] : Array("shamir".utf8) + [UInt8(header.identifier >> 8), UInt8(header.identifier & 255)]
    iterationCount = Self.baseIterationCount << header.iterationExponent
  }

  /// What is shared, from the secret.
  borrowing func encrypt(_ secret: borrowing SecretBytes) throws(CryptographyError) -> SecretBytes {
    try apply(secret, rounds: Array(0..<Self.roundCount))
  }

  /// The secret, from what was shared.
  borrowing func decrypt(_ shared: borrowing SecretBytes) throws(CryptographyError) -> SecretBytes {
    try apply(shared, rounds: (0..<Self.roundCount).reversed())
  }

  private borrowing func apply(
    _ input: borrowing SecretBytes, rounds: [UInt8]
  ) throws(CryptographyError) -> SecretBytes {
    var left = try input.slice(0..<Self.halfByteCount)
    var right = try input.slice(Self.halfByteCount..<SharePoints.valueByteCount)
    for round in rounds {
      let mixed = try self.mixed(left, with: right, round: round)
      left = right
      right = mixed
    }
    var output = try SecretBytes(count: SharePoints.valueByteCount)
    right.withBytes { output.write($0, at: 0) }
    left.withBytes { output.write($0, at: Self.halfByteCount) }
    return output
  }

  /// `left` XOR the round function of `right`.
  private borrowing func mixed(
    _ left: borrowing SecretBytes, with right: borrowing SecretBytes, round: UInt8
  ) throws(CryptographyError) -> SecretBytes {
    var password = try SecretBytes(count: 1 + passphrase.count)
    password.write([round].span, at: 0)
    passphrase.withBytes { password.write($0, at: 1) }
    var salted = try SecretBytes(count: salt.count + right.count)
    salted.write(salt.span, at: 0)
    right.withBytes { salted.write($0, at: salt.count) }
    let key = try PBKDF2.block(password: password, salt: salted, iterationCount: iterationCount)
    var result = try left.slice(0..<Self.halfByteCount)
    key.withBytes { key in
      result.withMutableBytes { result in
        for index in 0..<result.count { result[index] ^= key[index] }
      }
    }
    return result
  }
}

/// PBKDF2 with HMAC-SHA256 (RFC 8018 section 5.2), which libsodium lacks.
enum PBKDF2 {
  /// The first block, 32 bytes; a shorter key is its beginning.
  static func block(
    password: borrowing SecretBytes, salt: borrowing SecretBytes, iterationCount: Int
  ) throws(CryptographyError) -> SecretBytes {
    var hmac = try HMACState(key: password)
    var first = try SecretBytes(count: salt.count + 4)
    salt.withBytes { first.write($0, at: 0) }
    first.write([0, 0, 0, 1].span, at: salt.count)
    var block = try first.withBytes { first throws(CryptographyError) in
      try hmac.authenticate(first)
    }
    var sum = try block.slice(0..<block.count)
    for _ in 1..<iterationCount {
      hmac.iterate(&block)
      block.withBytes { block in
        sum.withMutableBytes { sum in
          for index in 0..<sum.count { sum[index] ^= block[index] }
        }
      }
    }
    return sum
  }
}
