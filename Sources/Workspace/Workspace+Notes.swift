import Election
import Encoding
import Record
import Storage
import Words

extension Workspace {
  private static func placeFile(_ path: String) -> String { "\(path)/place" }
  private static let maxPathByteCount = 8_192

  /// Looks, when it is opened, at what people should be told; what the journal has to say of it is
  /// entered where it is open for writing.
  func look(writing: Bool) throws(WorkspaceError) {
    if case .notChecked = standing { notes.append(.vaultNotThere(path: vault.path)) }
    if case .ahead(let seen) = standing {
      notes.append(.unseenLines(from: seen.lines + 1, to: journal.lines.count))
    }
    if let error = WorkspaceError.olderCopy(standing, journal: journal) {
      notes.append(.olderCopy(error.report))
    }
    try lookForHalfCounts(writing: writing)
    if writing { try removeOpenedBlinds() }
    try lookWhere(writing: writing)
    if writing { try warnOfClock() }
  }

  /// Looks for what a count or a release leaves that was cut off after it wrote votes down and before
  /// its line says so; nothing counts of it.
  private func lookForHalfCounts(writing: Bool) throws(WorkspaceError) {
    for stage in Stage.allCases {
      let folder = "\(resultFolder(stage)).new"
      do {
        guard try disk.info(folder) != nil else { continue }
        if writing { try disk.removeTree(folder) }
      } catch { throw .storage(error) }
      notes.append(.halfCount(path: folder, isRemoved: writing))
    }
  }

  /// Removes what was mixed for a blind count and could not be removed when it was opened; where there are
  /// mixes that no line seals yet, it may be those that lie there.
  private func removeOpenedBlinds() throws(WorkspaceError) {
    guard definition.format == .verifiable, state.blind == nil, state.proofs.mixes.isEmpty else {
      return
    }
    for folder in Stage.allCases.map(blindFolder) {
      do {
        guard try disk.info(folder) != nil else { continue }
        try disk.removeTree(folder)
      } catch { throw .storage(error) }
      notes.append(.openedBlind(path: folder))
    }
  }

  /// Whether it lies where it lay when it was last written to.
  private func lookWhere(writing: Bool) throws(WorkspaceError) {
    do {
      guard let here = disk.resolved(path) else { return }
      let file = Self.placeFile(path)
      let before =
        try disk.info(file) == nil
        ? nil : String(decoding: disk.read(file, limit: Self.maxPathByteCount), as: UTF8.self)
      guard before != "\(here)\n" else { return }
      if let before {
        let from = String(before.prefix { $0 != "\n" })
        notes.append(.moved(from: from, to: here))
        if writing {
          try write(
            [
              .warning(
                .moved, line: journal.lines.count, detail: "from \(from) to \(here)")
            ],
            at: clock.now(), signer: nil)
        }
      }
      if writing { try Self.rememberPlace(path, disk: disk) }
    } catch let error as StorageError {
      throw .storage(error)
    } catch let error as WorkspaceError {
      throw error
    } catch {
      throw .notAWorkspace(path: path, problem: "\(error)")
    }
  }

  /// Writes down where it lies.
  static func rememberPlace(_ path: String, disk: any Disk) throws(StorageError) {
    guard let here = disk.resolved(path) else { return }
    try disk.writeDurably(Array("\(here)\n".utf8), to: placeFile(path), replace: true)
  }

  /// Enters that the last lines, which were written at once, have a time that cannot be right: that
  /// shows in the first of them.
  ///
  /// After the lines, and when the workspace is opened where that was cut off: a result names the
  /// line that it follows, and nothing may come between them. The order of lines is that of their
  /// numbers, whatever the clock says.
  func warnOfClock() throws(WorkspaceError) {
    let time = journal.lines.last?.at
    let last = journal.lines.reversed().prefix {
      if case .warning(.clock, _, _) = $0.event { false } else { $0.at == time }
    }.count
    let earlier = journal.lines.dropLast(last).last
    guard let line = journal.lines.suffix(last).first else { return }
    let polls = (definition.polls.opens, definition.polls.closes)
    guard let fault = ClockFault.find(line, after: earlier, polls: polls) else { return }
    let before = earlier.map { " after \($0.at)" } ?? ""
    try write(
      [.warning(.clock(fault), line: line.number, detail: "\(line.at)\(before)")],
      at: line.at, signer: nil)
    notes.append(
      .clock(fault, line: line.number, at: line.at.asWritten(like: definition.polls.closes)))
  }
}
