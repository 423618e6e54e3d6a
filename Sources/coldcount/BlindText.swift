import Counting
import Election
import Encoding

/// What a blind count tells: where every ballot went and what is out, and nothing of any vote.
struct BlindText {
  private let blind: Count.Blind

  init(_ blind: Count.Blind) { self.blind = blind }

  var json: JSON {
    var struck: [String: JSON] = [:]
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
    var text = language.say(
      "Counted blind, stage \(blind.stage.rawValue): nobody has seen the result.\n",
      "保密點算，階段 \(blind.stage.rawValue)：無人看過結果。\n")
    text += language.say(
      "Sealed ballots \(electronic.entries) = counted \(electronic.read) + struck "
        + "\(electronic.struckTotal) + unreadable \(electronic.unreadable) + excluded "
        + "\(electronic.excluded)\n",
      "封存選票 \(electronic.entries) = 點算 \(electronic.read) + 剔除 \(electronic.struckTotal)"
        + " + 無法讀取 \(electronic.unreadable) + 不計 \(electronic.excluded)\n")
    for (reason, count) in electronic.struck.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      text += "  " + language.say("struck", "剔除") + " \(reason.rawValue): \(count)\n"
    }
    let done = blind.stations.count { $0.isIn }
    text += language.say(
      "Sheets that count: \(blind.sheets); stations complete: \(done) of \(blind.stations.count)\n",
      "計入的點票紙：\(blind.sheets)；已完成的票站：\(done)／\(blind.stations.count)\n")
    for item in blind.outstanding {
      text += "  " + language.say("still out: ", "尚欠：")
      text += item.words(chinese: language == .chinese) + "\n"
    }
    return text + "\(language.say("sealed", "封存檔案")) \(blind.sealed)\n"
  }
}
