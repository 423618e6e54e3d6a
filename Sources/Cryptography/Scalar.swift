import CSodium

/// A number below the order of ristretto255: what is public of a proof.
///
/// A secret one lies in `SecretScalars`.
package struct Scalar: Equatable, Sendable, BitwiseCopyable {
  package let bytes: GroupBytes

  package static let zero = Scalar(known: .zero)
  package static let one = Scalar(1)

  private init(known bytes: GroupBytes) { self.bytes = bytes }

  /// The scalar of an encoding in a file; nil where it is not below the order.
  package init?(_ bytes: GroupBytes) {
    var wide = [64 of UInt8](repeating: 0)
    var room = wide.mutableSpan
    for (place, byte) in bytes.array.enumerated() { room[place] = byte }
    let reduced = Scalar(reducing: wide)
    guard reduced.bytes == bytes else { return nil }
    self = reduced
  }

  /// A number; whoever asks has one that is not below 0.
  package init(_ number: Int) {
    var bytes = [UInt8](repeating: 0, count: GroupBytes.byteCount)
    for place in 0..<8 { bytes[place] = UInt8(truncatingIfNeeded: number >> (8 * place)) }
    self.bytes = GroupBytes(bytes.span, at: 0)
  }

  /// The remainder of a number of 64 bytes.
  init(reducing wide: [64 of UInt8]) {
    bytes = unsafe GroupBytes { made in
      unsafe withUnsafeBytes(of: wide) { wide in
        unsafe wide.withMemoryRebound(to: UInt8.self) { wide in
          if let start = wide.baseAddress {
            unsafe crypto_core_ristretto255_scalar_reduce(made, start)
          }
        }
      }
    }
  }

  /// The scalar at an address.
  @unsafe init(copying start: UnsafePointer<UInt8>) {
    bytes = unsafe GroupBytes { unsafe $0.update(from: start, count: GroupBytes.byteCount) }
  }

  package static func + (one: Scalar, other: Scalar) -> Scalar {
    unsafe combined(one, other) { unsafe crypto_core_ristretto255_scalar_add($0, $1, $2) }
  }

  package static func - (one: Scalar, other: Scalar) -> Scalar {
    unsafe combined(one, other) { unsafe crypto_core_ristretto255_scalar_sub($0, $1, $2) }
  }

  package static func * (one: Scalar, other: Scalar) -> Scalar {
    unsafe combined(one, other) { unsafe crypto_core_ristretto255_scalar_mul($0, $1, $2) }
  }

  /// What gives 1 with this; 0 for 0.
  package var inverse: Scalar {
    let made = unsafe GroupBytes { made in
      unsafe bytes.withPointer { own in
        _ = unsafe crypto_core_ristretto255_scalar_invert(made, own)
      }
    }
    return Scalar(known: made)
  }

  @unsafe private static func combined(
    _ one: Scalar, _ other: Scalar,
    _ call: (UnsafeMutablePointer<UInt8>, UnsafePointer<UInt8>, UnsafePointer<UInt8>) -> Void
  ) -> Scalar {
    let made = unsafe GroupBytes { made in
      unsafe one.bytes.withPointer { one in
        unsafe other.bytes.withPointer { other in unsafe call(made, one, other) }
      }
    }
    return Scalar(known: made)
  }
}
