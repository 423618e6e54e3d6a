import CSodium

/// BLAKE2b over bytes that come in pieces; what `Hasher256` and `Hasher512` have in common.
///
/// Unchecked: its memory has one owner, who alone changes it.
@safe struct Blake2b: ~Copyable, @unchecked Sendable {
  // Swift does not import the structure because of its alignment of 64 bytes.
  private static let alignment = 64
  private let state: UnsafeMutableRawPointer
  private let byteCount: Int

  /// A hash of `byteCount` bytes, 16 to 64.
  init(byteCount: Int) {
    self.byteCount = byteCount
    unsafe state = UnsafeMutableRawPointer.allocate(
      byteCount: crypto_generichash_statebytes(), alignment: Self.alignment)
    _ = unsafe crypto_generichash_init(OpaquePointer(state), nil, 0, byteCount)
  }

  deinit { unsafe state.deallocate() }

  mutating func update(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      _ = unsafe crypto_generichash_update(
        OpaquePointer(state), buffer.baseAddress, UInt64(buffer.count))
    }
  }

  /// Writes the hash; nothing may follow.
  @unsafe mutating func finish(into hash: UnsafeMutablePointer<UInt8>) {
    _ = unsafe crypto_generichash_final(OpaquePointer(state), hash, byteCount)
  }
}

/// BLAKE2b-512, which minisign signs in place of the file, over bytes that come in pieces.
package struct Hasher512: ~Copyable {
  /// The size of the hash in bytes.
  package static let byteCount = 64
  private var state = Blake2b(byteCount: Hasher512.byteCount)

  package init() {}

  /// Goes on with `bytes`.
  package mutating func update(_ bytes: Span<UInt8>) { state.update(bytes) }

  /// The 64 bytes of the hash.
  package consuming func finish() -> [UInt8] {
    var hash = [UInt8](repeating: 0, count: Self.byteCount)
    unsafe state.finish(into: &hash)
    return hash
  }
}
