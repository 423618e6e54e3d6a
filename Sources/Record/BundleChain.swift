package import Election
package import Encoding
package import Paper

/// What the manifest of a bundle says of its place among its collector's bundles.
package struct BundleLink: Equatable, Sendable {
  /// The hash of its manifest.
  package let hash: Digest
  package let collector: String
  package let sequence: Int
  /// The hash of the manifest before it.
  package let previous: Digest?
  package let isFinal: Bool

  package init(
    hash: Digest, collector: String, sequence: Int, previous: Digest?, isFinal: Bool
  ) {
    self.hash = hash
    self.collector = collector
    self.sequence = sequence
    self.previous = previous
    self.isFinal = isFinal
  }
}

/// What is still missing of the collectors' bundles (FormatBundle § What is refused): none of it
/// refuses a bundle, all of it stands in the way of a final count.
package enum BundleChain {
  /// At most so many missing numbers are named for one collector.
  private static let maxNamed = 100

  /// The gaps, by collector in the definition's order; what amendments settle is none.
  package static func gaps(
    _ bundles: [BundleLink], definition: Definition, rulings: Rulings = Rulings()
  ) -> [Outstanding] {
    let chains = Dictionary(grouping: bundles, by: \.collector)
    return definition.collectors.flatMap { collector in
      gaps(of: collector.id, chains[collector.id] ?? [], rulings: rulings)
    }.filter { !rulings.settles($0) }
  }

  private static func gaps(
    of collector: String, _ bundles: [BundleLink], rulings: Rulings
  ) -> [Outstanding] {
    // A revoked key ends the chain where it still holds; nothing more is waited for.
    let revoked = rulings.revoked[collector]
    let sorted = bundles.filter { $0.sequence <= revoked ?? Int.max }
      .sorted { $0.sequence < $1.sequence }
    guard let highest = sorted.last?.sequence else { return [.nothing(collector: collector)] }
    var gaps: [Outstanding] = []
    var before: BundleLink?
    for bundle in sorted {
      let expected = (before?.sequence ?? 0) + 1
      let counts = !rulings.isExcluded(
        bundle.hash, collector: collector, sequence: bundle.sequence)
      if bundle.sequence > expected {
        for sequence in (expected..<bundle.sequence).prefix(maxNamed) {
          gaps.append(.missing(collector: collector, sequence: sequence))
        }
      } else if counts, bundle.previous != before?.hash {
        gaps.append(.previous(collector: collector, sequence: bundle.sequence))
      }
      if counts, let before, before.isFinal {
        gaps.append(.afterFinal(collector: collector, sequence: bundle.sequence))
      }
      before = bundle
    }
    if revoked == nil, !sorted.contains(where: \.isFinal) {
      gaps.append(.noFinal(collector: collector, highest: highest))
    }
    return gaps
  }
}
