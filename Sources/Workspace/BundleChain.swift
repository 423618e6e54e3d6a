import Bundles
package import Election
package import Encoding

/// What is still missing of the collectors' bundles (FORMATS.md section 3): none of it refuses a
/// bundle, all of it stands in the way of a final count.
package struct BundleChain {
  /// One thing that is missing or does not fit.
  package enum Gap: Equatable, Sendable {
    /// No bundle of this collector is in.
    case nothing(collector: String)
    /// Bundle `sequence` is not in although a later one is.
    case missing(collector: String, sequence: Int)
    /// No bundle that is in is the collector's last.
    case noFinal(collector: String)
    /// Bundle `sequence` comes after one that was to be the last.
    case afterFinal(collector: String, sequence: Int)
    /// Bundle `sequence` names another predecessor than the one that is in.
    case previous(collector: String, sequence: Int)
  }

  /// At most so many missing numbers are named for one collector.
  private static let maxNamed = 100

  /// The gaps, by collector in the definition's order.
  ///
  /// `previous` gives what a manifest that is in says of the one before it.
  package static func gaps(
    _ bundles: [ImportedBundle], definition: Definition, previous: (Digest) -> Digest?
  ) -> [Gap] {
    definition.collectors.flatMap { collector in
      gaps(
        of: collector.id, bundles.filter { $0.collector == collector.id }, previous: previous)
    }
  }

  private static func gaps(
    of collector: String, _ bundles: [ImportedBundle], previous: (Digest) -> Digest?
  ) -> [Gap] {
    guard !bundles.isEmpty else { return [.nothing(collector: collector)] }
    let sorted = bundles.sorted { $0.sequence < $1.sequence }
    var gaps: [Gap] = []
    var before: ImportedBundle?
    for bundle in sorted {
      let expected = (before?.sequence ?? 0) + 1
      if bundle.sequence > expected {
        for sequence in (expected..<bundle.sequence).prefix(maxNamed) {
          gaps.append(.missing(collector: collector, sequence: sequence))
        }
      } else if previous(bundle.hash) != before?.hash {
        gaps.append(.previous(collector: collector, sequence: bundle.sequence))
      }
      if let before, before.isFinal {
        gaps.append(.afterFinal(collector: collector, sequence: bundle.sequence))
      }
      before = bundle
    }
    if !sorted.contains(where: \.isFinal) { gaps.append(.noFinal(collector: collector)) }
    return gaps
  }
}
