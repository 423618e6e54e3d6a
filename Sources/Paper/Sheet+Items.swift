package import Election
package import Encoding
import Words

/// A sheet as numbers with names.
extension Sheet {
  /// Makes a sheet of all its items, as a table or a form has them.
  ///
  /// - Throws: `SheetError` with everything that is wrong with it.
  package init(
    _ key: SheetKey, items: [String: Int], definition: Definition, election: Digest
  ) throws(SheetError) {
    var problems: [Message] = []
    let sheet = Sheet(
      key, items, definition: definition, election: election, problems: &problems)
    guard let sheet, problems.isEmpty else { throw SheetError(problems) }
    self = sheet
  }

  /// The same, of items not all of which could be read where it is `isUnreadable`; nil where some
  /// are missing.
  ///
  /// What is wrong is added to the problems; what could not be read was told where it stands.
  init?(
    _ key: SheetKey, _ items: [String: Int], isUnreadable: Bool = false, definition: Definition,
    election: Digest, problems: inout [Message]
  ) {
    guard let contest = definition.contest(key.contest) else {
      problems.append("sheet \(key): no contest \(key.contest)")
      return nil
    }
    var rest = items
    var missing: [String] = []
    func take(_ item: String) -> Int? {
      let count = rest.removeValue(forKey: item)
      if count == nil { missing.append(item) }
      return count
    }
    let papers = take(SheetItem.papers)
    var counts: [String: OptionCount] = [:]
    for option in contest.options {
      let numbers = SheetItem.votes(for: option.id, isJudged: contest.method.isJudged).map(take)
      counts[option.id] = OptionCount(numbers.compactMap(\.self))
    }
    var rejected: [String: Int] = [:]
    for category in definition.rejections {
      rejected[category.id] = take(SheetItem.rejected(category.id))
    }
    for item in rest.keys.sorted() { problems.append("sheet \(key): unknown item \(item)") }
    guard !isUnreadable else { return nil }
    guard missing.isEmpty, let papers else {
      problems.append("sheet \(key): incomplete, missing \(missing.joined(separator: ", "))")
      return nil
    }
    self.init(
      election: election, key: key, papers: papers, counts: counts, rejected: rejected,
      objections: nil)
    problems += self.problems(definition)
  }

  /// Its numbers by their items.
  package var items: [String: Int] {
    var items = [SheetItem.papers: papers]
    for (option, count) in counts {
      let names = SheetItem.votes(for: option, isJudged: count.isJudged)
      for (name, number) in zip(names, count.numbers) { items[name] = number }
    }
    for (category, number) in rejected { items[SheetItem.rejected(category)] = number }
    return items
  }
}
