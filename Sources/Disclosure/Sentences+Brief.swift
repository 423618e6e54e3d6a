import Election
import Result
import Words

extension Sentences {
  /// The outcome in a line, for lists of contests.
  var brief: Text {
    let parts = won + outcome.failed.map { Text(saying: "† \(contest.name($0))") } + level
    return parts.isEmpty ? none : Text.list(parts)
  }

  private var won: [Text] {
    if case .question = contest.contest.method { return [question] }
    guard contest.isCounted else { return unopposed }
    return winners.map { option in
      let name = option.name
      if case .lists = contest.result.working {
        let seats = contest.seats(option)
        return Text(saying: "★ \(name) \(seats)")
      }
      guard contest.result.working == nil else { return Text(saying: "★ \(name)") }
      let share = percent(contest.rank(option), contest.valid, signed: contest.isJudged)
      return Text(saying: "★ \(name) \(share)")
    }
  }

  private var unopposed: [Text] {
    outcome.elected.map { Text(saying: "★ \(contest.name($0)), unopposed") }
  }

  private var question: Text {
    let yes = percent(contest.result.votes("yes")?.inFavour ?? 0, contest.valid)
    return outcome.kind == .passed
      ? Text(saying: "★ carried, \(yes) yes") : Text(saying: "not carried, \(yes) yes")
  }

  private var level: [Text] {
    guard let draw = outcome.draw else { return [] }
    let names = Text.list(draw.candidates.map(contest.name))
    return [Text(saying: "lots between \(names)")]
  }

  private var none: Text { Text(saying: "nobody") }
}
