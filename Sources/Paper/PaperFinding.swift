package import Election
package import Words

extension SheetKey {
  /// The batch that the sheet is of.
  package var papers: Batch { Batch(station: station, id: batch) }
}

/// Something of the paper that is missing, pending, different, doubled or does not add up: none of
/// it refuses what comes in, all of it keeps a count from being final.
package enum PaperFinding: Equatable, Sendable {
  /// Nothing of a station is in: no account and no sheet.
  case nothing(station: String)
  /// Papers of a station that nobody accounted for.
  case noAccount(AccountKey)
  /// An account that does not count yet, and why.
  case account(AccountKey, PendingEntry)
  /// A sheet that does not count yet, and why.
  case sheet(SheetKey, PendingEntry)
  /// A contest that nobody keyed a sheet of, at a station that has papers in its box.
  case noSheet(station: String, contest: String)
  /// A batch of which these contests of its style are not keyed.
  case batchLacks(Batch, contests: [String])
  /// A batch whose contests are on no one paper.
  case batchMixed(Batch, contests: [String])
  /// A batch that has other papers in one contest than in another.
  case unequalPapers(Batch, papers: [String: Int])
  /// A batch that the definition does not list.
  case unexpectedBatch(Batch)
  /// A batch that the definition lists and nobody keyed.
  case missingBatch(Batch)
  /// Papers that were issued and not accounted for, or more than were issued; nobody explained it.
  case issued(AccountKey, issued: Int, accountedFor: Int)
  /// Other papers in the batches than in the box; nobody explained it.
  case inBox(AccountKey, inBox: Int, papers: Int)

  /// What was found; its numbers are written plainly, since the words stand in the signed result.
  package var message: Message {
    switch self {
    case .nothing(let station): "nothing of station \(station) is in"
    case .noAccount(let key): "station \(key) has no account"
    case .account(let key, let why): "account \(why.message(key))"
    case .sheet(let key, let why): "sheet \(why.message(key))"
    case .noSheet(let station, let contest): "station \(station) has no sheet of \(contest)"
    case .batchLacks(let batch, let contests):
      "batch \(batch) has no sheet of \(contests.joined(separator: ", "))"
    case .batchMixed(let batch, let contests):
      "batch \(batch) has contests that are on no one paper: "
        + "\(contests.joined(separator: ", "))"
    case .unequalPapers(let batch, let papers):
      "batch \(batch) has unequal numbers of papers: "
        + "\(papers.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))"
    case .unexpectedBatch(let batch): "batch \(batch) is none that is expected"
    case .missingBatch(let batch): "batch \(batch) is expected and was not keyed"
    case .issued(let key, let issued, let accountedFor):
      "station \(key) issued \(String(issued)) papers but accounts for \(String(accountedFor))"
    case .inBox(let key, let inBox, let papers):
      "station \(key) has \(String(inBox)) papers in the box "
        + "but \(String(papers)) in its batches"
    }
  }

  /// Whether it concerns a station's account.
  package var isOfAccount: Bool {
    switch self {
    case .noAccount, .account, .issued, .inBox: true
    case .nothing, .sheet, .noSheet, .batchLacks, .batchMixed, .unequalPapers, .unexpectedBatch,
      .missingBatch:
      false
    }
  }
}
