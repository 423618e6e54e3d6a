import Counting
import Election
import Encoding
import Mixnet
import Proving
import Record
import Storage

/// What lies in a folder that officers carry from one to the other, read from it alone.
enum LedFolder: Sendable {
  case ceremony(LedCeremony)
  case turns(LedTurns)

  /// - Throws: `TakingRefusal`, `WorkspaceError`, `StorageError`.
  init(_ path: String, disk: any Disk, clock: any Clock) throws {
    self =
      try CarriedProofs.isCarried(disk.list(path))
      ? .turns(LedTurns(path, disk: disk, clock: clock))
      : .ceremony(LedCeremony(path, disk: disk))
  }

  /// One that was found and of which something is still to be done; nil where there is none.
  init?(_ contents: MediaContents, disk: any Disk, clock: any Clock) throws {
    if let item = contents.items.first(where: { $0.kind == .carried }) {
      self = .turns(try LedTurns(item.path, disk: disk, clock: clock))
      return
    }
    for item in contents.items where item.kind == .ceremony {
      let ceremony = try LedCeremony(Path.parent(of: item.path), disk: disk)
      guard ceremony.isComplete else {
        self = .ceremony(ceremony)
        return
      }
    }
    return nil
  }
}

/// A ceremony in which officers deal and take.
struct LedCeremony: Sendable {
  let path: String
  let definition: Definition
  /// The hash of its draft.
  let draft: Digest
  let standing: CeremonyFolder.Visits

  init(_ path: String, disk: any Disk) throws {
    let folder = try CeremonyFolder(path, disk: disk)
    self.path = path
    definition = folder.definition
    draft = folder.draft.hash
    standing = try folder.standing()
  }

  /// Those who have not dealt.
  var dealing: [String] { missing(standing.deals.map(\.officer)) }
  /// Those who have not taken.
  var taking: [String] { missing(standing.takers) }
  var isComplete: Bool { taking.isEmpty }

  private func missing(_ done: [String]) -> [String] {
    definition.officers.map(\.id).filter { !done.contains($0) }
  }
}

/// What was handed out to be mixed or opened on a laptop of an officer's own.
struct LedTurns: Sendable {
  let path: String
  let definition: Definition
  let journal: (lines: Int, head: String)
  /// Who has mixed what is counted; nobody once it is sealed.
  let mixers: [String]
  /// Whether all have mixed, and it is to be opened.
  let isMixed: Bool
  /// Who opens together, where somebody began to, and who of them has.
  let members: [String]
  let openers: [String]

  init(_ path: String, disk: any Disk, clock: any Clock) throws {
    let carried = try CarriedProofs(path, disk: disk, clock: clock)
    let state = carried.state
    self.path = path
    definition = carried.definition
    journal = (carried.lineCount, carried.head.description)
    isMixed = state.blind != nil
    mixers = state.proofs.mixes.map(\.officer)
    members = state.proofs.begun.first?.members ?? []
    openers = state.proofs.begun.map(\.officer)
  }
}
