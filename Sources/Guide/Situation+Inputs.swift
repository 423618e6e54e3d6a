import Election
import Encoding
import Paper
import Record
import Words

/// The steps that bring in what is counted.
extension Situation {
  var workspace: Step {
    let state: Message = "\(state.definition.id) \(election.description.prefix(16))…"
    guard let copyProblem else { return Step(.workspace, .done, state) }
    return Step(
      .workspace, .wrong, state, details: [copyProblem],
      acts: [.allowResume(missing: officers(without: resumedBy))])
  }

  var bundles: Step {
    let open = outstanding.filter(\.isOfBundles)
    let ballots = state.bundles.reduce(0) { $0 + ($1.ballots ?? 0) }
    var text: Message =
      Plural.of(state.bundles.count, "bundle") + ", \(Plural.of(ballots, "sealed ballot"))"
    if state.refusals > 0 { text = text + ", \(state.refusals) refused" }
    if !open.isEmpty { text = text + ", \(open.count) to come" }
    let isWrong = open.contains { if case .identities = $0 { true } else { false } }
    let isExpected = !state.definition.collectors.isEmpty
    return Step(
      .bundles, isWrong ? .wrong : open.isEmpty ? (isExpected ? .done : .idle) : .pending, text,
      details: open.map(\.message), acts: isExpected ? [.importBundles] : [])
  }

  var paper: Step {
    let progress = StationProgress.list(
      state.definition, accounts: state.accounts.agreed, sheets: state.sheets.agreed,
      pending: state.sheets.pending.map(\.key))
    guard !progress.isEmpty, state.definition.contests.contains(where: \.isOnSheets) else {
      return Step(.paper, .idle, "no paper")
    }
    let pending = state.sheets.pending
    let differing = pending.count { $0.why.isDifference }
    let complete = progress.count { $0.isIn }
    let open = findings(ofAccounts: false)
    var text = Plural.of(state.sheets.agreed.count, "sheet counts", "sheets count")
    if !pending.isEmpty { text = text + ", \(pending.count) pending" }
    if differing > 0 { text = text + ", \(differing) differ" }
    text = text + "; stations complete: \(complete) of \(progress.count)"
    return Step(
      .paper, differing > 0 ? .wrong : open.isEmpty ? .done : .pending, text,
      details: open.map(\.message),
      acts: [.enterSheets, .importSheets] + (state.sheets.keys.isEmpty ? [] : corrections(open)))
  }

  var accounts: Step {
    let stations = state.definition.stations
    guard !stations.isEmpty else { return Step(.accounts, .idle, "no stations") }
    let open = findings(ofAccounts: true)
    let pending = state.accounts.pending
    let differing = pending.count { $0.why.isDifference }
    let differences = open.count(where: \.isDifference)
    var text: Message = "\(state.accounts.agreed.count) agreed"
    if !pending.isEmpty { text = text + ", \(pending.count) pending" }
    if differing > 0 { text = text + ", \(differing) differ" }
    if differences > 0 { text = text + ", \(Plural.of(differences, "difference"))" }
    let explained = state.paper.explanations(state.definition.papers)
    if !explained.isEmpty {
      text = text + ", \(Plural.of(explained.count, "explained difference"))"
    }
    return Step(
      .accounts, differing + differences > 0 ? .wrong : open.isEmpty ? .done : .pending, text,
      details: open.map(\.message) + explained,
      acts: [.enterAccounts, .importAccounts]
        + open.compactMap(\.account).prefix(1).map(Act.explain))
  }

  /// What an officer can do about sheets, with the batch that what is open concerns.
  private func corrections(_ open: [PaperFinding]) -> [Act] {
    let uncertain = open.lazy.compactMap { finding -> Batch? in
      if case .unequalPapers(let batch, _) = finding { batch } else { nil }
    }.first
    let misnamed = open.lazy.compactMap { finding -> Batch? in
      switch finding {
      case .batchMixed(let batch, _), .unexpectedBatch(let batch): batch
      default: nil
      }
    }.first
    return [.reopen(uncertain), .void(misnamed)]
  }

  /// What is open of the accounts, or of the sheets; of a station of which nothing is in, both are.
  private func findings(ofAccounts: Bool) -> [PaperFinding] {
    outstanding.compactMap { item in
      switch item {
      case .paper(.nothing(let station)):
        ofAccounts ? .noAccount(AccountKey(station: station)) : .nothing(station: station)
      case .paper(let finding): finding.isOfAccount == ofAccounts ? finding : nil
      default: nil
      }
    }
  }

  /// Whether a custodian compared the identities and no custodian has signed what came of it.
  var lacksCustodian: Bool { outstanding.contains(.unsignedReconciliation) }

  var doubleVotes: Step {
    let text: Message =
      if state.isReconciled {
        lacksCustodian ? "compared, not signed by a custodian" : "compared and signed"
      } else if state.reconciliation == nil {
        "to be compared by the custodian"
      } else {
        "to be compared again"
      }
    let isDue = !state.bundles.isEmpty || state.definition.collectors.isEmpty
    let signing = state.isReconciled && lacksCustodian ? reconciliation : nil
    return Step(
      .reconciliation, state.isReconciled && !lacksCustodian ? .done : isDue ? .pending : .idle,
      text,
      acts: isDue ? (signing.map { [.signReconciliation(file: $0)] } ?? []) + [.reconcile] : [])
  }
}

extension Outstanding {
  /// Whether it is something of the bundles, which collectors bring.
  fileprivate var isOfBundles: Bool {
    switch self {
    case .nothing, .missing, .noFinal, .afterFinal, .previous, .identities: true
    default: false
    }
  }
}

extension PaperFinding {
  /// Whether figures of two sources differ that should be alike.
  fileprivate var isDifference: Bool { account != nil }

  /// The account whose figures differ from others; nil where none do.
  fileprivate var account: AccountKey? {
    switch self {
    case .issued(let key, _, _), .inBox(let key, _, _): key
    default: nil
    }
  }
}

extension PendingEntry {
  /// Whether two people keyed it differently.
  fileprivate var isDifference: Bool { if case .differs = self { true } else { false } }
}
