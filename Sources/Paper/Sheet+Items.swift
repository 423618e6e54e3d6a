package import Election
package import Encoding
import Words

/// A sheet as numbers with names, in the order of the paper form.
extension Sheet {
  /// The item of the number of papers.
  package static let papersItem = ReservedWords.papers

  /// The items of an option: one, or one for each judgement.
  package static func items(of option: String, _ method: Method) -> [String] {
    method.marking == .judged ? OptionCount.judgements.map { "\(option):\($0)" } : [option]
  }

  /// The item of a category of rejected papers.
  package static func rejectedItem(_ category: String) -> String { "rejected:\(category)" }

  /// Makes a sheet of all its items, as a table has them.
  ///
  /// - Throws: `SheetError` with everything that is wrong with it.
  package init(
    _ key: SheetKey, items: [String: Int], definition: Definition, election: Digest
  ) throws(SheetError) {
    var problems: [Message] = []
    let sheet = SheetTable.sheet(
      key, items, definition: definition, election: election, problems: &problems)
    if let sheet { problems += sheet.problems(definition) }
    guard let sheet, problems.isEmpty else { throw SheetError(problems) }
    self = sheet
  }

  /// Its numbers by their items.
  package var items: [String: Int] {
    var items = [Self.papersItem: papers]
    for (option, count) in counts {
      switch count {
      case .chosen(let number): items[option] = number
      case .judged(let support, let oppose, let abstain):
        for (name, number) in zip(OptionCount.judgements, [support, oppose, abstain]) {
          items["\(option):\(name)"] = number
        }
      }
    }
    for (category, number) in rejected { items[Self.rejectedItem(category)] = number }
    return items
  }
}
