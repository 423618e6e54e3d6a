import Cryptography
import Encoding
import Foundation
import Record
import TestSupport
import Workspace

@testable import Counting

extension Workspace {
  /// Records a reconciliation of what is in, with these lines of strikes.csv.
  func recordReconciliation(
    _ strikes: [String] = [], excluded: [Digest] = [], crossStyle: Int = 0, registers: Int = 0
  ) throws {
    let text = "bundle,index,reason\n" + strikes.map { "\($0)\n" }.joined()
    let folder = reconciliationFolder
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: "\(folder)/strikes.csv"))
    let json: JSON = [
      "amendments": [], "crossStyle": .integer(crossStyle),
      "election": .string(election.description),
      "eligibility": "roll", "format": "coldcount/reconciliation/1",
      "identities": .array(
        excluded.map {
          ["ballots": 0, "bundle": .string($0.description), "counts": false, "problem": "x"]
        }),
      "manifests": .array(
        state.bundles.map(\.hash).sorted().map { .string($0.description) }),
      "restored": 0,
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
