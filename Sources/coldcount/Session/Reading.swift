import Encoding
import Storage

/// Everything that the overview is made of, read in one go.
struct Reading: Sendable {
  let contents: MediaContents
  /// What the session knew, without what has changed since it was refused.
  let memory: SessionMemory
  let source: OverviewSource
  /// What the disk was like: as long as it is the same nothing has to be read again.
  let trace: DiskTrace
}

/// Reads what the overview is made of.
struct ReadingMaker: Sendable {
  let finder: Finder
  let disk: any Disk
  let clock: any Clock

  /// Reads everything.
  ///
  /// What changes while it is read is read again the next time; unless it is not known before what to
  /// look at, as at the first time.
  func read(_ memory: SessionMemory, after last: Reading? = nil) -> Reading {
    let before = last.map { trace(memory, $0.source.followed) }
    let contents = finder.find()
    let memory = memory.looked(at: disk)
    let source = OverviewSource(contents, memory, disk: disk, clock: clock)
    let followed = source.followed
    let isKnown = followed == last?.source.followed
    return Reading(
      contents: contents, memory: memory, source: source,
      trace: (isKnown ? before : nil) ?? trace(memory, followed))
  }

  /// Reads everything where anything has changed; nil where nothing has.
  func readChanged(_ memory: SessionMemory, after last: Reading) -> Reading? {
    trace(memory, last.source.followed) == last.trace ? nil : read(memory, after: last)
  }

  /// What changes when anything does that the overview tells of: a file of the workspace, its vault's
  /// heads, a signature, a medium, a key, or a moment that passes.
  private func trace(_ memory: SessionMemory, _ followed: OverviewSource.Followed) -> DiskTrace {
    var trace = DiskTrace()
    // Of bundles, and of what is half keyed, the overview tells nothing that no line says.
    trace.follow(memory.workspace, besides: ["bundles", "drafts", "lock"], disk: disk)
    for path in [memory.package, memory.folder].compactMap({ $0 }) {
      trace.follow(path, disk: disk)
    }
    if let election = memory.election { trace.follow(election, disk: disk) }
    for file in followed.signatures { trace.follow(file, disk: disk) }
    if let vault = followed.vault { trace.follow(vault, besides: ["sections"], disk: disk) }
    finder.trace(&trace)
    let now = clock.now()
    for moment in followed.moments { trace.mark("\(now.seconds < moment.seconds)") }
    return trace
  }
}
