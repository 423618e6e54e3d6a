package import Bundles
package import Election
package import Encoding
package import Paper

/// A bundle of control ballots, of people on a roll, or of entries in a register.
package struct ControlBundle: Sendable {
  package let collector: Collector
  package let style: Style
  package let kind: BundleKind
  package let entries: [BundleWriter.Entry]
  package let vectors: [[UInt8]]
}

/// Everything that a rehearsal counts, and what it must come to.
///
/// Every collector sends what its roles let it send for each of its styles; every station counts two
/// batches. The same definition gives the same plan.
package struct ControlPlan: Sendable {
  package let bundles: [ControlBundle]
  /// Sheets that hold.
  package let sheets: [Sheet]
  /// A sheet with another figure than the first of `sheets`, as a clerk keys it who slips.
  package let slip: Sheet?
  package let accounts: [StationAccount]
  package let figures: ControlFigures
  /// What each contest must come to; of some it cannot be said beforehand.
  package let outcomes: [ControlOutcome]
  /// Contests whose outcome cannot be said beforehand.
  package let unpredicted: [String]
  /// Whether a roll says who may vote.
  package let hasRoll: Bool

  /// The plan of an election with this definition; `election` is its hash.
  ///
  /// - Throws: `SheetError` where the definition lets no sheet or account hold.
  package init(_ definition: Definition, election: Digest) throws(SheetError) {
    var electorate = ControlElectorate(definition, election: election)
    electorate.vote()
    var totals = electorate.totals
    let papers = try ControlPapers(
      definition, election: election, entries: electorate.registered)
    for sheet in papers.sheets where definition.contest(sheet.key.contest)?.isOnSheets == true {
      totals.add(sheet)
    }
    for account in papers.accounts {
      totals.add(account.inBox, to: "accounts/\(account.key)/papers")
    }
    bundles = electorate.bundles
    hasRoll = electorate.hasRoll
    sheets = papers.sheets
    slip = papers.slip
    accounts = papers.accounts
    figures = totals.figures
    outcomes = definition.contests.compactMap {
      ControlOutcome($0, votes: totals.votes[$0.id] ?? [], ballots: totals.ballots[$0.id] ?? 0)
    }
    let predicted = Set(outcomes.map(\.contest))
    unpredicted = definition.contests.map(\.id).filter { !predicted.contains($0) }
  }
}
