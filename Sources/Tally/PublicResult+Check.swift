package import Election
package import Encoding
package import Words

extension PublicResult {
  /// Checks the contests of a public result: no row tells more than it may, and the rows of
  /// channels and of areas add up to the totals.
  ///
  /// Gives how many rows there are, and what does not hold.
  package static func check(
    _ contests: JSON, definition: Definition
  ) -> (rows: Int, problems: [Message]) {
    var rows = 0
    var problems: [Message] = []
    for json in contests.array ?? [] {
      guard let contest = definition.contest(json["id"]?.string ?? "") else {
        problems.append("a contest that there is not")
        continue
      }
      let layout = FigureLayout(contest, definition: definition)
      let total = layout.row(ballots: json["ballots"]?["total"]) { id in
        (json["options"]?.array ?? []).first { $0["id"]?.string == id }?["total"]
      }
      var byChannel = [Int](repeating: 0, count: layout.width)
      var byArea = byChannel
      func take(_ row: [Int], _ name: String, alone: Bool) {
        rows += 1
        if !alone, layout.isTelling(row, minimum: definition.policy.smallCell) {
          problems.append("\(contest.id): \(name) has too few ballots, or all alike, to be shown")
        }
      }
      let channels = (json["ballots"]?.object ?? [:]).filter { $0.key != "total" }
      for (channel, ballots) in channels.sorted(by: { $0.key < $1.key }) {
        let row = layout.row(ballots: ballots) { id in
          (json["options"]?.array ?? []).first { $0["id"]?.string == id }?["channels"]?[channel]
        }
        byChannel.add(row)
        // What is the total itself is shown there.
        take(row, SafeText.escaped(channel), alone: row == total)
      }
      let places = json["places"]?.array ?? []
      for place in places {
        let counts = Dictionary(
          (place["options"]?.array ?? []).map { ($0["id"]?.string ?? "", $0["count"] ?? 0) },
          uniquingKeysWith: { first, _ in first })
        let row = layout.row(ballots: place["ballots"]) { counts[$0] }
        let isArea = place["area"] != nil || place["areas"] != nil
        if isArea { byArea.add(row) }
        let ids = ["area", "areas", "station", "stations"].compactMap { place[$0] }
        let name = String(decoding: JSON.array(ids).canonical.dropLast(), as: UTF8.self)
        take(row, SafeText.escaped(name), alone: row == total)
      }
      if !channels.isEmpty, byChannel != total {
        problems.append("\(contest.id): the channels do not add up to the total")
      }
      if !places.isEmpty, byArea != total {
        problems.append("\(contest.id): the areas do not add up to the total")
      }
    }
    return (rows, problems)
  }
}
