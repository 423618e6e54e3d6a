import TestSupport
import Testing

@testable import Election

@Suite("Counting distinct runs of bytes")
struct RunCounterTests {
  @Test("gives what a dictionary gives, sorted", arguments: [0, 1, 3, 7, 8, 9, 40])
  func random(_ length: Int) {
    var generator = SeededGenerator(seed: UInt64(length))
    var counter = RunCounter(length: length)
    var expected: [[UInt8]: Int] = [:]
    for number in 0..<3_000 {
      // Few values at first, then many: the table has to grow.
      let highest: UInt8 = number < 1_000 ? 1 : 3
      let run = (0..<length).map { _ in UInt8.random(in: 0...highest, using: &generator) }
      counter.add((run + [9]).span, times: 1 + number % 3)
      expected[run, default: 0] += 1 + number % 3
    }
    var found: [(run: [UInt8], times: Int)] = []
    counter.forEachSorted { run, times in found.append((run.indices.map { run[$0] }, times)) }
    let sorted = expected.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    #expect(found.map(\.run) == sorted.map(\.key))
    #expect(found.map(\.times) == sorted.map(\.value))
    #expect(counter.count == expected.count)
    #expect(found.reduce(0) { $0 + $1.times } == 6_000)
  }

  @Test("says how much memory it has taken", arguments: [1, 5, 40])
  func memory(_ length: Int) {
    var counter = RunCounter(length: length)
    let least = counter.byteCount
    for number in 0..<10_000 {
      let run = (0..<length).map { UInt8(truncatingIfNeeded: number >> (8 * min($0, 7))) }
      counter.add(run.span)
    }
    #expect(counter.byteCount >= counter.count * (length + 8 + 8))
    #expect(counter.byteCount <= max(least, counter.count * (length + 8 + 8) * 4))
  }
}

@Suite("Packing marks")
struct MarkPackingTests {
  @Test(
    "gives the same marks again, sorted as before",
    arguments: [1, 2, 3, 4, 15, 16, 255] as [UInt8], [0, 1, 5, 8, 9, 40])
  func roundTrip(_ highest: UInt8, _ count: Int) {
    var generator = SeededGenerator(seed: UInt64(highest) * 100 + UInt64(count))
    let packing = MarkPacking(count: count, highest: highest)
    var pairs: [(marks: [UInt8], packed: [UInt8])] = []
    for _ in 0..<200 {
      let marks = (0..<count).map { _ in UInt8.random(in: 0...highest, using: &generator) }
      var packed = [UInt8](repeating: 0xFF, count: packing.byteCount)
      #expect(packing.pack(([7] + marks).span, at: 1, into: &packed))
      #expect(packing.unpack(packed.span) == marks)
      for position in marks.indices {
        #expect(packing.mark(position, of: packed.span, at: 0) == marks[position])
      }
      pairs.append((marks, packed))
    }
    let byMarks = pairs.sorted { $0.marks.lexicographicallyPrecedes($1.marks) }
    let byPacked = pairs.sorted { $0.packed.lexicographicallyPrecedes($1.packed) }
    #expect(byMarks.map(\.marks) == byPacked.map(\.marks))
  }

  @Test("takes as few bits as the highest mark needs")
  func size() {
    let sizes = [1, 2, 3, 4, 15, 16].map { MarkPacking(count: 40, highest: $0).byteCount }
    #expect(sizes == [5, 10, 10, 20, 20, 40])
  }

  @Test("refuses just the runs that are malformed")
  func malformed() throws {
    var generator = SeededGenerator(seed: 3)
    for contest in try SampleDefinition().definition().contests {
      let packing = MarkPacking(contest)
      var packed = [UInt8](repeating: 0, count: packing.byteCount)
      for _ in 0..<500 {
        let marks = contest.options.map { _ in UInt8.random(in: 0...4, using: &generator) }
        #expect(
          packing.pack(marks.span, at: 0, into: &packed) == (contest.judge(marks) != .malformed))
      }
    }
  }
}
