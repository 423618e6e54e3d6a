import Election
import Encoding
package import Record
import Words

extension Workspace {
  /// The most bytes of a hall's lines that one line of the journal takes.
  private static let maxPieceByteCount = JournalLine.maxByteCount - (64 << 10)

  /// Takes in what a hall did with its paper: the lines of its journal that are new, whole and with
  /// the signatures of who wrote them.
  ///
  /// Its bundles are imported like any. Where this is cut off the first lines are in, and the next
  /// import goes on from there.
  package func importHall(
    _ folder: String, signer: Signer?
  ) throws(WorkspaceError) -> HallOutcome {
    try requireWriter(signer, of: .hall)
    let checked = Result { () throws(HallRefusal) in
      try pieces(
        of: HallFolder(folder, definition: definition, election: election, disk: disk))
    }
    switch checked {
    case .success([]): return .alreadyImported
    case .success(let pieces):
      let before = state.leftAside
      try record(all: pieces.map { .hall($0) }, signer: signer)
      return .accepted(
        lines: pieces.reduce(0) { $0 + $1.count }, leftAside: state.leftAside - before)
    case .failure(let refusal):
      try record(
        .refused(
          code: refusal.code.rawValue, folder: folder, problem: refusal.report.message.english),
        signer: signer)
      return .refused(refusal)
    }
  }

  /// The lines that are new, as many together as one line has room for.
  private func pieces(of hall: HallFolder) throws(HallRefusal) -> [[JournalLine]] {
    let start: Int
    switch state.standing(ofHall: hall.lines) {
    case .known: return []
    case .next(let index): start = index
    case .conflict:
      throw HallRefusal(
        .sequenceConflict, folder: hall.path, file: Journal.fileName,
        problem: "its journal went another way than what of it is in")
    }
    // What this count did itself is in.
    if hall.lines.first?.hash == journal.lines.first?.hash { return [] }
    var pieces: [[JournalLine]] = []
    var room = 0
    for line in hall.lines[start...] {
      let size = line.file.count
      guard size <= Self.maxPieceByteCount else {
        throw HallRefusal(
          .journal, folder: hall.path, file: Journal.fileName,
          problem: "line \(line.number): longer than a line of this journal has room for")
      }
      room -= size
      if room < 0 {
        pieces.append([])
        room = Self.maxPieceByteCount - size
      }
      pieces[pieces.count - 1].append(line)
    }
    return pieces
  }
}
