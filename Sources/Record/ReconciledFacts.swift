package import Encoding

/// What a reconciliation tells of whether a count may follow it (FormatReconciliation § Members).
package struct ReconciledFacts: Equatable, Sendable {
  /// The manifests that it read, sorted.
  package let manifests: [Digest]
  /// The amendments that it knew of, in order.
  package let amendments: [Digest]
  /// Bundles whose identities do not hold and none of whose ballots counts.
  package let excluded: [Digest]
  /// People with entries in two styles that share a contest.
  package let crossStyle: Int
  /// Register entries by station.
  package let registers: [String: Int]
  /// Whether a custodian signed it.
  package let isSigned: Bool

  package init(
    manifests: [Digest], amendments: [Digest], excluded: [Digest], crossStyle: Int,
    registers: [String: Int], isSigned: Bool
  ) {
    self.manifests = manifests
    self.amendments = amendments
    self.excluded = excluded
    self.crossStyle = crossStyle
    self.registers = registers
    self.isSigned = isSigned
  }
}
