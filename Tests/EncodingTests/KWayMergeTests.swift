import TestSupport
import Testing

@testable import Encoding

/// Numbers that stand for records: the upper half tells them apart at once, the lower does not.
private struct Numbers: SortedSource {
  struct Failure: Error, Equatable {}

  private var left: ArraySlice<Int>
  private(set) var present = 0
  /// Where it fails instead of going on.
  private let failing: Int?

  init(_ numbers: [Int], failing: Int? = nil) {
    left = numbers[...]
    self.failing = failing
  }

  mutating func advance() throws(Failure) -> UInt64? {
    guard let next = left.popFirst() else { return nil }
    guard next != failing else { throw Failure() }
    present = next
    return UInt64(next / 16)
  }

  func precedes(_ other: Numbers) -> Bool { present < other.present }
}

@Suite("One stream of many")
struct KWayMergeTests {
  private func merged(_ lists: [[Int]]) throws -> [[Int]] {
    var merge = try KWayMerge(lists.map { Numbers($0) })
    var found: [[Int]] = []
    while let lowest = merge.lowest {
      found.append([merge.sources[lowest].present, lowest])
      try merge.advance()
    }
    // The end stays the end.
    try merge.advance()
    #expect(merge.lowest == nil)
    return found
  }

  @Test(
    "It is what sorting gives, and equal records stand in their sources' order", arguments: 0...40)
  func sorted(sources: Int) throws {
    for seed in 0..<20 {
      var random = SeededGenerator(seed: UInt64(sources * 100 + seed))
      let range = [0...0, 0...20, 0...200, 0...1_000_000].randomElement(using: &random) ?? 0...0
      let lists = (0..<sources).map { _ in
        (0..<Int.random(in: 0..<30, using: &random))
          .map { _ in Int.random(in: range, using: &random) }.sorted()
      }
      let all = lists.enumerated().flatMap { source, list in list.map { [$0, source] } }
      #expect(try merged(lists) == all.sorted { $0.lexicographicallyPrecedes($1) })
    }
  }

  @Test("The highest number is told from the end of a source")
  func highest() throws {
    struct Last: SortedSource {
      var left: Int
      mutating func advance() -> UInt64? {
        left -= 1
        return left >= 0 ? UInt64.max : nil
      }
      func precedes(_ other: Last) -> Bool { false }
    }
    var merge = KWayMerge([0, 2, 0, 1, 3].map { Last(left: $0) })
    var order: [Int] = []
    while let lowest = merge.lowest {
      order.append(lowest)
      merge.advance()
    }
    #expect(order == [1, 1, 3, 4, 4, 4])
  }

  @Test("What a source throws comes out, at the beginning and later")
  func failure() throws {
    #expect(throws: Numbers.Failure.self) {
      try KWayMerge([Numbers([1]), Numbers([2], failing: 2)])
    }
    var merge = try KWayMerge([Numbers([1, 5], failing: 5), Numbers([2])])
    #expect(throws: Numbers.Failure.self) { try merge.advance() }
  }

  /// What is left of two lists where each record is taken out of both as often as it is in both.
  private func difference(_ one: [Int], _ other: [Int]) -> [[Int]] {
    Set(one + other).sorted().flatMap { number -> [[Int]] in
      let (more, less) = (one.count { $0 == number }, other.count { $0 == number })
      return Array(repeating: [number, more > less ? 1 : 0], count: abs(more - less))
    }
  }

  @Test("Two streams differ by what only one of them has, as often as it has it more often")
  func differences() throws {
    for seed in 0..<300 {
      var random = SeededGenerator(seed: UInt64(seed))
      let lists = (0..<2).map { _ in
        (0..<Int.random(in: 0..<20, using: &random))
          .map { _ in Int.random(in: 0..<40, using: &random) }.sorted()
      }
      var (one, other) = (Numbers(lists[0]), Numbers(lists[1]))
      var found: [[Int]] = []
      try forEachDifference(&one, &other) { found.append([$0.present, $1 ? 1 : 0]) }
      #expect(found == difference(lists[0], lists[1]))
    }
  }
}
