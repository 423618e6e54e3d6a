package import Election
package import Words

/// What keeps a count from a stage.
extension RecordState {
  /// What stands in the way of any count after a reconciliation, in words; empty where one can be
  /// made.
  package func obstacles(_ facts: ReconciledFacts) -> [Message] {
    var obstacles: [Message] = []
    if bundles.map(\.hash).sorted() != facts.manifests {
      obstacles.append("bundles were imported since the last reconciliation; reconcile again")
    }
    if amendmentHashes != facts.amendments {
      obstacles.append("an amendment came in since the last reconciliation; reconcile again")
    }
    return obstacles
  }

  /// Everything that is still out, but for lots: a final count needs all of it.
  ///
  /// `bundles` are those that are in; without `facts` of a reconciliation only what it does not tell
  /// is known.
  package func outstanding(_ bundles: [BundleLink], _ facts: ReconciledFacts?) -> [Outstanding] {
    let gaps = BundleChain.gaps(bundles, definition: definition, rulings: rulings)
    guard let facts else { return gaps }
    var items = facts.excluded.map { Outstanding.identities(bundle: $0) }
    if facts.crossStyle > 0 { items.append(.crossStyle(count: facts.crossStyle)) }
    if !facts.isSigned { items.append(.unsignedReconciliation) }
    items += stations(registers: facts.registers)
    for pending in sheets.pending { items.append(.sheet(pending.key, pending.why)) }
    return gaps + items.filter { !rulings.settles($0) }
  }

  private func stations(registers: [String: Int]) -> [Outstanding] {
    var items: [Outstanding] = []
    var keyed: [String: Set<String>] = [:]
    for key in sheets.keys + sheets.pending.map(\.key) {
      keyed[key.station, default: []].insert(key.contest)
    }
    for station in definition.stations {
      let entries = registers[station.id] ?? 0
      guard let account = accounts[station.id] else {
        if entries > 0 {
          items.append(.account(station: station.id))
        } else if keyed[station.id] == nil {
          items.append(.station(station.id))
        }
        continue
      }
      if entries > account.issued {
        items.append(.register(station: station.id, entries: entries, issued: account.issued))
      }
      if account.inBox > 0 { items += missingSheets(station, keyed: keyed[station.id] ?? []) }
    }
    return items
  }

  /// Contests without any sheet at a station that has papers in its box.
  private func missingSheets(_ station: Station, keyed: Set<String>) -> [Outstanding] {
    let carried = definition.contests(at: station)
    return definition.contests
      .filter { carried.contains($0.id) && $0.isOnSheets && !keyed.contains($0.id) }
      .map { .noSheet(station: station.id, contest: $0.id) }
  }
}
