package import Encoding

/// What a reconciliation tells of whether a count may follow it (FormatReconciliation § Members).
package struct ReconciledFacts: Equatable, Sendable {
  /// The manifests that it read, sorted.
  package let manifests: [Digest]
  /// The amendments that it knew of, in order.
  package let amendments: [Digest]
  /// Whether it knew of a roll.
  package let hasRoll: Bool
  /// Bundles whose identities do not hold, and whether their ballots count all the same.
  package let identities: [Digest: Bool]
  /// People with entries in two styles that share a contest.
  package let crossStyle: Int
  /// Register entries by station.
  package let registers: [String: Int]
  /// Register entries that lost, by station.
  package let unresolved: [String: Int]
  /// Strikes that amendments lifted.
  package let restored: Int
  /// Ballots that amendments leave out one by one.
  package let leftOut: Int
  /// People who stand on the roll of one style more than once.
  package let rollRepeated: Int
  /// Whether a custodian signed it.
  package let isSigned: Bool

  package init(
    manifests: [Digest], amendments: [Digest], hasRoll: Bool, identities: [Digest: Bool],
    crossStyle: Int, registers: [String: Int], unresolved: [String: Int], restored: Int,
    leftOut: Int, rollRepeated: Int, isSigned: Bool
  ) {
    self.manifests = manifests
    self.amendments = amendments
    self.hasRoll = hasRoll
    self.identities = identities
    self.crossStyle = crossStyle
    self.registers = registers
    self.unresolved = unresolved
    self.restored = restored
    self.leftOut = leftOut
    self.rollRepeated = rollRepeated
    self.isSigned = isSigned
  }

  /// Bundles whose identities do not hold and none of whose ballots counts.
  package var excluded: [Digest] { identities.filter { !$0.value }.keys.sorted() }
}
