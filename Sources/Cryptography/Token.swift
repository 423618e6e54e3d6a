package import Encoding
import Words

/// What stands for a voter in the files: a keyed hash of the identity (FormatBundle § Tokens).
package enum Token {
  /// The size of an election's pepper in bytes.
  package static let pepperByteCount = 32
  /// The most characters that all fields of an identity may have together.
  package static let maxIdentityLength = 4_096

  /// The token of an identity that `normalise` made.
  ///
  /// - Throws: `.size` where the pepper is not 32 bytes.
  package static func make(
    identity: [UInt8], pepper: borrowing SecretBytes
  ) throws(CryptographyError) -> Digest {
    try Sodium.start()
    guard pepper.count == pepperByteCount else {
      throw .size(of: "the pepper", expected: pepperByteCount, found: pepper.count)
    }
    return pepper.withBytes { pepper in
      unsafe pepper.withUnsafeBufferPointer { key in
        unsafe identity.span.withUnsafeBufferPointer { unsafe Digest.blake2b($0, key: key) }
      }
    }
  }

  /// What the definition names as `identity.pepper`.
  ///
  /// - Throws: `.memory`, `.tooLarge`.
  package static func pepperHash(
    _ pepper: borrowing SecretBytes
  ) throws(CryptographyError) -> Digest {
    try Digest.of(label: "coldcount/pepper/1\n", secret: pepper)
  }

  /// The fields in the one spelling of which tokens are made, joined by U+001F.
  ///
  /// Full-width forms become ASCII, lower case upper case; spaces and `-/().` are dropped.
  ///
  /// - Throws: `.identity`, with field and character, for anything left but A–Z and 0–9, and where
  ///   nothing at all is left; `.tooLarge`.
  package static func normalise(fields: [String]) throws(CryptographyError) -> [UInt8] {
    var bytes: [UInt8] = []
    var isEmpty = true
    for (index, field) in fields.enumerated() {
      guard bytes.count + field.utf8.count <= maxIdentityLength else {
        throw .tooLarge("an identity", limit: maxIdentityLength)
      }
      if index > 0 { bytes.append(0x1F) }
      for (position, scalar) in field.unicodeScalars.enumerated() {
        let ascii = narrowed(scalar)
        switch ascii {
        case 0x41...0x5A, 0x30...0x39: bytes.append(UInt8(truncatingIfNeeded: ascii))
        case 0x61...0x7A: bytes.append(UInt8(truncatingIfNeeded: ascii - 0x20))
        case 0x20, 0x28, 0x29, 0x2D, 0x2E, 0x2F: continue
        default: throw .identity(field: index + 1, character: position + 1)
        }
        isEmpty = false
      }
    }
    guard !isEmpty else { throw .identity(field: 0, character: 0) }
    return bytes
  }

  /// The ASCII of a full-width form; anything else as it is.
  private static func narrowed(_ scalar: Unicode.Scalar) -> UInt32 {
    switch scalar.value {
    case 0xFF01...0xFF5E: scalar.value - 0xFEE0
    case 0x3000: 0x20
    default: scalar.value
    }
  }
}
