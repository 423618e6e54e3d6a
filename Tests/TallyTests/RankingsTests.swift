@testable import Election
@testable import Tally
import Testing

@Suite("Orders of preferences in memory")
struct RankingsTests {
  struct Case: CustomTestStringConvertible {
    let options: Int
    let rankings: Int
    /// Small enough that the table is merged many times, or that it is merged once.
    let budget: Int
    var testDescription: String { "\(rankings) of \(options) options within \(budget) bytes" }
  }

  @Test(
    "Each is found once, sorted, with how often it was added, however often they were merged",
    arguments: [
      Case(options: 3, rankings: 200, budget: 1 << 8),
      Case(options: 12, rankings: 30_000, budget: 1 << 14),
      Case(options: 12, rankings: 30_000, budget: 1 << 30),
      Case(options: 16, rankings: 20_000, budget: 1 << 16),
      Case(options: 255, rankings: 700, budget: 1 << 15),
    ])
  func table(_ one: Case) throws {
    var random = SystemRandomNumberGenerator()
    var rankings = Rankings(options: one.options, budget: one.budget)
    var expected: [[UInt8]: Int] = [:]
    let all = (0..<one.options).map { UInt8($0) }
    for number in 0..<one.rankings {
      let length = Int.random(in: 0...one.options, using: &random)
      let preferences = Array(all.shuffled(using: &random).prefix(length))
      // Numbers of one byte and of many.
      let times = number % 9 == 0 ? 1 << (number % 40) : number % 3 + 1
      expected[preferences, default: 0] += times
      rankings.add(preferences, times: times)
    }
    let table = rankings.table()
    var found: [[UInt8]: Int] = [:]
    var last: [UInt8] = []
    var next = 0
    table.forEach { position, times, run in
      let bytes = run.indices.map { run[$0] }
      #expect(position == next && (position == 0 || last.lexicographicallyPrecedes(bytes)))
      (last, next) = (bytes, next + 1)
      var preferences: [UInt8] = []
      while let option = table.option(of: run, at: preferences.count) {
        preferences.append(UInt8(option))
      }
      found[preferences, default: 0] += times
    }
    #expect(found == expected)
    #expect(table.count == expected.count)
  }

  @Test("None at all are an empty table")
  func empty() {
    var rankings = Rankings(options: 4)
    let table = rankings.table()
    var seen = 0
    table.forEach { _, _, _ in seen += 1 }
    #expect(table.count == 0 && seen == 0)
  }
}
