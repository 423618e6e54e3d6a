import CSodium

/// The library underneath.
package enum Sodium {
  private static let status = sodium_init()

  /// Makes libsodium ready; calling it again changes nothing.
  ///
  /// Everything in this module that can fail calls it by itself.
  ///
  /// - Throws: `CryptographyError.unavailable` where the system gives no random numbers.
  package static func start() throws(CryptographyError) {
    guard status >= 0 else { throw .unavailable }
  }

  /// `count` random bytes for public use, such as salts and nonces.
  static func randomBytes(_ count: Int) throws(CryptographyError) -> [UInt8] {
    try start()
    var bytes = [UInt8](repeating: 0, count: count)
    unsafe randombytes_buf(&bytes, count)
    return bytes
  }
}
