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

  /// Zeros that the system neither swaps nor dumps, between guard pages; `sodium_free` ends them.
  ///
  /// - Throws: `.memory`, `.unlocked` where the system does not lock them: they are not used then.
  @unsafe static func lockedMemory(
    byteCount: Int
  ) throws(CryptographyError) -> UnsafeMutableRawPointer {
    try start()
    guard let memory = unsafe sodium_malloc(byteCount) else {
      throw .memory(byteCount: byteCount)
    }
    // sodium_malloc does the same and does not say whether it could.
    guard unsafe sodium_mlock(memory, byteCount) == 0 else {
      unsafe sodium_free(memory)
      throw .unlocked(byteCount: byteCount)
    }
    unsafe sodium_memzero(memory, byteCount)
    return unsafe memory
  }

  /// `count` random bytes for public use, such as salts and nonces.
  static func randomBytes(_ count: Int) throws(CryptographyError) -> [UInt8] {
    try start()
    var bytes = [UInt8](repeating: 0, count: count)
    unsafe randombytes_buf(&bytes, count)
    return bytes
  }
}
