import CSodium

/// A C structure that holds secrets, such as the state of a cipher, in memory like `SecretBytes`.
@safe struct LockedState<State: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
  // sodium_malloc ends its memory at a page, so a structure's size being a multiple of its
  // alignment aligns it.
  private let base: UnsafeMutablePointer<State>

  /// Zeros.
  ///
  /// - Throws: `.memory`, `.unlocked`.
  init() throws(CryptographyError) {
    let memory = try unsafe Sodium.lockedMemory(byteCount: MemoryLayout<State>.stride)
    unsafe base = memory.bindMemory(to: State.self, capacity: 1)
  }

  deinit { unsafe sodium_free(base) }

  /// Lends the address.
  @unsafe mutating func withPointer<R>(_ body: (UnsafeMutablePointer<State>) -> R) -> R {
    unsafe body(base)
  }

  /// Makes this state the same as `other`.
  mutating func set(to other: borrowing LockedState) {
    unsafe base.update(from: UnsafePointer(other.base), count: 1)
  }
}
