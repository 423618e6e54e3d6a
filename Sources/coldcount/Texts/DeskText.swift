import Election
import Encoding
import Paper
import Record
import Words
import Workspace

/// How far one person's entries at a desk are exported, for people and for programs; never a vote.
struct DeskText {
  /// How many are named: nobody reads more at once.
  private static let maxShownCount = 50

  private let desk: Desk
  private let progress: Desk.Progress
  private let language: Language

  init(_ desk: Desk, _ progress: Desk.Progress, _ language: Language) {
    self.desk = desk
    self.progress = progress
    self.language = language
  }

  private var exportedCount: Int { progress.entries.count - progress.open.count }

  var words: String {
    let say = { (message: Message) in language.text(message) + "\n" }
    let open = progress.open.map(\.subject)
    var text = say(
      "\(progress.clerk): \(progress.entries.count) keyed, \(exportedCount) exported")
    for subject in open.prefix(Self.maxShownCount) {
      text += "  " + say("not exported: \(subject.name)")
    }
    let more = open.count - Self.maxShownCount
    return text + (more > 0 ? "  " + say("and \(more) more") : "")
  }

  var json: JSON {
    let files = desk.files.filter { $0.file.clerk == progress.clerk }
    return [
      "clerk": .string(progress.clerk), "keyed": .integer(progress.entries.count),
      "exported": .integer(exportedCount),
      "open": .array(progress.open.map { .object($0.subject.members) }),
      "files": .array(
        files.map {
          [
            "sequence": .integer($0.file.sequence), "hash": .string($0.file.hash.description),
            "entries": .integer($0.file.entries.count),
          ]
        }),
    ]
  }
}
