import Bundles
import Cryptography
package import Election
package import Encoding
import Storage
import Tally
package import Workspace

/// A count: opens the ballots with the quorum's key and writes the result, its patterns and the
/// tracking list into the workspace, to be signed.
package struct Count {
  private let workspace: Workspace
  private let stage: ElectionResult.Stage
  private let software: Software
  private let reconciliation: ReconciliationFile
  private let sources: [BallotSource]
  private let strikes: StrikeList

  /// Checks that the stage can be counted, before any key is asked for.
  ///
  /// - Throws: `CountingError.notReady` with everything that stands in the way.
  package init(
    _ workspace: Workspace, stage: ElectionResult.Stage, software: Software
  ) throws(CountingError) {
    self.workspace = workspace
    self.stage = stage
    self.software = software
    let state = workspace.state
    let reasons: [String]
    do {
      try workspace.journal.verifySignatures(workspace.definition)
      reconciliation = try ReconciliationFile(workspace, stage: stage.rawValue)
      reasons = try StageCheck(
        workspace: workspace, stage: stage, reconciliation: reconciliation, sheets: state.sheets
      ).reasons()
    } catch let error as WorkspaceError {
      throw .workspace(error)
    } catch let error as CountingError {
      throw error
    } catch {
      throw .tally("\(error)")
    }
    guard reasons.isEmpty else { throw .notReady(stage: stage.rawValue, reasons: reasons) }
    let ballots = Dictionary(
      state.bundles.compactMap { bundle in bundle.ballots.map { (bundle.hash, $0) } },
      uniquingKeysWith: { first, _ in first })
    strikes = try StrikeList(
      path: "\(workspace.reconciliationFolder)/strikes.csv", ballots: ballots,
      disk: workspace.disk)
    guard strikes.hash == reconciliation.strikes else {
      throw .notReady(
        stage: stage.rawValue,
        reasons: ["strikes.csv is not the one that was reconciled; reconcile again"])
    }
    let excluded = Set(reconciliation.excluded)
    // By hash: the order in which media were imported leaves no trace in what follows.
    var sources: [BallotSource] = []
    for bundle in state.bundles.sorted(by: { $0.hash < $1.hash }) {
      guard let count = bundle.ballots, let channel = bundle.channel else { continue }
      let manifest: Manifest
      do {
        manifest = try workspace.manifest(of: bundle.hash)
      } catch { throw .workspace(error) }
      let source = BallotSource(
        bundle: bundle.hash, path: "\(workspace.bundleFolder(bundle.hash))/\(BundleLayout.ballots)",
        style: workspace.definition.styles.firstIndex { $0.id == bundle.style } ?? 0,
        collector: bundle.collector, channel: channel, count: count,
        hash: manifest.ballots?.hash ?? bundle.hash, isExcluded: excluded.contains(bundle.hash))
      sources.append(source)
    }
    self.sources = sources
  }

  /// The sealed ballots that will be read.
  package var ballotCount: Int { sources.reduce(0) { $0 + $1.count } }

  /// Opens, counts and writes.
  ///
  /// Gives the result and the hash of its file.
  package func run(
    key: OpenedKey, signer: Signer?, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws(CountingError) -> (result: ElectionResult, hash: Digest) {
    let disk = workspace.disk
    let folder = workspace.resultFolder(stage: stage.rawValue)
    do {
      let tracking = try TrackingList(folder: "\(workspace.path)/tracking", disk: disk)
      let opening = BallotOpening(
        definition: workspace.definition, layout: MarkLayout(workspace.definition),
        sources: sources, strikes: strikes, key: key, threads: threads, disk: disk)
      let opened = try await opening.run(tracking: tracking, progress: progress)
      let result = try result(opened)
      let staging = "\(folder).new"
      try disk.removeTree(staging)
      try disk.makeFolder("\(workspace.path)/results")
      try disk.makeFolder(staging)
      try write(tracking, to: "\(staging)/tracking.txt")
      let bytes = result.file
      try disk.writeDurably(opened.patterns.file, to: "\(staging)/patterns.csv")
      try disk.writeDurably(bytes, to: "\(staging)/result.json")
      try disk.removeTree(folder)
      try disk.rename(staging, to: folder)
      let hash = Digest.of(bytes)
      try workspace.record(
        .counted(stage: stage.rawValue, result: hash, officers: key.officers), signer: signer)
      return (result, hash)
    } catch {
      throw CountingError(error)
    }
  }

  private func write(_ tracking: TrackingList, to path: String) throws {
    var writer = try workspace.disk.openWriter(path)
    let repeated = try tracking.finish(to: &writer)
    try writer.sync()
    guard repeated.isEmpty else { throw CountingError.duplicateBallots(codes: repeated) }
  }

  private func result(_ opened: BallotOpening.Opened) throws -> ElectionResult {
    let state = workspace.state
    // The stage before the paper is counted leaves out what is keyed already.
    let agreed = stage == .electronic ? [] : state.sheets.agreed
    let contests = try Tally.contests(
      workspace.definition, patterns: opened.patterns, sheets: agreed)
    let electronic = ElectionResult.Electronic(
      entries: ballotCount, excluded: opened.excluded, struck: strikes.counts, read: opened.read,
      unreadable: opened.unreadable)
    // A ballot in no bucket or in two is a fault of this program, and no result comes of it.
    guard electronic.isComplete else {
      throw CountingError.tally("the sealed ballots do not add up: \(electronic)")
    }
    return ElectionResult(
      election: workspace.election, stage: stage, journal: workspace.journal.head,
      inputs: ElectionResult.Inputs(
        manifests: state.bundles.map(\.hash).sorted(),
        sheets: agreed.map { Digest.of($0.file) }.sorted(), strikes: strikes.hash,
        reconciliation: reconciliation.hash, amendments: []),
      softwareVersion: software.version, softwareHash: software.hash,
      isEligibilityChecked: reconciliation.hasRoll,
      electronic: electronic, unresolved: reconciliation.unresolved,
      accounts: state.accounts.values.sorted { $0.station < $1.station }.map {
        ElectionResult.Account(account: $0, papers: state.sheets.papers(station: $0.station))
      },
      contests: contests)
  }
}
