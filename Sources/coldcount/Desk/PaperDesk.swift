import Console
import Cryptography
import Election
import Encoding
import Paper
import Record
import Storage
import Words
import Workspace

/// Runs the desk at which one person keys sheets, on a screen.
///
/// The workspace is open for writing only while a sheet is recorded: others may work meanwhile.
struct PaperDesk {
  let screen: FullScreen
  let signer: Signer
  let workspacePath: String
  let disk: any Disk
  let clock: any Clock
  /// Takes what people should be told of the workspace, once the screen is theirs again.
  let note: ([WorkspaceNote]) -> Void

  private static let waitMilliseconds: Int32 = 250

  /// Keys sheets until the person leaves; gives how many were entered, and the language at the end.
  func run(_ language: Language) throws -> (entered: Int, language: Language) {
    let place = try open(writing: false)
    note(place.notes)
    let person = try place.definition.person(of: signer)
    let drafts = try SheetDrafts(
      of: person.id, in: workspacePath, election: place.election, disk: disk)
    let state = try place.state(for: person.id)
    var model = PaperModel(
      person: person, definition: state.definition, election: place.election,
      book: state.sheets, drafts: drafts.sheets, language: language)
    while true {
      screen.show(model.screen(screen.size))
      guard let key = screen.key(milliseconds: Self.waitMilliseconds) else { continue }
      if key == .closed { return (model.enteredCount, model.language) }
      switch model.press(key) {
      case .none: continue
      case .leave: return (model.enteredCount, model.language)
      case .keep(let items, let sheet): try drafts.keep(items, of: sheet)
      case .remove(let sheet): try drafts.remove(sheet)
      case .enter(let sheet): try enter(sheet, &model, drafts)
      }
    }
  }

  private func open(writing: Bool) throws -> any KeyingPlace {
    try Desk.isDesk(workspacePath, disk: disk)
      ? Desk(open: workspacePath, writing: writing, disk: disk, clock: clock)
      : Workspace(open: workspacePath, writing: writing, disk: disk, clock: clock)
  }

  private func enter(
    _ sheet: Sheet, _ model: inout PaperModel, _ drafts: SheetDrafts
  ) throws {
    do {
      let place = try open(writing: true)
      defer { note(place.notes) }
      if let objection = try place.objections(to: [.sheet(sheet)], by: signer.id).first {
        let state = try place.state(for: signer.id)
        model.update(state.sheets, definition: state.definition)
        model.refused(SheetError([objection]).report)
        return
      }
      _ = try place.enter([.sheet(sheet)], signer: signer)
      try drafts.remove(sheet.key)
      let state = try place.state(for: signer.id)
      model.entered(sheet, book: state.sheets, definition: state.definition)
    } catch let error as WorkspaceError {
      // Another window is writing just now: nothing is lost, the form is still there.
      guard case .storage(let storage) = error, storage.kind == .locked else { throw error }
      model.refused(error.report)
    }
  }
}
