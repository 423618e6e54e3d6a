import Cryptography
import Election
import Encoding
import Paper
import TestSupport

@testable import Audit
@testable import Disclosure
@testable import Result

/// One contest as it is published, with the votes that a test gives.
struct SampleContest {
  var method: JSON
  var options: [String]
  /// What happened to options, by their names.
  var statuses: [String: String] = [:]
  var votes: [Int]
  /// Names of options that are not their ids.
  var named: [String: String] = [:]
  /// The judgements of each option, where options are judged.
  var judged: [OptionCount]?
  var outcome: ContestResult.Outcome
  var working: ContestResult.Working?
  var rejected = [0, 0]
  var overvoted = 0
  var valid: Int?
  var electorate: Int?
  /// The areas that areas lie in.
  var parents: [String: String] = [:]

  /// The definition's names of options are their ids with a capital letter.
  private var definition: Definition {
    get throws {
      let list = options.map { id -> JSON in
        var option: JSON.Members = [
          "id": .string(id),
          "name": [
            "en": .string(named[id] ?? id.uppercased()), "zh-Hant": .string(named[id] ?? id),
          ],
        ]
        option["status"] = statuses[id].map { .string($0) }
        return .object(option)
      }
      let members: JSON.Members = [
        "id": "council", "title": SampleDefinition.name("Council", "區議會"), "area": "east",
        "options": .array(list),
      ]
      let contest = members.merging(method.object ?? [:]) { $1 }
      let areas = ["hk", "east"].enumerated().compactMap { number, id in
        parents[id].map { (path: "$.areas[\(number)].parent", value: JSON?.some(.string($0))) }
      }
      return try SampleDefinition().setting("$.contests[1]", to: .object(contest))
        .setting(areas).definition()
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

  /// The same as a result of a whole package, with nothing else in it.
  func publication(
    stage: Stage = .final, marker: Marker = Marker(seed: nil, keepsSlots: false)
  ) throws -> Publication {
    let definition = try definition
    guard let contest = definition.contest("council") else { throw Missing() }
    let layout = FigureLayout(contest, definition: definition)
    let shown = try self.contest.result
    let result = ContestResult(
      id: "council", layout: layout, outcome: outcome,
      channels: [.init(id: "paper", figures: shown.total)], total: shown.total, places: [],
      electorate: electorate, working: working, unresolved: shown.unresolved)
    let whole = SampleResult.result([result], stage: stage)
    let package = VerifiedPackage(
      definition: definition, election: whole.election, amendments: [],
      result: .whole(whole, hash: Digest.of(whole.file)), earlier: [], journal: [],
      signers: ["officer-a"])
    return Publication(package, settings: .init(), marker: marker)
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
