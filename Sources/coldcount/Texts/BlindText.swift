import Console
import Counting
import Election
import Encoding
import Paper
import Result
import Words

/// What a blind count tells: where every ballot went and what is out, and nothing of any vote.
struct BlindText {
  private let blind: Count.Blind

  init(_ blind: Count.Blind) { self.blind = blind }

  var json: JSON {
    [
      "stage": .string(blind.stage.rawValue), "sealed": .string(blind.sealed.description),
      "electronic": blind.electronic.json,
      "sheets": .integer(blind.sheets), "stations": .array(blind.stations.map(\.json)),
      "outstanding": .array(blind.outstanding.map { StillOut($0).json }),
    ]
  }

  func words(_ language: Language) -> String {
    let electronic = blind.electronic
    var text =
      language.text(
        "Counted blind, stage \(blind.stage): nobody has seen the result.") + "\n"
    text +=
      language.text(
        "Sealed ballots \(electronic.entries) = counted \(electronic.read) + struck "
          + "\(electronic.struckTotal) + unreadable \(electronic.unreadable) + excluded "
          + "\(electronic.excluded)") + "\n"
    for (reason, count) in electronic.struck.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      text += language.text("  struck \(reason): \(count)") + "\n"
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
