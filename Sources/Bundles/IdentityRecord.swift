public import Encoding

/// One record of an identity section: who, which ballot, when (FormatBundle § identities.sealed).
///
/// Public where it is read millions of times: only then it is inlined in other modules.
@frozen public struct IdentityRecord: Hashable, Comparable, Sendable {
  /// The ballot index of an entry in a register or roll, which stands for no ballot.
  @inlinable
  public static var noBallot: UInt64 { UInt64.max }

  /// Who it is, as a hash.
  public let token: Digest
  /// The index of the ballot in its bundle, or `noBallot`.
  public let ballot: UInt64
  /// Seconds since 1970-01-01T00:00Z; 0 in a roll.
  public let cast: UInt64

  /// The size of a record in bytes.
  @inlinable
  public static var byteCount: Int { 48 }

  /// An entry of these fields.
  @inlinable
  public init(token: Digest, ballot: UInt64, cast: UInt64) {
    self.token = token
    self.ballot = ballot
    self.cast = cast
  }

  /// Reads the 48 bytes that begin at `offset`; nil where there are fewer.
  @inlinable
  public init?(_ bytes: Span<UInt8>, at offset: Int) {
    guard offset >= 0, bytes.count - offset >= Self.byteCount else { return nil }
    // All at once, so that the place is looked at once.
    let words = unsafe bytes.bytes.unsafeLoadUnaligned(
      fromByteOffset: offset, as: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64).self)
    token = Digest(
      words: (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian))
    ballot = words.4.bigEndian
    cast = words.5.bigEndian
  }

  /// The 48 bytes.
  public var bytes: [UInt8] {
    var bytes = token.bytes
    for number in [ballot, cast] {
      for shift in stride(from: UInt64(56), through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: number >> shift))
      }
    }
    return bytes
  }

  /// The order of the bytes, which big-endian numbers share.
  @inlinable
  public static func < (one: IdentityRecord, other: IdentityRecord) -> Bool {
    (one.token, one.ballot, one.cast) < (other.token, other.ballot, other.cast)
  }
}
