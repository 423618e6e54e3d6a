import Cryptography
import Election
import Encoding
import Foundation
import Record
import TestSupport
import Workspace

@testable import Counting

extension Workspace {
  /// Records a reconciliation of what is in, with these lines of strikes.csv and with bundles whose
  /// identities do not hold.
  func recordReconciliation(
    _ strikes: [String] = [], unidentified: [(bundle: Digest, counts: Bool)] = [],
    crossStyle: Int = 0
  ) throws {
    let read = state.bundles.filter { bundle in
      !state.rulings.isExcluded(
        bundle.hash, collector: bundle.collector, sequence: bundle.sequence)
        && !unidentified.contains { $0.bundle == bundle.hash }
    }
    let registers = read.reduce(0) { $0 + ($1.kind == .register ? $1.identities : 0) }
    let text = "bundle,index,reason\n" + strikes.map { "\($0)\n" }.joined()
    let folder = reconciliationFolder
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: "\(folder)/strikes.csv"))
    let json: JSON = [
      "amendments": .array(state.amendmentHashes.map { .string($0.description) }),
      "crossStyle": .integer(crossStyle),
      "election": .string(election.description),
      "eligibility": read.contains { $0.kind == .roll } ? "roll" : "not-checked",
      "format": "coldcount/reconciliation/1",
      "identities": .array(
        unidentified.map {
          [
            "ballots": 0, "bundle": .string($0.bundle.description), "problem": "x",
            "counts": .bool($0.counts),
          ]
        }),
      "manifests": .array(
        state.bundles.map(\.hash).sorted().map { .string($0.description) }),
      "restored": 0, "rollRepeated": 0,
      "leftOut": .integer(
        read.reduce(0) { $0 + state.rulings.excludedBallots(of: $1.hash).count }),
      "registers": registers == 0
        ? [] : [["count": .integer(registers), "station": "s1", "style": "all"]],
      "struck": [], "unresolved": [],
      "strikes": .string(Digest.of(Array(text.utf8)).description),
    ]
    try Data(json.canonical).write(to: URL(filePath: "\(folder)/reconciliation.json"))
    try record(
      .reconciled(
        reconciliation: .of(json.canonical), strikes: .of(Array(text.utf8))),
      signer: VectorElection.signer("keeper"))
  }
}
