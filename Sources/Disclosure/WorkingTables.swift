import Election
import Result
import Words

/// How seats were found, where the counts of the options do not show it.
struct WorkingTables {
  let contest: PublicContest
  let publication: Publication
  let page: Page

  init(_ contest: PublicContest, publication: Publication, page: Page) {
    self.contest = contest
    self.publication = publication
    self.page = page
  }

  var html: String {
    switch contest.result.working {
    case .transfers(let table): rounds(table)
    case .lists(let allocation): lists(allocation)
    case nil: ""
    }
  }

  /// The rounds of a ranked count as one table: a row an option and a column a round.
  private func rounds(_ table: TransferTable) -> String {
    let outcome = TransferOutcome(table, of: contest)
    let transfers = table.stages.indices.map { table.transfers(at: $0) }
    let rows = outcome.inOrder(contest.ordered).map { option in
      [page.span(option.name)]
        + table.stages.enumerated().map { number, stage in
          let votes = Self.shown(stage.votes[option.position], unit: table.unit)
          let change = transfers[number][option.position]
          let star = stage.elected.contains(option.id) ? "★ " : ""
          if case .exclusion(let id) = stage.action, id == option.id { return "✕" }
          return star + votes + Self.small(number > 0 ? change : 0, unit: table.unit)
        } + [page.span(end(of: option, outcome))]
    }
    let exhausted =
      [page.span(Text(saying: "Exhausted papers and fractions"))]
      + table.stages.enumerated().map { number, stage in
        let before = number > 0 ? table.stages[number - 1].nonTransferable : 0
        return Self.shown(stage.nonTransferable, unit: table.unit)
          + Self.small(stage.nonTransferable - before, unit: table.unit)
      } + [""]
    let quota =
      table.quota.map { quota in
        let votes = Self.shown(quota, unit: table.unit)
        return Text(saying: "The quota that elects: \(votes) votes.")
      } ?? Text(saying: "More than half of the papers that are left elects.")
    return page.table(
      caption: Text(saying: "Round by round"),
      head: [Text(saying: "Option")]
        + table.stages.indices.map { Text(saying: "Round \($0 + 1)") } + [Text(saying: "Outcome")],
      rows: rows + [exhausted], className: "rounds")
      + page.paragraph(quota, className: "note")
      + page.list(table.stages.enumerated().map { step($1, number: $0 + 1) }) + flow
  }

  /// The same as a drawing.
  private var flow: String {
    guard let flow = RoundsFlow(contest, languages: page.languages) else { return "" }
    return "<figure>\n<figcaption>\(page.span(RoundsFlow.title))</figcaption>\n"
      + "\(flow.svg())</figure>\n"
  }

  /// What was done in a round, and who was elected at its end.
  private func step(_ stage: TransferTable.Round, number: Int) -> Text {
    let what =
      switch stage.action {
      case .firstPreferences: Text(saying: "first preferences")
      case .surplus(let id): Text(saying: "surplus of \(contest.name(id))")
      case .exclusion(let id): Text(saying: "exclusion of \(contest.name(id))")
      }
    guard !stage.elected.isEmpty else { return Text(saying: "Round \(number): \(what)") }
    let names = Text.list(stage.elected.map(contest.name))
    return Text(saying: "Round \(number): \(what); elected: \(names)")
  }

  private func end(
    of option: PublicContest.NamedOption, _ outcome: TransferOutcome
  ) -> Text {
    if let election = outcome.election(of: option) {
      return Text(saying: "★ elected in round \(election.round)")
    }
    if let exclusion = outcome.exclusion(of: option) {
      return Text(saying: "✕ excluded in round \(exclusion.round)")
    }
    return Text(saying: "not elected")
  }

  /// Votes of so many parts each, with as many decimals as they have.
  static func shown(_ parts: Int, unit: Int) -> String {
    let decimals = String(unit).count - 1
    guard decimals > 0, parts % unit != 0 else {
      return NumberStyle.text(parts / max(1, unit))
    }
    var text = Percentage.text(units: abs(parts % unit), decimals: decimals)
    while text.last == "0" { text.removeLast() }
    let sign = parts < 0 && parts / unit == 0 ? "\u{2212}" : ""
    return sign + NumberStyle.text(parts / unit) + text.dropFirst()
  }

  private static func small(_ change: Int, unit: Int) -> String {
    change == 0 ? "" : "<small>\(change > 0 ? "+" : "")\(shown(change, unit: unit))</small>"
  }

  /// The seats of lists, with quota and remainders in votes.
  private func lists(_ allocation: ListAllocation) -> String {
    let inVotes = { (part: Int) in Self.decimal(part, over: max(1, allocation.seats)) }
    let byId = Dictionary(
      allocation.lists.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let rows = contest.ordered.compactMap { option in
      byId[option.id].map { list in
        [
          page.span(option.name), NumberStyle.text(contest.rank(option)),
          NumberStyle.text(list.quotas),
          inVotes(list.remainder), NumberStyle.text(list.seats - list.quotas),
          NumberStyle.text(list.seats),
        ]
      }
    }
    let quota = inVotes(allocation.votes)
    return page.table(
      caption: Text(saying: "Seats by largest remainder"),
      head: [
        Text(saying: "List"), Text(saying: "Votes"), Text(saying: "Whole quotas"),
        Text(saying: "Remainder in votes"), Text(saying: "Seats by remainder"),
        Text(saying: "Seats"),
      ], rows: rows)
      + page.paragraph(
        Text(
          saying:
            "Quota: \(NumberStyle.text(allocation.votes)) votes / \(NumberStyle.text(allocation.seats)) seats = \(quota) votes a seat."
        ), className: "note")
  }

  /// A fraction with one decimal, rounded once, half away from zero.
  private static func decimal(_ part: Int, over whole: Int) -> String {
    let tenths = (part / whole) * 10 + ((part % whole) * 20 + whole) / (whole * 2)
    return "\(NumberStyle.text(tenths / 10)).\(tenths % 10)"
  }
}
