import Bundles
package import Election
import Words
package import Workspace

/// What must be there before a stage can be counted, and what is still out.
package struct StageCheck {
  /// Everything that keeps a count of the workspace from being final, as far as it is known:
  /// without a reconciliation of what is in, only what it does not tell.
  package static func outstanding(of workspace: Workspace) throws(CountingError) -> [Outstanding] {
    do {
      guard workspace.state.isReconciled else { return try workspace.gaps() }
      return try StageCheck(
        workspace: workspace,
        reconciliation: ReconciliationFile(workspace, stage: .final)
      ).outstanding()
    } catch { throw CountingError(error) }
  }

  let workspace: Workspace
  let reconciliation: ReconciliationFile

  private var state: WorkspaceState { workspace.state }

  /// What stands in the way of any count, in words; empty where one can be made.
  var obstacles: [Message] {
    var obstacles: [Message] = []
    if state.bundles.map(\.hash).sorted() != reconciliation.manifests {
      obstacles.append("bundles were imported since the last reconciliation; reconcile again")
    }
    if state.amendmentHashes != reconciliation.amendments {
      obstacles.append("an amendment came in since the last reconciliation; reconcile again")
    }
    return obstacles
  }

  /// Everything that is still out, but for lots; a final count needs all of it.
  func outstanding() throws(WorkspaceError) -> [Outstanding] {
    var items = try workspace.gaps()
    for bundle in reconciliation.excluded { items.append(.identities(bundle: bundle)) }
    if reconciliation.crossStyle > 0 {
      items.append(.crossStyle(count: reconciliation.crossStyle))
    }
    if reconciliation.signers.isEmpty { items.append(.unsignedReconciliation) }
    items += stations
    for pending in state.sheets.pending { items.append(.sheet(pending.key, pending.why)) }
    return items.filter { !state.rulings.settles($0) }
  }

  private var stations: [Outstanding] {
    let definition = state.definition
    var items: [Outstanding] = []
    let keyed = Set((state.sheets.keys + state.sheets.pending.map(\.key)).map(\.station))
    for station in definition.stations {
      let entries = reconciliation.registers[station.id] ?? 0
      guard let account = state.accounts[station.id] else {
        if entries > 0 {
          items.append(.account(station: station.id))
        } else if !keyed.contains(station.id) {
          items.append(.station(station.id))
        }
        continue
      }
      if entries > account.issued {
        items.append(.register(station: station.id, entries: entries, issued: account.issued))
      }
      if account.inBox > 0 { items += missingSheets(station) }
    }
    return items
  }

  /// Contests without any sheet at a station that has papers in its box.
  private func missingSheets(_ station: Station) -> [Outstanding] {
    let definition = state.definition
    let carried = Set(
      definition.styles.filter { station.styles.contains($0.id) }.flatMap(\.contests))
    let keyed = Set(
      (state.sheets.keys + state.sheets.pending.map(\.key)).filter { $0.station == station.id }
        .map(\.contest))
    return definition.contests
      .filter { carried.contains($0.id) && $0.isOnSheets && !keyed.contains($0.id) }
      .map { .noSheet(station: station.id, contest: $0.id) }
  }
}
