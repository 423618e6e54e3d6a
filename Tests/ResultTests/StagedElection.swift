import Election
import Encoding
import Paper
import TestSupport

@testable import Result

/// An election that is counted in stages: of some ballots each stage has more than the one before,
/// of some none.
struct StagedElection {
  /// The ballots of one style that come in at one place for one stage.
  struct Batch {
    let style: Style
    let channel: String
    let area: String
    let station: String?
    let stage: Int
    let count: Int
    /// Of each contest of the style the votes of every option, then the blank ballots.
    let votes: [String: [Int]]
  }

  let definition: Definition
  private(set) var batches: [Batch] = []
  /// Of each stage the sealed ballots that came in for it and are in no contest, by their fate.
  private(set) var outside: [[SealedFate: Int]] = []
  /// The result of every stage.
  private(set) var results: [ElectionResult] = []

  /// A random one.
  init(seed: UInt64, stages: ClosedRange<Int> = 1...3) throws {
    var random = SeededGenerator(seed: seed)
    let areas = ["hk", "east", "west", "isles"].prefix(Int.random(in: 2...4, using: &random))
    var changes: [(path: String, value: JSON?)] = []
    for (position, area) in areas.enumerated() {
      changes.append(("$.areas[\(position)]", ["id": .string(area), "name": Self.name(area)]))
      // In an area some have the council on their ballot, and some more than others.
      let contests: [String] =
        switch area {
        case "hk": ["chief", "motion"]
        case "east": ["chief", "council", "petition", "motion"]
        default: ["chief", "motion", "petition"]
        }
      changes.append(
        (
          "$.styles[\(position)]",
          [
            "id": .string(area == "hk" ? "all" : area), "area": .string(area),
            "contests": .strings(contests),
          ]
        ))
    }
    changes.append(
      (
        "$.styles[\(areas.count)]", ["id": "short", "area": "east", "contests": ["chief"]]
      ))
    let stations = (0..<Int.random(in: 2...9, using: &random)).map { number -> JSON in
      let area = areas[number % areas.count]
      return [
        "id": .string("p\(number)"), "name": Self.name("p\(number)"), "area": .string(area),
        "channel": "paper",
        "styles": .strings(area == "hk" ? ["all"] : area == "east" ? ["east", "short"] : [area]),
      ]
    }
    changes.append(("$.stations", .array(stations)))
    changes.append(("$.collectors[2].station", "p0"))
    let least = Int.random(in: 2...12, using: &random)
    changes.append(("$.policy.smallCell", .integer(least)))
    definition = try SampleDefinition().setting(changes).definition()
    var other = SeededGenerator(seed: seed &+ 1_000)
    for stage in 0..<Int.random(in: stages, using: &random) {
      let fates = SealedFate.all.dropFirst().filter { _ in Bool.random(using: &other) }
      outside.append(
        Dictionary(
          uniqueKeysWithValues: fates.map { fate in
            (fate, [1, 2, 4, 9, 30, 500].randomElement(using: &other) ?? 0)
          }))
      for style in definition.styles {
        for channel in ["kiosk", "online"] where Bool.random(using: &random) {
          add(style, channel, style.area, nil, stage, &random)
        }
      }
      for station in definition.stations where Bool.random(using: &random) {
        for id in station.styles {
          guard let style = definition.style(id) else { continue }
          add(style, station.channel, station.area, station.id, stage, &random)
        }
      }
      results.append(result())
    }
  }

  private static func name(_ id: String) -> JSON { SampleDefinition.name(id, "地\(id)") }

  private mutating func add(
    _ style: Style, _ channel: String, _ area: String, _ station: String?, _ stage: Int,
    _ random: inout SeededGenerator
  ) {
    let most = [0, 1, 1, 3, 6, 20, 200, 100_000].randomElement(using: &random) ?? 0
    let count = Int.random(in: 0...most, using: &random)
    guard count > 0 else { return }
    let isAlike = Int.random(in: 0..<4, using: &random) == 0
    add(count, style, channel, area, station, stage, isAlike: isAlike, &random)
  }

  private mutating func add(
    _ count: Int, _ style: Style, _ channel: String, _ area: String, _ station: String?,
    _ stage: Int, isAlike: Bool, _ random: inout SeededGenerator
  ) {
    var votes: [String: [Int]] = [:]
    for contest in definition.contests where style.contests.contains(contest.id) {
      var numbers = [Int](repeating: 0, count: contest.options.count + 1)
      var left = count
      for option in numbers.indices.dropFirst() where !isAlike {
        numbers[option] = Int.random(in: 0...left, using: &random)
        left -= numbers[option]
      }
      numbers[0] += left
      votes[contest.id] = numbers
    }
    batches.append(
      Batch(
        style: style, channel: channel, area: area, station: station, stage: stage, count: count,
        votes: votes))
  }

  /// Districts with thousands of electronic ballots each, and stations in turn with so many papers
  /// as `papers` has for each stage.
  init(districts: Int, papers: [[Int]], smallCell: Int) throws {
    var random = SeededGenerator(seed: 1)
    let areas = ["hk"] + (1...districts).map { "d\($0)" }
    definition = try SampleDefinition().setting([
      ("$.areas", .array(areas.map { ["id": .string($0), "name": Self.name($0)] })),
      (
        "$.styles",
        .array(
          areas.map { area in
            [
              "id": .string(area == "hk" ? "all" : area == "d1" ? "east" : area),
              "area": .string(area), "contests": ["chief"],
            ]
          })
      ),
      ("$.contests[3]", nil), ("$.contests[2]", nil), ("$.contests[1]", nil),
      (
        "$.stations",
        .array(
          papers.indices.map { number in
            [
              "id": .string("s\(number + 1)"), "name": Self.name("s\(number + 1)"),
              "area": .string("d\(number % districts + 1)"), "channel": "paper",
              "styles": [number % districts == 0 ? "east" : .string("d\(number % districts + 1)")],
            ]
          })
      ),
      ("$.policy.smallCell", .integer(smallCell)),
    ]).definition()
    for stage in papers[0].indices {
      if stage == 0 {
        for style in definition.styles.dropFirst() {
          let count = Int.random(in: 2_000...40_000, using: &random)
          add(count, style, "online", style.area, nil, 0, isAlike: false, &random)
        }
      }
      for (station, counts) in zip(definition.stations, papers) where counts[stage] > 0 {
        guard let style = definition.style(station.styles[0]) else { continue }
        add(
          counts[stage], style, "paper", station.area, station.id, stage,
          isAlike: counts[stage] == 4, &random)
      }
      results.append(result())
    }
  }

  /// Whether a batch was sealed.
  func isSealed(_ batch: Batch) -> Bool {
    definition.channels.contains { $0.id == batch.channel && $0.kind == .electronic }
  }

  /// What became of all sealed ballots that are in.
  private var electronic: ElectionResult.Electronic {
    let fates = outside.reduce(into: [SealedFate: Int]()) { $0.merge($1, uniquingKeysWith: +) }
    let read = batches.filter(isSealed).reduce(0) { $0 + $1.count }
    return ElectionResult.Electronic(
      entries: read + fates.values.reduce(0, +), excluded: fates[.excluded] ?? 0,
      struck: Dictionary(
        StrikeReason.allCases.map { ($0, fates[.struck($0)] ?? 0) }, uniquingKeysWith: +),
      read: read, unreadable: fates[.unreadable] ?? 0)
  }

  /// The result of all that is in.
  private func result() -> ElectionResult {
    let contests = definition.contests.map { contest -> ContestResult in
      let layout = FigureLayout(contest, definition: definition)
      let found = batches.filter { $0.votes[contest.id] != nil }
      func figures(_ batches: [Batch]) -> Figures {
        var sum = [Int](repeating: 0, count: contest.options.count + 1)
        for batch in batches { sum.add(batch.votes[contest.id] ?? []) }
        var ballots = Ballots(rejected: definition.rejections.map { _ in 0 })
        ballots.valid = sum.dropLast().reduce(0, +)
        ballots.blank = sum[sum.count - 1]
        return Figures(
          ballots: ballots,
          votes: sum.dropLast().map {
            layout.isJudged ? .judged(support: $0, oppose: 0, abstain: 0) : .chosen($0)
          })
      }
      func places(
        _ kind: ContestResult.Place.Kind, _ id: (Batch) -> String?
      ) -> [ContestResult.Place] {
        let here = found.filter { id($0) != nil }
        return Dictionary(grouping: here) { [id($0) ?? "", $0.channel] }
          .sorted { $0.key.lexicographicallyPrecedes($1.key) }
          .map {
            ContestResult.Place(
              kind: kind, id: $0.key[0], channel: $0.key[1], figures: figures($0.value))
          }
      }
      return ContestResult(
        id: contest.id, layout: layout, outcome: .init(kind: .none, elected: []),
        channels: definition.channels.map { channel in
          .init(id: channel.id, figures: figures(found.filter { $0.channel == channel.id }))
        }, total: figures(found),
        places: places(.area) { $0.area } + places(.station) { $0.station },
        electorate: nil, working: nil,
        unresolved: .init(papers: 0, margin: nil, isDecisive: false))
    }
    return SampleResult.result(contests, stage: .partial, electronic: electronic)
  }
}
