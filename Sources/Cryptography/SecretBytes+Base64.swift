import CSodium
package import Words

extension SecretBytes {
  /// The bytes that `base64` spells, which must be exactly `count`; `what` names them in errors.
  ///
  /// - Throws: `.base64` for anything but the canonical spelling with padding.
  package init(
    base64 text: Span<UInt8>, count: Int, what: Message
  ) throws(CryptographyError) {
    guard text.count == (count + 2) / 3 * 4 else { throw .base64(what) }
    var bytes = try SecretBytes(count: count)
    let found: Int? = unsafe text.withUnsafeBufferPointer { characters in
      unsafe characters.withMemoryRebound(to: CChar.self) { characters in
        unsafe bytes.withMutablePointer { bytes in
          var length = 0
          // Without an end pointer the call refuses whatever follows.
          let status = unsafe sodium_base642bin(
            bytes, count, characters.baseAddress, characters.count, nil, &length, nil,
            sodium_base64_VARIANT_ORIGINAL)
          return status == 0 ? length : nil
        }
      }
    }
    guard found == count else { throw .base64(what) }
    self = bytes
  }

  /// Canonical base64 with padding, as ASCII.
  package borrowing func base64() throws(CryptographyError) -> SecretBytes {
    let length = (count + 2) / 3 * 4
    // libsodium ends the text with a NUL.
    var text = try SecretBytes(count: length + 1)
    let size = count
    unsafe withPointer { bytes in
      unsafe text.withMutablePointer { text in
        unsafe text.withMemoryRebound(to: CChar.self, capacity: length + 1) { text in
          _ = unsafe sodium_bin2base64(
            text, length + 1, bytes, size, sodium_base64_VARIANT_ORIGINAL)
        }
      }
    }
    return try text.prefix(length)
  }
}
