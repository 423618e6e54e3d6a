import Console
import Election
import Encoding
import Tally

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

  private func say(_ english: String, _ chinese: String) -> String {
    language.say(english, chinese)
  }

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
      .joined(separator: say(", ", "、"))
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
      parts.append(say("Elected: \(elected).", "當選：\(elected)。"))
    case "uncontested":
      parts.append(
        contest.standing.isEmpty
          ? say("There is no candidate.", "沒有候選人。")
          : elected.isEmpty ? "" : say("Returned unopposed: \(elected).", "自動當選：\(elected)。"))
    case "recommended" where !elected.isEmpty:
      parts.append(say("Recommended: \(elected).", "獲推薦：\(elected)。"))
    case "passed" where !elected.isEmpty: parts.append(say("Passed: \(elected).", "通過：\(elected)。"))
    case "rejected": parts.append(say("Not passed.", "不獲通過。"))
    case "tie":
      if !elected.isEmpty { parts.append(say("Elected: \(elected).", "當選：\(elected)。")) }
      parts.append(tie(outcome?["draw"]))
    case "none": parts.append(nobody)
    default: break
    }
    if !failed.isEmpty {
      parts.append(
        say(
          "\(failed) won but died or was disqualified; nobody moves up.",
          "\(failed)得票當選，但已去世或喪失資格，不由他人補上。"))
    }
    if vacant > 0 {
      parts.append(
        say(
          "The election fails for \(Plural.of(vacant, "seat")), which \(vacant == 1 ? "needs" : "need") "
            + "a by-election.", "有 \(vacant) 個議席選舉未能完成，須舉行補選。"))
    }
    return parts.filter { !$0.isEmpty }.joined(separator: say(" ", ""))
  }

  private var nobody: String {
    switch contest.method {
    case .supportOppose:
      say(
        "Nobody is recommended: no option has more support than opposition.", "無人獲推薦：沒有選項的支持多於反對。")
    case .threshold: say("Nobody reaches the required number.", "無人達到所需數目。")
    default: say("There is no valid vote; nobody is elected.", "沒有有效票，無人當選。")
    }
  }

  private func tie(_ draw: JSON?) -> String {
    let level = names("candidates", of: draw)
    let seats = number(draw?["seats"])
    return switch draw?["for"]?.string {
    case "stay":
      say(
        "Level with the fewest votes, lots decide who is excluded: \(level).",
        "得票同為最少，須抽籤決定淘汰何人：\(level)。")
    case "first":
      say(
        "Level, lots decide whose surplus is transferred first: \(level).",
        "餘票相同，須抽籤決定先轉移誰的餘票：\(level)。")
    default:
      say(
        "Level, lots decide who takes \(Plural.of(seats, "seat")): \(level).",
        "票數相同，須抽籤決定 \(seats) 個議席誰屬：\(level)。")
    }
  }

  /// What has to be reached, with the numbers.
  private var conditions: String {
    let chosen = { (id: String) -> Int in
      let option = json["options"]?.array?.first { $0["id"]?.string == id }
      return number(option?["total"])
    }
    let mark = { (holds: Bool) in holds ? say("yes", "是") : say("no", "否") }
    var text = ""
    switch contest.method {
    case .threshold(let required, _):
      for option in contest.standing {
        let more = chosen(option.id) - required
        text += say(
          "  \(name(option.id)): \(chosen(option.id)) of \(required) required, "
            + (more >= 0 ? "reached by \(more) more\n" : "short by \(-more)\n"),
          "  \(name(option.id))：\(chosen(option.id))，所需 \(required)，"
            + (more >= 0 ? "超出 \(more)\n" : "尚欠 \(-more)\n"))
      }
    case .question(let minYes, let minTurnout):
      let (yes, no) = (chosen("yes"), chosen("no"))
      text += say(
        "  more yes than no: \(yes) against \(no): \(mark(yes > no))\n",
        "  贊成多於反對：\(yes) 對 \(no)：\(mark(yes > no))\n")
      if let minYes {
        text += say(
          "  at least \(minYes) yes: \(yes): \(mark(yes >= minYes))\n",
          "  贊成不少於 \(minYes)：\(yes)：\(mark(yes >= minYes))\n")
      }
      if let minTurnout {
        let ballots = number(json["turnout"])
        text += say(
          "  at least \(minTurnout) ballots: \(ballots): \(mark(ballots >= minTurnout))\n",
          "  選票不少於 \(minTurnout)：\(ballots)：\(mark(ballots >= minTurnout))\n")
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
          "", say("support", "支持"), "%", say("oppose", "反對"), "%", say("abstain", "棄權"), "%",
          say("net", "支持淨值"), "%",
        ]
        : [
          "", contest.method.isRanked ? say("first preferences", "第一選擇") : say("votes", "票數"),
          "%",
        ])
    for option in json["options"]?.array ?? [] {
      let name = name(option["id"]?.string ?? "")
      let total = option["total"]
      guard isJudged else {
        table.add([name, "\(number(total))", Percentage.text(number(total), of: valid)])
        continue
      }
      var cells = [name]
      for key in OptionCount.judgements {
        let count = number(total?[key])
        cells += ["\(count)", Percentage.text(count, of: valid)]
      }
      let net = number(total?["net"])
      cells += [
        (net > 0 ? "+" : "") + "\(net)", Percentage.text(net, of: valid, signed: true),
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
        "quota \(number(allocation["votes"])) / \(seats)",
        "數額 \(number(allocation["votes"])) / \(seats)"), say("whole quotas", "足額"),
      say("remainder × \(seats)", "餘額 × \(seats)"), say("seats", "議席"),
    ])
    for list in allocation["lists"]?.array ?? [] {
      table.add(
        [name(list["id"]?.string ?? "")]
          + ["quotas", "remainder", "seats"].map { "\(number(list[$0]))" })
    }
    return table.text
  }

  /// Ballots by channel, the one that prevails first, and by what they came to.
  private var ballots: String {
    let all = json["ballots"]
    let channels = definition.channels.filter { all?[$0.id] != nil }
    let columns: [(key: String, title: String)] = [
      ("valid", say("valid", "有效")), ("blank", say("blank", "空白")),
      ("overvoted", say("overvoted", "選擇過多")), ("undervoted", say("undervoted", "選擇不足")),
      ("malformed", say("malformed", "格式錯誤")),
    ]
    let rejected = { (json: JSON?) in
      (json?["rejected"]?.object ?? [:]).values.reduce(0) { $0 + number($1) }
    }
    var table = TextTable(
      [.left] + [TextTable.Alignment](repeating: .right, count: columns.count + 2))
    table.add(
      [say("ballots", "選票")] + columns.map(\.title) + [say("rejected", "無效票紙"), say("all", "合計")])
    let rows =
      channels.map { ($0.name.text(language.rawValue), all?[$0.id]) }
      + [(say("total", "總計"), all?["total"])]
    for (name, counts) in rows {
      let numbers = columns.map { number(counts?[$0.key]) } + [rejected(counts)]
      table.add([name] + numbers.map { "\($0)" } + ["\(numbers.reduce(0, +))"])
    }
    var text = table.text
    let categories = all?["total"]?["rejected"]?.object ?? [:]
    for category in definition.rejections where number(categories[category.id]) > 0 {
      text += "  " + say("rejected, ", "無效票紙，")
      text += "\(category.name.text(language.rawValue)): \(number(categories[category.id]))\n"
    }
    return text
  }

  private var turnout: String {
    guard let electorate = json["electorate"]?.integer else { return "" }
    let ballots = number(json["turnout"])
    let percent = Percentage.text(ballots, of: electorate)
    return say(
      "  turnout \(ballots) of \(electorate), \(percent)%\n",
      "  投票人數 \(ballots)／\(electorate)，\(percent)%\n")
  }

  /// Papers that could not be taken out of their boxes, against the margin.
  private var unresolved: String {
    let papers = number(json["unresolved"]?["papers"])
    guard papers > 0 else { return "" }
    let could =
      json["unresolved"]?["couldChange"] == .bool(true)
      ? say("could change the outcome", "可能影響結果") : say("could not change the outcome", "不會影響結果")
    guard let margin = json["unresolved"]?["margin"]?.integer else {
      return say(
        "  \(papers) unresolved duplicates \(could)\n", "  \(papers) 張未能剔除的重複票\(could)\n")
    }
    return say(
      "  \(papers) unresolved duplicates against a margin of \(margin): \(could)\n",
      "  \(papers) 張未能剔除的重複票，差距為 \(margin)：\(could)\n")
  }
}
