package import Election
package import Words

extension PublicResult {
  /// Checks the contests: no row tells more than it may, nothing stands in two rows, and rows add up
  /// to what they are part of.
  ///
  /// Gives how many rows there are, and what does not hold.
  package func check(_ definition: Definition) -> (rows: Int, problems: [Message]) {
    var rows = 0
    var problems: [Message] = []
    if smallCell != definition.policy.smallCell {
      problems.append("smallCell is another one than the definition's")
    }
    for shown in contests {
      guard let contest = definition.contest(shown.id) else { continue }
      let table = PublishedTable(shown, of: contest, definition: definition)
      rows += table.rowCount
      problems += table.problems.map { "\(contest.id): \($0)" }
    }
    return (rows, problems)
  }
}
