/// The keys of a verifiable election as they stand in its definition (FormatProofs § The definition).
///
/// Nothing of them is checked: that takes the group, which is not this module's.
package struct DealtKeys: Equatable, Sendable {
  /// What one officer dealt.
  package struct Officer: Equatable, Sendable {
    package let id: String?
    package let points: [String?]?
    package let proof: String?
    /// How many members the object has.
    package let memberCount: Int
  }

  package let ceremony: String?
  /// Nil before the ceremony.
  package let count: String?
  /// Nil before the ceremony.
  package let officers: [Officer]?
}
