/// A fraction in lowest terms whose arithmetic says where it no longer fits.
struct Ratio: Equatable {
  static let zero = Ratio(0)
  static let one = Ratio(1)

  private let numerator: Int
  /// Above zero.
  private let denominator: Int

  init(_ number: Int) {
    numerator = number
    denominator = 1
  }

  private init(_ numerator: Int, over denominator: Int) {
    var (one, other) = (numerator.magnitude, denominator.magnitude)
    while other != 0 { (one, other) = (other, one % other) }
    let common = Int(one)
    self.numerator = denominator < 0 ? -(numerator / common) : numerator / common
    self.denominator = abs(denominator / common)
  }

  /// This one plus `factor` times another; nil where it does not fit.
  func adding(_ factor: Ratio, times other: Ratio) -> Ratio? {
    guard let top = Self.product(factor.numerator, other.numerator),
      let bottom = Self.product(factor.denominator, other.denominator),
      let left = Self.product(numerator, bottom), let right = Self.product(top, denominator),
      let whole = Self.product(denominator, bottom)
    else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : Ratio(sum, over: whole)
  }

  /// Minus one over this, which is not zero.
  var negativeInverse: Ratio { Ratio(-denominator, over: numerator) }

  /// Products stay so small that neither they nor their negatives overflow.
  private static func product(_ one: Int, _ other: Int) -> Int? {
    let (product, overflow) = one.multipliedReportingOverflow(by: other)
    return overflow || product.magnitude > 1 << 62 ? nil : product
  }
}
