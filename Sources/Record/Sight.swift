package import Encoding
import Paper
package import Words

/// Somebody who could know something of the votes, and since when.
package struct Sight: Equatable, Sendable {
  /// Whoever was at the machine and is not named.
  package static let unnamed: Message = "whoever was at the machine"
  /// Whoever has what was exported.
  package static let holder: Message = "whoever holds the folder"
  package static let everyone: Message = "everyone"

  /// The journal's line.
  package let line: Int
  package let since: Timestamp
  package let people: [Message]
  package let what: Message

  package static func == (one: Sight, other: Sight) -> Bool { one.json == other.json }

  package var json: JSON {
    [
      "line": .integer(line), "since": .string(since.description),
      "people": .array(people.map { .string($0.english) }), "what": .string(what.english),
    ]
  }

  /// What the record tells, line by line.
  package static func list(_ lines: [JournalLine]) -> [Sight] {
    lines.compactMap { line in
      guard let (people, what) = sight(line) else { return nil }
      return Sight(line: line.number, since: line.at, people: people, what: what)
    }
  }

  private static func sight(
    _ line: JournalLine
  ) -> (people: [Message], what: Message)? {
    let actor = line.by == JournalLine.nobody ? unnamed : Message(line.by)
    let result = { (hash: Digest) in hash.description.prefix(16) }
    switch line.event {
    case .paper(_, let sheet):
      let place = ["station", "batch", "contest"].map { sheet[$0]?.string ?? "" }
        .joined(separator: " ")
      return ([actor], "the papers of \(place)")
    case .desk(let file, _):
      return (
        actor == Message(file.clerk) ? [actor] : [Message(file.clerk), actor],
        "the papers of \(Plural.of(file.entries.count, "entry", "entries"))"
      )
    case .hall(let lines):
      return ([actor], "the papers in \(Plural.of(lines.count, "line")) of a hall")
    case .counted(let count), .released(let count, _):
      let officers = count.officers.map { Message($0) }
      let others = actor == unnamed || officers.contains(actor) ? [] : [actor]
      return (
        officers + others + (actor == unnamed ? [unnamed] : []),
        "the result of stage \(count.stage), \(result(count.result))"
      )
    case .shown(let hash):
      return ([actor], "the result \(result(hash)), shown again")
    case .exported(let sums):
      return (
        [actor, holder],
        "the package with B2SUMS \(result(sums))"
      )
    case .disclosed(let copy):
      return (
        [copy.recipient.map { Message($0) } ?? everyone],
        "pages of the result \(result(copy.result))"
      )
    case .vault(.progress, _):
      return ([actor], "the number of signatures so far")
    default: return nil
    }
  }
}
