import Cryptography
import Election
package import Encoding
package import Paper
package import Words

extension DeskFile {
  /// The hash of the file, by which the next one and the journal name it.
  package var hash: Digest { .of(file) }
}

/// What of the desks is in, and what may follow it (FormatDesk § What is refused).
extension RecordState {
  /// How a file of a desk stands to those of its chain that are in.
  package enum DeskStanding: Equatable, Sendable {
    /// It is the next one.
    case next
    /// The very same is in.
    case known
    /// Another one with its number is in, or before it.
    case conflict
    /// One before it is not in: this number.
    case gap(Int)
  }

  package func standing(of file: DeskFile) -> DeskStanding {
    let hashes = deskChains[file.chain] ?? []
    guard file.sequence <= hashes.count + 1 else { return .gap(hashes.count + 1) }
    guard file.sequence > hashes.count else {
      return hashes[file.sequence - 1] == file.hash ? .known : .conflict
    }
    return file.previous == hashes.last ? .next : .conflict
  }

  /// Why the person whom a file names may not have keyed it; nil where they may.
  package func objection(toClerkOf file: DeskFile) -> Message? {
    guard let clerk = signed.person(file.clerk) else { return "there is no \(file.clerk)" }
    return JournalEvent.Kind.paper.objection(toWriter: clerk)
  }

  /// What a file holds, in the election as it was signed or as amendments leave it: what an amendment
  /// makes wrong is left aside like any entry.
  ///
  /// - Throws: `SheetError` with everything that is wrong.
  package func entries(of file: DeskFile) throws(SheetError) -> [PaperEntry] {
    try file.entries(in: elections)
  }

  /// The election as it was signed, and as amendments leave it.
  var elections: [Definition] { amendments.isEmpty ? [signed] : [signed, definition] }

  /// How the lines of a hall's journal stand to those of it that are in.
  package enum HallStanding: Equatable, Sendable {
    /// From this one on they are new.
    case next(Int)
    /// They are in, or are the beginning of what is in.
    case known
    /// The journal went another way than what is in.
    case conflict
  }

  /// How a whole journal of a hall stands; its chain holds.
  package func standing(ofHall lines: [JournalLine]) -> HallStanding {
    guard let first = lines.first, let hashes = halls[first.hash] else { return .next(0) }
    let common = zip(lines, hashes).prefix { $0.hash == $1 }.count
    if common == lines.count { return .known }
    return common == hashes.count ? .next(common) : .conflict
  }

  /// Whether something that came from a hall has come from elsewhere too.
  func isKnown(_ event: JournalEvent) -> Bool {
    if case .desk(let file, _) = event { standing(of: file) == .known } else { false }
  }

  /// Why the next lines of a hall cannot be taken in; nil where they can.
  func objection(to lines: [JournalLine]) -> Message? {
    guard let first = lines.first else { return nil }
    if first.number == 1 {
      guard first.previous == election, first.event.kind == .started else {
        return "the hall's first line is not the making of a workspace of this election"
      }
      if halls[first.hash] != nil { return "the hall is in already" }
    } else {
      let count = hallHeads[first.previous].flatMap { halls[$0]?.count }
      guard count == first.number - 1 else { return "does not follow from what of the hall is in" }
    }
    let isChain = zip(lines, lines.dropFirst()).allSatisfy {
      $1.number == $0.number + 1 && $1.previous == $0.hash
    }
    return isChain ? nil : "the hall's lines do not follow from one another"
  }

  /// Why a line cannot take a file in; nil where it can.
  func objection(to file: DeskFile) -> Message? {
    if file.election != election { return "it is of the election \(file.election)" }
    if let objection = objection(toClerkOf: file) { return objection }
    let name: Message = "file \(file.sequence) of the desk of \(file.clerk)"
    return switch standing(of: file) {
    case .next: nil
    case .known: "\(name) is in already"
    case .conflict, .gap: "\(name) does not follow from those that are in"
    }
  }
}
