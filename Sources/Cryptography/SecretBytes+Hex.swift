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
}
