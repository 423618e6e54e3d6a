/// A share of a whole as people read it: computed from integers and rounded once, half away from
/// zero (FormatResult § Overview).
package enum Percentage {
  /// The most decimals.
  package static let maxDecimals = 6

  /// `part` of `whole` in percent, in units of the last of so many decimals, 0 to 6; nil where the
  /// whole is zero.
  package static func units(_ part: Int, of whole: Int, decimals: Int = 1) -> Int? {
    share(part, of: whole, decimals: decimals).flatMap { Int(exactly: $0) }
  }

  private static func share(_ part: Int, of whole: Int, decimals: Int) -> Int128? {
    guard whole > 0 else { return nil }
    // 128 bits hold any part a hundred million times over, whatever the whole.
    return rounded(Int128(part) * 100 * scale(decimals), by: Int128(whole))
  }

  /// The difference between two shares in percentage points, in units of the last decimal: from
  /// the integers and rounded once, never from percentages; nil where a whole is zero.
  package static func points(
    _ part: Int, of whole: Int, since earlier: Int, of earlierWhole: Int, decimals: Int = 1
  ) -> Int? {
    let limit = 1 << 40
    guard (1...limit).contains(whole), (1...limit).contains(earlierWhole),
      part.magnitude <= limit, earlier.magnitude <= limit
    else { return nil }
    let difference =
      Int128(part) * Int128(earlierWhole) - Int128(earlier) * Int128(whole)
    return Int(
      exactly: rounded(
        difference * 100 * scale(decimals), by: Int128(whole) * Int128(earlierWhole)))
  }

  /// Half away from zero.
  private static func rounded(_ numerator: Int128, by denominator: Int128) -> Int128 {
    let magnitude = (numerator.magnitude * 2 + denominator.magnitude) / (denominator.magnitude * 2)
    return numerator < 0 ? -Int128(magnitude) : Int128(magnitude)
  }

  private static func scale(_ decimals: Int) -> Int128 {
    (0..<min(maxDecimals, max(0, decimals))).reduce(1) { power, _ in power * 10 }
  }

  /// `part` of `whole` in percent with so many decimals, 0 to 6; "–" where the whole is zero.
  ///
  /// A sign is always shown where `signed` is true, as for net support.
  package static func text(
    _ part: Int, of whole: Int, decimals: Int = 1, signed: Bool = false
  ) -> String {
    share(part, of: whole, decimals: decimals).map {
      text($0, decimals: decimals, signed: signed)
    } ?? "–"
  }

  /// A number of units of the last decimal as people read it.
  package static func text(units: Int, decimals: Int = 1, signed: Bool = false) -> String {
    text(Int128(units), decimals: decimals, signed: signed)
  }

  private static func text(_ units: Int128, decimals: Int, signed: Bool) -> String {
    let scale = scale(decimals).magnitude
    let size = units.magnitude
    let sign = size == 0 ? "" : units < 0 ? "-" : signed ? "+" : ""
    guard scale > 1 else { return "\(sign)\(size)" }
    // The digits of 1000 + 7 without the first are 007.
    return "\(sign)\(size / scale).\(String(scale + size % scale).dropFirst())"
  }
}
