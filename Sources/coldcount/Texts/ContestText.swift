import Console
import Election
import Result
import Encoding
import Paper
import Result
import Words

/// The result of one contest as a returning officer reads it out.
struct ContestText {
  let result: any StatedContest
  let contest: Contest
  let definition: Definition
  let language: Language

  var text: String {
    let title = contest.title.text(language.rawValue)
    var text = "\(title)\n\(sentence)\n"
    for (index, round) in result.outcome.lots.enumerated() {
      text += RoundText.line(round, index: index, name: name, language) + "\n"
    }
    guard !contest.isUncontested else { return text }
    text += conditions + options
    switch result.working {
    case .transfers(let table):
      text += TransferText(table: table, contest: contest, language: language).text
    case .lists(let allocation): text += lists(allocation)
    case nil: break
    }
    return text + ballots + turnout + unresolved
  }

  private func say(_ message: Message) -> String { language.text(message) }

  private func name(_ id: String) -> String {
    contest.options.first { $0.id == id }?.name.text(language.rawValue) ?? id
  }

  private func names(_ ids: [String]) -> String {
    // A list is named once with the number of its seats.
    var named: [(id: String, times: Int)] = []
    for id in ids {
      if let place = named.firstIndex(where: { $0.id == id }) {
        named[place].times += 1
      } else {
        named.append((id, 1))
      }
    }
    return named.map { $0.times == 1 ? name($0.id) : "\(name($0.id)) (\($0.times))" }
      .joined(separator: say(", "))
  }

  /// The decision in words.
  var sentence: String {
    let outcome = result.outcome
    let elected = names(outcome.elected)
    let failed = names(outcome.failed)
    let vacant = outcome.vacant
    var parts: [String] = []
    switch outcome.kind {
    case .elected where !elected.isEmpty:
      parts.append(say("Elected: \(elected)."))
    case .uncontested:
      parts.append(
        contest.standing.isEmpty
          ? say("There is no candidate.")
          : elected.isEmpty ? "" : say("Returned unopposed: \(elected)."))
    case .recommended where !elected.isEmpty:
      parts.append(say("Recommended: \(elected)."))
    case .passed where !elected.isEmpty: parts.append(say("Passed: \(elected)."))
    case .rejected: parts.append(say("Not passed."))
    case .tie:
      if !elected.isEmpty { parts.append(say("Elected: \(elected).")) }
      if let draw = outcome.draw { parts.append(tie(draw)) }
    case .none: parts.append(nobody)
    case .elected, .recommended, .passed: break
    }
    if !failed.isEmpty {
      parts.append(
        say(
          "\(failed) won but died or was disqualified; nobody moves up."))
    }
    if vacant > 0 {
      parts.append(
        language.text(
          Plural.of(
            vacant, "seat is not filled: a by-election is needed.",
            "seats are not filled: a by-election is needed.")))
    }
    return parts.filter { !$0.isEmpty }.joined(separator: say(" "))
  }

  private var nobody: String {
    switch contest.method {
    case .supportOppose:
      say(
        "Nobody is recommended: no option has more support than opposition.")
    case .threshold: say("Nobody reaches the required number.")
    default: say("There is no valid vote; nobody is elected.")
    }
  }

  private func tie(_ draw: ContestResult.Outcome.Draw) -> String {
    let level = names(draw.candidates)
    return switch draw.prize {
    case .stay:
      say(
        "Level with the fewest votes, lots decide who is excluded: \(level).")
    case .first:
      say(
        "Level, lots decide whose surplus is transferred first: \(level).")
    case .seat:
      say(
        "Level, lots decide who takes \(Plural.of(draw.seats, "seat")): \(level).")
    }
  }

  /// What has to be reached, with the numbers.
  private var conditions: String {
    let mark = { (holds: Bool) in holds ? say("yes") : say("no") }
    var text = ""
    switch contest.method {
    case .threshold(let required, _):
      for (option, votes) in zip(contest.options, result.total.votes)
      where !option.status.isOut {
        let more = votes.inFavour - required
        let margin: Message = more >= 0 ? "reached by \(more) more" : "short by \(-more)"
        text +=
          say(
            "  \(name(option.id)): \(votes.inFavour) of \(required) required, \(margin)")
          + "\n"
      }
    case .question(let minYes, let minTurnout):
      guard let yes = result.votes("yes")?.inFavour, let no = result.votes("no")?.inFavour
      else { break }
      text +=
        say(
          "  more yes than no: \(yes) against \(no): \(mark(yes > no))") + "\n"
      if let minYes {
        text +=
          say(
            "  at least \(minYes) yes: \(yes): \(mark(yes >= minYes))") + "\n"
      }
      if let minTurnout {
        let ballots = result.turnout
        text +=
          say(
            "  at least \(minTurnout) ballots: \(ballots): \(mark(ballots >= minTurnout))") + "\n"
      }
    default: break
    }
    return text
  }

  /// Votes by option.
  private var options: String {
    let isJudged = contest.method.isJudged
    let valid = result.total.ballots.valid
    var table = TextTable(
      [.left] + [TextTable.Alignment](repeating: .right, count: isJudged ? 8 : 2))
    table.add(
      isJudged
        ? [
          "", say("support"), "%", say("oppose"), "%", say("abstain"), "%",
          say("net"), "%",
        ]
        : [
          "", contest.method.isRanked ? say("first preferences") : say("votes"),
          "%",
        ])
    for (option, votes) in zip(contest.options, result.total.votes) {
      var cells = [name(option.id)]
      for count in votes.numbers {
        cells += [count.grouped, Percentage.text(count, of: valid)]
      }
      if let net = votes.net {
        cells += [
          (net > 0 ? "+" : "") + net.grouped, Percentage.text(net, of: valid, signed: true),
        ]
      }
      table.add(cells)
    }
    return table.text
  }

  /// How the seats of lists were found.
  private func lists(_ allocation: ListAllocation) -> String {
    var table = TextTable([.left, .right, .right, .right])
    table.add([
      say("quota \(allocation.votes) / \(allocation.seats)"), say("whole quotas"),
      say("remainder × \(allocation.seats)"), say("seats"),
    ])
    for list in allocation.lists {
      table.add([name(list.id)] + [list.quotas, list.remainder, list.seats].map(\.grouped))
    }
    return table.text
  }

  /// Ballots by channel, the one that prevails first, and by what they came to.
  private var ballots: String {
    let columns: [(category: BallotCategory, title: String)] = [
      (.valid, say("valid")), (.blank, say("blank")), (.overvoted, say("overvoted")),
      (.undervoted, say("undervoted")), (.malformed, say("malformed")),
    ]
    var table = TextTable(
      [.left] + [TextTable.Alignment](repeating: .right, count: columns.count + 2))
    table.add(
      [say("ballots")] + columns.map(\.title) + [say("rejected"), say("all")])
    let rows =
      definition.channels.compactMap { channel in
        result.ballots(ofChannel: channel.id).map { (channel.name.text(language.rawValue), $0) }
      } + [(say("total"), result.total.ballots)]
    for (name, ballots) in rows {
      let numbers = columns.map { ballots[$0.category] } + [ballots.rejectedTotal, ballots.total]
      table.add([name] + numbers.map(\.grouped))
    }
    var text = table.text
    for (category, count) in zip(definition.rejections, result.total.ballots.rejected)
    where count > 0 {
      text += "  " + say("rejected, ")
      text += "\(category.name.text(language.rawValue)): \(count.grouped)\n"
    }
    return text
  }

  private var turnout: String {
    guard let electorate = result.electorate else { return "" }
    let ballots = result.turnout
    let percent = Percentage.text(ballots, of: electorate)
    return say(
      "  turnout \(ballots) of \(electorate), \(percent)%") + "\n"
  }

  /// Papers that could not be taken out of their boxes, against the margin.
  private var unresolved: String {
    let papers = result.unresolved.papers
    guard papers > 0 else { return "" }
    let could =
      result.unresolved.isDecisive
      ? say("could change the outcome") : say("could not change the outcome")
    guard let margin = result.unresolved.margin else {
      return say(
        "  \(papers) unresolved duplicates \(could)") + "\n"
    }
    return say(
      "  \(papers) unresolved duplicates against a margin of \(margin): \(could)") + "\n"
  }
}
