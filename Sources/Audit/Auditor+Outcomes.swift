import Election
import Encoding
import Result
import Tally
import Words

/// What follows from the totals of a package for the public (FormatPackage § What follows from what).
extension Auditor {
  func checkOutcomes(_ finding: inout Finding) {
    guard let shown, let definition = amended else {
      finding.notMade = "the definition or the result cannot be read"
      return
    }
    for problem in stageProblems(of: shown, definition) { finding.fail(problem) }
    var ranked = 0
    for (contest, stated) in zip(definition.contests, shown.contests) {
      for problem in problems(contest, stated, shown, definition) {
        finding.fail("\(contest.id): \(problem)")
      }
      if contest.method.isRanked, !contest.isUncontested { ranked += 1 }
    }
    finding.compared = "\(Plural.of(shown.contests.count, "contest")) decided again by their totals"
    if ranked > 0 {
      finding.compared =
        "\(finding.compared); how papers went on in \(Plural.of(ranked, "ranked contest")) was not "
        + "counted again, which needs patterns.csv"
    }
  }

  /// What a stage does not allow.
  private func stageProblems(of shown: PublicResult, _ definition: Definition) -> [Message] {
    var problems: [Message] = []
    let stations = shown.stations.map(\.station)
    if shown.stage == .final {
      if !shown.outstanding.isEmpty { problems.append("a final result has something still out") }
      for contest in shown.contests where contest.outcome.draw != nil {
        problems.append("lots are to be drawn in \(contest.id)")
      }
    }
    if stations != (shown.stage == .final ? [] : definition.stations.map(\.id)) {
      problems.append("other stations than the stage \(shown.stage) has")
    }
    if shown.stage == .electronic, !shown.inputs.sheets.isEmpty {
      problems.append("sheets in a result of the stage electronic")
    }
    return problems
  }

  private func problems(
    _ contest: Contest, _ stated: PublicResult.Contest, _ shown: PublicResult,
    _ definition: Definition
  ) -> [Message] {
    var problems: [Message] = []
    if stated.electorate != definition.area(contest.area)?.electorate {
      problems.append("another electorate than the definition has")
    }
    let electronic = Set(definition.channels.filter { $0.kind == .electronic }.map(\.id))
    let opened = stated.channels.filter { electronic.isSuperset(of: $0.ids) }
      .reduce(0) { $0 + $1.figures.ballots.total }
    // Those that were read may be told together with others.
    if let read = shown.sealed.part(of: .read)?.count, opened > read {
      problems.append("\(opened) electronic ballots, \(read) were read")
    }
    do {
      if let decided = try Tally.decide(
        contest, total: stated.total, lots: stated.outcome.lots,
        unresolved: stated.unresolved.papers)
      {
        let layout = stated.layout
        let again = Self.json(decided.outcome, decided.working, decided.unresolved, layout)
        let said = Self.json(stated.outcome, stated.working, stated.unresolved, layout)
        problems += JSONDifference.list(counted: again, stated: said, path: contest.id)
      } else {
        problems += RankedOutcome(contest, stated).problems
      }
    } catch { problems.append(error.report.message) }
    return problems
  }

  private static func json(
    _ outcome: ContestResult.Outcome, _ working: ContestResult.Working?,
    _ unresolved: ContestResult.Unresolved, _ layout: FigureLayout
  ) -> JSON {
    [
      "outcome": outcome.json, "unresolved": unresolved.json,
      "allocation": layout.allocation(working) ?? .null, "rounds": layout.rounds(working) ?? .null,
    ]
  }
}

/// What of a ranked contest follows without the orders of preferences: where its stages begin, that
/// no vote is lost between them, and who was elected in them.
private struct RankedOutcome {
  let contest: Contest
  let stated: PublicResult.Contest

  init(_ contest: Contest, _ stated: PublicResult.Contest) {
    self.contest = contest
    self.stated = stated
  }

  var problems: [Message] {
    guard case .transfers(let table) = stated.working, let first = table.stages.first else {
      return ["the stages of a ranked contest are missing"]
    }
    var problems: [Message] = []
    let valid = stated.total.ballots.valid
    let unit = if case .singleTransferable = contest.method { 100_000 } else { 1 }
    let seats = contest.method.seats ?? 1
    let quota = unit == 1 ? nil : (valid / (seats + 1) + 1) * unit
    guard table.unit == unit, table.quota == quota else {
      return ["not the quota of \(valid) votes and \(seats) seats"]
    }
    if first.action != .firstPreferences
      || first.votes != stated.total.votes.map({ $0.inFavour * unit })
    {
      problems.append("the stages do not begin with the first preferences")
    }
    for (number, stage) in table.stages.enumerated()
    where stage.votes.reduce(stage.nonTransferable, +) != valid * unit {
      problems.append("stage \(number + 1) has other votes in all than there are")
    }
    let elected = table.stages.flatMap(\.elected)
    let seated = stated.outcome.elected + stated.outcome.failed
    if Set(elected).count != elected.count || Set(elected) != Set(seated)
      || seated.count != elected.count
    {
      problems.append("others are elected than in the stages")
    }
    if elected.count > seats { problems.append("more are elected than there are seats") }
    let unresolved = stated.unresolved
    if let margin = unresolved.margin, unresolved.isDecisive != (unresolved.papers >= margin) {
      problems.append("the margin does not say whether papers could change the outcome")
    }
    return problems
  }
}
