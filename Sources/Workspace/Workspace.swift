package import Bundles
import Cryptography
package import Election
package import Encoding
package import Record
package import Storage
package import Words

/// The folder in which an election is counted: its definition, its journal and what lies beside it.
///
/// While it is open for writing nobody else can write.
package final class Workspace {
  package let path: String
  package let definition: Definition
  /// The definition's file.
  package let definitionFile: [UInt8]
  /// The hash of the definition's file, by which everything names the election.
  package let election: Digest
  package let vault: VaultFolder
  package let disk: any Disk
  package let clock: any Clock
  package private(set) var journal: Journal
  /// What replaying the journal gives.
  package private(set) var state: RecordState
  /// What people should be told of it.
  package internal(set) var notes: [WorkspaceNote] = []
  private var lock: FileLock?
  private var vaultLock: FileLock?
  private var heads: VaultHeads?

  /// Opens a workspace; for writing, or to look at.
  ///
  /// One that lacks what the vault has seen is written to only to enter that the officers allow it
  /// (`resuming`), and once enough of them have.
  ///
  /// - Throws: `WorkspaceError` where it is none, is damaged, is an older copy, or somebody else
  ///   writes to it or to its vault.
  package init(
    open path: String, writing: Bool, resuming: Bool = false, disk: any Disk, clock: any Clock
  ) throws(WorkspaceError) {
    self.path = path
    self.disk = disk
    self.clock = clock
    do {
      guard try !Desk.isDesk(path, disk: disk) else { throw WorkspaceError.desk(path) }
      guard try disk.info("\(path)/\(Journal.fileName)") != nil else {
        throw WorkspaceError.notAWorkspace(path: path, problem: "this folder is no workspace")
      }
      lock = writing ? try disk.lock("\(path)/lock") : nil
      definitionFile = try disk.read("\(path)/election.json", limit: Definition.maxByteCount)
      let vaultPath = try disk.read("\(path)/vault", limit: 4_096)
      vault = VaultFolder(path: String(decoding: vaultPath.dropLast(), as: UTF8.self))
      election = Digest.of(definitionFile)
      definition = try Definition(checked: definitionFile)
      vaultLock = writing ? try vault.lockIfThere(disk) : nil
      // Before the journal: a line that somebody writes meanwhile is in the journal first.
      heads = try VaultHeads(vault, disk: disk)
      journal = try Journal(
        path: "\(path)/\(Journal.fileName)", election: election, disk: disk)
      // Before any of it is believed.
      try journal.verifySignatures(definition)
      state = RecordState(definition: definition, election: election)
      try Self.replay(journal.lines, into: &state, path: path)
      if writing, !resuming { try requireLatest() }
      try look(writing: writing)
    } catch {
      throw WorkspaceError(error, at: path, definition: "\(path)/\(SignedDefinition.fileName)")
    }
  }

  private func requireLatest() throws(WorkspaceError) {
    if !mayWrite, let error = WorkspaceError.olderCopy(standing, journal: journal) { throw error }
  }

  package func exclusively<R>(_ body: () throws -> R) throws -> R {
    guard lock == nil else { return try body() }
    defer {
      lock = nil
      vaultLock = nil
    }
    do throws(StorageError) {
      lock = try disk.lock("\(path)/lock")
      vaultLock = try vault.lockIfThere(disk)
    } catch { throw WorkspaceError.storage(error) }
    heads = try VaultHeads(vault, disk: disk)
    let count = try journal.catchUp(definition, disk: disk)
    try Self.replay(journal.lines.suffix(count), into: &state, path: path)
    try requireLatest()
    let told = exchange(&notes, with: [])
    try look(writing: true)
    notes = told + notes.filter { !told.contains($0) }
    return try body()
  }

  /// Writes a line of the journal; when this returns, what it records is done.
  package func record(_ event: JournalEvent, signer: Signer?) throws(WorkspaceError) {
    try record(all: [event], signer: signer)
  }

  /// Writes a line of the journal for each event, with one sync; when this returns, what they record
  /// is done, and where it throws none of it is.
  ///
  /// A crash may leave the first of them.
  package func record(all events: [JournalEvent], signer: Signer?) throws(WorkspaceError) {
    guard !events.isEmpty else { return }
    let now = clock.now()
    for event in events { try require(event, by: signer, at: now) }
    try write(events, at: now, signer: signer)
    try warnOfClock()
  }

  /// How the journal compares with what the vault remembers of it.
  package var standing: Standing {
    heads.map { $0.standing(of: journal) } ?? .notChecked
  }

  /// Why nothing may be written although the journal holds: it is no latest copy, and not enough
  /// officers allowed to go on with it.
  package var copyProblem: Message? {
    mayWrite ? nil : WorkspaceError.olderCopy(standing, journal: journal)?.report.message
  }

  /// Whether this is the latest copy, or enough officers allowed to go on with it.
  private var mayWrite: Bool {
    guard let seen = standing.seen else { return true }
    return state.officers(allowing: .resume(seen.hash)).count >= definition.quorum.sign
  }

  /// Writes lines and then, in the vault, their heads: the vault never knows of a line that could
  /// still be lost.
  func write(_ events: [JournalEvent], at: Timestamp, signer: Signer?) throws(WorkspaceError) {
    let wasLatest = mayWrite
    try journal.append(events, at: at, signer: signer, disk: disk)
    let added = journal.lines.suffix(events.count)
    try Self.replay(added, into: &state, path: path)
    if wasLatest || mayWrite {
      try heads?.append(
        added.map { JournalHead(lines: $0.number, hash: $0.hash) }, disk: disk)
    }
  }

  /// Refuses an event that whoever acts may not enter, or not now.
  package func require(_ event: JournalEvent, by signer: Signer?) throws(WorkspaceError) {
    try require(event, by: signer, at: clock.now())
  }

  private func require(
    _ event: JournalEvent, by signer: Signer?, at time: Timestamp
  ) throws(WorkspaceError) {
    try state.require(event, by: signer, at: time, of: definition)
  }

  /// Whoever signs lines must be a person of the definition, with that person's key, who may write
  /// lines of this kind.
  ///
  /// Asked before anything is done that such a line records.
  package func requireWriter(
    _ signer: Signer?, of kind: JournalEvent.Kind
  ) throws(WorkspaceError) { try definition.requireWriter(signer, of: kind) }

  private static func replay(
    _ lines: some Sequence<JournalLine>, into state: inout RecordState, path: String
  ) throws(WorkspaceError) {
    do throws(LineProblem) {
      for line in lines { try state.take(line) }
    } catch { throw .journal(path: path, error) }
  }

  /// The folder of an accepted bundle.
  package func bundleFolder(_ bundle: Digest) -> String { "\(path)/bundles/\(bundle)" }

  /// Where the amendments lie with their signatures.
  package var amendmentsFolder: String { "\(path)/amendments" }

  /// Where strikes.csv and reconciliation.json lie.
  package var reconciliationFolder: String { "\(path)/reconciliation" }

  /// Where the latest result of a stage lies.
  package func resultFolder(_ stage: Stage) -> String { "\(path)/results/\(stage)" }

  /// Where a result lies that a later one of its stage took the place of.
  package func earlierResultFolder(_ result: Digest) -> String {
    "\(path)/results/earlier/\(result)"
  }

  /// Where the latest blind count of a stage lies, sealed.
  package func blindFolder(_ stage: Stage) -> String { "\(path)/results/blind/\(stage)" }

  /// Whether the vault lies on the same device, so that one medium holds both sides.
  package func isVaultOnSameDevice() throws(StorageError) -> Bool {
    try disk.info(path)?.device == disk.info(vault.path)?.device
  }

  /// The manifest of a bundle that is in, with its collector's signature checked once more.
  ///
  /// That a line of the journal says it was taken in does not make it a collector's.
  ///
  /// - Throws: `WorkspaceError.refused` where it is not what the journal says, or its collector did
  ///   not sign it.
  package func manifest(of bundle: ImportedBundle) throws(WorkspaceError) -> Manifest {
    let folder = bundleFolder(bundle.hash)
    let file = "\(folder)/\(BundleLayout.manifest)"
    do {
      let bytes = try disk.read(file, limit: Manifest.maxByteCount)
      let signature = try disk.read(
        "\(folder)/\(BundleLayout.signature)", limit: Manifest.maxByteCount)
      guard Digest.of(bytes) == bundle.hash else { throw WorkspaceError.damaged(file) }
      let manifest = try Manifest(
        file: bytes, signature: signature, in: folder,
        context: BundleContext(definition: definition, election: election))
      guard ImportedBundle(manifest, hash: bundle.hash, ignored: bundle.ignored) == bundle else {
        throw WorkspaceError.damaged(file)
      }
      return manifest
    } catch let error as BundleError {
      throw .refused(
        code: "damaged", problem: "\(SafeText.escaped(file)): \(error.report.message)",
        advice: "do not go on with this workspace; fetch an officer")
    } catch let error as StorageError {
      throw .storage(error)
    } catch let error as WorkspaceError {
      throw error
    } catch {
      throw .damaged(file)
    }
  }

  /// Gives the sealed ballots of a bundle one by one with their index.
  package func forEachBallot(
    of bundle: Digest, size: Int, _ body: (Int, Span<UInt8>) -> Void
  ) throws(StorageError) {
    var pieces = try disk.pieces(
      "\(bundleFolder(bundle))/\(BundleLayout.ballots)",
      of: max(size, FilePieces.standardByteCount / size * size))
    var index = 0
    while let piece = try pieces.next() {
      for start in stride(from: 0, through: piece.count - size, by: size) {
        body(index, piece.span.extracting(start..<start + size))
        index += 1
      }
    }
  }
}

extension WorkspaceError {
  package static func damaged(_ file: String) -> WorkspaceError {
    .refused(
      code: "damaged", problem: "\(SafeText.escaped(file)) is not what was imported",
      advice: "do not go on with this workspace; fetch an officer")
  }
}
