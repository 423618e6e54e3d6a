import Election
import Paper
import Result
import Words

/// What was decided, in sentences that a newspaper can print.
struct Sentences {
  let contest: PublicContest
  let isProvisional: Bool
  let decimals: Int
  let marker: Marker

  var outcome: ContestResult.Outcome { contest.outcome }
  /// What won, each once, in order of votes.
  var winners: [PublicContest.NamedOption] { contest.ordered.filter { contest.seats($0) > 0 } }

  func percent(_ part: Int, _ whole: Int, signed: Bool = false) -> String {
    let text = Percentage.text(part, of: whole, decimals: decimals, signed: signed)
    return text == "–" ? text : NumberStyle.printed(text) + "%"
  }

  /// The decision, and what keeps a winner from a seat.
  var decision: Text {
    let parts = [decided].compactMap { $0 } + outcome.failed.compactMap(failure)
    return parts.isEmpty ? nobody : Text.sentences(parts)
  }

  /// The decision in a sentence; nil where nobody has a seat and what failed says why.
  private var decided: Text? {
    switch outcome.kind {
    case .elected, .tie: elected
    case .uncontested: uncontested
    case .recommended: recommended
    case .passed:
      if case .threshold(let required, _) = contest.contest.method {
        carried(required)
      } else {
        question(isCarried: true)
      }
    case .rejected: question(isCarried: false)
    case .none: outcome.failed.isEmpty ? nobody : nil
    }
  }

  private var elected: Text? {
    guard !winners.isEmpty else { return draw ?? (outcome.failed.isEmpty ? nobody : nil) }
    if let winner = winners.first, case .plurality(1, _, _) = contest.contest.method {
      return single(winner)
    }
    let count = contest.contest.method.seats ?? winners.count
    if isProvisional {
      return marker.text {
        let names = named
        return Wording(
          "So far the seats (\(NumberStyle.text(count))) would go to \(names).",
          "\(names) would take the seats (\(NumberStyle.text(count))) so far.")
      }
    }
    return marker.text {
      let names = named
      return Wording(
        "Elected (seats: \(NumberStyle.text(count))): \(names).",
        "The seats (\(NumberStyle.text(count))) go to \(names).")
    }
  }

  private func single(_ winner: PublicContest.NamedOption) -> Text {
    let name = winner.name
    let votes = contest.total(winner).inFavour
    let valid = contest.valid
    let share = percent(votes, valid)
    if isProvisional {
      return marker.text {
        Wording(
          "So far \(name) leads with \(NumberStyle.text(votes)) of \(NumberStyle.text(valid)) valid votes (\(share)).",
          "With \(NumberStyle.text(votes)) of \(NumberStyle.text(valid)) valid votes (\(share)), \(name) leads so far."
        )
      }
    }
    return marker.text {
      Wording(
        "\(name) is elected with \(NumberStyle.text(votes)) of \(NumberStyle.text(valid)) valid votes (\(share)).",
        "With \(NumberStyle.text(votes)) of \(NumberStyle.text(valid)) valid votes (\(share)), \(name) is elected."
      )
    }
  }

  /// The winners of several seats with what each won by.
  private var named: Text {
    switch contest.result.working {
    case .lists:
      return Text.series(
        winners.map { list in
          let seats = Plural.of(contest.seats(list), "seat")
          let votes = contest.rank(list)
          let share = percent(votes, contest.valid)
          return Text(saying: "\(list.name): \(seats) (\(NumberStyle.text(votes)) votes, \(share))")
        })
    case .transfers(let table):
      let elections = TransferOutcome(table, of: contest)
      return Text.list(
        elections.inOrder(winners).map { option in
          guard let election = elections.election(of: option) else { return option.name }
          let votes = NumberStyle.text(election.votes)
          return Text(saying: "\(option.name) (round \(election.round), \(votes) votes)")
        })
    case nil:
      return Text.list(
        winners.map { option in
          let votes = contest.rank(option)
          let share = percent(votes, contest.valid)
          return Text(saying: "\(option.name) (\(NumberStyle.text(votes)) votes, \(share))")
        })
    }
  }

  private var uncontested: Text? {
    guard !outcome.elected.isEmpty else { return outcome.failed.isEmpty ? nobody : nil }
    let names = Text.list(outcome.elected.map(contest.name))
    return marker.text {
      Wording(
        "\(names): returned unopposed; no votes are counted.",
        "There was no contest: \(names) returned unopposed.")
    }
  }

  private var recommended: Text {
    guard let winner = winners.first,
      case .judged(let supporting, let opposing, _) = contest.total(winner)
    else { return nobody }
    let names = Text.list(winners.map(\.name))
    let net = percent(supporting - opposing, contest.valid, signed: true)
    return marker.text {
      let support = NumberStyle.text(supporting)
      let oppose = NumberStyle.text(opposing)
      let so: Message = isProvisional ? "so far " : ""
      return Wording(
        "\(names) \(so)has the highest net support: \(net) (\(support) for, \(oppose) against).",
        "The highest net support \(so)is for \(names): \(support) for, \(oppose) against, net \(net)."
      )
    }
  }

  var nobody: Text {
    marker.text {
      Wording("\(contest.title): nobody qualifies.", "\(contest.title): there is no winner.")
    }
  }

  /// Lots that are still to be drawn.
  var draw: Text? {
    guard let draw = outcome.draw else { return nil }
    let names = Text.list(draw.candidates.map(contest.name))
    return marker.text {
      Wording(
        "\(names) are level; lots have to be drawn.",
        "Lots have to be drawn between \(names), who are level.")
    }
  }

  /// Who won but cannot take the seat.
  private func failure(_ id: String) -> Text? {
    guard let option = contest.option(id) else { return nil }
    let name = option.name
    let votes = contest.isCounted ? contest.rank(option) : nil
    let why: Message =
      option.status == .disqualifiedDuring ? "was disqualified" : "died"
    guard let votes else {
      return marker.text {
        Wording(
          "\(name) stood unopposed but \(why): the seat stays empty, and to that extent the election failed.",
          "To that extent the election failed and the seat stays empty: \(name), unopposed, \(why)."
        )
      }
    }
    return marker.text {
      Wording(
        "\(name) won a seat with \(NumberStyle.text(votes)) votes but \(why): the seat stays empty, and to that extent the election failed.",
        "To that extent the election failed and the seat stays empty: \(name), who won it with \(NumberStyle.text(votes)) votes, \(why)."
      )
    }
  }

  /// What else people must know of the outcome: lots, seats that stay empty, papers that could not
  /// be taken out.
  var remarks: [Text] {
    var remarks: [Text] = []
    if outcome.kind == .tie, !outcome.elected.isEmpty, let draw { remarks.append(draw) }
    for lots in outcome.lots {
      let names = Text.list(lots.draws.keys.sorted().map(contest.name))
      remarks.append(
        marker.text {
          Wording("Decided by lots: \(names).", "Lots were drawn between \(names).")
        })
    }
    let vacant = outcome.vacant - outcome.failed.count
    if vacant > 0 { remarks.append(Text(saying: "Seats left vacant: \(vacant).")) }
    if let unresolved { remarks.append(unresolved) }
    return remarks
  }

  /// Papers that could not be taken out of their boxes.
  private var unresolved: Text? {
    let papers = contest.result.unresolved.papers
    guard papers > 0 else { return nil }
    let effect: Message =
      contest.result.unresolved.isDecisive
      ? "could change the outcome" : "could not change the outcome"
    return marker.text {
      Wording(
        "\(NumberStyle.text(papers)) papers of people who also voted otherwise could not be taken out; "
          + "they \(effect).",
        "Not taken out, though their voters also voted otherwise: \(NumberStyle.text(papers)) papers, "
          + "which \(effect).")
    }
  }
}
