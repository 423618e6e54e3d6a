import Election
import Encoding
import Result
import Words

/// What disclosure standards ask of a public vote or poll, filled from the files; what they do not
/// say is named as a blank.
///
/// Items after the AAPOR Transparency Initiative's disclosure elements and WAPOR's code of ethics
/// (section on reporting), as far as they apply to a vote that anybody entitled may cast.
struct MethodStatement {
  struct Item {
    let key: String
    let title: Text
    let texts: [Text]
  }

  /// Items that no file answers; people may with `--fact`.
  static let facts: [(key: String, title: Text)] = [
    ("commissioner", Text(zh: "委託者", en: "Who commissioned it")),
    ("funding", Text(zh: "經費來源", en: "Who paid for it")),
    ("conductor", Text(zh: "執行者", en: "Who ran it")),
    ("contact", Text(zh: "查詢", en: "Whom to ask")),
  ]

  let publication: Publication
  private var definition: Definition { publication.definition }
  private var marker: Marker { publication.marker }

  init(_ publication: Publication) { self.publication = publication }

  var items: [Item] {
    var items = Self.facts.map { key, title in
      Item(key: key, title: title, texts: [publication.style.facts[key].map { Text($0) } ?? blank])
    }
    items += [
      Item(key: "dates", title: Text(zh: "日期", en: "When"), texts: [dates]),
      Item(key: "eligible", title: Text(zh: "投票資格", en: "Who could vote"), texts: eligible),
      Item(key: "channels", title: Text(zh: "投票方式", en: "How people voted"), texts: channels),
      Item(
        key: "ballots", title: Text(zh: "選票去向", en: "What became of the sealed ballots"),
        texts: ballots),
      Item(
        key: "decisions", title: Text(zh: "主任的決定", en: "Decisions of the officers"),
        texts: decisions),
      Item(key: "places", title: Text(zh: "小數目", en: "Small places"), texts: [smallCells]),
      Item(key: "limits", title: Text(zh: "已知限制", en: "Known limits"), texts: limits),
      Item(key: "verify", title: Text(zh: "如何核對", en: "How to verify"), texts: [verify]),
    ]
    return items
  }

  private var blank: Text {
    marker.words(
      zh: ("（空白：檔案沒有記載）", "（空白：檔案沒有說明）"),
      en: ("[blank: the files do not say]", "[blank: not stated in the files]"))
  }

  private var dates: Text {
    let moments = [definition.polls.opens, definition.polls.closes]
    let en = moments.map(\.message.english)
    let zh = moments.map { time in
      let (year, month, day, _) = time.civil
      return "\(year)年\(month)月\(day)日 \(time.shortClock) (\(time.zone))"
    }
    return marker.text { _ in
      (
        zh: ("投票由\(zh[0])至\(zh[1])。", "投票時間：\(zh[0])至\(zh[1])。"),
        en: (
          "Voting was open from \(en[0]) to \(en[1]).", "Open for voting: \(en[0]) to \(en[1])."
        )
      )
    }
  }

  private var eligible: [Text] {
    var texts = [publication.style.facts["eligible"].map { Text($0) } ?? blank]
    if publication.result.isEligibilityChecked {
      texts.append(
        marker.text { _ in
          (
            zh: ("以名冊核對了投票資格。", "投票資格已按名冊核對。"),
            en: (
              "Eligibility was checked against a roll.", "A roll was used to check who may vote."
            )
          )
        })
    } else {
      texts.append(
        marker.text { _ in
          (
            zh: ("沒有名冊，未核對投票資格。", "由於沒有名冊，投票資格未經核對。"),
            en: (
              "There was no roll: eligibility was not checked.",
              "Eligibility was not checked, since there was no roll."
            )
          )
        })
    }
    return texts
  }

  private var channels: [Text] {
    definition.channels.map { channel in
      let name = Text(channel.name)
      let kind =
        channel.kind == .paper
        ? Text(zh: "紙張", en: "on paper") : Text(zh: "電子", en: "electronically")
      return Text(zh: "\(name.zh)（\(kind.zh)）", en: "\(name.en) (\(kind.en))")
    }
      + [
        marker.text { _ in
          (
            zh: ("同一人以多種途徑投票時，以排列在前者為準。", "一人以多於一種途徑投票，以排在前面的為準。"),
            en: (
              "Of votes in several channels the one listed first prevails.",
              "Where somebody voted in several channels, the first in this list prevails."
            )
          )
        },
        definition.policy.withinChannel == .first
          ? marker.text { _ in
            (
              zh: ("同一途徑內以第一票為準。", "在同一途徑多次投票，只計第一票。"),
              en: (
                "Within a channel the first vote counts.",
                "Of several in one channel the first counts."
              )
            )
          }
          : marker.text { _ in
            (
              zh: ("同一途徑內以最後一票為準。", "在同一途徑多次投票，只計最後一票。"),
              en: (
                "Within a channel the last vote counts.",
                "Of several in one channel the last counts."
              )
            )
          },
      ]
  }

  private var ballots: [Text] {
    let electronic = publication.result.electronic
    let total = electronic.struckTotal
    var texts = [
      marker.text { n in
        (
          zh: (
            "封存選票\(n.text(electronic.entries))張：點算\(n.text(electronic.read))張，剔除\(n.text(total))張，無法讀取\(n.text(electronic.unreadable))張，不計\(n.text(electronic.excluded))張。",
            "\(n.text(electronic.entries))張封存選票中，點算\(n.text(electronic.read))張，剔除\(n.text(total))張，無法讀取\(n.text(electronic.unreadable))張，不計\(n.text(electronic.excluded))張。"
          ),
          en: (
            "Of \(n.text(electronic.entries)) sealed ballots \(n.text(electronic.read)) were counted, \(n.text(total)) struck, \(n.text(electronic.unreadable)) unreadable and \(n.text(electronic.excluded)) excluded.",
            "Sealed ballots: \(n.text(electronic.entries)); counted \(n.text(electronic.read)), struck \(n.text(total)), unreadable \(n.text(electronic.unreadable)), excluded \(n.text(electronic.excluded))."
          )
        )
      }
    ]
    for (reason, count) in electronic.struck.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let words = Self.words(reason)
      texts.append(
        marker.text { n in
          let number = n.text(count)
          return (
            zh: ("剔除：\(words.zh)，\(number)張", "\(words.zh)而剔除：\(number)張"),
            en: ("struck, \(words.en): \(number)", "\(number) struck: \(words.en)")
          )
        })
    }
    return texts
  }

  private static func words(_ reason: StrikeReason) -> Text {
    switch reason {
    case .notOnRoll: Text(zh: "不在名冊上", en: "not on the roll")
    case .outsidePoll: Text(zh: "在投票時間以外", en: "cast outside the poll")
    case .superseded: Text(zh: "被其後的一票取代", en: "superseded by a later vote")
    case .duplicate: Text(zh: "重複投票", en: "a second vote")
    case .otherChannel: Text(zh: "另一途徑的票為準", en: "the vote in another channel prevails")
    case .votedOnPaper: Text(zh: "已用紙張投票", en: "voted on paper")
    case .withdrawn: Text(zh: "已撤回", en: "withdrawn")
    }
  }

  private var decisions: [Text] {
    guard !publication.amendments.isEmpty else {
      return [
        marker.words(
          zh: ("沒有作出修訂。", "沒有任何修訂。"), en: ("No amendments.", "There were no amendments."))
      ]
    }
    return publication.amendments.map { amendment in
      let changes = amendment.changes.map(\.words).joined(separator: "; ")
      return Text(
        zh:
          "第\(amendment.number)號：\(SafeText.escaped(changes))（理由：\(SafeText.escaped(amendment.reason))）",
        en:
          "No. \(amendment.number): \(SafeText.escaped(changes)) (reason: \(SafeText.escaped(amendment.reason)))"
      )
    }
  }

  private var smallCells: Text {
    let least = definition.policy.smallCell
    return marker.text { n in
      (
        zh: (
          "少於\(n.text(least))張選票，或全部選擇相同的地點和途徑，與相鄰的合併列出。",
          "選票少於\(n.text(least))張或選擇全部相同的地點和途徑，均與相鄰者合併。"
        ),
        en: (
          "Places and channels with fewer than \(n.text(least)) ballots, or where all voted alike, are shown together with a neighbour.",
          "Shown together with a neighbour: places and channels with fewer than \(n.text(least)) ballots, or where all voted alike."
        )
      )
    }
  }

  private var limits: [Text] {
    var texts = [
      marker.text { _ in
        (
          zh: ("本結果是投票者的選擇，不是抽樣調查，不能推算未投票者的意見。", "投票者自行參與，本結果並非抽樣調查，不代表沒有投票的人。"),
          en: (
            "This is a count of those who voted, not a sample: it says nothing of those who did not.",
            "Those who voted were counted; no sample was drawn, and nothing follows for others."
          )
        )
      },
      marker.text { _ in
        (
          zh: ("選票如何在投票裝置上製成，點票程式不能證明。", "點票程式不能證明投票裝置如實製成選票。"),
          en: (
            "How a ballot was made on a voter's device is beyond what the count can prove.",
            "The count cannot prove how a voter's device made the ballot."
          )
        )
      },
    ]
    if let limits = publication.style.facts["limits"] { texts.append(Text(limits)) }
    if publication.isProvisional {
      texts += publication.outstanding.map { Text(zh: "尚欠：\($0.zh)", en: "Still out: \($0.en)") }
    }
    return texts
  }

  private var verify: Text {
    marker.text { _ in
      (
        zh: (
          "result.json的雜湊值為\(publication.resultHash)；任何人可用 coldcount verify 或 minisign 及 b2sum 核對結果包。",
          "任何人可用 coldcount verify（或 minisign 及 b2sum）核對結果包；result.json的雜湊值為\(publication.resultHash)。"
        ),
        en: (
          "Anyone can check the package with coldcount verify, or with minisign and b2sum; result.json has the hash \(publication.resultHash).",
          "The hash of result.json is \(publication.resultHash); coldcount verify, or minisign and b2sum, check the package."
        )
      )
    }
  }

  func html(_ page: Page) -> String {
    var html = "<section>\n" + page.heading(2, Text(zh: "方法說明", en: "Method statement")) + "<dl>\n"
    for item in items {
      html += "<dt>\(page.span(item.title))</dt><dd>"
      html += item.texts.count == 1 ? page.paragraph(item.texts[0]) : page.list(item.texts)
      html += "</dd>\n"
    }
    return html + "</dl>\n</section>\n"
  }

  /// `method.md`.
  var markdown: String {
    var text = ""
    for language in publication.style.languages {
      text += "# \(publication.title[language])\n\n"
      if publication.isProvisional { text += "**\(Publication.provisional[language])**\n\n" }
      text += "## \(Text(zh: "方法說明", en: "Method statement")[language])\n\n"
      for item in items {
        text += "**\(item.title[language])**\n\n"
        for line in item.texts { text += "- \(Markup.markdown(line[language]))\n" }
        text += "\n"
      }
    }
    if publication.isProvisional { text += "**PROVISIONAL 臨時結果**\n" }
    return text
  }
}
