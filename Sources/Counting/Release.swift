import Cryptography
package import Election
package import Encoding
package import Record
package import Result
import Storage
package import Workspace

/// The opening of a blind count: from here on its result is as any other.
package struct Release {
  private let workspace: Workspace
  private let blind: (stage: Stage, sealed: Digest, head: Digest, line: Int)

  /// Finds the blind count that was not opened.
  ///
  /// - Throws: `CountingError.blind` or `.released` where there is none, `.embargo` where it may not be
  ///   known yet.
  package init(_ workspace: Workspace) throws(CountingError) {
    blind = try workspace.requireBlind()
    try workspace.requireAllowed(.release)
    self.workspace = workspace
  }

  /// Opens what was sealed and puts it where a count would have.
  ///
  /// - Throws: `CountingError.blind` where the file is another one, `.lotsNeeded` where a final
  ///   count turns out to end in a tie; its result is kept as provisional.
  package func run(
    key: OpenedKey, signer: Signer?
  ) throws(CountingError) -> (result: ElectionResult, hash: Digest) {
    do {
      try workspace.requireWriter(signer, of: .released)
      let archive = ResultArchive(workspace)
      let staging = try archive.begin(blind.stage)
      let (result, hash): (ElectionResult, Digest)
      do {
        (result, hash) = try open(key, to: staging)
        try archive.finish(staging, as: result.stage)
      } catch {
        // The first error is the one to tell; what stays, the next count or release removes.
        try? workspace.disk.removeTree(staging)
        throw error
      }
      try workspace.record(
        .released(
          result.record(hash: hash, officers: key.officers), sealed: blind.sealed),
        signer: signer)
      guard result.stage == blind.stage else {
        let contests = result.contests.filter { $0.outcome.draw != nil }
        throw CountingError.lotsNeeded(contests: contests.map(\.id))
      }
      return (result, hash)
    } catch {
      throw CountingError(error)
    }
  }

  /// Writes what was sealed into a folder.
  private func open(
    _ key: OpenedKey, to staging: String
  ) throws -> (ElectionResult, Digest) {
    let disk = workspace.disk
    let folder = workspace.blindFolder(blind.stage)
    guard try disk.info("\(folder)/\(BlindFile.name)") != nil else { throw CountingError.blind }
    var patterns = try disk.openWriter("\(staging)/patterns.csv")
    let file = try BlindFile.read(
      "\(folder)/\(BlindFile.name)", hash: blind.sealed, key: key,
      context: BlindFile.context(
        election: workspace.election, stage: blind.stage, head: blind.head), disk: disk
    ) { try patterns.write($0) }
    try patterns.sync()
    let result = try ElectionResult(file: file, of: workspace.definition)
    try disk.copy("\(folder)/tracking.txt", to: "\(staging)/tracking.txt")
    try disk.writeDurably(file, to: "\(staging)/result.json")
    return (result, Digest.of(file))
  }
}

extension Workspace {
  /// The blind count that was not opened.
  ///
  /// - Throws: `CountingError.released` where the last result came of one, `.blind` where there is none.
  package func requireBlind() throws(CountingError) -> (
    stage: Stage, sealed: Digest, head: Digest, line: Int
  ) {
    if let blind = state.blind { return blind }
    for line in journal.lines.reversed() {
      switch line.event {
      case .released(let entry, _): throw .released(stage: entry.stage, result: entry.result)
      case .counted: throw .blind
      default: continue
      }
    }
    throw .blind
  }

  /// Refuses to open ballots while people vote by the laptop's clock, unless the quorum said that it is
  /// wrong.
  ///
  /// - Throws: `CountingError.pollOpen`.
  func requireClosedPoll() throws(CountingError) {
    if let problem = openPoll { throw .pollOpen(problem) }
  }

  /// Refuses an act that makes a result known before the embargo ends, unless the quorum allowed it.
  ///
  /// - Throws: `CountingError.embargo`.
  package func requireAllowed(_ act: Allowance) throws(CountingError) {
    try state.requireAllowed(act, at: clock.now())
  }
}

extension RecordState {
  /// Refuses to use a share before the poll closes, or before the embargo ends, unless the quorum said
  /// otherwise.
  ///
  /// - Throws: `CountingError.pollOpen`, `.embargo`.
  package func requireRelease(at time: Timestamp) throws(CountingError) {
    if let problem = openPoll(at: time) { throw .pollOpen(problem) }
    try requireAllowed(.release, at: time)
  }

  fileprivate func requireAllowed(
    _ act: Allowance, at time: Timestamp
  ) throws(CountingError) {
    guard let embargo = definition.policy.embargo, time.seconds < embargo.seconds else { return }
    let officers = officers(allowing: act)
    guard officers.count >= definition.quorum.sign else {
      throw .embargo(
        act: act.name, until: embargo, given: officers.count, needed: definition.quorum.sign)
    }
  }
}
