import Console
import Counting
import Election
import Encoding
import Paper
import Result
import Words
import Workspace
import Record

/// A result as people read it: for each contest the decision in words with its tables, then where
/// ballots and papers went.
struct ResultText {
  /// The whole one, or the one for the public.
  let result: any StatedResult
  let definition: Definition
  let amendments: [Amendment]
  let language: Language
  /// The result that this one replaces, where it still lies in the workspace.
  let replaced: ElectionResult?
  /// The whole result; nil where this is the one for the public.
  private var whole: ElectionResult? { result as? ElectionResult }

  /// The text of a result, with the amendments that it names.
  init(_ source: ReportSource, language: Language) {
    result = source.result
    amendments = source.amendments
    replaced = source.replaced
    definition = source.definition.amended(by: Rulings(source.amendments))
    self.language = language
  }

  /// The text of a result of a workspace.
  init(_ result: any StatedResult, of workspace: Workspace, language: Language) {
    self.init(ReportSource(result, of: workspace), language: language)
  }

  var text: String {
    let title = definition.title.text(language.rawValue)
    let contests = result.stated.compactMap { stated in
      definition.contest(stated.id).map {
        ContestText(result: stated, contest: $0, definition: definition, language: language).text
      }
    }
    let parts =
      ["\(title)\n\(provisional)"] + contests + [ballots, stations, corrections, decisions]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func say(_ message: Message) -> String { language.text(message) }

  /// What a count that is not final has to say before everything else.
  private var provisional: String {
    guard result.stage != .final else { return "" }
    var text = say("PROVISIONAL: stage \(result.stage)") + "\n"
    for item in result.outstanding {
      text += "  " + say("still out: ") + say(item.message) + "\n"
    }
    if let shown = result as? PublicResult {
      // The public is not told how many papers a single station has.
      for station in shown.stations {
        text += "  \(name(ofStation: station.station))"
        text += (station.isIn ? say(": in") : say(": out")) + "\n"
      }
    }
    for station in whole?.openness.stations ?? [] { text += progress(station) }
    return text
  }

  /// How far the paper of a station is.
  private func progress(_ station: StationProgress) -> String {
    let name = name(ofStation: station.station)
    guard !station.isIn else {
      return "  " + say("\(name): in, \(station.papers) papers") + "\n"
    }
    let rest = station.toCome.map { say("\($0) to come") } ?? say("not known how many to come")
    return "  " + say("\(name): out, \(station.papers) papers in, ") + rest + "\n"
  }

  private func name(ofStation id: String) -> String {
    definition.station(id)?.name.text(language.rawValue) ?? id
  }

  /// Where every electronic ballot went.
  private var ballots: String {
    let sealed = result.sealed
    var text: String
    if let read = sealed.number(.read), let unreadable = sealed.number(.unreadable),
      let struck = sealed.struckTotal, let excluded = sealed.number(.excluded)
    {
      text =
        say(
          "Sealed ballots \(sealed.entries) = counted \(read) + struck \(struck) + unreadable "
            + "\(unreadable) + excluded \(excluded)") + "\n"
    } else {
      text = say("Sealed ballots: \(sealed.entries)") + "\n"
      for part in sealed.parts where !part.fates[0].isStruck && part.fates.count == 1 {
        text += "  \(part.name): \(part.count.grouped)\n"
      }
    }
    for part in sealed.parts.filter({ $0.fates.allSatisfy(\.isStruck) })
      .sorted(by: { $0.name < $1.name })
    {
      text += "  " + say("struck") + " \(part.name): \(part.count.grouped)\n"
    }
    for part in sealed.together where !part.fates.allSatisfy(\.isStruck) {
      text += "  \(part.name): \(part.count.grouped)\n"
    }
    if let shown = result as? PublicResult, !sealed.together.isEmpty {
      text +=
        "  "
        + say(
          "Numbers joined by + are told together, because otherwise fewer than \(shown.smallCell) "
            + "ballots would be told by themselves.") + "\n"
    }
    if !result.isEligibilityChecked {
      text += say("Eligibility was not checked: no roll.") + "\n"
    }
    return text
  }

  /// The stations' accounts, with every difference and its note.
  private var stations: String {
    let accounts = whole?.accounts ?? []
    guard !accounts.isEmpty else { return "" }
    var table = TextTable([.left] + [TextTable.Alignment](repeating: .right, count: 8))
    table.add([
      say("station accounts"), say("issued"), say("unused"),
      say("spoilt"), say("tendered"), say("in box"),
      say("counted"), say("missing"), say("not counted"),
    ])
    var notes = ""
    for counted in accounts {
      let (account, difference) = (counted.account, counted.difference)
      let contest = account.key.contest.flatMap(definition.contest)
      let name =
        name(ofStation: account.station)
        + (contest.map { " · \($0.title.text(language.rawValue))" } ?? "")
      let numbers = [
        account.issued, account.unused, account.spoilt, account.tendered, account.inBox,
        counted.papers, difference.unaccounted, difference.uncounted,
      ]
      table.add([name] + numbers.map(\.grouped))
      guard !difference.isNone else { continue }
      if !account.note.isEmpty {
        notes += "  \(name): \(SafeText.escaped(account.note))\n"
      }
      if let explanation = counted.explanation {
        let reason = SafeText.escaped(explanation.reason)
        notes += "  " + say("\(name): explained by \(explanation.officer): \(reason)") + "\n"
      }
    }
    return table.text + notes
  }

  /// What was reopened or taken out of the paper, by whom and why.
  private var corrections: String {
    (whole?.corrections ?? []).map { say($0.message) + "\n" }.joined()
  }

  /// Amendments, and the result that this one replaces.
  private var decisions: String {
    var text = amendments.map { AmendCommand.words($0, language) }.joined()
    if let replaced = result.replaces {
      text +=
        say(
          "Replaces the signed result \(replaced).") + "\n"
      text += changes
    }
    return text
  }

  /// What changed since the result that this one replaces.
  private var changes: String {
    guard let replaced else { return "" }
    // Both are of the election's contests, in its order.
    return zip(result.stated, replaced.contests).compactMap { now, old in
      definition.contest(now.id).map { change(of: $0, from: old, to: now) }
    }.joined()
  }

  private func change(
    of contest: Contest, from old: ContestResult, to now: any StatedContest
  ) -> String {
    let isSame = old.outcome.elected == now.outcome.elected && old.outcome.kind == now.outcome.kind
    var line = "  \(contest.title.text(language.rawValue)): "
    line += isSame ? say("same outcome") : say("another outcome")
    line += say("; ballots ") + signed(now.turnout - old.turnout)
    for (option, votes) in zip(contest.options, zip(old.total.votes, now.total.votes)) {
      line += "; \(option.name.text(language.rawValue)) " + signed(votes.1.rank - votes.0.rank)
    }
    return line + "\n"
  }

  private func signed(_ number: Int) -> String { (number < 0 ? "" : "+") + "\(number)" }
}
