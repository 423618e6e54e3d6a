import CSodium
import Encoding
import Words

extension SecretBytes {
  /// The bytes that hexadecimal digits spell, decoded without leaving locked memory.
  ///
  /// - Throws: `.size` where it is of odd length or holds anything but hexadecimal digits.
  package init(hex: borrowing SecretBytes) throws(CryptographyError) {
    var bytes = try SecretBytes(count: hex.count / 2)
    let count = bytes.count
    let decoded: Int = hex.withBytes { text in
      bytes.withMutableBytes { target in
        unsafe text.withUnsafeBytes { text in
          unsafe target.withUnsafeMutableBytes { target in
            guard let start = target.baseAddress, let digits = text.baseAddress
            else { return 0 }
            var length = 0
            let status = unsafe sodium_hex2bin(
              start.assumingMemoryBound(to: UInt8.self), target.count,
              digits.assumingMemoryBound(to: CChar.self), text.count, nil, &length, nil)
            return status == 0 ? length : -1
          }
        }
      }
    }
    guard decoded == count, hex.count == 2 * count else {
      throw .size(of: "a secret in hexadecimal", expected: count, found: max(0, decoded))
    }
    self = bytes
  }

  /// Two lower-case hexadecimal digits for each byte, as ASCII.
  package borrowing func hex() throws(CryptographyError) -> SecretBytes {
    // libsodium ends the text with a NUL.
    var text = try SecretBytes(count: 2 * count + 1)
    let (size, room) = (count, text.count)
    unsafe withPointer { bytes in
      unsafe text.withMutablePointer { text in
        unsafe text.withMemoryRebound(to: CChar.self, capacity: room) { text in
          _ = unsafe sodium_bin2hex(text, room, bytes, size)
        }
      }
    }
    return try text.prefix(2 * count)
  }
}
