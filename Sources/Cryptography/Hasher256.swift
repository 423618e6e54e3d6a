import CSodium
package import Encoding

/// BLAKE2b-256 over bytes that come in pieces, as `b2sum -l 256` computes it.
package struct Hasher256: ~Copyable {
  private var state = Blake2b(byteCount: Digest.byteCount)

  package init() {}

  /// Goes on with `bytes`.
  package mutating func update(_ bytes: Span<UInt8>) { state.update(bytes) }

  /// The hash of everything.
  package consuming func finish() -> Digest { Digest(ofHash: state.finish()) }
}

extension Digest {
  /// The BLAKE2b-256 hash of `bytes`.
  package static func of(_ bytes: [UInt8]) -> Digest { of(bytes.span) }

  /// The BLAKE2b-256 hash of `bytes`; allocates nothing.
  package static func of(_ bytes: Span<UInt8>) -> Digest {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe blake2b(buffer, key: UnsafeBufferPointer(start: nil, count: 0))
    }
  }

  /// BLAKE2b-256 in one call; a key of no bytes is no key.
  @unsafe static func blake2b(
    _ bytes: UnsafeBufferPointer<UInt8>, key: UnsafeBufferPointer<UInt8>
  ) -> Digest {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    return unsafe withUnsafeMutablePointer(to: &words) { words in
      let size = Digest.byteCount
      return unsafe words.withMemoryRebound(to: UInt8.self, capacity: size) { hash in
        _ = unsafe crypto_generichash(
          hash, size, bytes.baseAddress, UInt64(bytes.count), key.baseAddress, key.count)
        return unsafe Digest(ofHash: UnsafeBufferPointer(start: hash, count: size))
      }
    }
  }

  /// The value of a hash that is 32 bytes by construction.
  fileprivate init(ofHash bytes: some Collection<UInt8>) {
    guard let digest = Digest(bytes) else { preconditionFailure("a hash of another size") }
    self = digest
  }
}
