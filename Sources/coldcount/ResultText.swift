import Console
import Election
import Encoding
import Tally

/// A result as people read it: for each contest the decision in a sentence and a table.
struct ResultText {
  let result: JSON
  let definition: Definition
  let language: Language

  var text: String {
    var text = "\(definition.title.text(language.rawValue))\n"
    let stage = result["stage"]?.string ?? ""
    if stage != "final" {
      text += say("PROVISIONAL: stage \(stage)", "臨時結果：階段 \(stage)") + "\n"
    }
    for contest in result["contests"]?.array ?? [] { text += "\n" + section(contest) }
    return text + "\n" + ballots
  }

  private func say(_ english: String, _ chinese: String) -> String {
    language == .english ? english : chinese
  }

  private func number(_ json: JSON?) -> Int { json?.integer ?? 0 }

  /// Where every electronic ballot went.
  private var ballots: String {
    let electronic = result["electronic"]
    let struck = (electronic?["struck"]?.object ?? [:]).sorted { $0.key < $1.key }
    let total = struck.reduce(0) { $0 + number($1.value) }
    var text = say(
      "Sealed ballots \(number(electronic?["entries"])) = counted \(number(electronic?["read"]))"
        + " + struck \(total) + unreadable \(number(electronic?["unreadable"]))"
        + " + excluded \(number(electronic?["excluded"]))\n",
      "封存選票 \(number(electronic?["entries"])) = 點算 \(number(electronic?["read"]))"
        + " + 剔除 \(total) + 無法讀取 \(number(electronic?["unreadable"]))"
        + " + 不計 \(number(electronic?["excluded"]))\n")
    for (reason, count) in struck {
      text += "  " + say("struck", "剔除") + " \(reason): \(number(count))\n"
    }
    if result["eligibility"]?.string != "roll" {
      text += say("Eligibility was not checked: no roll.\n", "沒有選民名冊，未核對投票資格。\n")
    }
    return text
  }

  private func section(_ json: JSON) -> String {
    guard let id = json["id"]?.string, let contest = definition.contest(id) else { return "" }
    let title = contest.title.text(language.rawValue)
    let total = json["ballots"]?["total"]
    let valid = number(total?["valid"])
    let rejected = (total?["rejected"]?.object ?? [:]).values.reduce(0) { $0 + number($1) }
    var text = "\(title)\n" + sentence(json["outcome"], contest) + "\n"
    text += table(json, contest, valid: valid)
    text += say(
      "  ballots \(number(json["turnout"])): valid \(valid)",
      "  選票 \(number(json["turnout"]))：有效 \(valid)")
    for (key, english, chinese) in [
      ("blank", "blank", "空白"), ("overvoted", "overvoted", "選擇過多"),
      ("undervoted", "undervoted", "選擇不足"), ("malformed", "malformed", "格式錯誤"),
    ] where number(total?[key]) > 0 {
      text += ", " + say(english, chinese) + " \(number(total?[key]))"
    }
    if rejected > 0 { text += ", " + say("rejected papers", "無效票紙") + " \(rejected)" }
    return text + "\n"
  }

  private func names(_ ids: [JSON], _ contest: Contest) -> String {
    ids.compactMap { id in
      contest.options.first { $0.id == id.string }?.name.text(language.rawValue)
    }.joined(separator: say(", ", "、"))
  }

  /// The decision in one sentence.
  private func sentence(_ outcome: JSON?, _ contest: Contest) -> String {
    let elected = names(outcome?["elected"]?.array ?? [], contest)
    let vacant = number(outcome?["vacant"])
    let level = names(outcome?["ties"]?.array?.first?.array ?? [], contest)
    var text: String
    switch outcome?["kind"]?.string {
    case "elected": text = say("Elected: \(elected).", "當選：\(elected)。")
    case "uncontested":
      text = say("Returned unopposed: \(elected).", "自動當選：\(elected)。")
    case "recommended": text = say("Recommended: \(elected).", "獲推薦：\(elected)。")
    case "passed": text = say("Passed: \(elected).", "通過：\(elected)。")
    case "rejected": text = say("Not passed.", "不獲通過。")
    case "tie":
      text = elected.isEmpty ? "" : say("Elected: \(elected). ", "當選：\(elected)。")
      text += say("Level, lots decide: \(level).", "票數相同，須抽籤決定：\(level)。")
    default: text = say("Nobody qualifies.", "無人符合資格。")
    }
    if vacant > 0 {
      text += say(
        " The election fails for \(Plural.of(vacant, "seat")).", " 有 \(vacant) 個議席選舉未能完成。")
    }
    return text
  }

  private func table(_ json: JSON, _ contest: Contest, valid: Int) -> String {
    let isJudged = contest.method == .supportOppose
    var table = TextTable(
      [.left] + [Alignment](repeating: .right, count: isJudged ? 8 : 2))
    table.add(
      isJudged
        ? [
          "", say("support", "支持"), "%", say("oppose", "反對"), "%", say("abstain", "棄權"), "%",
          say("net", "支持淨值"), "%",
        ]
        : ["", say("votes", "票數"), "%"])
    for option in json["options"]?.array ?? [] {
      let name =
        contest.options.first { $0.id == option["id"]?.string }?.name.text(language.rawValue)
        ?? ""
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

  private typealias Alignment = TextTable.Alignment
}
