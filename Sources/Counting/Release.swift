import Cryptography
import Election
package import Encoding
import Storage
package import Workspace

/// The opening of a blind count: from here on its result is as any other.
package struct Release {
  private let workspace: Workspace
  private let blind: (stage: String, sealed: Digest, head: Digest)

  /// Finds the blind count that was not opened.
  ///
  /// - Throws: `CountingError.blind` where there is none, `.embargo` where it may not be known yet.
  package init(_ workspace: Workspace) throws(CountingError) {
    guard let blind = workspace.state.blind else { throw .blind }
    try workspace.requireAllowed(.release)
    self.workspace = workspace
    self.blind = blind
  }

  /// Opens what was sealed and puts it where a count would have.
  ///
  /// - Throws: `CountingError.blind` where the file is another one, `.lotsNeeded` where a final
  ///   count turns out to end in a tie; its result is kept as provisional.
  package func run(
    key: OpenedKey, signer: Signer?
  ) throws(CountingError) -> (result: JSON, hash: Digest) {
    let disk = workspace.disk
    do {
      let folder = workspace.blindFolder(stage: blind.stage)
      guard try disk.info("\(folder)/\(BlindFile.name)") != nil else { throw CountingError.blind }
      let files = try BlindFile.read(
        "\(folder)/\(BlindFile.name)", hash: blind.sealed, key: key,
        context: BlindFile.context(
          election: workspace.election, stage: blind.stage, head: blind.head), disk: disk)
      let result = try JSON.parse(canonical: files.result)
      guard let stage = result["stage"]?.string.flatMap(ElectionResult.Stage.init) else {
        throw CountingError.blind
      }
      let archive = ResultArchive(workspace)
      let staging = try archive.begin(stage)
      try disk.copy("\(folder)/tracking.txt", to: "\(staging)/tracking.txt")
      try disk.writeDurably(files.patterns, to: "\(staging)/patterns.csv")
      try disk.writeDurably(files.result, to: "\(staging)/result.json")
      try archive.finish(stage)
      let hash = Digest.of(files.result)
      try workspace.record(
        .released(
          stage: stage.rawValue, result: hash, sealed: blind.sealed, officers: key.officers),
        signer: signer)
      guard stage.rawValue == blind.stage else {
        let contests = (result["contests"]?.array ?? []).filter { $0["outcome"]?["draw"] != nil }
        throw CountingError.lotsNeeded(contests: contests.compactMap { $0["id"]?.string })
      }
      return (result, hash)
    } catch {
      throw CountingError(error)
    }
  }
}

extension Workspace {
  /// Refuses an act that makes a result known before the embargo ends, unless the quorum allowed it.
  ///
  /// - Throws: `CountingError.embargo`.
  package func requireAllowed(_ act: Allowance) throws(CountingError) {
    guard let embargo else { return }
    let officers = state.officers(allowing: act)
    guard officers.count >= definition.quorum.sign else {
      throw .embargo(
        act: act.name, until: embargo, given: officers.count, needed: definition.quorum.sign)
    }
  }
}
