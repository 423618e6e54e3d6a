package import Election
import Encoding
package import Words

extension PublicResult {
  /// Checks the contests: no row tells more than it may, and the rows of channels and of areas add
  /// up to the totals.
  ///
  /// Gives how many rows there are, and what does not hold.
  package func check(_ definition: Definition) -> (rows: Int, problems: [Message]) {
    var rows = 0
    var problems: [Message] = []
    for shown in contests {
      guard let contest = definition.contest(shown.id) else { continue }
      let rule = SmallRule(contest, definition: definition)
      let total = shown.layout.row(shown.total)
      let nothing = [Int](repeating: 0, count: shown.layout.width)
      var (byChannel, byArea) = (nothing, nothing)
      func take(_ row: [Int], _ name: String) {
        rows += 1
        // What is the total itself is shown there.
        if row != total, rule.isTelling(row) {
          problems.append("\(contest.id): \(name) has too few ballots, or all alike, to be shown")
        }
      }
      for channel in shown.channels.sorted(by: { $0.name < $1.name }) {
        let row = shown.layout.row(channel.figures)
        byChannel.add(row)
        take(row, channel.name)
      }
      for place in shown.places {
        let row = shown.layout.row(place.figures)
        if !place.isStation { byArea.add(row) }
        take(row, place.name)
      }
      if !shown.channels.isEmpty, byChannel != total {
        problems.append("\(contest.id): the channels do not add up to the total")
      }
      if !shown.places.isEmpty, byArea != total {
        problems.append("\(contest.id): the areas do not add up to the total")
      }
    }
    return (rows, problems)
  }
}

extension PublicResult.Contest.Place {
  /// Its ids, as a list of one or several.
  fileprivate var name: String {
    let ids: JSON = ids.count == 1 ? .strings(ids) : [.strings(ids)]
    return String(decoding: ids.canonical.dropLast(), as: UTF8.self)
  }
}
