import Bundles
import Election
import Encoding
package import Workspace

/// What must be there before a stage can be counted.
struct StageCheck {
  let workspace: Workspace
  let stage: ElectionResult.Stage
  let reconciliation: ReconciliationFile
  let sheets: SheetBook

  /// Everything that stands in the way, in words; empty where the count can be made.
  func reasons() throws(WorkspaceError) -> [String] {
    var reasons: [String] = []
    if workspace.state.bundles.map(\.hash).sorted() != reconciliation.manifests {
      reasons.append("bundles were imported since the last reconciliation; reconcile again")
    }
    guard stage == .final else { return reasons }
    reasons += try workspace.gaps().map(\.words)
    reasons += missingSheets
    for pending in sheets.pending { reasons.append("sheet \(pending.words)") }
    if reconciliation.crossStyle > 0 {
      reasons.append("\(reconciliation.crossStyle) people stand in two styles (cross-style)")
    }
    for bundle in reconciliation.excluded {
      reasons.append("the identities of bundle \(bundle) do not hold (identities)")
    }
    if reconciliation.signers.isEmpty {
      reasons.append("no custodian has signed the reconciliation")
    }
    for (station, count) in reconciliation.registers.sorted(by: { $0.key < $1.key }) {
      guard let account = workspace.state.accounts[station] else {
        reasons.append("station \(station) has no account")
        continue
      }
      if count > account.issued {
        reasons.append(
          "station \(station) has \(count) register entries but issued \(account.issued) papers")
      }
    }
    return reasons
  }
}

extension StageCheck {
  /// Contests without any sheet at a station that has papers in its box.
  private var missingSheets: [String] {
    let definition = workspace.definition
    var missing: [String] = []
    for station in definition.stations
    where workspace.state.accounts[station.id].map({ $0.inBox > 0 }) == true {
      let carried = definition.styles.filter { station.styles.contains($0.id) }
        .flatMap(\.contests)
      for contest in definition.contests where carried.contains(contest.id) {
        let isKeyed = sheets.keys.contains {
          $0.station == station.id && $0.contest == contest.id
        }
        if !isKeyed { missing.append("station \(station.id) has no sheet of \(contest.id)") }
      }
    }
    return missing
  }
}

extension BundleChain.Gap {
  /// The gap in words.
  package var words: String {
    switch self {
    case .nothing(let collector): "no bundle of \(collector) is in"
    case .missing(let collector, let sequence): "bundle \(sequence) of \(collector) is missing"
    case .noFinal(let collector): "the last bundle of \(collector) is not in"
    case .afterFinal(let collector, let sequence):
      "bundle \(sequence) of \(collector) comes after its last"
    case .previous(let collector, let sequence):
      "bundle \(sequence) of \(collector) does not follow the one before it"
    }
  }
}
