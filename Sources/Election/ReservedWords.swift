import Words

/// Words that have a meaning of their own where an id may stand, so that no id is one of them.
package enum ReservedWords {
  /// The number of papers, among the items of a sheet.
  package static let papers = "papers"
  /// The figures of all channels together.
  static let total = "total"
  /// Words that stand for a sum, which has no place among what was counted.
  package static let sums = Set(
    Language.allCases.flatMap {
      $0.text("total, totals, sum, subtotal").split(separator: ", ").map(String.init)
    })
}
