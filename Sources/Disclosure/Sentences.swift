import Election
import Result
import Encoding

/// What was decided, in sentences that a newspaper can print.
struct Sentences {
  let contest: PublicContest
  let isProvisional: Bool
  let decimals: Int
  let marker: Marker

  private var outcome: ContestResult.Outcome { contest.outcome }
  private var elected: [String] { outcome.elected }
  /// The option that is elected, passed or recommended, where it is one.
  private var winner: PublicContest.Option? {
    elected.count == 1 ? contest.option(elected[0]) : nil
  }

  private func percent(_ part: Int, _ whole: Int, signed: Bool = false) -> String {
    Percentage.text(part, of: whole, decimals: decimals, signed: signed) + "%"
  }

  /// The decision in a sentence.
  var decision: Text {
    switch outcome.kind {
    case .elected, .tie: seats
    case .uncontested: uncontested
    case .recommended: recommended
    case .passed: passed
    case .rejected: questionSentence(isPassed: false)
    case .none: nobody
    }
  }

  private var names: Text { Text.list(elected.map(contest.name)) }

  private var seats: Text {
    guard !elected.isEmpty else { return draw ?? nobody }
    let names = names
    if let winner, case .plurality(1, _, _) = contest.contest.method {
      let votes = contest.total(winner).inFavour
      let valid = contest.valid
      let share = percent(votes, valid)
      if isProvisional {
        return marker.text { n in
          (
            zh: (
              "暫時由\(names.zh)領先，得\(n.text(votes))票，佔有效票\(n.text(valid))張的\(share)。",
              "\(names.zh)暫時領先，得\(n.text(votes))票，佔\(n.text(valid))張有效票的\(share)。"
            ),
            en: (
              "So far \(names.en) leads with \(n.text(votes)) of \(n.text(valid)) valid votes (\(share)).",
              "With \(n.text(votes)) of \(n.text(valid)) valid votes (\(share)), \(names.en) leads so far."
            )
          )
        }
      }
      return marker.text { n in
        (
          zh: (
            "\(names.zh)當選，得\(n.text(votes))票，佔有效票\(n.text(valid))張的\(share)。",
            "\(names.zh)以\(n.text(votes))票當選，佔\(n.text(valid))張有效票的\(share)。"
          ),
          en: (
            "\(names.en) is elected with \(n.text(votes)) of \(n.text(valid)) valid votes (\(share)).",
            "With \(n.text(votes)) of \(n.text(valid)) valid votes (\(share)), \(names.en) is elected."
          )
        )
      }
    }
    let count = contest.contest.method.seats ?? elected.count
    if isProvisional {
      return marker.text { n in
        (
          zh: (
            "\(n.text(count))個議席暫時由\(names.zh)取得。", "暫時取得\(n.text(count))個議席的是\(names.zh)。"
          ),
          en: (
            "So far the seats (\(n.text(count))) would go to \(names.en).",
            "\(names.en) would take the seats (\(n.text(count))) so far."
          )
        )
      }
    }
    return marker.text { n in
      (
        zh: ("當選人（議席\(n.text(count))個）：\(names.zh)。", "\(n.text(count))個議席的當選人：\(names.zh)。"),
        en: (
          "Elected (seats: \(n.text(count))): \(names.en).",
          "The seats (\(n.text(count))) go to \(names.en)."
        )
      )
    }
  }

  private var uncontested: Text {
    guard !elected.isEmpty else { return nobody }
    let names = names
    return marker.text { _ in
      (
        zh: ("\(names.zh)自動當選，毋須投票。", "沒有競爭，\(names.zh)自動當選。"),
        en: (
          "\(names.en): returned unopposed; no votes are counted.",
          "There was no contest: \(names.en) returned unopposed."
        )
      )
    }
  }

  private var recommended: Text {
    let names = names
    guard let winner = elected.first.flatMap(contest.option),
      case .judged(let supporting, let opposing, _) = contest.total(winner)
    else { return nobody }
    return marker.text { n in
      let net = n.signed(supporting - opposing)
      let support = n.text(supporting)
      let oppose = n.text(opposing)
      let so = isProvisional ? (zh: "暫時", en: "so far ") : (zh: "", en: "")
      return (
        zh: (
          "\(names.zh)\(so.zh)淨支持最高：\(net)（支持\(support)，反對\(oppose)）。",
          "淨支持\(so.zh)最高的是\(names.zh)：支持\(support)，反對\(oppose)，淨支持\(net)。"
        ),
        en: (
          "\(names.en) \(so.en)has the highest net support: \(net) (\(support) for, \(oppose) against).",
          "The highest net support \(so.en)is for \(names.en): \(support) for, \(oppose) against, net \(net)."
        )
      )
    }
  }

  private var passed: Text {
    guard case .threshold(let required, _) = contest.contest.method else {
      return questionSentence(isPassed: true)
    }
    let names = names
    return marker.text { n in
      (
        zh: (
          "達到所需\(n.text(required))個簽署：\(names.zh)。", "所需簽署為\(n.text(required))個，已達到的是\(names.zh)。"
        ),
        en: (
          "Reached the \(n.text(required)) signatures required: \(names.en).",
          "\(n.text(required)) signatures were required; reached by \(names.en)."
        )
      )
    }
  }

  private func questionSentence(isPassed: Bool) -> Text {
    guard let yes = contest.result.votes("yes")?.inFavour,
      let no = contest.result.votes("no")?.inFavour
    else { return nobody }
    let zh = (isProvisional ? "暫時" : "") + (isPassed ? "獲得通過" : "未獲通過")
    let en = (isPassed ? "passed" : "not passed") + (isProvisional ? " as it stands" : "")
    return marker.text { n in
      (
        zh: (
          "議題\(zh)：贊成\(n.text(yes))票，反對\(n.text(no))票。",
          "贊成\(n.text(yes))票，反對\(n.text(no))票，議題\(zh)。"
        ),
        en: (
          "The question is \(en): \(n.text(yes)) yes, \(n.text(no)) no.",
          "With \(n.text(yes)) yes and \(n.text(no)) no, the question is \(en)."
        )
      )
    }
  }

  private var nobody: Text {
    marker.text { _ in
      (
        zh: ("「\(contest.title.zh)」沒有人勝出。", "「\(contest.title.zh)」無人勝出。"),
        en: (
          "\(contest.title.en): nobody qualifies.", "\(contest.title.en): there is no winner."
        )
      )
    }
  }

  /// Lots that are still to be drawn.
  var draw: Text? {
    guard let draw = outcome.draw else { return nil }
    let names = Text.list(draw.candidates.map(contest.name))
    return marker.text { _ in
      (
        zh: ("\(names.zh)票數相同，須抽籤決定。", "須由抽籤決定：\(names.zh)票數相同。"),
        en: (
          "\(names.en) are level; lots have to be drawn.",
          "Lots have to be drawn between \(names.en), who are level."
        )
      )
    }
  }

  /// What else people must know of the outcome: lots, seats that stay empty, a narrow margin.
  var remarks: [Text] {
    var remarks: [Text] = []
    if outcome.kind == .tie, !elected.isEmpty, let draw { remarks.append(draw) }
    for lots in outcome.lots {
      let names = Text.list(lots.draws.keys.sorted().map(contest.name))
      remarks.append(
        marker.text { _ in
          (
            zh: ("票數相同，以抽籤決定：\(names.zh)。", "\(names.zh)票數相同，經抽籤決定。"),
            en: ("Decided by lots: \(names.en).", "Lots were drawn between \(names.en).")
          )
        })
    }
    let failed = outcome.failed
    if !failed.isEmpty {
      let names = Text.list(failed.map(contest.name))
      remarks.append(
        marker.text { n in
          (
            zh: (
              "\(names.zh)勝出但不能就任，\(n.text(failed.count))個議席懸空。",
              "勝出的\(names.zh)不能就任，懸空議席：\(n.text(failed.count))個。"
            ),
            en: (
              "\(names.en) won but cannot serve; seats left vacant: \(n.text(failed.count)).",
              "Seats left vacant: \(n.text(failed.count)), since \(names.en) won but cannot serve."
            )
          )
        })
    } else if outcome.vacant > 0 {
      let vacant = outcome.vacant
      remarks.append(
        Text(zh: "懸空議席：\(vacant)個。", en: "Seats left vacant: \(vacant)."))
    }
    if let lead { remarks.append(lead) }
    if let unresolved { remarks.append(unresolved) }
    return remarks
  }

  /// By how much.
  private var lead: Text? {
    guard outcome.kind == .elected, let winner,
      case .plurality(1, _, _) = contest.contest.method
    else { return nil }
    let others = contest.standing.filter { $0.id != winner.id }
    guard let second = others.max(by: { contest.rank($0) < contest.rank($1) }) else { return nil }
    let difference = contest.rank(winner) - contest.rank(second)
    guard difference > 0 else { return nil }
    let name = second.name
    return marker.text { n in
      (
        zh: ("領先\(name.zh)\(n.text(difference))票。", "與\(name.zh)相差\(n.text(difference))票。"),
        en: (
          "The lead over \(name.en): \(n.text(difference)).",
          "\(name.en) is behind by \(n.text(difference))."
        )
      )
    }
  }

  /// Papers that could not be taken out of their boxes.
  private var unresolved: Text? {
    let papers = contest.result.unresolved.papers
    guard papers > 0 else { return nil }
    let could = contest.result.unresolved.isDecisive
    return marker.text { n in
      (
        zh: (
          "\(n.text(papers))張重複的紙票未能剔除，\(could ? "可能影響結果" : "不會影響結果")。",
          "未能剔除的重複紙票有\(n.text(papers))張，\(could ? "可能影響結果" : "不會影響結果")。"
        ),
        en: (
          "\(n.text(papers)) papers of people who also voted otherwise could not be taken out; they "
            + (could ? "could change the outcome." : "could not change the outcome."),
          "Not taken out, though their voters also voted otherwise: \(n.text(papers)) papers, which "
            + (could ? "could change the outcome." : "could not change the outcome.")
        )
      )
    }
  }

  /// How many took part.
  var turnout: Text {
    let ballots = contest.turnout
    guard let electorate = contest.electorate, electorate > 0 else {
      return marker.text { n in
        (
          zh: ("共點算\(n.text(ballots))張選票。", "點算的選票共\(n.text(ballots))張。"),
          en: (
            "\(n.text(ballots)) ballots were counted.", "Ballots counted: \(n.text(ballots))."
          )
        )
      }
    }
    let share = percent(ballots, electorate)
    return marker.text { n in
      (
        zh: (
          "選民\(n.text(electorate))人，投票\(n.text(ballots))張，投票率\(share)。",
          "投票率\(share)：\(n.text(electorate))名選民投下\(n.text(ballots))張選票。"
        ),
        en: (
          "\(n.text(ballots)) ballots from an electorate of \(n.text(electorate)): a turnout of \(share).",
          "Turnout was \(share): \(n.text(ballots)) ballots, \(n.text(electorate)) people entitled to vote."
        )
      )
    }
  }
}
