import Bundles
import Cryptography
package import Election
package import Encoding
package import Paper
package import Record
package import Storage
package import Words

/// The folder of a keying desk: paper is keyed there and nothing else (FormatDesk § The folder of a
/// desk).
///
/// It has no ballots and no vault. What one person keyed there nobody else is shown: each has a state of their own.
package final class Desk: KeyingPlace {
  /// The file that makes a folder a desk: its id, which tells it from other desks of a clerk.
  static let mark = "desk"
  private static let maxMarkByteCount = 80

  package let path: String
  package let id: String
  package let definition: Definition
  package let election: Digest
  package let notes: [WorkspaceNote] = []
  let disk: any Disk
  private let clock: any Clock
  private var journal: Journal
  private var lock: FileLock?
  /// What each person may know, as far as the lines were taken for them.
  private var views: [String: View] = [:]

  /// Whether a folder is a desk's.
  package static func isDesk(_ path: String, disk: any Disk) throws(StorageError) -> Bool {
    try disk.info("\(path)/\(mark)")?.isFile == true
  }

  /// Opens a desk; for writing, or to look at.
  ///
  /// - Throws: `WorkspaceError` where it is none, is damaged, or somebody else writes to it.
  package init(
    open path: String, writing: Bool, disk: any Disk, clock: any Clock
  ) throws(WorkspaceError) {
    self.path = path
    self.disk = disk
    self.clock = clock
    do {
      guard try Self.isDesk(path, disk: disk),
        try disk.info("\(path)/\(Journal.fileName)") != nil
      else {
        throw WorkspaceError.refused(
          code: "workspace", problem: "\(SafeText.escaped(path)) is no desk",
          advice: "name the desk with --workspace, or make one with 'coldcount desk init'")
      }
      lock = writing ? try disk.lock("\(path)/lock") : nil
      let file = try disk.read(
        "\(path)/\(SignedDefinition.fileName)", limit: Definition.maxByteCount)
      definition = try Definition(checked: file)
      election = Digest.of(file)
      let line = try disk.read("\(path)/\(Self.mark)", limit: Self.maxMarkByteCount)
      id = String(decoding: line.dropLast(), as: UTF8.self)
      journal = try Journal(path: "\(path)/\(Journal.fileName)", election: election, disk: disk)
      try journal.verifySignatures(definition)
    } catch {
      throw WorkspaceError(error, at: path, definition: "\(path)/\(SignedDefinition.fileName)")
    }
    guard Identifier.isValid(id) else {
      throw .refused(
        code: "damaged", problem: "\(SafeText.escaped(path))/\(Self.mark) is no desk's id",
        advice: "make another desk; what was exported from this one stands")
    }
  }

  /// Makes a desk for a signed definition.
  ///
  /// The journal's first line comes last: until it is there the folder is no desk, and what was cut
  /// off is gone on with.
  package static func create(
    at path: String, election file: String, software: Software, disk: any Disk, clock: any Clock
  ) throws(WorkspaceError) -> Desk {
    do {
      let signed = try SignedDefinition(file, disk: disk)
      let journalPath = "\(path)/\(Journal.fileName)"
      let isBegun = try Journal.isBegun(journalPath, disk: disk)
      // What a start that was cut off left of the mark is written anew.
      let hasOthers =
        try disk.info(path) != nil && !isDesk(path, disk: disk)
        && !disk.list(path).allSatisfy { $0 == "\(mark).tmp" }
      guard !isBegun, !hasOthers else {
        throw WorkspaceError.refused(
          code: "exists",
          problem: isBegun
            ? "\(SafeText.escaped(path)) is a desk or a workspace already"
            : "\(SafeText.escaped(path)) is not empty",
          advice: "use it, or name another folder")
      }
      try disk.makeFolder(path)
      // First, so that what is cut off here is known for a desk's.
      try disk.writeDurably(
        Array("\(Identifier.drawn())\n".utf8), to: "\(path)/\(mark)", replace: true)
      try Journal.setBeginningAside(journalPath, disk: disk)
      try signed.write(to: path, disk: disk)
      var journal = Journal(new: journalPath, election: signed.election)
      try journal.append(
        [.started(definition: signed.election, software: software)], at: clock.now(),
        signer: nil, disk: disk)
    } catch { throw WorkspaceError(error, at: path, definition: file) }
    return try Desk(open: path, writing: false, disk: disk, clock: clock)
  }

  package func record(all events: [JournalEvent], signer: Signer?) throws(WorkspaceError) {
    guard !events.isEmpty else { return }
    for event in events {
      let person = try person(of: signer)
      if let objection = event.kind.objection(toWriter: person) {
        throw .refused(
          code: "role", problem: person == nil ? "it is not said who acts" : objection,
          advice: "have it done by a person who may, with --as and --key")
      }
    }
    try journal.append(events, at: clock.now(), signer: signer, disk: disk)
  }

  /// The person of the election who acts, with their own key; nil where nobody does.
  private func person(of signer: Signer?) throws(WorkspaceError) -> Person? {
    do throws(SignerError) {
      return try signer.map { signer throws(SignerError) in try definition.person(of: signer) }
    } catch { throw .signer(error) }
  }

  package var lineCount: Int { journal.lines.count }

  package func exclusively<R>(_ body: () throws -> R) throws -> R {
    guard lock == nil else { return try body() }
    do {
      lock = try disk.lock("\(path)/lock")
    } catch { throw WorkspaceError.storage(error) }
    defer { lock = nil }
    _ = try journal.catchUp(definition, disk: disk)
    return try body()
  }

  /// What the lines come to for one person.
  private struct View {
    /// Without those in which others keyed.
    var state: RecordState
    /// What of theirs is in a file.
    var exported: Set<PaperSubject> = []
    /// How many lines were taken.
    var lineCount = 0
  }

  package func state(for person: String) throws(WorkspaceError) -> RecordState {
    try view(of: person).state
  }

  /// What a person may know: only the lines that are new are taken.
  private func view(of person: String) throws(WorkspaceError) -> View {
    // Out of the table while it is changed, or all of it would be copied.
    var view =
      views.removeValue(forKey: person)
      ?? View(state: RecordState(definition: definition, election: election))
    for line in journal.lines[view.lineCount...] {
      if Self.concerns(line, person, view.state) {
        do throws(LineProblem) {
          try view.state.take(line)
        } catch { throw .journal(path: "\(path)/\(Journal.fileName)", error) }
      }
      switch line.event {
      case .desk(let file, _) where file.clerk == person:
        view.exported.formUnion(try subjects(of: file, line: line.number))
      case .corrected(let correction):
        view.exported = view.exported.filter { !correction.subject.includes($0) }
      default: break
      }
      view.lineCount += 1
    }
    views[person] = view
    return view
  }

  private static func concerns(
    _ line: JournalLine, _ person: String, _ state: RecordState
  ) -> Bool {
    switch line.event {
    case .paper, .account, .desk: line.by == person
    // What somebody else keyed is set aside for them.
    case .corrected(let correction): state.objection(to: correction) == nil
    default: true
    }
  }

  package func objections(
    to entries: [PaperEntry], by person: String
  ) throws(WorkspaceError) -> [Message] {
    let view = try view(of: person)
    return entries.filter {
      view.exported.contains($0.subject) && !view.state.paper.contains($0, by: person)
    }
    .map { entry in
      "\(entry.subject.name) was exported from this desk; where it is wrong, "
        + "an officer reopens it, at the count and here"
    }
  }

  /// Records that an officer sets something aside, so that it is keyed anew.
  ///
  /// - Throws: `WorkspaceError.refused` where nobody keyed it here.
  package func reopen(_ correction: Correction, signer: Signer) throws(WorkspaceError) {
    for person in people {
      if try state(for: person).objection(to: correction) == nil {
        return try record(all: [.corrected(correction)], signer: signer)
      }
    }
    throw .refused(
      code: "paper", problem: "nothing was keyed of \(correction.subject.name) at this desk",
      advice: "see 'coldcount desk status'")
  }
}

/// What was exported.
extension Desk {
  /// How far the entries of one clerk are exported.
  package struct Progress: Equatable, Sendable {
    package let clerk: String
    /// What stands of what they keyed.
    package let entries: [PaperEntry]
    /// What of it is in a file.
    package let exported: Set<PaperSubject>

    /// What is to be exported.
    package var open: [PaperEntry] { entries.filter { !exported.contains($0.subject) } }
  }

  /// Everybody who keyed something, sorted.
  package var people: [String] {
    Set(
      journal.lines.compactMap { line in
        switch line.event {
        case .paper, .account: line.by
        default: nil
        }
      }
    ).sorted()
  }

  package func progress(of clerk: String) throws(WorkspaceError) -> Progress {
    let view = try view(of: clerk)
    let paper = view.state.paper
    let entries =
      paper.sheets.keys.flatMap { paper.sheets.entries($0).map { PaperEntry.sheet($0.entry) } }
      + paper.accounts.keys.flatMap {
        paper.accounts.entries($0).map { PaperEntry.account($0.entry) }
      }
    return Progress(clerk: clerk, entries: entries, exported: view.exported)
  }

  private func subjects(
    of file: DeskFile, line: Int
  ) throws(WorkspaceError) -> [PaperSubject] {
    do throws(SheetError) {
      return try file.entries(in: [definition]).map(\.subject)
    } catch {
      throw .journal(
        path: "\(path)/\(Journal.fileName)", line: line,
        problem: error.report.message)
    }
  }

  /// Every file that was made of what was keyed here, in order.
  package var files: [(file: DeskFile, signature: String)] {
    journal.lines.compactMap { line in
      if case .desk(let file, let signature) = line.event { (file, signature) } else { nil }
    }
  }

  /// Makes files, which the clerk signs, of what they keyed and was not exported; gives how many
  /// entries they have.
  package func close(signer: Signer) throws(WorkspaceError) -> Int {
    var open = try progress(of: signer.id).open[...]
    let count = open.count
    let chain = DeskChain(clerk: signer.id, desk: id)
    while !open.isEmpty {
      let before = files.last { $0.file.chain == chain }?.file
      let file = DeskFile(
        election: election, chain: chain, sequence: (before?.sequence ?? 0) + 1,
        previous: before?.hash, entries: Self.fitting(&open))
      let signature: MinisignSignature
      do {
        signature = try signer.sign(file.file, as: .desk, in: definition)
      } catch { throw .cryptography(error) }
      try record(
        all: [.desk(file, signature: String(decoding: signature.file, as: UTF8.self))],
        signer: signer)
    }
    return count
  }

  /// Takes the first entries, as many as one file has room for.
  private static func fitting(_ open: inout ArraySlice<PaperEntry>) -> [PaperEntry] {
    // What stands around the entries is far smaller.
    var room = DeskFile.maxByteCount - 4_096
    let fitting = open.prefix { entry in
      room -= entry.json.canonical.count
      return room >= 0
    }
    let taken = Array(fitting.isEmpty ? open.prefix(1) : fitting)
    open = open.dropFirst(taken.count)
    return taken
  }
}
