import Election
import Encoding
import Vault
import Words

/// What became of an entry, for the person who asks.
enum FoundText {
  static func json(_ entry: FoundEntry) -> JSON {
    var members: JSON.Members = [
      "style": .string(entry.style), "channel": entry.channel.map { .string($0) } ?? .null,
      "station": entry.station.map { .string($0) } ?? .null,
      "cast": entry.cast.map { .string($0.description) } ?? .null,
      "fate": .string(entry.fate.word),
      "tracking": entry.tracking.map { .string($0.description) } ?? .null,
    ]
    if case .struck(let reason) = entry.fate { members["reason"] = .string(reason.rawValue) }
    return .object(members)
  }

  static func words(
    _ entry: FoundEntry, _ definition: Definition, _ language: Language
  ) -> String {
    let channel =
      definition.channels.first { $0.id == entry.channel }?.name.text(language.rawValue) ?? ""
    let place = [entry.style, channel, entry.station ?? "", entry.cast?.description ?? ""]
      .filter { !$0.isEmpty }.joined(separator: ", ")
    let fate =
      switch entry.fate {
      case .counted: language.text("counts")
      case .struck(let reason):
        language.text("struck: \(reason)")
      case .excluded: language.text("left out by a decision")
      case .onPaper(let unresolved):
        unresolved
          ? language.text("on paper, and another vote counts too")
          : language.text("on paper, in its box")
      case .entitled: language.text("on the roll")
      case .withdrew: language.text("withdrawn until then")
      }
    let digits = (entry.tracking?.description ?? "").prefix(TrackingCode.digitCount.lowerBound)
    let code = TrackingCode.grouped(String(digits))
    return "\(place): \(fate)" + (code.isEmpty ? "\n" : " (\(code))\n")
  }
}
