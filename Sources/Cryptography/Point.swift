import CSodium

/// An element of ristretto255 (RFC 9496), written additively.
///
/// Every value is one: what comes from outside is checked when it becomes a point, so that nothing
/// fails afterwards.
package struct Point: Equatable, Sendable, BitwiseCopyable {
  package let bytes: GroupBytes

  /// The sum of no points; may come of points, and is none that a file may hold.
  package static let identity = Point(known: .zero)

  private init(known bytes: GroupBytes) { self.bytes = bytes }

  /// The point of an encoding in a file; nil where it is not canonical (RFC 9496 § 4.3.1) or is the
  /// identity.
  ///
  /// libsodium 1.0.18 overlooks the highest bit and takes the identity, so both are looked at here.
  package init?(_ bytes: GroupBytes) {
    guard Self.isPoint(bytes) else { return nil }
    self.bytes = bytes
  }

  /// Whether a file may hold this as a point.
  package static func isPoint(_ bytes: GroupBytes) -> Bool {
    bytes.last < 128 && bytes != .zero && isValid(bytes)
  }

  /// The points that lie side by side in bytes of which `isPoint` took each 32.
  package static func list(known bytes: [UInt8]) -> [Point] {
    unsafe bytes.withUnsafeBytes { bytes in
      unsafe bytes.withMemoryRebound(to: Point.self) { unsafe Array($0) }
    }
  }

  private static func isValid(_ bytes: GroupBytes) -> Bool {
    unsafe bytes.withPointer { unsafe crypto_core_ristretto255_is_valid_point($0) } == 1
  }

  /// The point of 64 bytes of a hash: nobody knows its logarithm.
  init(hash: [64 of UInt8]) {
    bytes = unsafe GroupBytes { made in
      unsafe withUnsafeBytes(of: hash) { hash in
        unsafe hash.withMemoryRebound(to: UInt8.self) { hash in
          if let start = hash.baseAddress {
            _ = unsafe crypto_core_ristretto255_from_hash(made, start)
          }
        }
      }
    }
  }

  // What libsodium reports in these four is an encoding that is none, which no value has, and the
  // identity as a product, which comes of 0 and of the identity alone: the order is a prime.

  package static func + (one: Point, other: Point) -> Point {
    unsafe combined(one, other) { unsafe crypto_core_ristretto255_add($0, $1, $2) }
  }

  package static func - (one: Point, other: Point) -> Point {
    unsafe combined(one, other) { unsafe crypto_core_ristretto255_sub($0, $1, $2) }
  }

  package static func * (factor: Scalar, point: Point) -> Point {
    guard factor != .zero, point != .identity else { return .identity }
    return unsafe factor.bytes.withPointer { unsafe multiple($0, of: point) }
  }

  /// A multiple of the generator g.
  package static func base(_ factor: Scalar) -> Point {
    guard factor != .zero else { return .identity }
    return unsafe factor.bytes.withPointer { unsafe base($0) }
  }

  /// The multiple by the scalar at an address, which is not 0.
  @unsafe static func multiple(_ factor: UnsafePointer<UInt8>, of point: Point) -> Point {
    let made = unsafe GroupBytes { made in
      unsafe point.bytes.withPointer { point in
        _ = unsafe crypto_scalarmult_ristretto255(made, factor, point)
      }
    }
    return Point(known: made)
  }

  /// The multiple of the generator by the scalar at an address, which is not 0.
  @unsafe static func base(_ factor: UnsafePointer<UInt8>) -> Point {
    Point(known: unsafe GroupBytes { unsafe _ = crypto_scalarmult_ristretto255_base($0, factor) })
  }

  @unsafe private static func combined(
    _ one: Point, _ other: Point,
    _ call: (UnsafeMutablePointer<UInt8>, UnsafePointer<UInt8>, UnsafePointer<UInt8>) -> Int32
  ) -> Point {
    let made = unsafe GroupBytes { made in
      unsafe one.bytes.withPointer { one in
        unsafe other.bytes.withPointer { other in _ = unsafe call(made, one, other) }
      }
    }
    return Point(known: made)
  }
}

extension Sequence<Point> {
  /// The sum of the points.
  package func sum() -> Point { reduce(.identity, +) }
}
