import Console
import Counting
import Election
import Encoding
import Words

/// What a blind count tells: where every ballot went and what is out, and nothing of any vote.
struct BlindText {
  private let blind: Count.Blind

  init(_ blind: Count.Blind) { self.blind = blind }

  var json: JSON {
    var struck: JSON.Members = [:]
    for (reason, count) in blind.electronic.struck { struck[reason.rawValue] = .integer(count) }
    return [
      "stage": .string(blind.stage.rawValue), "sealed": .string(blind.sealed.description),
      "electronic": [
        "entries": .integer(blind.electronic.entries), "struck": .object(struck),
        "excluded": .integer(blind.electronic.excluded), "read": .integer(blind.electronic.read),
        "unreadable": .integer(blind.electronic.unreadable),
      ],
      "sheets": .integer(blind.sheets), "stations": .array(blind.stations.map(\.json)),
      "outstanding": .array(blind.outstanding.map(\.json)),
    ]
  }

  func words(_ language: Language) -> String {
    let electronic = blind.electronic
    var text =
      language.text(
        "Counted blind, stage \(blind.stage.rawValue): nobody has seen the result.") + "\n"
    text +=
      language.text(
        "Sealed ballots \(electronic.entries) = counted \(electronic.read) + struck "
          + "\(electronic.struckTotal) + unreadable \(electronic.unreadable) + excluded "
          + "\(electronic.excluded)") + "\n"
    for (reason, count) in electronic.struck.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      text += "  " + language.text("struck") + " \(reason.rawValue): \(count)\n"
    }
    let done = blind.stations.count { $0.isIn }
    text +=
      language.text(
        "Sheets that count: \(blind.sheets); stations complete: \(done) of \(blind.stations.count)")
      + "\n"
    for item in blind.outstanding {
      text += "  " + language.text("still out: ")
      text += language.text(item.message) + "\n"
    }
    return text + language.text("sealed \(blind.sealed)") + "\n"
  }
}
