import Election
import Result
import Words

// Why proposals and questions are carried or not, and by how much.
extension Sentences {
  /// Proposals that reached the number that was required, or by how much the first fell short.
  func carried(_ required: Int) -> Text {
    marker.text {
      let names = Text.list(
        winners.map { Text(saying: "\($0.name) (\(NumberStyle.text(contest.rank($0))))") })
      return Wording(
        "Carried, with \(NumberStyle.text(required)) required: \(names).",
        "\(NumberStyle.text(required)) were required; carried: \(names).")
    }
  }

  /// A question with its votes, and each minimum that it failed by how much.
  func question(isCarried: Bool) -> Text {
    guard case .question(let minYes, let minTurnout) = contest.contest.method,
      let yes = contest.result.votes("yes")?.inFavour,
      let no = contest.result.votes("no")?.inFavour
    else { return nobody }
    let verdict: Message =
      switch (isCarried, isProvisional) {
      case (true, false): "carried"
      case (true, true): "carried as it stands"
      case (false, false): "not carried"
      case (false, true): "not carried as it stands"
      }
    let shares = [yes, no].map { percent($0, contest.valid) }
    let counts = marker.text {
      Wording(
        "The question is \(verdict): \(NumberStyle.text(yes)) yes (\(shares[0])), \(NumberStyle.text(no)) no (\(shares[1])).",
        "With \(NumberStyle.text(yes)) yes (\(shares[0])) and \(NumberStyle.text(no)) no (\(shares[1])), the question is \(verdict)."
      )
    }
    guard !isCarried else { return counts }
    var reasons: [Text] = []
    if yes <= no { reasons.append(Text(saying: "There are not more yes than no.")) }
    if let minYes, yes < minYes {
      reasons.append(short(yes, of: minYes, Text(saying: "yes votes")))
    }
    if let minTurnout, contest.turnout < minTurnout {
      reasons.append(short(contest.turnout, of: minTurnout, Text(saying: "ballots cast")))
    }
    return Text.sentences([counts] + reasons)
  }

  private func short(_ count: Int, of least: Int, _ what: Text) -> Text {
    marker.text {
      let missing = NumberStyle.text(least - count)
      return Wording(
        "It needed \(NumberStyle.text(least)) \(what) and has \(NumberStyle.text(count)): \(missing) too few.",
        "Of the \(NumberStyle.text(least)) \(what) that it needed \(missing) are missing.")
    }
  }

  /// By how much: over the next one, or the last seat over whoever just missed it.
  var lead: Text? {
    guard outcome.kind == .elected || outcome.kind == .recommended || outcome.kind == .passed,
      contest.result.working == nil, let last = winners.last
    else { return nil }
    if case .threshold = contest.contest.method { return nil }
    guard let second = contest.ordered.first(where: { contest.seats($0) == 0 }),
      !outcome.failed.contains(second.id)
    else { return nil }
    let difference = contest.rank(last) - contest.rank(second)
    guard difference > 0 else { return nil }
    let name = second.name
    if winners.count == 1 {
      return marker.text {
        Wording(
          "The lead over \(name): \(NumberStyle.text(difference)).",
          "\(name) is behind by \(NumberStyle.text(difference)).")
      }
    }
    return marker.text {
      Wording(
        "The last seat is won by \(NumberStyle.text(difference)) votes over \(name).",
        "\(name) misses the last seat by \(NumberStyle.text(difference)) votes.")
    }
  }

  /// How many took part.
  var turnout: Text {
    let ballots = contest.turnout
    guard let electorate = contest.electorate, electorate > 0 else {
      return marker.text {
        Wording(
          "\(NumberStyle.text(ballots)) ballots were counted.",
          "Ballots counted: \(NumberStyle.text(ballots)).")
      }
    }
    let share = percent(ballots, electorate)
    return marker.text {
      Wording(
        "\(NumberStyle.text(ballots)) ballots from an electorate of \(NumberStyle.text(electorate)): a turnout of \(share).",
        "Turnout was \(share): \(NumberStyle.text(ballots)) ballots, \(NumberStyle.text(electorate)) people entitled to vote."
      )
    }
  }

  /// Valid ballots, and the invalid ones by why they are.
  var ballots: Text {
    let ballots = contest.result.total.ballots
    let invalid = ballots.total - ballots.valid
    guard invalid > 0 else {
      return marker.text {
        Wording(
          "All \(NumberStyle.text(ballots.valid)) ballots are valid.",
          "No ballot is invalid; valid: \(NumberStyle.text(ballots.valid)).")
      }
    }
    return marker.text {
      let reasons = Text.list(
        BallotWords.invalid(ballots, in: contest.definition).map { reason, count in
          Text(saying: "\(reason) \(NumberStyle.text(count))")
        })
      return Wording(
        "Valid ballots: \(NumberStyle.text(ballots.valid)); invalid: \(NumberStyle.text(invalid)) (\(reasons)).",
        "Invalid ballots: \(NumberStyle.text(invalid)) (\(reasons)); valid: \(NumberStyle.text(ballots.valid))."
      )
    }
  }
}

/// What ballots come to, in words.
enum BallotWords {
  static let categories: [(BallotCategory, Text)] = [
    (.valid, Text(saying: "valid")), (.blank, Text(saying: "blank")),
    (.overvoted, Text(saying: "overvoted")),
    (.undervoted, Text(saying: "undervoted")),
    (.malformed, Text(saying: "malformed")),
  ]

  /// Why ballots are invalid, with how many are; ballots and papers of one reason together.
  static func invalid(_ ballots: Ballots, in definition: Definition) -> [(Text, Int)] {
    let judged = categories.filter { $0.0 != .valid }.map {
      (id: $0.0.rawValue, reason: $0.1, count: ballots[$0.0])
    }
    let papers = zip(definition.rejections, ballots.rejected).map {
      (id: $0.id, reason: Text($0.name), count: $1)
    }
    var reasons: [(Text, Int)] = []
    var positions: [String: Int] = [:]
    for (id, reason, count) in judged + papers where count > 0 {
      if let position = positions[id] {
        reasons[position].1 += count
      } else {
        positions[id] = reasons.count
        reasons.append((reason, count))
      }
    }
    return reasons
  }
}
