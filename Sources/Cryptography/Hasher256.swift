import CSodium
package import Encoding

/// BLAKE2b-256 over bytes that come in pieces, as `b2sum -l 256` computes it.
package struct Hasher256: ~Copyable, Sendable {
  private var state = Blake2b(byteCount: Digest.byteCount)

  package init() {}

  /// Goes on with `bytes`.
  package mutating func update(_ bytes: Span<UInt8>) { state.update(bytes) }

  /// The hash of everything.
  package consuming func finish() -> Digest {
    var hash = [32 of UInt8](repeating: 0)
    unsafe withUnsafeMutablePointer(to: &hash) { hash in
      unsafe hash.withMemoryRebound(to: UInt8.self, capacity: Digest.byteCount) { hash in
        unsafe state.finish(into: hash)
      }
    }
    return Digest(hash)
  }
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

  /// The BLAKE2b-256 hash of what comes in pieces, until there is none.
  package static func of<Failure: Error>(
    _ next: () throws(Failure) -> ArraySlice<UInt8>?
  ) throws(Failure) -> Digest {
    var hasher = Hasher256()
    while let piece = try next() { hasher.update(piece.span) }
    return hasher.finish()
  }

  /// BLAKE2b-256 in one call; a key of no bytes is no key.
  @unsafe static func blake2b(
    _ bytes: UnsafeBufferPointer<UInt8>, key: UnsafeBufferPointer<UInt8>
  ) -> Digest {
    var hash = [32 of UInt8](repeating: 0)
    unsafe withUnsafeMutablePointer(to: &hash) { hash in
      unsafe hash.withMemoryRebound(to: UInt8.self, capacity: Digest.byteCount) { hash in
        _ = unsafe crypto_generichash(
          hash, Digest.byteCount, bytes.baseAddress, UInt64(bytes.count), key.baseAddress,
          key.count)
      }
    }
    return Digest(hash)
  }
}
