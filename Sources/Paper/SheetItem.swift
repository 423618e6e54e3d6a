import Election

/// What each number of a sheet is called in tables and forms (FormatSheet § A sheet).
package enum SheetItem {
  /// The number of papers.
  package static let papers = ReservedWords.papers

  /// The votes for an option: one number, or one for each judgement.
  package static func votes(for option: String, isJudged: Bool) -> [String] {
    isJudged ? Judgement.allCases.map { "\(option):\($0.rawValue)" } : [option]
  }

  /// The papers rejected for this.
  package static func rejected(_ category: String) -> String { "rejected:\(category)" }
}
