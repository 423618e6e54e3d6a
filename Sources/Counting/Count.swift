import Bundles
import Cryptography
package import Election
package import Result
package import Encoding
package import Paper
package import Record
import Storage
import Tally
import Words
package import Workspace

/// A count: opens the ballots with the quorum's key and writes the result, its patterns and the
/// tracking list into the workspace, to be signed.
package struct Count {
  let workspace: Workspace
  let stage: Stage
  /// The state and the head of the moment that is counted; nil for the present one.
  private let past: (state: RecordState, head: Digest)?
  private let software: Software
  private let reconciliation: ReconciliationFile
  let sources: [BallotSource]
  let strikes: StrikeList
  let outstanding: [Outstanding]
  private let memory: CountingMemory

  /// Checks that the stage can be counted, before any key is asked for.
  ///
  /// - Throws: `CountingError.notReady` with everything that stands in the way, `.pollOpen` while
  ///   people still vote.
  package init(
    _ workspace: Workspace, stage: Stage, software: Software
  ) throws(CountingError) {
    try self.init(workspace, stage: stage, software: software, memory: CountingMemory())
  }

  /// Takes up a blind count where it was made, whatever came in since.
  ///
  /// - Throws: `CountingError`, also where it was reconciled again or an amendment came in since.
  package init(
    _ workspace: Workspace, resuming blind: (stage: Stage, sealed: Digest, head: Digest, line: Int),
    software: Software
  ) throws(CountingError) {
    var state = RecordState(definition: workspace.definition, election: workspace.election)
    do {
      for line in workspace.journal.lines.prefix(blind.line - 1) { try state.take(line) }
    } catch { throw .fault(error.problem) }
    try self.init(
      workspace, stage: blind.stage, software: software, memory: CountingMemory(),
      past: (state, blind.head))
  }

  init(
    _ workspace: Workspace, stage: Stage, software: Software,
    memory: CountingMemory, past: (state: RecordState, head: Digest)? = nil
  ) throws(CountingError) {
    self.workspace = workspace
    self.memory = memory
    self.stage = stage
    self.software = software
    self.past = past
    let state = past?.state ?? workspace.state
    var reasons: [Message]
    do {
      try workspace.verifyAmendments()
      reconciliation = try ReconciliationFile(workspace, stage: stage)
      outstanding = state.outstanding(try workspace.links(), reconciliation.facts)
      reasons = state.obstacles(reconciliation.facts)
      if stage == .final { reasons += outstanding.map(\.message) }
    } catch { throw CountingError(error) }
    guard reasons.isEmpty else { throw .notReady(stage: stage, reasons: reasons) }
    try workspace.requireClosedPoll()
    let unidentified = Set(reconciliation.facts.excluded)
    // By hash: the order in which media were imported leaves no trace in what follows.
    var sources: [BallotSource] = []
    for bundle in state.bundles.sorted(by: { $0.hash < $1.hash }) {
      guard let count = bundle.ballots, let channel = bundle.channel else { continue }
      let manifest: Manifest
      do {
        manifest = try workspace.manifest(of: bundle)
      } catch { throw .workspace(error) }
      let source = BallotSource(
        bundle: bundle.hash, path: "\(workspace.bundleFolder(bundle.hash))/\(BundleLayout.ballots)",
        style: workspace.definition.styleIndex(bundle.style) ?? 0,
        collector: bundle.collector, channel: channel, count: count,
        size: workspace.definition.sealedByteCount(style: bundle.style),
        hash: manifest.ballots?.hash ?? bundle.hash,
        isExcluded: unidentified.contains(bundle.hash)
          || state.rulings.isExcluded(
            bundle.hash, collector: bundle.collector, sequence: bundle.sequence),
        excluded: state.rulings.excludedBallots(of: bundle.hash))
      sources.append(source)
    }
    self.sources = sources
    strikes = try StrikeList(
      path: "\(workspace.reconciliationFolder)/strikes.csv", sources: sources, disk: workspace.disk)
    guard strikes.hash == reconciliation.strikes else {
      throw .notReady(
        stage: stage,
        reasons: ["strikes.csv is not the one that was reconciled; reconcile again"])
    }
    let hasRoll = reconciliation.hasRoll
    let impossible = strikes.counts.keys.filter {
      !workspace.definition.strikes(for: $0, hasRoll: hasRoll)
    }
    guard impossible.isEmpty else {
      throw .notReady(
        stage: stage,
        reasons: impossible.map(\.rawValue).sorted().map {
          "strikes.csv strikes ballots as \($0), for which this election has no rule"
        })
    }
  }

  /// The state of the moment that is counted.
  var state: RecordState { past?.state ?? workspace.state }

  /// The sealed ballots that will be read.
  package var ballotCount: Int { sources.reduce(0) { $0 + $1.count } }

  /// Opens, counts and writes.
  ///
  /// Gives the result and the hash of its file. A final count that ends in a tie is kept as the
  /// provisional result of stage partial, so that lots can be drawn.
  ///
  /// - Throws: `CountingError.embargo` where it may not be known yet.
  package func run(
    key: OpenedKey, signer: Signer?, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(CountingError) -> (result: ElectionResult, hash: Digest) {
    do throws(WorkspaceError) {
      try workspace.requireWriter(signer, of: .counted)
    } catch { throw .workspace(error) }
    try workspace.requireAllowed(.count)
    let archive = ResultArchive(workspace)
    let (result, hash) = try staged({ try archive.begin(stage) }) { staging in
      try write(to: staging, archive, key: key, threads: threads, progress: progress)
    }
    do throws(WorkspaceError) {
      try workspace.record(
        .counted(result.record(hash: hash, officers: key.officers)), signer: signer)
    } catch { throw .workspace(error) }
    guard result.stage == stage else {
      throw .lotsNeeded(contests: result.contests.filter { $0.outcome.draw != nil }.map(\.id))
    }
    return (result, hash)
  }

  /// Opens, counts, writes into a folder and puts that in its place.
  private func write(
    to staging: String, _ archive: ResultArchive, key: OpenedKey, threads: Int,
    progress: @escaping @Sendable (Int) -> Void
  ) throws -> (ElectionResult, Digest) {
    let (opened, tracking) = try open(
      key: key, threads: threads, to: staging, progress: progress)
    let tally = Tally(state.definition)
    var patterns = try PatternFileWriter("\(staging)/patterns.csv", disk: workspace.disk)
    try opened.patterns.forEach { pattern, times in
      try tally.add(pattern, times: times)
      try patterns.add(pattern, times: times)
    }
    let result = try result(
      opened.numbers, tally, patterns: try patterns.finish(), tracking: tracking)
    let bytes = result.file
    try workspace.disk.writeDurably(bytes, to: "\(staging)/result.json")
    try archive.finish(staging, as: result.stage)
    return (result, Digest.of(bytes))
  }

  /// What a blind count tells: where every ballot went, and what is out, but for ties.
  package struct Blind: Sendable {
    package let stage: Stage
    /// The hash of the sealed file.
    package let sealed: Digest
    package let electronic: ElectionResult.Electronic
    package let sheets: Int
    package let stations: [StationProgress]
    package let outstanding: [Outstanding]
  }

  /// Opens and counts, and writes nothing but what is sealed to the count key again.
  package func runBlind(
    key: OpenedKey, signer: Signer?, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(CountingError) -> Blind {
    do throws(WorkspaceError) {
      try workspace.requireWriter(signer, of: .countedBlind)
    } catch { throw .workspace(error) }
    let archive = ResultArchive(workspace)
    let blind = try staged({ try archive.beginBlind(stage) }) { staging in
      try writeBlind(to: staging, archive, key: key, threads: threads, progress: progress)
    }
    do throws(WorkspaceError) {
      try workspace.record(
        .countedBlind(stage: stage, sealed: blind.sealed, officers: key.officers),
        signer: signer)
    } catch { throw .workspace(error) }
    return blind
  }

  /// Opens, counts, writes into a folder what may be there, and puts that in its place.
  private func writeBlind(
    to staging: String, _ archive: ResultArchive, key: OpenedKey, threads: Int,
    progress: @escaping @Sendable (Int) -> Void
  ) throws -> Blind {
    let (opened, tracking) = try open(
      key: key, threads: threads, to: staging, progress: progress)
    let tally = Tally(state.definition)
    // What comes before patterns.csv in the file says how long that is.
    var size = 0
    var hasher = Hasher256()
    var line = PatternFile.headerLine
    try opened.patterns.forEach { pattern, times in
      try tally.add(pattern, times: times)
      size += line.count
      hasher.update(line.span)
      line.removeAll(keepingCapacity: true)
      PatternFile.append(pattern, times: times, to: &line)
    }
    size += line.count
    hasher.update(line.span)
    line.wipe()
    let result = try result(
      opened.numbers, tally, patterns: hasher.finish(), tracking: tracking)
    let frame = result.framed(by: openness(.partial, ties: [], agreed: agreed))
    let sealed = try write(
      result, frame: frame, opened.patterns, size: size, to: "\(staging)/\(BlindFile.name)")
    try archive.finishBlind(stage)
    return Blind(
      stage: stage, sealed: sealed, electronic: result.electronic, sheets: agreed.count,
      stations: frame.openness.stations, outstanding: outstanding)
  }

  /// Seals the result and its patterns.
  private func write(
    _ result: ElectionResult, frame: ElectionResult, _ patterns: PatternMerge, size: Int,
    to path: String
  ) throws -> Digest {
    let definition = state.definition
    let bounds = (
      ResultBound(definition: definition, lots: state.lots).byteCount(frame: frame),
      PatternBound(definition: definition, sources: sources).byteCount
    )
    var file = try BlindFile.Sealer(
      path, bounds: bounds,
      key: BoxPublicKey(base64: workspace.definition.keys.count),
      context: BlindFile.context(
        election: workspace.election, stage: stage, head: workspace.journal.head),
      disk: workspace.disk)
    try file.begin(result: result.file, patternsByteCount: size)
    var line = PatternFile.headerLine
    try patterns.forEach { pattern, times in
      try file.write(line.span)
      line.removeAll(keepingCapacity: true)
      PatternFile.append(pattern, times: times, to: &line)
    }
    try file.write(line.span)
    line.wipe()
    return try file.finish()
  }

  /// Makes the files of a result in a folder of its own; where that fails, nothing of them stays.
  func staged<Made>(
    _ begin: () throws -> String, _ make: (String) throws -> Made
  ) throws(CountingError) -> Made {
    do {
      let staging = try begin()
      do {
        return try make(staging)
      } catch {
        // The first error is the one to tell; what stays, the next count removes.
        try? workspace.disk.removeTree(staging)
        throw error
      }
    } catch { throw CountingError(error) }
  }

  /// Opens the ballots and writes the tracking list, of which it gives the hash.
  private func open(
    key: OpenedKey, threads: Int, to staging: String, progress: @escaping @Sendable (Int) -> Void
  ) throws -> (ballots: BallotOpening.Opened, tracking: Digest) {
    let tracking = try TrackingList(
      path: "\(workspace.path)/tracking.spill", disk: workspace.disk)
    let opening = BallotOpening(
      definition: state.definition, layout: MarkLayout(state.definition),
      sources: sources, strikes: strikes, key: key, threads: threads, memory: memory,
      spillPath: "\(workspace.path)/patterns.spill", disk: workspace.disk)
    let ballots = try opening.run(tracking: tracking, progress: progress)
    return (ballots, try write(tracking, to: "\(staging)/tracking.txt"))
  }

  func write(_ tracking: TrackingList, to path: String) throws -> Digest {
    var writer = try HashedWriter(path, disk: workspace.disk)
    let repeated = try tracking.finish(to: &writer)
    let hash = try writer.finish()
    guard repeated.isEmpty else {
      throw CountingError.duplicateBallots(count: repeated.count, places: try places(of: repeated))
    }
    return hash
  }

  /// The most places that are named where sealed ballots are repeated.
  private static let maxPlaces = 100

  /// Where the ballots of some codes lie; an officer has to name one of each.
  private func places(of codes: [Digest]) throws(StorageError) -> [BallotPlace] {
    let wanted = Set(codes)
    var places: [BallotPlace] = []
    for source in sources where places.count < Self.maxPlaces {
      try workspace.forEachBallot(of: source.bundle, size: source.size) { index, ballot in
        let code = Digest.of(ballot)
        if wanted.contains(code), !source.isExcluded(index), places.count < Self.maxPlaces {
          places.append(BallotPlace(code: code, bundle: source.bundle, index: index))
        }
      }
    }
    return places.sorted { ($0.code, $0.bundle, $0.index) < ($1.code, $1.bundle, $1.index) }
  }

  /// The sheets that count: the stage before the paper is counted leaves out what is keyed already.
  var agreed: [Sheet] { stage == .electronic ? [] : state.sheets.agreed }

  /// The result of the ballots that were opened and of the sheets.
  func result(
    _ opened: BallotOpening.Numbers, _ tally: Tally, patterns: Digest, tracking: Digest,
    proof: [Digest]? = nil
  ) throws -> ElectionResult {
    let agreed = agreed
    for sheet in agreed { try tally.add(sheet) }
    let contests = try tally.results(lots: state.lots, unresolved: reconciliation.unresolved)
    let ties = contests.compactMap { contest in
      contest.outcome.draw.map { Outstanding.lots(contest: contest.id, candidates: $0.candidates) }
    }
    let stage = self.stage == .final && !ties.isEmpty ? .partial : self.stage
    let electronic = ElectionResult.Electronic(
      entries: ballotCount, excluded: opened.excluded, struck: strikes.counts, read: opened.read,
      unreadable: opened.unreadable)
    // A ballot in no bucket or in two is a fault of this program, and no result comes of it.
    guard electronic.isComplete else {
      throw CountingError.fault(
        "the sealed ballots do not add up: \(String(describing: electronic))")
    }
    return ElectionResult(
      head: ResultHead(
        election: workspace.election, stage: stage, journal: past?.head ?? workspace.journal.head,
        inputs: ElectionResult.Inputs(
          manifests: state.bundles.map(\.hash).sorted(),
          sheets: agreed.map { Digest.of($0.file) }.sorted(), strikes: strikes.hash,
          reconciliation: reconciliation.hash, amendments: state.amendmentHashes,
          patterns: patterns, tracking: tracking, proof: proof),
        software: software, isEligibilityChecked: reconciliation.hasRoll,
        replaces: try ResultArchive(workspace).latestSigned()),
      electronic: electronic, unresolved: reconciliation.unresolved,
      // The sealed ballots alone say nothing of papers.
      accounts: stage == .electronic
        ? []
        : ElectionResult.accounts(of: state.paper, sheets: agreed, workspace.definition.papers),
      corrections: stage == .electronic ? [] : state.paper.corrections,
      openness: openness(stage, ties: ties, agreed: agreed), contests: contests)
  }

  /// What keeps the count from being final.
  func openness(
    _ stage: Stage, ties: [Outstanding], agreed: [Sheet]
  ) -> ElectionResult.Openness {
    guard stage != .final else { return .init(stations: [], outstanding: []) }
    let stations = StationProgress.list(
      state.definition, accounts: state.accounts.agreed, sheets: agreed,
      pending: state.sheets.pending.map(\.key))
    return .init(stations: stations, outstanding: (outstanding + ties).map(StillOut.init))
  }
}
