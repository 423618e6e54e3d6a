import Console
import Counting
import Election
import Encoding
import Record
import Tally
import Words
import Workspace

/// A result as people read it: for each contest the decision in words with its tables, then where
/// ballots and papers went.
struct ResultText {
  let result: JSON
  let definition: Definition
  let amendments: [Amendment]
  let language: Language
  /// The result that this one replaces, where it still lies in the workspace.
  let replaced: JSON?

  /// The text of a result of a workspace, with the amendments that it names.
  init(_ result: JSON, of workspace: Workspace, language: Language) {
    self.result = result
    self.language = language
    let named = (result["inputs"]?["amendments"]?.array ?? []).count
    amendments = Array(workspace.state.amendments.prefix(named))
    definition = workspace.definition.amended(by: Rulings(amendments))
    replaced = result["replaces"]?.string.flatMap { Digest(hex: $0) }
      .flatMap { CountedResult.json($0, of: workspace) }
  }

  var text: String {
    let title = definition.title.text(language.rawValue)
    let contests = (result["contests"]?.array ?? []).compactMap { json -> String? in
      guard let contest = definition.contest(json["id"]?.string ?? "") else { return nil }
      return ContestText(json: json, contest: contest, definition: definition, language: language)
        .text
    }
    let parts = ["\(title)\n\(provisional)"] + contests + [ballots, stations, decisions]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func say(_ message: Message) -> String { language.text(message) }

  private func number(_ json: JSON?) -> Int { json?.integer ?? 0 }

  /// What a count that is not final has to say before everything else.
  private var provisional: String {
    let stage = result["stage"]?.string ?? ""
    guard stage != "final" else { return "" }
    var text = say("PROVISIONAL: stage \(stage)") + "\n"
    for item in result["outstanding"]?.array ?? [] {
      text += "  " + say("still out: ")
      text += SafeText.escaped(item["words"]?[language.rawValue]?.string ?? "") + "\n"
    }
    for station in result["stations"]?.array ?? [] {
      let name =
        definition.stations.first { $0.id == station["station"]?.string }?.name
        .text(language.rawValue) ?? ""
      guard station["papers"] != nil else {
        // The public is not told how many papers a single station has.
        let isIn = station["state"]?.string == "in"
        text += "  \(name)" + (isIn ? say(": in") + "\n" : say(": out") + "\n")
        continue
      }
      let papers = number(station["papers"])
      guard station["state"]?.string == "out" else {
        text += "  " + say("\(name): in, \(papers) papers") + "\n"
        continue
      }
      let rest =
        station["toCome"]?.integer.map { say("\($0) to come") }
        ?? say("not known how many to come")
      text += "  " + say("\(name): out, \(papers) papers in, ")
      text += rest + "\n"
    }
    return text
  }

  /// Where every electronic ballot went.
  private var ballots: String {
    let electronic = result["electronic"]
    let struck = (electronic?["struck"]?.object ?? [:]).sorted { $0.key < $1.key }
    let total = struck.reduce(0) { $0 + number($1.value) }
    var text =
      say(
        "Sealed ballots \(number(electronic?["entries"])) = counted \(number(electronic?["read"]))"
          + " + struck \(total) + unreadable \(number(electronic?["unreadable"]))"
          + " + excluded \(number(electronic?["excluded"]))") + "\n"
    for (reason, count) in struck {
      text += "  " + say("struck") + " \(reason): \(number(count).grouped)\n"
    }
    if result["eligibility"]?.string != "roll" {
      text += say("Eligibility was not checked: no roll.") + "\n"
    }
    return text
  }

  /// The stations' accounts, with every difference and its note.
  private var stations: String {
    let accounts = result["accounts"]?.array ?? []
    guard !accounts.isEmpty else { return "" }
    var table = TextTable([.left] + [TextTable.Alignment](repeating: .right, count: 8))
    table.add([
      say("station accounts"), say("issued"), say("unused"),
      say("spoilt"), say("tendered"), say("in box"),
      say("counted"), say("missing"), say("not counted"),
    ])
    var notes = ""
    for account in accounts {
      let id = account["station"]?.string ?? ""
      let name = definition.stations.first { $0.id == id }?.name.text(language.rawValue) ?? id
      let keys = [
        "issued", "unused", "spoilt", "tendered", "in-box", "papers", "unaccounted", "uncounted",
      ]
      table.add([name] + keys.map { number(account[$0]).grouped })
      let isOpen = number(account["unaccounted"]) != 0 || number(account["uncounted"]) != 0
      if isOpen, let note = account["note"]?.string, !note.isEmpty {
        notes += "  \(name): \(SafeText.escaped(note))\n"
      }
    }
    return table.text + notes
  }

  /// Amendments, and the result that this one replaces.
  private var decisions: String {
    var text = amendments.map { AmendCommand.words($0, language) }.joined()
    if let replaced = result["replaces"]?.string {
      text +=
        say(
          "Replaces the signed result \(replaced).") + "\n"
      text += changes
    }
    return text
  }

  /// What changed since the result that this one replaces.
  private var changes: String {
    guard let before = replaced?["contests"]?.array else { return "" }
    return (result["contests"]?.array ?? []).map { now in
      let old = before.first { $0["id"] == now["id"] }
      let contest = definition.contest(now["id"]?.string ?? "")
      let isSame =
        old?["outcome"]?["elected"] == now["outcome"]?["elected"]
        && old?["outcome"]?["kind"] == now["outcome"]?["kind"]
      var line = "  \(contest?.title.text(language.rawValue) ?? ""): "
      line += isSame ? say("same outcome") : say("another outcome")
      let ballots = number(now["turnout"]) - number(old?["turnout"])
      line += say("; ballots ") + signed(ballots)
      for option in now["options"]?.array ?? [] {
        let earlier = (old?["options"]?.array ?? []).first { $0["id"] == option["id"] }
        let votes = { (json: JSON?) in
          json?["total"]?["net"]?.integer ?? self.number(json?["total"])
        }
        let name = contest?.options.first { $0.id == option["id"]?.string }?.name
        line += "; \(name?.text(language.rawValue) ?? "") " + signed(votes(option) - votes(earlier))
      }
      return line + "\n"
    }.joined()
  }

  private func signed(_ number: Int) -> String { (number < 0 ? "" : "+") + "\(number)" }
}
