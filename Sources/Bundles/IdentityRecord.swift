import Cryptography
package import Encoding

/// One record of an identity section: who, which ballot, when (FORMATS.md section 3).
package struct IdentityRecord: Hashable, Comparable, Sendable {
  /// The ballot index of an entry in a register or roll, which stands for no ballot.
  package static let noBallot = UInt64.max

  package let token: Digest
  package let ballot: UInt64
  /// Seconds since 1970-01-01T00:00Z; 0 in a roll.
  package let cast: UInt64

  @inlinable
  package init(token: Digest, ballot: UInt64, cast: UInt64) {
    self.token = token
    self.ballot = ballot
    self.cast = cast
  }

  /// Reads the 48 bytes that begin at `offset`; nil where there are fewer.
  @inlinable
  package init?(_ bytes: Span<UInt8>, at offset: Int) {
    guard offset >= 0, bytes.count - offset >= IdentityOpener.recordByteCount else { return nil }
    token = Digest(bytes, at: offset)
    ballot = bytes.number(at: offset + 32)
    cast = bytes.number(at: offset + 40)
  }

  /// The 48 bytes.
  package var bytes: [UInt8] {
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
  package static func < (one: IdentityRecord, other: IdentityRecord) -> Bool {
    (one.token, one.ballot, one.cast) < (other.token, other.ballot, other.cast)
  }
}
