import Election
import Encoding
import Paper
package import Record
import Words

extension Workspace {
  /// Imports the folders of desks, those of a chain in their order: a file is taken in whole or
  /// refused whole.
  ///
  /// The line that takes one in has it whole with its signature, so that it is in where the line is
  /// written and not at all where it is not.
  package func importDesks(
    _ folders: [String], signer: Signer?
  ) throws(WorkspaceError) -> [(folder: String, outcome: DeskOutcome)] {
    try requireWriter(signer, of: .desk)
    let read = folders.map { folder in
      Result { () throws(DeskRefusal) in try DeskFolder(folder, disk: disk) }
    }
    // What cannot be read is refused wherever it stands.
    let sequences = read.map { (try? $0.get().file.sequence) ?? 0 }
    var results: [(folder: String, outcome: DeskOutcome)] = []
    for index in folders.indices.sorted(by: { (sequences[$0], $0) < (sequences[$1], $1) }) {
      let checked = read[index].flatMap { folder in
        Result { () throws(DeskRefusal) in try check(folder) }
      }
      results.append((folders[index], try take(checked, signer: signer)))
    }
    return results
  }

  /// What a folder that holds comes to.
  private struct CheckedDesk {
    let folder: DeskFolder
    let entries: [PaperEntry]
    let isKnown: Bool
  }

  private func check(_ folder: DeskFolder) throws(DeskRefusal) -> CheckedDesk {
    let file = folder.file
    guard file.election == election else {
      throw DeskRefusal(
        .electionMismatch, folder: folder.path, problem: "it is of the election \(file.election)")
    }
    if let objection = state.objection(toClerkOf: file) {
      throw DeskRefusal(
        definition.person(file.clerk) == nil ? .personUnknown : .personNotAllowed,
        folder: folder.path, problem: objection)
    }
    let signature = String(decoding: folder.signature, as: UTF8.self)
    if let problem = LineSignatures(definition).problem(file.file, signature, of: file.clerk) {
      throw DeskRefusal(
        .signature, folder: folder.path, file: DeskFolder.signatureName(file.clerk),
        problem: problem)
    }
    let fail = { (code: DeskRefusalCode, problem: Message, details: [Message]) in
      DeskRefusal(
        code, folder: folder.path, problem: problem, details: details, clerk: file.clerk)
    }
    switch state.standing(of: file) {
    case .next: break
    case .known: return CheckedDesk(folder: folder, entries: [], isKnown: true)
    case .conflict:
      throw fail(
        .sequenceConflict,
        "file \(file.sequence) does not follow from those of this desk that are in", [])
    case .gap(let missing):
      throw fail(.sequenceGap, "file \(missing) of this desk has to be in before it", [])
    }
    do throws(SheetError) {
      return CheckedDesk(folder: folder, entries: try state.entries(of: file), isKnown: false)
    } catch { throw fail(.sheet, error.report.message, error.report.details) }
  }

  private func take(
    _ checked: Result<CheckedDesk, DeskRefusal>, signer: Signer?
  ) throws(WorkspaceError) -> DeskOutcome {
    switch checked {
    case .success(let desk) where desk.isKnown: return .alreadyImported(desk.folder.file)
    case .success(let desk):
      let file = desk.folder.file
      try record(
        .desk(file, signature: String(decoding: desk.folder.signature, as: UTF8.self)),
        signer: signer)
      return .accepted(
        file, DeskComparison(desk.entries, by: file.clerk, in: state.paper))
    case .failure(let refusal):
      try record(
        .refused(
          code: refusal.code.rawValue, folder: refusal.folder,
          problem: refusal.report.message.english), signer: signer)
      return .refused(refusal)
    }
  }
}
