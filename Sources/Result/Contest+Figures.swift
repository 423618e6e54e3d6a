package import Election
import Paper
package import Words

extension Contest {
  /// What figures cannot be, whatever was marked: so many valid ballots give no such votes
  /// (FormatPackage § What follows from what).
  ///
  /// On sheets that were keyed before an option was taken out it may have had choices, so that the
  /// fewest choices hold only where none is out.
  package func objections(to figures: Figures) -> [Message] {
    let valid = figures.ballots.valid
    guard !isUncontested else {
      return figures.ballots.total == 0
        && figures.votes.allSatisfy { $0.numbers.allSatisfy { $0 == 0 } }
        ? [] : ["votes in a contest that nobody contests"]
    }
    var problems: [Message] = []
    var choices = 0
    for (option, votes) in zip(options, figures.votes) {
      let all = votes.numbers.reduce(0, +)
      choices += all
      if option.status.isOut, all > 0 { problems.append("votes for \(option.id), who is out") }
      // A sheet may have more for one of several choices than papers are valid, and is kept so.
      if all > (method.marking == .judged ? valid : figures.ballots.total) {
        problems.append("\(option.id) has more votes than ballots can give")
      }
    }
    guard method.marking != .judged else { return problems }
    // Of ranks the first are shown.
    let allowed = method.isRanked ? 1...1 : method.choices
    let isWhole = !options.contains(where: \.status.isOut)
    if choices > valid * allowed.upperBound || (isWhole && choices < valid * allowed.lowerBound) {
      problems.append("\(valid) valid ballots do not give \(choices) votes")
    }
    return problems
  }
}
