/// Arithmetic in GF(256) modulo x⁸ + x⁴ + x³ + x + 1 (SLIP-0039, "Shamir's secret sharing").
///
/// Without tables and without branches on values, so that neither caches nor timing tell them.
enum GF256 {
  /// The product.
  static func multiply(_ one: UInt8, _ other: UInt8) -> UInt8 {
    var product: UInt8 = 0
    var shifted = one
    for bit in UInt8(0)..<8 {
      product ^= shifted & mask(other >> bit)
      shifted = shifted << 1 ^ 0x1B & mask(shifted >> 7)
    }
    return product
  }

  /// The inverse, as the 254th power (254 = 2 + 4 + … + 128); 0 for 0.
  static func invert(_ value: UInt8) -> UInt8 {
    var power = value
    var product: UInt8 = 1
    for _ in 0..<7 {
      power = multiply(power, power)
      product = multiply(product, power)
    }
    return product
  }

  /// The Lagrange coefficients for a polynomial's value at `target`.
  ///
  /// They are for its values at `indices`, which are all different and no secret.
  static func coefficients(indices: [UInt8], at target: UInt8) -> [UInt8] {
    indices.map { own in
      indices.reduce(1) { product, other in
        guard other != own else { return product }
        return multiply(product, multiply(target ^ other, invert(own ^ other)))
      }
    }
  }

  /// All ones where the lowest bit is set, else zero.
  private static func mask(_ value: UInt8) -> UInt8 { 0 &- (value & 1) }
}
