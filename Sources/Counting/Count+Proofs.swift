import Bundles
import Cryptography
package import Election
package import Encoding
package import Record
package import Result
import Storage
import Tally
import Workspace

/// What officers mix and open, and which ballots of it count.
package struct ProofInputs: Sendable {
  /// A folder as FormatProofs § Checks has it, with nothing yet in `proof/`.
  package let folder: String
  /// The hash of its tracking.txt.
  package let tracking: Digest
  let excluded: Int
  /// Counted ballots that nobody can read, once they were looked at.
  package var unreadable = 0
}

/// What came of the officers' openings.
package struct ProvenPatterns: Sendable {
  /// In the order of patterns.csv.
  let patterns: [(pattern: Pattern, times: Int)]
  /// Counted ballots that could be read, and that could not.
  let read: Int
  let unreadable: Int
  /// The hashes of all proof files.
  let proof: [Digest]
  /// Who opened, sorted.
  let officers: [String]

  package init(
    _ patterns: [(pattern: Pattern, times: Int)], read: Int, unreadable: Int, proof: [Digest],
    officers: [String]
  ) {
    self.patterns = patterns
    self.read = read
    self.unreadable = unreadable
    self.proof = proof.sorted()
    self.officers = officers.sorted()
  }
}

/// The count of a verifiable election, in which officers open and this module counts what they opened.
extension Count {
  /// Puts what officers mix and open into a folder of the workspace, and says which ballots count.
  ///
  /// Whatever an earlier count left there is removed.
  ///
  /// - Throws: `CountingError`, also where a sealed ballot stands twice.
  package func prepare() throws(CountingError) -> ProofInputs {
    do {
      let folder = workspace.proofFolder
      var (tracking, excluded) = (Digest.of([]), 0)
      var writer = PackageWriter(
        folder: folder, folders: ["manifests", "ballots", "proof"], disk: workspace.disk)
      try writer.prepare { writer throws in
        let manifests = Set(state.bundles.map(\.hash))
        try writer.addDefinition(of: workspace)
        try writer.addBundles(of: workspace, manifests)
        try writer.addBallots(of: workspace, manifests)
        try writer.addAmendments(of: workspace, Set(state.amendmentHashes))
        try writer.addReconciliation(of: workspace)
        (tracking, excluded) = try track(to: "\(folder)/tracking.txt")
      }
      return ProofInputs(folder: folder, tracking: tracking, excluded: excluded)
    } catch { throw CountingError(error) }
  }

  /// What officers began to mix with who has, in their order; prepared anew where nobody has, or what
  /// they left is not there any more.
  ///
  /// - Throws: `CountingError`.
  package func takeUp() throws(CountingError) -> (inputs: ProofInputs, mixed: [String]) {
    let mixes = workspace.state.proofs.mixes
    do {
      let (disk, folder) = (workspace.disk, workspace.proofFolder)
      let names = mixes.enumerated().map { ProofName.mix($0 + 1, by: $1.officer) }
      // Where they are kept until they are opened, if that was cut off before its line.
      let blind = workspace.blindFolder(stage)
      for place in [folder, "\(blind).new", blind] where !mixes.isEmpty {
        let isThere = try zip(names, mixes).allSatisfy { name, mix in
          try disk.info("\(place)/\(name)") != nil && disk.hash("\(place)/\(name)") == mix.hash
        }
        guard isThere else { continue }
        if place != folder {
          try disk.removeTree(folder)
          try disk.rename(place, to: folder)
        }
        return (try inputs(in: folder), mixes.map(\.officer))
      }
      return (try prepare(), [])
    } catch { throw CountingError(error) }
  }

  /// Keeps what was mixed until officers open it, and records that nobody has seen it.
  ///
  /// - Throws: `CountingError`.
  package func keepBlind(
    _ inputs: ProofInputs, sealed: Digest, officers: [String], signer: Signer
  ) throws(CountingError) -> Blind {
    do {
      let archive = ResultArchive(workspace)
      let staging = try archive.beginBlind(stage)
      try workspace.disk.removeTree(staging)
      try workspace.disk.rename(inputs.folder, to: staging)
      try archive.finishBlind(stage)
      try workspace.record(
        .countedBlind(stage: stage, sealed: sealed, officers: officers.sorted()), signer: signer)
    } catch { throw CountingError(error) }
    let struck = strikes.counts
    let entries = ballotCount
    let read = entries - inputs.excluded - struck.values.reduce(0, +)
    return Blind(
      stage: stage, sealed: sealed,
      electronic: ElectionResult.Electronic(
        entries: entries, excluded: inputs.excluded, struck: struck,
        read: read - inputs.unreadable, unreadable: inputs.unreadable),
      sheets: agreed.count,
      stations: openness(stage, ties: [], agreed: agreed).stations, outstanding: outstanding)
  }

  /// What was kept of a blind count, with the openings alone that the journal has begun.
  ///
  /// - Throws: `CountingError.blind` where it is not there, or it is another one.
  package func resume(sealed: Digest) throws(CountingError) -> ProofInputs {
    do {
      let folder = workspace.blindFolder(stage)
      guard try workspace.disk.info("\(folder)/tracking.txt") != nil else {
        throw CountingError.blind
      }
      try workspace.disk.destroyOpenings(in: folder, except: workspace.state.proofs.begun)
      return try inputs(in: folder)
    } catch { throw CountingError(error) }
  }

  /// What a folder that was prepared before says of its ballots.
  private func inputs(in folder: String) throws(StorageError) -> ProofInputs {
    var hasher = Hasher256()
    var excluded = 0
    let word = Array(" excluded".utf8)
    var line: [UInt8] = []
    var pieces = try workspace.disk.pieces("\(folder)/tracking.txt")
    while let piece = try pieces.next() {
      hasher.update(piece.span)
      for byte in piece {
        guard byte == UInt8(ascii: "\n") else {
          line.append(byte)
          continue
        }
        if line.suffix(word.count) == word[...] { excluded += 1 }
        line.removeAll(keepingCapacity: true)
      }
    }
    return ProofInputs(folder: folder, tracking: hasher.finish(), excluded: excluded)
  }

  /// Writes what becomes of every ballot; gives the hash of the list and how many are excluded.
  private func track(to path: String) throws -> (Digest, excluded: Int) {
    let list = try TrackingList(path: "\(workspace.path)/tracking.spill", disk: workspace.disk)
    let feed = BallotFeed(sources, disk: workspace.disk)
    var buffer = feed.room
    var tracked: [TrackedBallot] = []
    var excluded = 0
    while let chunk = try feed.next(into: &buffer) {
      let source = sources[chunk.source]
      for position in 0..<chunk.count {
        let index = chunk.first + position
        let fate: BallotFate =
          source.isExcluded(index)
          ? .excluded : strikes.contains(index, of: source.bundle) ? .struck : .counted
        if fate == .excluded { excluded += 1 }
        let sealed = buffer.span.extracting(
          position * source.size..<(position + 1) * source.size)
        tracked.append(TrackedBallot(code: Digest.of(sealed), fate: fate))
      }
      if tracked.count >= TrackingList.capacity(threads: 1) { try list.add(&tracked) }
    }
    try list.add(&tracked)
    return (try write(list, to: path), excluded)
  }

  /// Counts what was opened, puts it with its proofs in its place and records it; as the release of a
  /// blind count where that is named.
  ///
  /// - Throws: `CountingError.lotsNeeded` where a final count ends in a tie; its result is kept as
  ///   provisional.
  package func finish(
    _ inputs: ProofInputs, _ opened: ProvenPatterns, releasing sealed: Digest? = nil,
    signer: Signer
  ) throws(CountingError) -> (result: ElectionResult, hash: Digest) {
    let archive = ResultArchive(workspace)
    let (result, hash) = try staged({ try archive.begin(stage) }) { staging in
      try write(inputs, opened, to: staging, archive)
    }
    do {
      let entry = result.record(hash: hash, officers: opened.officers)
      try workspace.record(
        sealed.map { .released(entry, sealed: $0) } ?? .counted(entry), signer: signer)
      // Only now: until the line is there it is what officers go on with.
      for folder in [inputs.folder, workspace.proofFolder] {
        try workspace.disk.removeTree(folder)
      }
    } catch { throw CountingError(error) }
    guard result.stage == stage else {
      throw .lotsNeeded(contests: result.contests.filter { $0.outcome.draw != nil }.map(\.id))
    }
    return (result, hash)
  }

  /// Counts, writes into a folder and puts that in its place.
  private func write(
    _ inputs: ProofInputs, _ opened: ProvenPatterns, to staging: String, _ archive: ResultArchive
  ) throws -> (ElectionResult, Digest) {
    let tally = Tally(state.definition)
    var patterns = try PatternFileWriter("\(staging)/patterns.csv", disk: workspace.disk)
    for (pattern, times) in opened.patterns {
      try tally.add(pattern, times: times)
      try patterns.add(pattern, times: times)
    }
    let numbers = BallotOpening.Numbers(
      read: opened.read, unreadable: opened.unreadable, excluded: inputs.excluded)
    let result = try result(
      numbers, tally, patterns: try patterns.finish(), tracking: inputs.tracking,
      proof: opened.proof)
    let bytes = result.file
    try workspace.disk.copy("\(inputs.folder)/tracking.txt", to: "\(staging)/tracking.txt")
    try workspace.disk.makeFolder("\(staging)/\(ProofName.folder)")
    for name in try workspace.disk.list("\(inputs.folder)/\(ProofName.folder)") {
      let file = "\(ProofName.folder)/\(name)"
      try workspace.disk.copy("\(inputs.folder)/\(file)", to: "\(staging)/\(file)")
    }
    try workspace.disk.syncFolder("\(staging)/\(ProofName.folder)")
    try workspace.disk.writeDurably(bytes, to: "\(staging)/result.json")
    try archive.finish(staging, as: result.stage)
    return (result, Digest.of(bytes))
  }
}
