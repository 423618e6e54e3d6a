import Console
import Proving
import Words

/// Tells which lists officers take over, and shows how far each is with the rest.
final class TurnBar {
  private let context: Context
  private let title: Message
  private let bar: ProgressBar

  init(_ title: Message, _ context: Context) {
    self.title = title
    self.context = context
    bar = ProgressBar(title, total: 0, language: context.language, isQuiet: context.isQuiet)
  }

  /// An officer begins.
  func begin(_ turn: ProofTurn) throws {
    finish()
    if turn.takenOver > 0 {
      try context.say(
        "\(turn.officer) takes over \(turn.takenOver) of \(Plural.of(turn.lists, "list")), "
          + "unchanged since an earlier count")
    }
    bar.begin(title, total: turn.entries)
  }

  /// So many more entries are done, on whichever thread.
  var advance: @Sendable (Int) -> Void { { [bar] in bar.advance($0) } }

  /// Wipes what is shown.
  func finish() { bar.finish() }
}
