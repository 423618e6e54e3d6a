import Election
package import Paper
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
    // Of other bundles or amendments it says other things.
    if obstacles.isEmpty { obstacles = contradictions(facts) }
    return obstacles + (disagreement.map { [$0] } ?? [])
  }

  /// Everything that is still out, but for lots: a final count needs all of it.
  ///
  /// `bundles` are those that are in; without `facts` of a reconciliation what it tells is not
  /// known.
  package func outstanding(_ bundles: [BundleLink], _ facts: ReconciledFacts?) -> [Outstanding] {
    var items = BundleChain.gaps(bundles, definition: definition, rulings: rulings)
    if let facts {
      items += facts.excluded.map { .identities(bundle: $0) }
      if facts.crossStyle > 0 { items.append(.crossStyle(count: facts.crossStyle)) }
      if !facts.isSigned { items.append(.unsignedReconciliation) }
      items += registers(facts.registers)
    }
    items += PaperFindings.list(definition, paper).map { .paper($0) }
    return items.filter { !rulings.settles($0) }
  }

  /// Stations with more people in the register than papers that were issued.
  ///
  /// Where every contest has papers of its own nobody takes more than one of each: only more people
  /// than papers of all contests together cannot be.
  private func registers(_ registers: [String: Int]) -> [Outstanding] {
    let accounts = Dictionary(grouping: accounts.agreed, by: \.station)
    return definition.stations.compactMap { station in
      guard let entries = registers[station.id], let own = accounts[station.id] else { return nil }
      let issued = own.reduce(0) { $0 + $1.issued }
      return entries > issued
        ? .register(station: station.id, entries: entries, issued: issued) : nil
    }
  }
}
