import CSodium
import Words

/// Scalars that must not leak, in memory like `SecretBytes`, by the number of their place.
///
/// What is done with them is done where they lie; only what a proof shows comes out.
package struct SecretScalars: ~Copyable, Sendable {
  /// How many there are.
  package let count: Int
  /// The scalars, and behind them room for a number that is to become one.
  private var memory: SecretBytes

  /// So many zeros.
  ///
  /// - Throws: `.tooLarge`, `.memory`, `.unlocked`.
  package init(count: Int) throws(CryptographyError) {
    self.count = count
    memory = try SecretBytes(count: Self.start(count) + ProofHash.byteCount)
  }

  /// The scalars that stand one after the other in a secret.
  ///
  /// - Throws: `.scalar` where one is none, `.size`.
  package static func copy(
    of secret: borrowing SecretBytes
  ) throws(CryptographyError) -> SecretScalars {
    var scalars = try SecretScalars(count: secret.count / GroupBytes.byteCount)
    guard secret.count == start(scalars.count) else {
      throw .size(of: "a secret", expected: GroupBytes.byteCount, found: secret.count)
    }
    secret.withBytes { scalars.memory.write($0, at: 0) }
    for place in 0..<scalars.count where !scalars.isReduced(place) { throw .scalar }
    return scalars
  }

  private static func start(_ place: Int) -> Int { place * GroupBytes.byteCount }

  /// Draws a scalar.
  package mutating func draw(_ place: Int) {
    unsafe write(place) { _, wide in
      unsafe randombytes_buf(wide, ProofHash.byteCount)
    }
    reduce(into: place)
  }

  /// Takes a scalar that anybody may know.
  package mutating func set(_ place: Int, to scalar: Scalar) {
    memory.write(scalar.bytes.array.span, at: Self.start(place))
  }

  /// Takes the scalar of a place of others.
  package mutating func set(_ place: Int, to others: borrowing SecretScalars, _ other: Int) {
    others.withBytes(of: other) { memory.write($0, at: Self.start(place)) }
  }

  /// Takes what stands at another place.
  package mutating func copy(_ place: Int, from other: Int) {
    unsafe write(place, other) { unsafe $0.update(from: $1, count: GroupBytes.byteCount) }
  }

  /// Takes the scalar of a message's hash.
  package mutating func set(_ place: Int, toHashOf message: borrowing SecretMessage) {
    unsafe write(place) { _, wide in unsafe message.hash(into: wide) }
    reduce(into: place)
  }

  /// Adds what stands at another place.
  package mutating func add(_ place: Int, _ other: Int) {
    unsafe write(place, other) { unsafe crypto_core_ristretto255_scalar_add($0, $0, $1) }
  }

  /// Multiplies by what stands at another place.
  package mutating func multiply(_ place: Int, _ other: Int) {
    unsafe write(place, other) { unsafe crypto_core_ristretto255_scalar_mul($0, $0, $1) }
  }

  /// Multiplies by a scalar that anybody may know.
  package mutating func multiply(_ place: Int, by factor: Scalar) {
    unsafe factor.bytes.withPointer { factor in
      unsafe write(place) { own, _ in
        unsafe crypto_core_ristretto255_scalar_mul(own, own, factor)
      }
    }
  }

  /// A multiple of the generator g.
  package borrowing func base(_ place: Int) -> Point {
    unsafe memory.withPointer { memory in
      let own = unsafe memory + Self.start(place)
      guard unsafe sodium_is_zero(own, GroupBytes.byteCount) == 0 else { return .identity }
      return unsafe Point.base(own)
    }
  }

  /// A multiple of a point.
  package borrowing func multiple(_ place: Int, of point: Point) -> Point {
    unsafe memory.withPointer { memory in
      let own = unsafe memory + Self.start(place)
      guard unsafe sodium_is_zero(own, GroupBytes.byteCount) == 0, point != .identity else {
        return .identity
      }
      return unsafe Point.multiple(own, of: point)
    }
  }

  /// The scalar as a proof shows it; another one must hide in it what is secret.
  package borrowing func shown(_ place: Int) -> Scalar {
    unsafe memory.withPointer { unsafe Scalar(copying: $0 + Self.start(place)) }
  }

  /// Lends the 32 bytes of a place, to be sealed, wrapped or hashed.
  package borrowing func withBytes<R: ~Copyable, E: Error>(
    of place: Int, _ body: (Span<UInt8>) throws(E) -> R
  ) throws(E) -> R {
    try memory.withBytes { bytes throws(E) in
      try body(bytes.extracting(Self.start(place)..<Self.start(place + 1)))
    }
  }

  /// Whether a place holds a number below the order.
  private mutating func isReduced(_ place: Int) -> Bool {
    unsafe write(place) { own, wide in
      unsafe sodium_memzero(wide, ProofHash.byteCount)
      unsafe wide.update(from: own, count: GroupBytes.byteCount)
      unsafe crypto_core_ristretto255_scalar_reduce(own, wide)
      defer { unsafe sodium_memzero(wide, ProofHash.byteCount) }
      return unsafe sodium_memcmp(own, wide, GroupBytes.byteCount) == 0
    }
  }

  private mutating func reduce(into place: Int) {
    unsafe write(place) { own, wide in
      unsafe crypto_core_ristretto255_scalar_reduce(own, wide)
      unsafe sodium_memzero(wide, ProofHash.byteCount)
    }
  }

  /// Lends the addresses of a place and of another one, which is the room behind all where none is
  /// named.
  @unsafe private mutating func write<R>(
    _ place: Int, _ other: Int? = nil,
    _ body: (UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt8>) -> R
  ) -> R {
    let (own, second) = (Self.start(place), Self.start(other ?? count))
    return unsafe memory.withMutablePointer { unsafe body($0 + own, $0 + second) }
  }
}
