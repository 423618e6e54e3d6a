import Election
import Encoding
package import Words

/// What a reconciliation says, held against the bundles and amendments that it was made of.
extension RecordState {
  /// What a reconciliation says otherwise than the bundles that are in and the amendments do: it
  /// cannot be one of theirs, whoever signed it.
  package func contradictions(_ facts: ReconciledFacts) -> [Message] {
    let included = bundles.filter { bundle in
      !rulings.isExcluded(bundle.hash, collector: bundle.collector, sequence: bundle.sequence)
    }
    let read = included.filter { facts.identities[$0.hash] == nil }
    var found: [Message] = []
    switch (facts.hasRoll, read.contains { $0.kind == .roll }) {
    case (true, false): found.append("the reconciliation claims a roll, and none is in")
    case (false, true): found.append("the reconciliation leaves out the roll that is in")
    default: break
    }
    if facts.rollRepeated > 0, !facts.hasRoll {
      found.append("the reconciliation has people twice on a roll, and claims none")
    }
    found += registerProblems(facts, read)
    for bundle in Set(facts.identities.keys).subtracting(included.map(\.hash)).sorted() {
      found.append(
        "the reconciliation tells of identities of bundle \(bundle), which it did not open")
    }
    for (bundle, counts) in facts.identities.sorted(by: { $0.key < $1.key })
    where counts != rulings.isRestored(bundle) {
      found.append(
        counts
          ? "the identities of bundle \(bundle) do not hold, and no amendment lets it count"
          : "an amendment lets bundle \(bundle) count, and the reconciliation does not")
    }
    return found + ballotProblems(facts, read)
  }

  /// The register entries are those of the bundles that were read, and no more of them lost.
  private func registerProblems(_ facts: ReconciledFacts, _ read: [ImportedBundle]) -> [Message] {
    var found: [Message] = []
    var registers: [String: Int] = [:]
    for bundle in read where bundle.kind == .register {
      guard let station = signed.collector(bundle.collector)?.station else { continue }
      registers[station, default: 0] += bundle.identities
    }
    let stations = Set(registers.keys).union(facts.registers.keys).union(facts.unresolved.keys)
    for station in stations.sorted() {
      let (stated, sent) = (facts.registers[station] ?? 0, registers[station] ?? 0)
      let name = SafeText.escaped(station)
      if stated != sent {
        found.append(
          "the reconciliation has \(String(stated)) register entries of \(name), "
            + "the bundles \(String(sent))")
      }
      let lost = facts.unresolved[station] ?? 0
      if lost > sent {
        found.append(
          "the reconciliation leaves \(String(lost)) register entries of \(name) unresolved, "
            + "the bundles have \(String(sent))")
      }
    }
    return found
  }

  /// As many ballots are left out one by one as amendments say, and no more strikes are lifted: a
  /// ballot has one at most.
  private func ballotProblems(_ facts: ReconciledFacts, _ read: [ImportedBundle]) -> [Message] {
    var found: [Message] = []
    let leftOut = read.reduce(0) { $0 + rulings.excludedBallots(of: $1.hash).count }
    if facts.leftOut != leftOut {
      found.append(
        "the reconciliation leaves out \(String(facts.leftOut)) single ballots, the amendments "
          + "\(String(leftOut))")
    }
    let restored = read.reduce(0) { $0 + rulings.restoredBallots(of: $1.hash) }
    if facts.restored > restored {
      found.append(
        "the reconciliation lifts \(String(facts.restored)) strikes, the amendments at most "
          + "\(String(restored))")
    }
    return found
  }

  /// What stands in the way of any count because custodians came to different reconciliations of the
  /// same bundles and amendments; nil where they agree.
  var disagreement: Message? {
    guard Set(reconciled.values).count > 1 else { return nil }
    let names = reconciled.keys.sorted().joined(separator: ", ")
    return "the custodians came to different reconciliations: \(names)"
  }
}
