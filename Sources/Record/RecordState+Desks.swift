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
    try file.entries(in: amendments.isEmpty ? [signed] : [signed, definition])
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
