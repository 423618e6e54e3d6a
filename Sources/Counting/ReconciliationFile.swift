import Cryptography
import Election
import Encoding
import Record
import Storage
import Words
import Workspace

/// The custodian's reconciliation as the count reads it.
///
/// Knows no identity and not the vault.
struct ReconciliationFile {
  let hash: Digest
  let strikes: Digest
  let manifests: [Digest]
  let hasRoll: Bool
  let crossStyle: Int
  /// The amendments that it knew of.
  let amendments: [Digest]
  /// Bundles whose identities do not hold, and whether their ballots count all the same.
  let identities: [Digest: Bool]
  /// Register entries by station.
  let registers: [String: Int]
  /// Register entries that lost, by station.
  let unresolved: [String: Int]
  private let restored: Int
  private let leftOut: Int
  private let rollRepeated: Int
  /// Custodians whose signature holds.
  let signers: [String]

  private static let maxByteCount = 1 << 26

  /// Reads the latest reconciliation, which must be the one that the journal records.
  ///
  /// - Throws: `CountingError.notReady` where there is none, or it names another election.
  init(_ workspace: Workspace, stage: Stage) throws(CountingError) {
    let fail = { (reason: Message) in CountingError.notReady(stage: stage, reasons: [reason]) }
    guard let recorded = workspace.state.reconciliation else {
      throw fail("nothing was reconciled yet; a custodian runs 'coldcount reconcile'")
    }
    let path = "\(workspace.reconciliationFolder)/reconciliation.json"
    let bytes: [UInt8]
    let signatures: OfficerSignatures
    do {
      bytes = try workspace.disk.read(path, limit: Self.maxByteCount)
      signatures = try OfficerSignatures(
        of: bytes, beside: path, people: workspace.definition.custodians, disk: workspace.disk)
    } catch { throw .storage(error) }
    hash = Digest.of(bytes)
    guard hash == recorded.reconciliation, signatures.broken.isEmpty,
      let json = try? JSON.parse(canonical: bytes)
    else { throw fail("reconciliation.json is not the one that was recorded; reconcile again") }
    let violations = Violations()
    let reader = ObjectReader(json, violations: violations)
    let election = reader.digest("election")
    let strikes = reader.digest("strikes")
    let counted = ["crossStyle", "restored", "leftOut", "rollRepeated"].map {
      reader.integer($0, in: 0...JSON.integers.upperBound) ?? 0
    }
    (crossStyle, restored, leftOut, rollRepeated) = (counted[0], counted[1], counted[2], counted[3])
    hasRoll = reader.string("eligibility") == "roll"
    manifests = reader.strings("manifests").compactMap { Digest(hex: $0) }
    amendments = reader.strings("amendments").compactMap { Digest(hex: $0) }
    identities = Dictionary(
      reader.objects("identities").compactMap { item in
        guard let bundle = item.digest("bundle"), let counts = item.bool("counts") else {
          return nil
        }
        return (bundle, counts)
      }, uniquingKeysWith: { one, other in one && other })
    registers = Self.sums(reader.objects("registers"))
    unresolved = Self.sums(reader.objects("unresolved"))
    signers = signatures.valid.map(\.person)
    guard violations.list.isEmpty, election == workspace.election, let strikes,
      strikes == recorded.strikes
    else { throw fail("reconciliation.json is of another election; reconcile again") }
    self.strikes = strikes
  }

  /// What it tells of whether a count may follow it.
  var facts: ReconciledFacts {
    ReconciledFacts(
      manifests: manifests, amendments: amendments, hasRoll: hasRoll, identities: identities,
      crossStyle: crossStyle, registers: registers, unresolved: unresolved, restored: restored,
      leftOut: leftOut, rollRepeated: rollRepeated, isSigned: !signers.isEmpty)
  }

  private static func sums(_ readers: [ObjectReader]) -> [String: Int] {
    var sums: [String: Int] = [:]
    for reader in readers {
      if let station = reader.string("station"),
        let count = reader.integer("count", in: 0...(1 << 40))
      {
        sums[station, default: 0] += count
      }
    }
    return sums
  }
}
