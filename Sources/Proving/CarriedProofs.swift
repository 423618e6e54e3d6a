import Counting
package import Election
package import Encoding
package import Record
package import Storage
package import Words
package import Workspace

/// What officers mix and open, carried to a laptop of an officer's own with the journal that says what it
/// is (FormatProofs § Carried to officers).
package final class CarriedProofs: ProofPlace {
  package let path: String
  package let disk: any Disk
  /// The hash of its tracking.txt.
  package let tracking: Digest
  private let clock: any Clock
  private let journal: CarriedJournal

  /// Reads what a journal says; whether the files are what it says is yet to be seen.
  ///
  /// - Throws: `WorkspaceError`, `StorageError`.
  package init(_ path: String, disk: any Disk, clock: any Clock) throws {
    self.path = path
    self.disk = disk
    self.clock = clock
    journal = try CarriedJournal(in: path, disk: disk, clock: clock)
    tracking = try disk.hash("\(path)/tracking.txt")
  }

  /// Whether a folder with these names in it is such a folder, and no workspace.
  package static func isCarried(_ names: [String]) -> Bool {
    ["manifests", "ballots", "tracking.txt", Journal.fileName].allSatisfy(names.contains)
      && !names.contains("result.json")
  }

  package var definition: Definition { journal.definition }
  package var definitionFile: [UInt8] { journal.definitionFile }
  package var state: RecordState { journal.state }
  package var openingsFolder: String { "\(path)/openings" }
  /// The number of its journal's lines.
  package var lineCount: Int { journal.journal.lines.count }
  /// The hash of the last line of its journal.
  package var head: Digest { journal.journal.head }

  /// Whether it was handed out with this head on paper: that of its last line or, where this
  /// officer's own opening was cut off after its line, of the one before.
  package func wasHandedOut(at paper: Digest, to officer: String) -> Bool {
    var heads = [head]
    if let line = journal.journal.lines.last, line.by == officer,
      case .proof(.opened) = line.event
    {
      heads.append(line.previous)
    }
    return heads.contains(paper)
  }

  /// Results are not carried.
  package func folder(ofResult result: Digest) -> String? { nil }

  package func require(_ event: JournalEvent, by signer: Signer?) throws(WorkspaceError) {
    try journal.require(event, by: signer)
  }

  package func record(_ event: JournalEvent, signer: Signer?) throws(WorkspaceError) {
    try journal.record(event, signer: signer)
  }

  /// Refuses files that are not those of the journal, whose head is the one on paper.
  ///
  /// - Throws: `CarriedError`, `StorageError`.
  package func requireRecorded() throws {
    let state = try counted()
    let manifests = Set(state.bundles.map { "\($0.hash).json" })
    let found = try disk.list("\(path)/manifests").filter { $0.hasSuffix(".json") }
    guard Set(found) == manifests else { throw CarriedError.files("manifests") }
    let amendments = try state.amendments.map { try disk.hash("\(path)/\($0.fileName)") }
    guard amendments == state.amendmentHashes else { throw CarriedError.files("amendments") }
    guard try disk.hash("\(path)/reconciliation.json") == state.reconciliation?.reconciliation
    else {
      throw CarriedError.files("reconciliation.json")
    }
    guard self.state.blind == nil else { return }
    for (index, mix) in state.proofs.mixes.enumerated() {
      let name = ProofName.mix(index + 1, by: mix.officer)
      guard try disk.hash("\(path)/\(name)") == mix.hash else { throw CarriedError.files(name) }
    }
  }

  /// The state of what is mixed or opened: that of the blind count where there is one.
  private func counted() throws -> RecordState {
    guard let blind = state.blind else { return state }
    var past = RecordState(definition: definition, election: journal.election)
    for line in journal.journal.lines.prefix(blind.line - 1) { try past.take(line) }
    return past
  }

  /// Refuses to use a share before the poll closes and the embargo ends by this laptop's clock, unless
  /// the journal says that the quorum allowed it.
  ///
  /// - Throws: `CountingError`.
  package func requireRelease() throws { try state.requireRelease(at: clock.now()) }

  /// What an officer did here, which the journal here says last.
  ///
  /// - Throws: `CarriedError` where it does not, or another workspace handed it out.
  package func contribution(of officer: String, to workspace: Workspace) throws -> ProofEvent {
    guard journal.journal.lines.first?.hash == workspace.journal.lines.first?.hash else {
      throw CarriedError.otherWorkspace
    }
    guard let line = journal.journal.lines.last, line.by == officer,
      case .proof(let event) = line.event
    else { throw CarriedError.nothing(officer: officer) }
    return event
  }
}

/// What is wrong with what was carried to an officer's laptop or back.
package enum CarriedError: ReportedError, Equatable {
  /// Files are not those that the journal names.
  case files(String)
  /// The journal ends otherwise than on paper.
  case head(Digest)
  /// It was handed out by another workspace.
  case otherWorkspace
  /// It was handed out for other ballots than are counted now.
  case otherBallots
  /// An officer did nothing there.
  case nothing(officer: String)
  /// An officer has done this before, or somebody else has meanwhile.
  case turn(officer: String)

  private static let again: Message =
    "hand it out again at the count: coldcount mix --to DIR, or coldcount open --to DIR"

  package var report: Report {
    let problem: Message =
      switch self {
      case .files(let name): "\(SafeText.escaped(name)) is not what the journal beside it records"
      case .head(let head): "the journal ends with \(head), and not as it stands on paper"
      case .otherWorkspace: "another workspace handed it out"
      case .otherBallots: "it is of other ballots than are counted now"
      case .nothing(let officer):
        "the journal there does not end with what \(SafeText.escaped(officer)) mixed or opened"
      case .turn(let officer):
        "what \(SafeText.escaped(officer)) did there is in already, or another did it meanwhile"
      }
    let compare: Message =
      "look at the paper once more; if it says otherwise, use no key and no share here, and have it "
      + "handed out again"
    let isHead = if case .head = self { true } else { false }
    return Report(.refused, code: "carried", problem, advice: isHead ? compare : Self.again)
  }
}
