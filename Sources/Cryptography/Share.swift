package import Encoding
import Words

/// One officer's part of the count key: 33 words of SLIP-0039.
///
/// We write one group of k of n, extendable, with iteration exponent 0 and an empty passphrase
/// (FormatKeys § The count key), and read what else the standard has for secrets of 256 bits. A
/// class, because shares stand in lists.
package final class Share: Sendable {
  /// The size of the secret that is shared, in bytes.
  package static let secretByteCount = SharePoints.valueByteCount

  let header: ShareHeader
  private let words: SecretBytes
  private let value: SecretBytes
  /// Of the 33 words in lower case joined by single spaces: what the definition names.
  package let hash: Digest

  /// The random number of the sharing, the same in all its shares.
  package var identifier: Int { Int(header.identifier) }
  /// How many shares are needed: exactly so many are combined.
  package var threshold: Int { Int(header.threshold) }
  /// Which share of the sharing this is, from 0.
  package var index: Int { Int(header.index) }

  /// Reads 33 words in either case, apart by any white space.
  ///
  /// - Throws: `.share` with what is wrong and where; `.tooLarge`, `.memory`.
  package convenience init(words text: Span<UInt8>) throws(CryptographyError) {
    let words = try ShareWords.read(text)
    let header = ShareHeader(words)
    guard words.hasChecksum(customization: header.customization) else {
      throw .share(.checksum)
    }
    guard header.groupThreshold <= header.groupCount else {
      throw .share(.unsupported("more groups are needed than there are"))
    }
    guard header.iterationExponent <= ShareHeader.maxIterationExponent else {
      throw .share(.unsupported("an iteration exponent of \(header.iterationExponent)"))
    }
    guard words.bits(from: ShareHeader.bitCount, count: 4) == 0 else {
      throw .share(.padding)
    }
    var value = try SecretBytes(count: SharePoints.valueByteCount)
    value.withMutableBytes { value in
      for index in 0..<value.count {
        value[index] = UInt8(
          truncatingIfNeeded: words.bits(from: ShareHeader.bitCount + 4 + 8 * index, count: 8))
      }
    }
    try self.init(header: header, words: words, value: value)
  }

  private convenience init(
    header: ShareHeader, value: consuming SecretBytes
  ) throws(CryptographyError) {
    var words = try ShareWords()
    header.write(to: &words)
    value.withBytes { value in
      for index in 0..<value.count {
        words.setBits(UInt32(value[index]), from: ShareHeader.bitCount + 4 + 8 * index, count: 8)
      }
    }
    words.writeChecksum(customization: header.customization)
    try self.init(header: header, words: words, value: value)
  }

  private init(
    header: ShareHeader, words: borrowing ShareWords, value: consuming SecretBytes
  ) throws(CryptographyError) {
    self.header = header
    self.words = try words.text()
    self.value = value
    hash = try Digest.of(label: "", secret: self.words)
  }

  /// Lends the 33 words in lower case joined by single spaces, as ASCII.
  package func withWords<R: ~Copyable, E: Error>(
    _ body: (borrowing SecretBytes) throws(E) -> R
  ) throws(E) -> R {
    try body(words)
  }

  /// Shares a secret of 32 bytes out with new random polynomials.
  ///
  /// - Parameters:
  ///   - secret: what the shares give.
  ///   - threshold: how many shares give the secret, 2 to `count`; 1 only where `count` is 1.
  ///   - count: how many shares there are, at most 16.
  /// - Returns: the shares with the indices 0 … count − 1.
  /// - Throws: `.share(.range)`, `.size`, `.memory`.
  package static func split(
    _ secret: borrowing SecretBytes, threshold: Int, count: Int
  ) throws(CryptographyError) -> [Share] {
    guard (1...ShareHeader.maxShareCount).contains(count), (1...count).contains(threshold),
      threshold > 1 || count == 1
    else { throw .share(.range(threshold: threshold, count: count)) }
    guard secret.count == secretByteCount else {
      throw .size(of: "the secret to share", expected: secretByteCount, found: secret.count)
    }
    let random = try Sodium.randomBytes(2)
    let identifier = UInt32(random[0] & 0x7F) << 8 | UInt32(random[1])
    let first = ShareHeader(identifier: identifier, index: 0, threshold: UInt32(threshold))
    let cipher = try ShareCipher(header: first, passphrase: SecretBytes(count: 0))
    let shared = try cipher.encrypt(secret)
    let points = try SharePoints.dealing(shared, threshold: threshold)
    var shares: [Share] = []
    for index in 0..<count {
      let header = ShareHeader(
        identifier: identifier, index: UInt32(index), threshold: UInt32(threshold))
      shares.append(try Share(header: header, value: points.value(at: UInt8(index))))
    }
    return shares
  }

  /// Puts the secret together from exactly as many shares as are needed.
  ///
  /// The standard cannot say which share is forged: compare each one's `hash` first.
  ///
  /// - Throws: `.share` with `.tooFew`, `.tooMany`, `.groups`, `.repeated`, `.mixed` or `.digest`;
  ///   `.memory`.
  package static func combine(_ shares: [Share]) throws(CryptographyError) -> SecretBytes {
    try combine(shares, passphrase: SecretBytes(count: 0))
  }

  /// Puts a secret together that was shared elsewhere and under a passphrase.
  ///
  /// A wrong passphrase gives another secret without any error.
  static func combine(
    _ shares: [Share], passphrase: borrowing SecretBytes
  ) throws(CryptographyError) -> SecretBytes {
    let groups = try groups(shares)
    guard let header = shares.first?.header else { throw .share(.tooFew(found: 0, needed: 1)) }
    var groupPoints = try SharePoints(count: groups.count)
    for (index, members) in groups {
      var points = try SharePoints(count: members.count)
      for share in members { points.append(index: UInt8(share.index), value: share.value) }
      groupPoints.append(index: UInt8(index), value: try points.secret())
    }
    let cipher = try ShareCipher(header: header, passphrase: passphrase)
    return try cipher.decrypt(groupPoints.secret())
  }

  /// The shares by their groups, where they are exactly what is needed.
  private static func groups(
    _ shares: [Share]
  ) throws(CryptographyError) -> [(index: UInt32, members: [Share])] {
    guard let header = shares.first?.header else { throw .share(.tooFew(found: 0, needed: 1)) }
    var groups: [UInt32: [Share]] = [:]
    for (position, share) in shares.enumerated() {
      let members = groups[share.header.groupIndex, default: []]
      guard share.header.isSameSharing(as: header),
        members.allSatisfy({ $0.threshold == share.threshold })
      else { throw .share(.mixed(position: position + 1)) }
      guard members.allSatisfy({ $0.index != share.index }) else {
        throw .share(.repeated(index: share.index))
      }
      groups[share.header.groupIndex] = members + [share]
    }
    let groupsNeeded = Int(header.groupThreshold)
    guard groups.count == groupsNeeded else {
      throw .share(.groups(found: groups.count, needed: groupsNeeded))
    }
    let sorted = groups.sorted { $0.key < $1.key }.map { (index: $0.key, members: $0.value) }
    for (_, members) in sorted {
      let needed = members.first?.threshold ?? 0
      guard members.count >= needed else {
        throw .share(.tooFew(found: members.count, needed: needed))
      }
      guard members.count == needed else {
        throw .share(.tooMany(found: members.count, needed: needed))
      }
    }
    return sorted
  }
}
