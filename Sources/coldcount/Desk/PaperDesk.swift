import Console
import Cryptography
import Election
import Encoding
import Paper
import Record
import Storage
import Words
import Workspace

/// Runs the desk at which one person keys sheets and accounts, on a screen.
///
/// The workspace is read once, and nobody else is kept from writing but while an entry is recorded:
/// others may work meanwhile.
struct PaperDesk {
  let screen: FullScreen
  let signer: Signer
  let workspacePath: String
  let disk: any Disk
  let clock: any Clock
  /// Takes what people should be told of the workspace, once the screen is theirs again.
  let note: ([WorkspaceNote]) -> Void

  private static let waitMilliseconds: Int32 = 250

  /// Keys sheets and accounts until the person leaves; gives how many were entered, and the language
  /// at the end.
  func run(_ language: Language) throws -> (entered: Int, language: Language) {
    let place = try open()
    defer { note(place.notes) }
    let person = try place.definition.person(of: signer)
    let drafts = try SheetDrafts(
      of: person.id, in: workspacePath, election: place.election, disk: disk)
    let state = try place.state(for: person.id)
    var model = PaperModel(
      person: person, definition: state.definition, election: place.election,
      paper: state.paper, drafts: drafts.begun, language: language)
    defer { screen.say(atRequest: nil) }
    while true {
      screen.say(
        atRequest: model.language.text(
          "What you have begun is kept: 'coldcount paper enter' goes on"))
      screen.show(model.screen(screen.size))
      let key = screen.key(milliseconds: Self.waitMilliseconds)
      let language = model.language
      let effect = key.map { $0 == .closed ? model.pause() : model.press($0) } ?? model.pause()
      if model.language != language {
        model.language = screen.settled(model.language) ?? language
      }
      switch effect {
      case .none: break
      case .leave: return (model.enteredCount, model.language)
      case .keep(let draft, let key): try drafts.keep(draft, of: key)
      case .remove(let key): try drafts.remove(key)
      case .enter(let entry):
        try enter(entry, at: place, &model, drafts)
        // What was pressed meanwhile was meant for the form that is gone.
        screen.forgetKeys()
      }
      if key == .closed { return (model.enteredCount, model.language) }
    }
  }

  private func open() throws -> any KeyingPlace {
    try Desk.isDesk(workspacePath, disk: disk)
      ? Desk(open: workspacePath, writing: false, disk: disk, clock: clock)
      : Workspace(open: workspacePath, writing: false, disk: disk, clock: clock)
  }

  private func enter(
    _ entry: PaperEntry, at place: any KeyingPlace, _ model: inout PaperModel,
    _ drafts: SheetDrafts
  ) throws {
    let before = place.lineCount
    do {
      try place.exclusively {
        if let objection = try place.objections(to: [entry], by: signer.id).first {
          let state = try place.state(for: signer.id)
          model.update(state.paper, definition: state.definition)
          model.refused(SheetError([objection]).report)
          return
        }
        _ = try place.enter([entry], signer: signer)
        try drafts.remove(entry.deskKey)
        let state = try place.state(for: signer.id)
        // What others wrote may be of anything.
        if place.lineCount > before + 1 {
          model.update(state.paper, definition: state.definition)
        }
        model.entered(entry, paper: state.paper, definition: state.definition)
      }
    } catch let error as WorkspaceError {
      // Another window is writing just now: nothing is lost, the form is still there.
      guard case .storage(let storage) = error, storage.kind == .locked else { throw error }
      model.refused(error.report)
    }
  }
}
