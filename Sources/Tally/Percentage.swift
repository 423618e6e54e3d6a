/// A share of a whole as people read it: computed from integers and rounded once, half away from
/// zero (FORMATS.md section 7).
package enum Percentage {
  /// `part` of `whole` in percent with so many decimals, 0 to 6; "–" where the whole is zero.
  ///
  /// A sign is always shown where `signed` is true, as for net support.
  package static func text(
    _ part: Int, of whole: Int, decimals: Int = 1, signed: Bool = false
  ) -> String {
    guard whole > 0 else { return "–" }
    let scale = (0..<min(6, max(0, decimals))).reduce(UInt128(1)) { power, _ in power * 10 }
    // 128 bits hold any part a hundred million times over, whatever the whole.
    let numerator = UInt128(part.magnitude) * 100 * scale * 2 + UInt128(whole)
    let rounded = numerator / (UInt128(whole) * 2)
    let sign = rounded == 0 ? "" : part < 0 ? "-" : signed ? "+" : ""
    guard scale > 1 else { return "\(sign)\(rounded)" }
    // The digits of 1000 + 7 without the first are 007.
    return "\(sign)\(rounded / scale).\(String(scale + rounded % scale).dropFirst())"
  }
}
