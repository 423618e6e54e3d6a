import CSodium
import Encoding
import Words

/// Secret key files as `minisign -G` writes them, encrypted with scrypt or (`-W`) in the clear.
///
/// One line of comment, then base64 of "Ed" ‖ kdf 2 ‖ "B2" ‖ salt 32 ‖ operations, little-endian, 8
/// ‖ memory, little-endian, 8 ‖ key number 8 ‖ seed and point 64 ‖ checksum 32; the last 104 bytes
/// are encrypted by XOR.
extension SigningKey {
  /// The most bytes that a secret key file may have.
  package static let maxFileByteCount = 4_096

  private static let bodyByteCount = 158
  private static let kdfRange = 2..<4
  private static let saltRange = 6..<38
  private static let operationsRange = 38..<46
  private static let memoryRange = 46..<54
  private static let sealedRange = 54..<158
  private static let scrypt = Array("Sc".utf8)
  private static let noKDF: [UInt8] = [0, 0]
  private static let checksumKind = Array("B2".utf8)
  private static let checksumByteCount = 32

  /// Whether opening the file takes a passphrase.
  ///
  /// - Throws: `.keyFile`, `.base64`, `.tooLarge`.
  package static func isEncrypted(file: Span<UInt8>) throws(CryptographyError) -> Bool {
    let body = try body(file)
    return body.withBytes { $0.extracting(Self.kdfRange).publicBytes == scrypt }
  }

  /// Opens an encrypted key file; takes as long as its cost, 5 s and 1 GiB for minisign's own.
  ///
  /// - Throws: `.passphrase` where it is the wrong one or the file is damaged; `.cost`, `.memory`,
  ///   `.keyFile`, `.base64`, `.tooLarge`.
  package init(
    file: Span<UInt8>, passphrase: borrowing SecretBytes
  ) throws(CryptographyError) {
    let body = try Self.body(file)
    guard body.withBytes({ $0.extracting(Self.kdfRange).publicBytes == Self.scrypt }) else {
      throw .keyFile(line: 2, problem: "the key is not encrypted")
    }
    let cost = try body.withBytes { bytes throws(CryptographyError) in
      try ScryptCost(
        reading: Self.littleEndian(bytes, Self.operationsRange),
        memory: Self.littleEndian(bytes, Self.memoryRange))
    }
    let salt = body.withBytes { $0.extracting(Self.saltRange).publicBytes }
    var opened = try Self.stream(passphrase: passphrase, salt: salt, cost: cost)
    body.withBytes { body in
      opened.withMutableBytes { opened in
        for index in 0..<opened.count {
          opened[index] ^= body[Self.sealedRange.lowerBound + index]
        }
      }
    }
    let checksum = try opened.slice(72..<104)
    guard try Self.checksum(opened).equals(checksum) else { throw .passphrase }
    self = try Self.make(opened: opened)
  }

  /// Opens a key file written by `minisign -W`, of which the checksum is all zero or right.
  ///
  /// - Throws: `.keyFile`, `.base64`, `.tooLarge`, `.memory`.
  package init(unencryptedFile file: Span<UInt8>) throws(CryptographyError) {
    let body = try Self.body(file)
    guard body.withBytes({ $0.extracting(Self.kdfRange).publicBytes == Self.noKDF }) else {
      throw .keyFile(line: 2, problem: "the key is encrypted and takes a passphrase")
    }
    let opened = try body.slice(Self.sealedRange)
    let checksum = try opened.slice(72..<104)
    let zero = try SecretBytes(count: Self.checksumByteCount)
    let isUnchecked = checksum.equals(zero)
    let isRight = try Self.checksum(opened).equals(checksum)
    guard isUnchecked || isRight else {
      throw .keyFile(line: 2, problem: "its checksum is wrong")
    }
    self = try Self.make(opened: opened)
  }

  /// A key file for this passphrase, which stock minisign opens.
  ///
  /// - Throws: `.memory`, `.tooLarge`.
  package borrowing func encryptedFile(
    passphrase: borrowing SecretBytes, cost: ScryptCost = .stock
  ) throws(CryptographyError) -> [UInt8] {
    let salt = try Sodium.randomBytes(Self.saltRange.count)
    var sealed = try Self.stream(passphrase: passphrase, salt: salt, cost: cost)
    let plain = try plainBody(withChecksum: true)
    plain.withBytes { plain in
      sealed.withMutableBytes { sealed in
        for index in 0..<sealed.count { sealed[index] ^= plain[index] }
      }
    }
    // What is sealed is no longer a secret.
    let ciphertext = sealed.withBytes { $0.publicBytes }
    let body = Self.head(kdf: Self.scrypt, salt: salt, cost: cost) + ciphertext
    let text =
      "\(MinisignText.untrusted)minisign encrypted secret key\n\(Base64.encode(body))\n"
    return Array(text.utf8)
  }

  /// A key file without passphrase, as `minisign -W` writes it.
  ///
  /// - Throws: `.memory`.
  package borrowing func unencryptedFile() throws(CryptographyError) -> SecretBytes {
    var body = try SecretBytes(count: Self.bodyByteCount)
    let salt = [UInt8](repeating: 0, count: Self.saltRange.count)
    body.write(Self.head(kdf: Self.noKDF, salt: salt, cost: nil).span, at: 0)
    let plain = try plainBody(withChecksum: false)
    plain.withBytes { body.write($0, at: Self.sealedRange.lowerBound) }
    let text = try body.base64()
    let comment = Array("\(MinisignText.untrusted)minisign secret key\n".utf8)
    var file = try SecretBytes(count: comment.count + text.count + 1)
    file.write(comment.span, at: 0)
    text.withBytes { file.write($0, at: comment.count) }
    file.write([UInt8(ascii: "\n")].span, at: comment.count + text.count)
    return file
  }

  private static func make(opened: borrowing SecretBytes) throws(CryptographyError) -> SigningKey {
    let keyID = opened.withBytes { $0.extracting(0..<MinisignText.keyIDByteCount).publicBytes }
    return try make(keyID: keyID, secret: opened.slice(8..<72))
  }

  /// The 158 bytes that the file's second line spells.
  private static func body(_ file: Span<UInt8>) throws(CryptographyError) -> SecretBytes {
    guard file.count <= maxFileByteCount else {
      throw .tooLarge("a key file", limit: maxFileByteCount)
    }
    guard !(0..<file.count).contains(where: { file[$0] == UInt8(ascii: "\r") }) else {
      throw .keyFile(
        line: 0,
        problem: "its lines end in CR LF, which some program changed: copy it again unchanged")
    }
    var ends: [Int] = []
    for index in 0..<file.count where file[index] == UInt8(ascii: "\n") { ends.append(index) }
    guard ends.count == 2, ends[1] == file.count - 1 else {
      throw .keyFile(line: 0, problem: "there are not exactly two lines that end in LF")
    }
    let comment = file.extracting(0..<ends[0]).publicBytes
    guard
      MinisignText.comment(
        comment[...], prefix: MinisignText.untrusted, limit: MinisignText.maxCommentLine) != nil
    else { throw .keyFile(line: 1, problem: "not an untrusted comment") }
    let text = file.extracting(ends[0] + 1..<ends[1])
    guard text.count != SigningPublicKey.textByteCount || text[0] != UInt8(ascii: "R") else {
      throw .keyFile(line: 2, problem: "it is a public key (.pub), which signs nothing")
    }
    let body = try SecretBytes(
      base64: text, count: bodyByteCount, what: "the key")
    let kind = body.withBytes { $0.extracting(0..<6).publicBytes }
    guard Array(kind[0..<2]) == MinisignText.ed25519, Array(kind[4..<6]) == checksumKind,
      Array(kind[2..<4]) == scrypt || Array(kind[2..<4]) == noKDF
    else { throw .keyFile(line: 2, problem: "an unknown kind of key") }
    return body
  }

  private static func head(kdf: [UInt8], salt: [UInt8], cost: ScryptCost?) -> [UInt8] {
    MinisignText.ed25519 + kdf + checksumKind + salt
      + littleEndian(UInt64(cost?.operations ?? 0)) + littleEndian(UInt64(cost?.memory ?? 0))
  }

  /// Key number, seed and point, checksum: 104 bytes.
  private borrowing func plainBody(
    withChecksum: Bool
  ) throws(CryptographyError) -> SecretBytes {
    var plain = try SecretBytes(count: Self.sealedRange.count)
    plain.write(publicKey.keyID.span, at: 0)
    secret.withBytes { plain.write($0, at: 8) }
    if withChecksum {
      let checksum = try Self.checksum(plain)
      checksum.withBytes { plain.write($0, at: 72) }
    }
    return plain
  }

  /// BLAKE2b-256 of "Ed", the key's number, seed and point.
  private static func checksum(
    _ plain: borrowing SecretBytes
  ) throws(CryptographyError) -> SecretBytes {
    let digest = try Digest.of(label: "Ed", secret: plain.prefix(72))
    return try SecretBytes(copying: digest.bytes.span)
  }

  /// The 104 bytes that the key is XORed with.
  private static func stream(
    passphrase: borrowing SecretBytes, salt: [UInt8], cost: ScryptCost
  ) throws(CryptographyError) -> SecretBytes {
    var stream = try SecretBytes(count: sealedRange.count)
    let size = passphrase.count
    let status = unsafe passphrase.withPointer { passphrase in
      unsafe passphrase.withMemoryRebound(to: CChar.self, capacity: size) { passphrase in
        unsafe stream.withMutablePointer { stream in
          unsafe crypto_pwhash_scryptsalsa208sha256(
            stream, UInt64(sealedRange.count), passphrase, UInt64(size), salt,
            UInt64(cost.operations), cost.memory)
        }
      }
    }
    guard status == 0 else { throw .memory(byteCount: cost.memory) }
    return stream
  }

  private static func littleEndian(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var value: UInt64 = 0
    for index in range.reversed() { value = value << 8 | UInt64(bytes[index]) }
    return value
  }

  private static func littleEndian(_ value: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
