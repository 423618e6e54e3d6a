import Election
import Encoding
import Paper
import TestSupport

@testable import Disclosure
@testable import Result

/// One contest as it is published, with the votes that a test gives.
struct SampleContest {
  var method: JSON
  var options: [String]
  /// What happened to options, by their names.
  var statuses: [String: String] = [:]
  var votes: [Int]
  /// The judgements of each option, where options are judged.
  var judged: [OptionCount]?
  var outcome: ContestResult.Outcome
  var working: ContestResult.Working?
  var rejected = [0, 0]
  var overvoted = 0
  var valid: Int?
  var electorate: Int?

  /// The definition's names of options are their ids with a capital letter.
  private var definition: Definition {
    get throws {
      let list = options.map { id -> JSON in
        var option: JSON.Members = [
          "id": .string(id), "name": ["en": .string(id.uppercased()), "zh-Hant": .string(id)],
        ]
        option["status"] = statuses[id].map { .string($0) }
        return .object(option)
      }
      let members: JSON.Members = [
        "id": "council", "title": SampleDefinition.name("Council", "區議會"), "area": "east",
        "options": .array(list),
      ]
      let contest = members.merging(method.object ?? [:]) { $1 }
      return try SampleDefinition().setting("$.contests[1]", to: .object(contest)).definition()
    }
  }

  var contest: PublicContest {
    get throws {
      let definition = try definition
      guard let contest = definition.contest("council") else { throw Missing() }
      let layout = FigureLayout(contest, definition: definition)
      var ballots = Ballots(rejected: rejected)
      ballots.valid = valid ?? votes.reduce(0, +)
      ballots.overvoted = overvoted
      let figures = Figures(ballots: ballots, votes: judged ?? votes.map { .chosen($0) })
      let shown = PublicResult.Contest(
        id: "council", outcome: outcome,
        channels: [.init(ids: ["paper"], figures: figures)], total: figures, places: [],
        electorate: electorate, working: working,
        unresolved: .init(papers: 0, margin: nil, isDecisive: false), layout: layout)
      return PublicContest(contest, shown, definition: definition, names: PlaceNames(definition))
    }
  }

  func sentences(isProvisional: Bool = false) throws -> Sentences {
    Sentences(
      contest: try contest, isProvisional: isProvisional, decimals: 1, marker: Marker(seed: nil))
  }

  private struct Missing: Error {}

  static let plurality: JSON = [
    "method": "plurality", "seats": 1, "minChoices": 1, "maxChoices": 1,
  ]
  static let twoSeats: JSON = [
    "method": "plurality", "seats": 2, "minChoices": 1, "maxChoices": 1,
  ]
}
