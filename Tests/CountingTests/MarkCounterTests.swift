import TestSupport
import Testing

@testable import Counting

@Suite("Counting distinct runs of marks")
struct MarkCounterTests {
  @Test("gives what a dictionary gives", arguments: [1, 3, 7, 8, 9, 40])
  func random(_ length: Int) {
    var generator = SeededGenerator(seed: UInt64(length))
    var counter = MarkCounter(length: length)
    var other = MarkCounter(length: length)
    var expected: [[UInt8]: Int] = [:]
    for number in 0..<3_000 {
      // Few values at first, then many: the table has to grow.
      let highest: UInt8 = number < 1_000 ? 1 : 3
      let marks = (0..<length).map { _ in UInt8.random(in: 0...highest, using: &generator) }
      let padded = [9] + marks + [9]
      if number.isMultiple(of: 3) {
        other.add(padded.span, at: 1)
      } else {
        counter.add(padded.span, at: 1)
      }
      expected[marks, default: 0] += 1
    }
    counter.merge(other)
    let found = Dictionary(
      counter.runs.map { ($0.marks, $0.count) }, uniquingKeysWith: { first, _ in first })
    #expect(found == expected)
    #expect(counter.runs.count == expected.count)
  }
}
