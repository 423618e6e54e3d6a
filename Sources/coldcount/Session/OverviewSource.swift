import Bundles
import Cryptography
import Election
import Encoding
import Guide
import Record
import Storage
import Words
import Workspace

/// Where things stand, as the overview tells it in any language: read from the disk, with nothing of
/// a vote in it.
enum OverviewSource: Sendable {
  case beforeInit(Beginning)
  case desk(KeyingDesk)
  case count(Counted)
  /// Officers deal and take, or mix and open in a folder that was carried here.
  case led(LedFolder)
  /// The workspace cannot be read: why, and what else is said of it.
  case unreadable(Message, details: [Message])

  /// What lies there before the workspace is made.
  struct Beginning: Sendable {
    /// Where the definition lies; nil where there is none.
    let path: String?
    /// The definition; nil where there is none, or it does not hold, which the commands tell.
    let definition: Definition?
    /// Who signed it; nil where that cannot be read.
    let signatures: OfficerSignatures?
    /// The draft that was found; nil where there is none, or it is no JSON.
    let draft: Draft?

    /// What a definition is made from.
    struct Draft: Sendable {
      let path: String
      let isVerifiable: Bool
      /// Officers of whom no box key stands in it.
      let withoutBox: [String]
    }
  }

  /// A keying desk.
  struct KeyingDesk: Sendable {
    let id: String
    let definition: Definition
    let keyedCount: Int
    /// Entries that no stick has yet.
    let openCount: Int
  }

  /// A count, from its workspace.
  struct Counted: Sendable {
    let definition: Definition
    let guide: CountGuide
    /// The number of the journal's lines, and its head.
    let journal: (lines: Int, head: String)
    let vault: String
  }

  /// Reads it.
  init(_ contents: MediaContents, _ memory: SessionMemory, disk: any Disk, clock: any Clock) {
    do {
      if let folder = memory.folder {
        self = .led(try LedFolder(folder, disk: disk, clock: clock))
        return
      }
      guard try disk.info("\(memory.workspace)/\(Journal.fileName)") != nil else {
        self =
          try LedFolder(contents, disk: disk, clock: clock).map { .led($0) }
          ?? .beforeInit(Beginning(contents, memory, disk: disk))
        return
      }
      guard try !Desk.isDesk(memory.workspace, disk: disk) else {
        let desk = try Desk(open: memory.workspace, writing: false, disk: disk, clock: clock)
        self = .desk(try KeyingDesk(desk))
        return
      }
      let workspace = try Workspace(
        open: memory.workspace, writing: false, disk: disk, clock: clock)
      let package = memory.package ?? contents.package(workspace.state.exported)
      self = .count(
        Counted(
          definition: workspace.definition,
          guide: CountGuide(
            try Situation(workspace, package: package, verified: memory.verified)),
          journal: (workspace.journal.lines.count, workspace.journal.head.description),
          vault: workspace.vault.path))
    } catch {
      let report = (error as? any ReportedError)?.report
      self = .unreadable(
        report?.message ?? Message("\(error)"),
        details: [report?.place, report?.advice].compactMap { $0 })
    }
  }

  /// What else to look at to tell whether anything has changed.
  struct Followed: Equatable, Sendable {
    /// Where the vault lies; nil where that is not known.
    var vault: String?
    /// The files of signatures beside the definition.
    var signatures: [String] = []
    /// When something changes by itself: the poll closes, the embargo ends.
    var moments: [Timestamp] = []
  }

  var followed: Followed {
    switch self {
    case .beforeInit(let beginning):
      let people = beginning.definition?.officers ?? []
      return Followed(signatures: people.map { "\(beginning.path ?? "").\($0.id).minisig" })
    case .count(let count):
      let embargo = [count.definition.policy.embargo].compactMap { $0 }
      return Followed(vault: count.vault, moments: [count.definition.polls.closes] + embargo)
    case .desk, .led, .unreadable: return Followed()
    }
  }
}

extension OverviewSource.Beginning {
  fileprivate init(_ contents: MediaContents, _ memory: SessionMemory, disk: any Disk) {
    draft = contents.items.first { $0.kind == .draft }.flatMap { Draft($0.path, disk: disk) }
    path = memory.election ?? contents.items.first { $0.kind == .definition }?.path
    let file = path.flatMap { try? disk.read($0, limit: Definition.maxByteCount) }
    definition = file.flatMap { try? Definition(checked: $0) }
    guard let path, let file, let definition else {
      signatures = nil
      return
    }
    // A medium that cannot be read any more has no signatures to show.
    signatures = try? OfficerSignatures(
      of: file, beside: path, people: definition.officers, disk: disk)
  }
}

extension OverviewSource.Beginning.Draft {
  /// What a draft says by now; whether it holds is for `draft check` to tell.
  fileprivate init?(_ path: String, disk: any Disk) {
    guard let file = try? disk.read(path, limit: Definition.maxByteCount),
      let json = try? JSON.parse(draft: file)
    else { return nil }
    self.path = path
    isVerifiable = json["format"]?.string == Definition.Format.verifiable.rawValue
    let officers = (json["people"]?.array ?? []).filter {
      $0["role"]?.string == Person.Role.officer.rawValue
    }
    withoutBox = officers.filter { person in
      (person["box"]?.string).map { $0.hasPrefix("?") } ?? true
    }.compactMap { $0["id"]?.string }
  }
}

extension OverviewSource.KeyingDesk {
  fileprivate init(_ desk: Desk) throws {
    let progress = try desk.people.map(desk.progress)
    id = desk.id
    definition = desk.definition
    keyedCount = progress.reduce(0) { $0 + $1.entries.count }
    openCount = progress.reduce(0) { $0 + $1.open.count }
  }
}
