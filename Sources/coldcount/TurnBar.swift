import Console
import Proving
import Words

/// Tells which lists officers take over, and shows how far each is with the rest.
final class TurnBar {
  private let context: Context
  private let title: Message
  private var bar: ProgressBar?

  init(_ title: Message, _ context: Context) {
    self.title = title
    self.context = context
  }

  /// An officer begins.
  func begin(_ turn: ProofTurn) throws {
    finish()
    if turn.takenOver > 0 {
      try context.say(
        "\(turn.officer) takes over \(turn.takenOver) of \(Plural.of(turn.lists, "list")), "
          + "unchanged since an earlier count")
    }
    bar = ProgressBar(
      title, total: turn.entries, language: context.language, isQuiet: context.isQuiet)
  }

  /// So many more entries are done.
  func advance(_ entries: Int) { bar?.advance(entries) }

  /// Wipes what is shown.
  func finish() {
    bar?.finish()
    bar = nil
  }
}
