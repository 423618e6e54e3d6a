import Election
import Result
import Encoding
import Paper
import Words

/// What was decided, in sentences that a newspaper can print.
struct Sentences {
  let contest: PublicContest
  let isProvisional: Bool
  let decimals: Int
  let marker: Marker

  private var outcome: ContestResult.Outcome { contest.outcome }
  private var elected: [String] { outcome.elected }
  /// The option that is elected, passed or recommended, where it is one.
  private var winner: PublicContest.NamedOption? {
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
          Wording(
            "So far \(names) leads with \(n.text(votes)) of \(n.text(valid)) valid votes (\(share)).",
            "With \(n.text(votes)) of \(n.text(valid)) valid votes (\(share)), \(names) leads so far."
          )
        }
      }
      return marker.text { n in
        Wording(
          "\(names) is elected with \(n.text(votes)) of \(n.text(valid)) valid votes (\(share)).",
          "With \(n.text(votes)) of \(n.text(valid)) valid votes (\(share)), \(names) is elected.")
      }
    }
    let count = contest.contest.method.seats ?? elected.count
    if isProvisional {
      return marker.text { n in
        Wording(
          "So far the seats (\(n.text(count))) would go to \(names).",
          "\(names) would take the seats (\(n.text(count))) so far.")
      }
    }
    return marker.text { n in
      Wording(
        "Elected (seats: \(n.text(count))): \(names).",
        "The seats (\(n.text(count))) go to \(names).")
    }
  }

  private var uncontested: Text {
    guard !elected.isEmpty else { return nobody }
    let names = names
    return marker.text { _ in
      Wording(
        "\(names): returned unopposed; no votes are counted.",
        "There was no contest: \(names) returned unopposed.")
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
      let so: Message = isProvisional ? "so far " : ""
      return Wording(
        "\(names) \(so)has the highest net support: \(net) (\(support) for, \(oppose) against).",
        "The highest net support \(so)is for \(names): \(support) for, \(oppose) against, net \(net)."
      )
    }
  }

  private var passed: Text {
    guard case .threshold(let required, _) = contest.contest.method else {
      return questionSentence(isPassed: true)
    }
    let names = names
    return marker.text { n in
      Wording(
        "Reached the \(n.text(required)) signatures required: \(names).",
        "\(n.text(required)) signatures were required; reached by \(names).")
    }
  }

  private func questionSentence(isPassed: Bool) -> Text {
    guard let yes = contest.result.votes("yes")?.inFavour,
      let no = contest.result.votes("no")?.inFavour
    else { return nobody }
    let verdict: Message =
      switch (isPassed, isProvisional) {
      case (true, false): "passed"
      case (true, true): "passed as it stands"
      case (false, false): "not passed"
      case (false, true): "not passed as it stands"
      }
    return marker.text { n in
      Wording(
        "The question is \(verdict): \(n.text(yes)) yes, \(n.text(no)) no.",
        "With \(n.text(yes)) yes and \(n.text(no)) no, the question is \(verdict).")
    }
  }

  private var nobody: Text {
    marker.text { _ in
      Wording("\(contest.title): nobody qualifies.", "\(contest.title): there is no winner.")
    }
  }

  /// Lots that are still to be drawn.
  var draw: Text? {
    guard let draw = outcome.draw else { return nil }
    let names = Text.list(draw.candidates.map(contest.name))
    return marker.text { _ in
      Wording(
        "\(names) are level; lots have to be drawn.",
        "Lots have to be drawn between \(names), who are level.")
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
          Wording("Decided by lots: \(names).", "Lots were drawn between \(names).")
        })
    }
    let failed = outcome.failed
    if !failed.isEmpty {
      let names = Text.list(failed.map(contest.name))
      remarks.append(
        marker.text { n in
          Wording(
            "\(names) won but cannot serve; seats left vacant: \(n.text(failed.count)).",
            "Seats left vacant: \(n.text(failed.count)), since \(names) won but cannot serve.")
        })
    } else if outcome.vacant > 0 {
      let vacant = outcome.vacant
      remarks.append(
        Text(saying: "Seats left vacant: \(vacant)."))
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
      Wording(
        "The lead over \(name): \(n.text(difference)).",
        "\(name) is behind by \(n.text(difference)).")
    }
  }

  /// Papers that could not be taken out of their boxes.
  private var unresolved: Text? {
    let papers = contest.result.unresolved.papers
    guard papers > 0 else { return nil }
    let effect: Message =
      contest.result.unresolved.isDecisive
      ? "could change the outcome" : "could not change the outcome"
    return marker.text { n in
      Wording(
        "\(n.text(papers)) papers of people who also voted otherwise could not be taken out; "
          + "they \(effect).",
        "Not taken out, though their voters also voted otherwise: \(n.text(papers)) papers, "
          + "which \(effect).")
    }
  }

  /// How many took part.
  var turnout: Text {
    let ballots = contest.turnout
    guard let electorate = contest.electorate, electorate > 0 else {
      return marker.text { n in
        Wording("\(n.text(ballots)) ballots were counted.", "Ballots counted: \(n.text(ballots)).")
      }
    }
    let share = percent(ballots, electorate)
    return marker.text { n in
      Wording(
        "\(n.text(ballots)) ballots from an electorate of \(n.text(electorate)): a turnout of \(share).",
        "Turnout was \(share): \(n.text(ballots)) ballots, \(n.text(electorate)) people entitled to vote."
      )
    }
  }
}
