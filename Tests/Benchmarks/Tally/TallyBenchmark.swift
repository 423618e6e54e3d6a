import Election
import Encoding
import Paper
import Tally
import Result

/// Times the counting function on a million patterns over 50 contests, beside the least that it can
/// cost: adding up every mark by contest and option.
///
/// Prints one line: seconds of the count and of the floor, patterns, contests.
@main
struct TallyBenchmark {
  private static let contests = 50
  private static let options = 20
  private static let patterns = 1_000_000

  static func main() throws {
    let definition = try definition()
    var all: [(pattern: Pattern, times: Int)] = []
    var runs: [(contest: Int, marks: [UInt8], times: Int)] = []
    for number in 0..<patterns {
      let contest = number % contests
      // Every run of marks of a contest is another: the bits of a number.
      let bits = number / contests + 1
      let marks = (0..<options).map { UInt8(bits >> $0 & 1) }
      let times = number % 7 + 1
      runs.append((contest, marks, times))
      let pattern = Pattern(
        style: "all", contest: "c\(contest)", channel: "online", collector: "web",
        marks: .marks(marks))
      all.append((pattern, times))
    }
    let clock = ContinuousClock()
    var votes = 0
    let count = try clock.measure {
      let tally = Tally(definition)
      for (pattern, times) in all { try tally.add(pattern, times: times) }
      let results = try tally.results()
      votes = results.reduce(0) { sum, result in
        sum + result.total.votes.reduce(0) { $0 + $1.numbers.reduce(0, +) }
      }
    }
    var sums = [Int](repeating: 0, count: contests * options)
    let floor = clock.measure {
      for run in runs {
        for option in run.marks.indices {
          sums[run.contest * options + option] += Int(run.marks[option]) * run.times
        }
      }
    }
    guard sums.reduce(0, +) == votes else { throw Difference() }
    print(seconds(count), seconds(floor), all.count, contests)
  }

  private struct Difference: Error {}

  private static func seconds(_ duration: Duration) -> Double {
    let (whole, rest) = duration.components
    return Double(whole) + Double(rest) / 1e18
  }

  private static func definition() throws -> Definition {
    let name = { (text: String) -> JSON in ["en": .string(text)] }
    let key = { (number: Int) -> JSON in
      .string(Base64.encode([0x45, 0x64] + [UInt8](repeating: UInt8(number), count: 40)))
    }
    let sealing = { (number: UInt8) -> JSON in
      .string(Base64.encode([UInt8](repeating: number, count: 32)))
    }
    let people = ["officer", "officer", "custodian"].enumerated().map { index, role -> JSON in
      [
        "id": .string("p\(index)"), "name": name("P"), "role": .string(role),
        "publicKey": key(index + 2),
      ]
    }
    let json: JSON = [
      "format": "coldcount/election/1", "id": "bench", "title": name("Bench"),
      "date": "2020-07-12", "timeZone": "Asia/Hong_Kong", "languages": ["en"],
      "polls": ["opens": "2020-07-11T07:00:00+08:00", "closes": "2020-07-12T21:00:00+08:00"],
      "areas": [["id": "hk", "name": name("Hong Kong")]],
      "contests": .array(
        (0..<contests).map { contest in
          [
            "id": .string("c\(contest)"), "title": name("C"), "area": "hk",
            "method": "plurality", "seats": 3, "minChoices": 1, "maxChoices": .integer(options),
            "options": .array((0..<options).map { ["id": .string("o\($0)"), "name": name("O")] }),
          ]
        }),
      "styles": [
        [
          "id": "all", "area": "hk",
          "contests": .array((0..<contests).map { .string("c\($0)") }),
        ]
      ],
      "channels": [["id": "online", "kind": "electronic", "name": name("Online")]],
      "stations": [],
      "collectors": [
        [
          "id": "web", "name": name("Web"), "publicKey": key(1), "roles": ["ballots"],
          "channel": "online", "styles": ["all"],
        ]
      ],
      "people": .array(people), "quorum": ["open": 2, "sign": 2],
      "keys": ["count": sealing(1), "vault": [sealing(2)]],
      "policy": ["withinChannel": "last", "smallCell": 1, "embargo": nil],
    ]
    return try Definition(
      file: json.canonical,
      keys: KeyCheck(isSigningKey: { _ in true }, isSealingKey: { _ in true }))
  }
}
