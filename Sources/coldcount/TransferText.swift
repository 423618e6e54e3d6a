import Console
import Election
import Encoding
import Words

/// The stages of a ranked count as a table: a column a stage, a row an option.
struct TransferText {
  let json: JSON
  let contest: Contest
  let language: Language

  /// Stages that stand beside each other in one table.
  private static let columns = 5

  var text: String {
    let stages = json["stages"]?.array ?? []
    var text = quota
    for start in stride(from: 0, to: stages.count, by: Self.columns) {
      text += table(Array(stages.enumerated())[start..<min(start + Self.columns, stages.count)])
    }
    return text
  }

  private func say(_ message: Message) -> String { language.text(message) }

  private var unit: Int { max(1, json["unit"]?.integer ?? 1) }

  private var quota: String {
    guard let quota = json["quota"]?.integer else { return "" }
    return "  " + say("quota") + " \(votes(quota))\n"
  }

  /// Parts of a vote as a decimal number.
  private func votes(_ parts: Int, signed: Bool = false) -> String {
    let sign = parts < 0 ? "-" : signed ? "+" : ""
    let (whole, rest) = parts.magnitude.quotientAndRemainder(dividingBy: UInt(unit))
    guard unit > 1 else { return "\(sign)\(whole)" }
    // The digits of 100000 + 7 without the first are 00007.
    return "\(sign)\(whole).\(String(UInt(unit) + rest).dropFirst())"
  }

  private func name(_ id: String) -> String {
    contest.options.first { $0.id == id }?.name.text(language.rawValue) ?? id
  }

  private func title(_ stage: JSON) -> String {
    let option = name(stage["option"]?.string ?? "")
    return switch stage["action"]?.string {
    case "surplus": say("surplus of \(option)")
    case "exclusion": say("\(option) out")
    default: say("first preferences")
    }
  }

  private func table(_ stages: ArraySlice<(offset: Int, element: JSON)>) -> String {
    var table = TextTable([.left] + [TextTable.Alignment](repeating: .right, count: stages.count))
    table.add([""] + stages.map { say("stage \($0.offset + 1)") })
    table.add([""] + stages.map { title($0.element) })
    for option in contest.options {
      table.add(
        [option.name.text(language.rawValue)]
          + stages.map { stage in
            let now = votes(stage.element["votes"]?[option.id]?.integer ?? 0)
            let change = stage.element["transfers"]?[option.id]?.integer ?? 0
            return change == 0 ? now : "\(votes(change, signed: true)) = \(now)"
          })
    }
    table.add(
      [say("not transferable")]
        + stages.map { votes($0.element["nonTransferable"]?.integer ?? 0) })
    table.add(
      [say("elected")]
        + stages.map { stage in
          (stage.element["elected"]?.array ?? []).compactMap(\.string).map(name)
            .joined(separator: say(", "))
        })
    return table.text
  }
}
