@testable import Election
import Encoding
import TestSupport
import Testing
import Words

@Suite("Ranks")
struct RankedJudgeTests {
  private func contest(
    _ least: Int = 1, _ most: Int = 4, out: Set<Int> = []
  ) -> Contest {
    Contest(
      id: "c", title: Names([:]), area: "a",
      method: .singleTransferable(seats: 2, minChoices: least, maxChoices: most),
      options: (0..<4).map { index in
        ContestOption(
          id: "o\(index)", name: Names([:]), status: out.contains(index) ? .diedBefore : .standing)
      })
  }

  /// Marks, what they come to, and the preferences as positions.
  @Test(
    "are read as far as they are clear",
    arguments: [
      ([0, 0, 0, 0], .blank, []), ([1, 0, 0, 0], .valid, [0]),
      ([2, 1, 3, 4], .valid, [1, 0, 2, 3]),
      // A gap, or a rank for two, ends what can be followed.
      ([1, 3, 0, 0], .valid, [0]), ([1, 2, 2, 3], .valid, [0]), ([1, 2, 4, 4], .valid, [0, 1]),
      ([1, 1, 2, 0], .overvoted, []), ([1, 1, 1, 1], .overvoted, []),
      ([2, 3, 0, 0], .undervoted, []), ([0, 0, 0, 4], .undervoted, []),
      ([5, 0, 0, 0], .malformed, []), ([1, 2, 3, 255], .malformed, []),
      ([1, 2, 3], .malformed, []), ([1, 2, 3, 4, 0], .malformed, []), ([], .malformed, []),
    ] as [([UInt8], BallotCategory, [UInt8])])
  func read(marks: [UInt8], category: BallotCategory, preferences: [UInt8]) {
    let judge = MarkJudge(contest())
    #expect(judge.judge(marks) == category)
    if category == .valid { #expect(judge.preferences(marks) == preferences) }
  }

  @Test(
    "pass over an option that was taken out before the poll",
    arguments: [
      ([1, 2, 3, 0], .valid, [1, 2]), ([2, 1, 3, 0], .valid, [1, 2]), ([1, 0, 0, 0], .blank, []),
      // The rank that it shared belongs to the other alone.
      ([1, 1, 2, 0], .valid, [1, 2]), ([1, 3, 0, 0], .undervoted, []),
    ] as [([UInt8], BallotCategory, [UInt8])])
  func out(marks: [UInt8], category: BallotCategory, preferences: [UInt8]) {
    let judge = MarkJudge(contest(out: [0]))
    #expect(judge.judge(marks) == category)
    if category == .valid { #expect(judge.preferences(marks) == preferences) }
  }

  @Test("may be asked for in a least and a greatest number")
  func limits() {
    #expect(MarkJudge(contest(3, 4)).judge([1, 2, 0, 0]) == .undervoted)
    #expect(MarkJudge(contest(3, 4)).judge([1, 2, 3, 0]) == .valid)
    #expect(MarkJudge(contest(3, 4)).judge([1, 2, 4, 0]) == .undervoted)
    #expect(MarkJudge(contest(1, 2)).judge([1, 2, 3, 0]) == .overvoted)
  }

  private static func contest(_ more: [String: JSON], options: Int = 3) -> JSON {
    let members: JSON.Members = [
      "id": "council", "title": SampleDefinition.name("C", "會"), "area": "east",
      "options": .array(
        (0..<options).map {
          ["id": .string("c\($0)"), "name": SampleDefinition.name("N \($0)", "名 \($0)")]
        }),
    ]
    return .object(members.merging(JSON.Members(more.map { ($0.key, $0.value) })) { $1 })
  }

  @Test(
    "and lists have a definition of their own",
    arguments: [
      (["method": "instant-runoff"], Method.instantRunoff(minChoices: 1, maxChoices: 3)),
      (
        ["method": "instant-runoff", "minChoices": 2, "maxChoices": 2],
        .instantRunoff(minChoices: 2, maxChoices: 2)
      ),
      (
        ["method": "single-transferable", "seats": 2],
        .singleTransferable(seats: 2, minChoices: 1, maxChoices: 3)
      ),
      (["method": "largest-remainder", "seats": 5], .largestRemainder(seats: 5)),
    ] as [([String: JSON], Method)])
  func definition(members: [String: JSON], method: Method) throws {
    let definition = try SampleDefinition().setting(
      "$.contests[1]", to: Self.contest(members)
    ).definition()
    #expect(definition.contest("council")?.method == method)
  }

  @Test(
    "that a definition cannot have are refused with their path",
    arguments: [
      (["method": "single-transferable"], 3, "$.contests[1].seats: missing"),
      (["method": "single-transferable", "seats": 0], 3, "$.contests[1].seats: not an integer"),
      (["method": "instant-runoff", "seats": 1], 3, "$.contests[1].seats: unknown here"),
      (
        ["method": "instant-runoff", "minChoices": 3, "maxChoices": 2], 3,
        "$.contests[1].minChoices: more than maxChoices"
      ),
      (
        ["method": "instant-runoff", "maxChoices": 4], 3,
        "$.contests[1].maxChoices: not an integer from 1 to 3"
      ),
      (["method": "instant-runoff"], 256, "$.contests[1].options: more than 255 options to rank"),
      (
        ["method": "largest-remainder", "seats": 10_001], 3,
        "$.contests[1].seats: not an integer from 1 to 10,000"
      ),
    ] as [([String: JSON], Int, String)])
  func refused(members: [String: JSON], options: Int, problem: String) throws {
    let error = try #require(throws: DefinitionError.self) {
      try SampleDefinition().setting(
        "$.contests[1]", to: Self.contest(members, options: options)
      ).definition()
    }
    #expect(error.violations.contains { $0.description.hasPrefix(problem) }, "\(error.problems)")
  }
}
