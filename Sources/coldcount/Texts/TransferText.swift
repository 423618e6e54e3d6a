import Console
import Election
import Encoding
import Result
import Words

/// The stages of a ranked count as a table: a column a stage, a row an option.
struct TransferText {
  let table: TransferTable
  let contest: Contest
  let language: Language

  /// Stages that stand beside each other in one table.
  private static let columns = 5

  var text: String {
    let stages = table.stages
    var text = quota
    for start in stride(from: 0, to: stages.count, by: Self.columns) {
      text += self.text(Array(stages.enumerated())[start..<min(start + Self.columns, stages.count)])
    }
    return text
  }

  private func say(_ message: Message) -> String { language.text(message) }

  private var quota: String {
    guard let quota = table.quota else { return "" }
    return "  " + say("quota") + " \(votes(quota))\n"
  }

  /// Parts of a vote as a decimal number.
  private func votes(_ parts: Int, signed: Bool = false) -> String {
    let sign = parts < 0 ? "-" : signed ? "+" : ""
    let (whole, rest) = parts.magnitude.quotientAndRemainder(dividingBy: UInt(table.unit))
    guard table.unit > 1 else { return "\(sign)\(whole)" }
    // The digits of 100000 + 7 without the first are 00007.
    return "\(sign)\(whole).\(String(UInt(table.unit) + rest).dropFirst())"
  }

  private func name(_ id: String) -> String {
    contest.options.first { $0.id == id }?.name.text(language.rawValue) ?? id
  }

  private func title(_ stage: TransferTable.Round) -> String {
    switch stage.action {
    case .firstPreferences: say("first preferences")
    case .surplus(let option): say("surplus of \(name(option))")
    case .exclusion(let option): say("\(name(option)) out")
    }
  }

  private func text(_ stages: ArraySlice<(offset: Int, element: TransferTable.Round)>) -> String {
    var table = TextTable([.left] + [TextTable.Alignment](repeating: .right, count: stages.count))
    table.add([""] + stages.map { say("stage \($0.offset + 1)") })
    table.add([""] + stages.map { title($0.element) })
    for (position, option) in contest.options.enumerated() {
      table.add(
        [option.name.text(language.rawValue)]
          + stages.map { stage in
            let now = votes(stage.element.votes[position])
            let change = self.table.transfers(at: stage.offset)[position]
            return change == 0 ? now : "\(votes(change, signed: true)) = \(now)"
          })
    }
    table.add([say("not transferable")] + stages.map { votes($0.element.nonTransferable) })
    table.add(
      [say("elected")]
        + stages.map { $0.element.elected.map(name).joined(separator: say(", ")) })
    return table.text
  }
}
