import Election
import Encoding
package import Words

/// What a reconciliation says, held against the bundles and amendments that it was made of.
extension RecordState {
  /// What a reconciliation says otherwise than the bundles that are in and the amendments do: it
  /// cannot be one of theirs, whoever signed it.
  package func contradictions(_ facts: ReconciledFacts) -> [Message] {
    let read = bundles.filter { bundle in
      facts.identities[bundle.hash] == nil
        && !rulings.isExcluded(
          bundle.hash, collector: bundle.collector, sequence: bundle.sequence)
    }
    var found: [Message] = []
    switch (facts.hasRoll, read.contains { $0.kind == .roll }) {
    case (true, false): found.append("the reconciliation claims a roll, and none is in")
    case (false, true): found.append("the reconciliation leaves out the roll that is in")
    default: break
    }
    var registers: [String: Int] = [:]
    for bundle in read where bundle.kind == .register {
      guard let station = signed.collector(bundle.collector)?.station else { continue }
      registers[station, default: 0] += bundle.identities
    }
    for station in Set(registers.keys).union(facts.registers.keys).sorted() {
      let (stated, sent) = (facts.registers[station] ?? 0, registers[station] ?? 0)
      guard stated != sent else { continue }
      found.append(
        "the reconciliation has \(String(stated)) register entries of \(SafeText.escaped(station)), "
          + "the bundles \(String(sent))")
    }
    for (bundle, counts) in facts.identities.sorted(by: { $0.key < $1.key })
    where counts != rulings.isRestored(bundle) {
      found.append(
        counts
          ? "the identities of bundle \(bundle) do not hold, and no amendment lets it count"
          : "an amendment lets bundle \(bundle) count, and the reconciliation does not")
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
