import Console
import Election
import Encoding
import Tally
import Words

/// The result of one contest as a returning officer reads it out.
struct ContestText {
  let json: JSON
  let contest: Contest
  let definition: Definition
  let language: Language

  var text: String {
    let title = contest.title.text(language.rawValue)
    var text = "\(title)\n\(sentence)\n"
    for (index, round) in rounds.enumerated() {
      text += RoundText.line(round, index: index, name: name, language) + "\n"
    }
    guard !contest.isUncontested else { return text }
    text += conditions + options
    if let rounds = json["rounds"] {
      text += TransferText(json: rounds, contest: contest, language: language).text
    }
    if let allocation = json["allocation"] { text += lists(allocation) }
    return text + ballots + turnout + unresolved
  }

  private func say(_ message: Message) -> String { language.text(message) }

  private func number(_ json: JSON?) -> Int { json?.integer ?? 0 }

  private func name(_ id: String) -> String {
    contest.options.first { $0.id == id }?.name.text(language.rawValue) ?? id
  }

  private func names(_ key: String, of json: JSON?) -> String {
    // A list is named once with the number of its seats.
    var ids: [String] = []
    var times: [String: Int] = [:]
    for id in (json?[key]?.array ?? []).compactMap(\.string) {
      if times[id] == nil { ids.append(id) }
      times[id, default: 0] += 1
    }
    return ids.map { times[$0] == 1 ? name($0) : "\(name($0)) (\(times[$0] ?? 0))" }
      .joined(separator: say(", "))
  }

  private var rounds: [LotsRound] {
    (json["outcome"]?["lots"]?.array ?? []).compactMap {
      LotsRound(ObjectReader($0, violations: Violations()))
    }
  }

  /// The decision in words.
  private var sentence: String {
    let outcome = json["outcome"]
    let elected = names("elected", of: outcome)
    let failed = names("failed", of: outcome)
    let vacant = number(outcome?["vacant"])
    var parts: [String] = []
    switch outcome?["kind"]?.string {
    case "elected" where !elected.isEmpty:
      parts.append(say("Elected: \(elected)."))
    case "uncontested":
      parts.append(
        contest.standing.isEmpty
          ? say("There is no candidate.")
          : elected.isEmpty ? "" : say("Returned unopposed: \(elected)."))
    case "recommended" where !elected.isEmpty:
      parts.append(say("Recommended: \(elected)."))
    case "passed" where !elected.isEmpty: parts.append(say("Passed: \(elected)."))
    case "rejected": parts.append(say("Not passed."))
    case "tie":
      if !elected.isEmpty { parts.append(say("Elected: \(elected).")) }
      parts.append(tie(outcome?["draw"]))
    case "none": parts.append(nobody)
    default: break
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

  private func tie(_ draw: JSON?) -> String {
    let level = names("candidates", of: draw)
    let seats = number(draw?["seats"])
    return switch draw?["for"]?.string {
    case "stay":
      say(
        "Level with the fewest votes, lots decide who is excluded: \(level).")
    case "first":
      say(
        "Level, lots decide whose surplus is transferred first: \(level).")
    default:
      say(
        "Level, lots decide who takes \(Plural.of(seats, "seat")): \(level).")
    }
  }

  /// What has to be reached, with the numbers.
  private var conditions: String {
    let chosen = { (id: String) -> Int in
      let option = json["options"]?.array?.first { $0["id"]?.string == id }
      return number(option?["total"])
    }
    let mark = { (holds: Bool) in holds ? say("yes") : say("no") }
    var text = ""
    switch contest.method {
    case .threshold(let required, _):
      for option in contest.standing {
        let more = chosen(option.id) - required
        let margin: Message = more >= 0 ? "reached by \(more) more" : "short by \(-more)"
        text +=
          say(
            "  \(name(option.id)): \(chosen(option.id)) of \(required) required, \(margin)")
          + "\n"
      }
    case .question(let minYes, let minTurnout):
      let (yes, no) = (chosen("yes"), chosen("no"))
      text +=
        say(
          "  more yes than no: \(yes) against \(no): \(mark(yes > no))") + "\n"
      if let minYes {
        text +=
          say(
            "  at least \(minYes) yes: \(yes): \(mark(yes >= minYes))") + "\n"
      }
      if let minTurnout {
        let ballots = number(json["turnout"])
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
    let isJudged = contest.method == .supportOppose
    let valid = number(json["ballots"]?["total"]?["valid"])
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
    for option in json["options"]?.array ?? [] {
      let name = name(option["id"]?.string ?? "")
      let total = option["total"]
      guard isJudged else {
        table.add([name, number(total).grouped, Percentage.text(number(total), of: valid)])
        continue
      }
      var cells = [name]
      for key in OptionCount.judgements {
        let count = number(total?[key])
        cells += [count.grouped, Percentage.text(count, of: valid)]
      }
      let net = number(total?["net"])
      cells += [
        (net > 0 ? "+" : "") + net.grouped, Percentage.text(net, of: valid, signed: true),
      ]
      table.add(cells)
    }
    return table.text
  }

  /// How the seats of lists were found.
  private func lists(_ allocation: JSON) -> String {
    let seats = number(allocation["seats"])
    var table = TextTable([.left, .right, .right, .right])
    table.add([
      say(
        "quota \(number(allocation["votes"])) / \(seats)"), say("whole quotas"),
      say("remainder × \(seats)"), say("seats"),
    ])
    for list in allocation["lists"]?.array ?? [] {
      table.add(
        [name(list["id"]?.string ?? "")]
          + ["quotas", "remainder", "seats"].map { number(list[$0]).grouped })
    }
    return table.text
  }

  /// Ballots by channel, the one that prevails first, and by what they came to.
  private var ballots: String {
    let all = json["ballots"]
    let channels = definition.channels.filter { all?[$0.id] != nil }
    let columns: [(key: String, title: String)] = [
      ("valid", say("valid")), ("blank", say("blank")),
      ("overvoted", say("overvoted")), ("undervoted", say("undervoted")),
      ("malformed", say("malformed")),
    ]
    let rejected = { (json: JSON?) in
      (json?["rejected"]?.object ?? [:]).values.reduce(0) { $0 + number($1) }
    }
    var table = TextTable(
      [.left] + [TextTable.Alignment](repeating: .right, count: columns.count + 2))
    table.add(
      [say("ballots")] + columns.map(\.title) + [say("rejected"), say("all")])
    let rows =
      channels.map { ($0.name.text(language.rawValue), all?[$0.id]) }
      + [(say("total"), all?["total"])]
    for (name, counts) in rows {
      let numbers = columns.map { number(counts?[$0.key]) } + [rejected(counts)]
      table.add([name] + (numbers + [numbers.reduce(0, +)]).map(\.grouped))
    }
    var text = table.text
    let categories = all?["total"]?["rejected"]?.object ?? [:]
    for category in definition.rejections where number(categories[category.id]) > 0 {
      text += "  " + say("rejected, ")
      text +=
        "\(category.name.text(language.rawValue)): \(number(categories[category.id]).grouped)\n"
    }
    return text
  }

  private var turnout: String {
    guard let electorate = json["electorate"]?.integer else { return "" }
    let ballots = number(json["turnout"])
    let percent = Percentage.text(ballots, of: electorate)
    return say(
      "  turnout \(ballots) of \(electorate), \(percent)%") + "\n"
  }

  /// Papers that could not be taken out of their boxes, against the margin.
  private var unresolved: String {
    let papers = number(json["unresolved"]?["papers"])
    guard papers > 0 else { return "" }
    let could =
      json["unresolved"]?["couldChange"] == .bool(true)
      ? say("could change the outcome") : say("could not change the outcome")
    guard let margin = json["unresolved"]?["margin"]?.integer else {
      return say(
        "  \(papers) unresolved duplicates \(could)") + "\n"
    }
    return say(
      "  \(papers) unresolved duplicates against a margin of \(margin): \(could)") + "\n"
  }
}
