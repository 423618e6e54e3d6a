import Election
import Encoding
import Record
import Words

/// The steps that bring in what is counted.
extension Situation {
  var workspace: Step {
    let state: Message = "\(state.definition.id) \(election.description.prefix(16))…"
    guard let copyProblem else { return Step(.workspace, .done, state) }
    return Step(.workspace, .wrong, state, details: [copyProblem], acts: [.allowResume])
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
      state.definition, accounts: Array(state.accounts.values), sheets: state.sheets.agreed,
      pending: state.sheets.pending.map(\.key))
    guard !progress.isEmpty, state.definition.contests.contains(where: \.isOnSheets) else {
      return Step(.paper, .idle, "no paper")
    }
    let pending = state.sheets.pending
    let differing = pending.count { if case .differs = $0.why { true } else { false } }
    let complete = progress.count { $0.isIn }
    var text = Plural.of(state.sheets.agreed.count, "sheet counts", "sheets count")
    if !pending.isEmpty { text = text + ", \(pending.count) pending" }
    if differing > 0 { text = text + ", \(differing) differ" }
    text = text + "; stations complete: \(complete) of \(progress.count)"
    return Step(
      .paper, differing > 0 ? .wrong : complete == progress.count ? .done : .pending, text,
      details: pending.map { $0.why.message($0.key) }, acts: [.enterSheets, .importSheets])
  }

  var accounts: Step {
    let stations = state.definition.stations
    guard !stations.isEmpty else { return Step(.accounts, .idle, "no stations") }
    let differences = accountDifferences
    var text: Message = "\(state.accounts.count) of \(stations.count) in"
    if !differences.isEmpty {
      text = text + ", \(Plural.of(differences.count, "difference"))"
    }
    let isAll = state.accounts.count == stations.count
    return Step(
      .accounts, !isAll ? .pending : differences.isEmpty ? .done : .wrong, text,
      details: differences, acts: [.importAccounts])
  }

  /// Where a station's account does not come out, and no note says why: papers that are not keyed
  /// yet are no difference.
  private var accountDifferences: [Message] {
    let keyed = Sheet.papersByStation(state.sheets.agreed)
    return state.accounts.values.sorted { $0.station < $1.station }.flatMap {
      account -> [Message] in
      guard account.note.isEmpty else { return [] }
      let papers = keyed[account.station] ?? 0
      let found = account.difference(papers: papers)
      var differences: [Message] = []
      if found.unaccounted != 0 {
        let accounted = account.issued - found.unaccounted
        differences.append(
          "\(account.station): issued \(account.issued), accounted for \(accounted)")
      }
      if found.uncounted < 0 {
        differences.append(
          "\(account.station): in the box \(account.inBox), in the batches \(papers)")
      }
      return differences
    }
  }

  var reconciliation: Step {
    let isUnsigned = outstanding.contains(.unsignedReconciliation)
    let text: Message =
      if state.isReconciled {
        isUnsigned ? "compared, not signed by a custodian" : "compared and signed"
      } else if state.reconciliation == nil {
        "to be compared by the custodian"
      } else {
        "to be compared again"
      }
    let isDue = !state.bundles.isEmpty || state.definition.collectors.isEmpty
    return Step(
      .reconciliation, state.isReconciled && !isUnsigned ? .done : isDue ? .pending : .idle, text,
      acts: isDue ? [.reconcile] : [])
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
