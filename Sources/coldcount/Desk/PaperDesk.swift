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
    let workspace = try open(writing: false)
    note(workspace.notes)
    let person = try workspace.definition.person(of: signer)
    let drafts = try SheetDrafts(
      of: person.id, in: workspacePath, election: workspace.election, disk: disk)
    var model = PaperModel(
      person: person, definition: workspace.state.definition, election: workspace.election,
      book: workspace.state.sheets, drafts: drafts.sheets, language: language)
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

  private func open(writing: Bool) throws -> Workspace {
    try Workspace(open: workspacePath, writing: writing, disk: disk, clock: clock)
  }

  private func enter(
    _ sheet: Sheet, _ model: inout PaperModel, _ drafts: SheetDrafts
  ) throws {
    do {
      let workspace = try open(writing: true)
      defer { note(workspace.notes) }
      if let objection = workspace.state.sheets.objection(to: sheet, by: signer.id) {
        model.update(workspace.state.sheets, definition: workspace.state.definition)
        model.refused(SheetError([objection]).report)
        return
      }
      // As before a crash between the record and the removal of the draft.
      if !workspace.state.sheets.contains(sheet, by: signer.id) {
        try workspace.record(
          .paper(hash: .of(sheet.file), sheet: sheet.json), signer: signer)
      }
      try drafts.remove(sheet.key)
      model.entered(
        sheet, book: workspace.state.sheets, definition: workspace.state.definition)
    } catch let error as WorkspaceError {
      // Another window is writing just now: nothing is lost, the form is still there.
      guard case .storage(let storage) = error, storage.kind == .locked else { throw error }
      model.refused(error.report)
    }
  }
}
