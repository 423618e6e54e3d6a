import Election
import Encoding
import Result
import TestSupport
import Testing
import Cryptography
import Paper

@Suite("What of a result is published")
struct PublishedMembersTests {
  /// Every member of a public result, by its keys from the outside; `*` is an id.
  private static let published: Set<String> = [
    "accounts", "contests", "corrections", "election", "electronic", "electronic.entries",
    "electronic.excluded",
    "electronic.read", "electronic.struck", "electronic.struck.*", "electronic.together",
    "electronic.together.*", "electronic.unreadable",
    "eligibility", "format", "inputs", "inputs.amendments", "inputs.manifests",
    "inputs.reconciliation", "inputs.sheets", "inputs.strikes", "journal", "outstanding",
    "outstanding.batch", "outstanding.bundle", "outstanding.candidates", "outstanding.collector",
    "outstanding.contest", "outstanding.contests", "outstanding.count", "outstanding.kind",
    "outstanding.sequence",
    "outstanding.station", "outstanding.words", "outstanding.words.en",
    "outstanding.words.zh-Hant", "public", "public.result", "public.smallCell", "replaces",
    "software", "software.hash", "software.version", "stage", "stations", "stations.state",
    "stations.station", "unresolved",
    "contests.allocation", "contests.allocation.lists", "contests.allocation.lists.id",
    "contests.allocation.lists.quotas", "contests.allocation.lists.remainder",
    "contests.allocation.lists.seats", "contests.allocation.seats", "contests.allocation.votes",
    "contests.ballots", "contests.ballots.*", "contests.ballots.*.blank",
    "contests.ballots.*.malformed", "contests.ballots.*.overvoted", "contests.ballots.*.rejected",
    "contests.ballots.*.rejected.*", "contests.ballots.*.undervoted", "contests.ballots.*.valid",
    "contests.electorate", "contests.id", "contests.options", "contests.options.channels",
    "contests.options.channels.*", "contests.options.channels.*.abstain",
    "contests.options.channels.*.net", "contests.options.channels.*.oppose",
    "contests.options.channels.*.support", "contests.options.id", "contests.options.total",
    "contests.options.total.abstain", "contests.options.total.net",
    "contests.options.total.oppose", "contests.options.total.support", "contests.outcome",
    "contests.outcome.draw", "contests.outcome.draw.candidates", "contests.outcome.draw.for",
    "contests.outcome.draw.seats", "contests.outcome.elected", "contests.outcome.failed",
    "contests.outcome.kind", "contests.outcome.lots", "contests.outcome.lots.contest",
    "contests.outcome.lots.drawer", "contests.outcome.lots.draws", "contests.outcome.lots.draws.*",
    "contests.outcome.lots.seats", "contests.outcome.lots.witnesses", "contests.outcome.ties",
    "contests.outcome.vacant", "contests.places", "contests.places.area", "contests.places.areas",
    "contests.places.ballots", "contests.places.ballots.blank",
    "contests.places.ballots.malformed", "contests.places.ballots.overvoted",
    "contests.places.ballots.rejected", "contests.places.ballots.rejected.*",
    "contests.places.ballots.undervoted", "contests.places.ballots.valid",
    "contests.places.channel", "contests.places.channels", "contests.places.options",
    "contests.places.options.count", "contests.places.options.count.abstain",
    "contests.places.options.count.net", "contests.places.options.count.oppose",
    "contests.places.options.count.support", "contests.places.options.id",
    "contests.places.station", "contests.rounds", "contests.rounds.quota",
    "contests.rounds.stages", "contests.rounds.stages.action", "contests.rounds.stages.elected",
    "contests.rounds.stages.nonTransferable", "contests.rounds.stages.option",
    "contests.rounds.stages.transfers", "contests.rounds.stages.transfers.*",
    "contests.rounds.stages.votes", "contests.rounds.stages.votes.*", "contests.rounds.unit",
    "contests.turnout", "contests.unresolved", "contests.unresolved.couldChange",
    "contests.unresolved.margin", "contests.unresolved.papers",
  ]
  /// What the whole result has beside: of single stations and registers, and who collected.
  private static let withheld: Set<String> = [
    "accounts.explanation", "accounts.explanation.by", "accounts.explanation.reason",
    "corrections.amendment", "corrections.batch", "corrections.by", "corrections.contest",
    "corrections.kind", "corrections.line", "corrections.reason", "corrections.station",
    "accounts.in-box", "accounts.issued", "accounts.note", "accounts.papers",
    "accounts.spoilt", "accounts.station", "accounts.tendered", "accounts.unaccounted",
    "inputs.patterns", "inputs.tracking", "accounts.uncounted", "accounts.unused",
    "contests.places.collector", "outstanding.entries",
    "outstanding.issued", "outstanding.accountedFor", "outstanding.inBox", "outstanding.papers",
    "outstanding.papers.*", "stations.papers", "stations.toCome", "unresolved.count",
    "unresolved.station",
  ]
  /// What only the public result has.
  private static let added: Set<String> = [
    "contests.places.areas", "contests.places.channels", "electronic.together",
    "electronic.together.*", "public", "public.result",
    "public.smallCell",
  ]
  /// Objects whose keys are ids.
  private static let tables = [
    "electronic.struck", "electronic.together", "contests.ballots", "contests.ballots.*.rejected",
    "contests.places.ballots.rejected", "contests.options.channels",
    "contests.outcome.lots.draws", "contests.rounds.stages.votes",
    "contests.rounds.stages.transfers", "outstanding.papers",
  ]

  /// The keys of a value and of all that is in it.
  private static func keys(_ json: JSON, in path: String = "") -> Set<String> {
    switch json {
    case .object(let members):
      return members.reduce(into: Set<String>()) { found, member in
        let key = tables.contains(path) ? "*" : member.key
        let inner = path.isEmpty ? key : "\(path).\(key)"
        found.formUnion(keys(member.value, in: inner).union([inner]))
      }
    case .array(let elements):
      return elements.reduce(into: Set<String>()) { $0.formUnion(keys($1, in: path)) }
    default: return []
    }
  }

  /// So many valid ballots, one fewer of which are for each option.
  private static func figures(_ layout: FigureLayout, _ valid: Int) -> Figures {
    var ballots = Ballots(rejected: layout.rejections.map { _ in 0 })
    ballots.valid = valid
    let count =
      layout.isJudged
      ? OptionCount.judged(support: valid - 1, oppose: 0, abstain: 0) : .chosen(valid - 1)
    return Figures(ballots: ballots, votes: layout.options.map { _ in count })
  }

  /// The sample with a third area.
  private static func definition() throws -> Definition {
    try SampleDefinition().setting(
      "$.areas[2]", to: ["id": "west", "name": SampleDefinition.name("West", "西區")]
    ).definition()
  }

  /// A result with something in every member that a result can have.
  private static func result(_ definition: Definition) throws -> ElectionResult {
    let contests = definition.contests.enumerated().map { position, contest -> ContestResult in
      let layout = FigureLayout(contest, definition: definition)
      let options = contest.options.map(\.id)
      let stages = [TransferTable.Round.Action.firstPreferences, .surplus(of: options[0])]
      let working: ContestResult.Working =
        position.isMultiple(of: 2)
        ? .transfers(
          TransferTable(
            unit: 100_000, quota: 3,
            stages: stages.map {
              .init(
                action: $0, votes: options.map { _ in 1 }, nonTransferable: 1, elected: options)
            }))
        : .lists(
          ListAllocation(
            votes: 1, seats: 1,
            lists: options.map { .init(id: $0, quotas: 1, remainder: 1, seats: 1) }))
      // One area stays by itself and two are merged, and so it is with channels.
      let cells = [
        ("east", "online", 1), ("hk", "kiosk", 1), ("hk", "online", 9), ("west", "online", 9),
      ]
      let areas = cells.map {
        ContestResult.Place(
          kind: .area, id: $0.0, channel: $0.1, figures: figures(layout, $0.2))
      }
      let others = [
        ContestResult.Place(
          kind: .area, id: "east", channel: "paper", figures: figures(layout, 30)),
        ContestResult.Place(
          kind: .collector, id: "web", channel: "online", figures: figures(layout, 19)),
        ContestResult.Place(
          kind: .station, id: "s1", channel: "paper", figures: figures(layout, 30)),
      ]
      return ContestResult(
        id: contest.id, layout: layout,
        outcome: .init(
          kind: .tie, elected: options, vacant: 1, failed: options,
          draw: .init(candidates: options, seats: 1, prize: .seat),
          lots: [
            LotsRound(
              contest: contest.id, seats: 1, draws: [options[0]: 1], drawer: "officer-a",
              witnesses: ["A"])
          ]),
        channels: definition.channels.map { .init(id: $0.id, figures: figures(layout, 9)) },
        total: figures(layout, 27), places: areas + others, electorate: 1, working: working,
        unresolved: .init(papers: 1, margin: 1, isDecisive: true))
    }
    let account = try StationAccount(
      json: [
        "station": "s1", "issued": 1, "unused": 1, "spoilt": 1, "tendered": 1, "in-box": 1,
        "note": "note",
      ], definition: definition)
    let whole = SampleResult.result(contests, stage: .partial)
    return ElectionResult(
      head: whole.head,
      electronic: .init(
        entries: 369, excluded: 10, struck: [.superseded: 1, .duplicate: 9, .otherChannel: 29],
        read: 300, unreadable: 20), unresolved: whole.unresolved,
      accounts: [
        .init(
          account: account, papers: 1, explanation: .init(officer: "officer-a", reason: "torn"))
      ],
      corrections: [
        RecordedCorrection(
          Correction(.void, .sheets(Batch(station: "s1", id: "b1"), contest: nil), reason: "twice"),
          by: .officer("officer-a"), line: 9)
      ], openness: whole.openness,
      contests: whole.contests)
  }

  @Test("are the members that are listed here, whatever a result gains")
  func members() throws {
    let definition = try Self.definition()
    let whole = try Self.result(definition)
    let shown = PublicResult(
      whole, hash: Digest.of(whole.file), definition: definition, earlier: [])
    #expect(Self.keys(shown.json) == Self.published)
    // A member that a result gains is decided here, too: it is published or withheld.
    #expect(
      Self.keys(whole.json)
        == Self.published.subtracting(Self.added).union(Self.withheld))
  }

  @Test("names nobody who keyed, and no figure of a register")
  func people() throws {
    let definition = try Self.definition()
    let whole = try Self.result(definition)
    let shown = PublicResult(
      whole, hash: Digest.of(whole.file), definition: definition, earlier: [])
    let text = String(decoding: shown.file, as: UTF8.self)
    #expect(String(decoding: whole.file, as: UTF8.self).contains("keyed by clerk-1 only"))
    #expect(!text.contains("clerk-1"))
    #expect(text.contains("sheet s1/b1/chief is not keyed alike by two people"))
    #expect(!text.contains("8 register entries"))
  }

  /// Every stored member of a whole result, by whether the public has one of that name.
  @Test("leaves out each member of the whole result that it does not name")
  func storedMembers() throws {
    let definition = try Self.definition()
    let whole = try Self.result(definition)
    let shown = PublicResult(
      whole, hash: Digest.of(whole.file), definition: definition, earlier: [])
    let names = { (value: Any) in Set(Mirror(reflecting: value).children.compactMap(\.label)) }
    #expect(
      names(whole).subtracting(names(shown)) == [
        "electronic", "unresolved", "accounts", "corrections", "openness",
      ])
    let contests = try (#require(whole.contests.first), #require(shown.contests.first))
    #expect(names(contests.0) == names(contests.1))
  }
}
