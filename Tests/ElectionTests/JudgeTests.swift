import Encoding
@testable import Election
import Testing

@Suite("What a run of marks comes to")
struct JudgeTests {
  private static let none: [OptionStatus] = []

  private func contest(_ method: Method, _ count: Int, _ statuses: [OptionStatus]) -> Contest {
    Contest(
      id: "c", title: Names([:]), area: "a", method: method,
      options: (0..<count).map { index in
        ContestOption(
          id: "o\(index)", name: Names([:]),
          status: index < statuses.count ? statuses[index] : .standing)
      })
  }

  private static let first = Method.plurality(seats: 1, minChoices: 1, maxChoices: 1)
  private static let upToThree = Method.plurality(seats: 3, minChoices: 1, maxChoices: 3)
  private static let exactlyThree = Method.plurality(seats: 3, minChoices: 3, maxChoices: 3)
  private static let approval = Method.plurality(seats: 1, minChoices: 1, maxChoices: 4)
  private static let petition = Method.threshold(required: 9, maxChoices: 2)
  private static let question = Method.question(minYes: nil, minTurnout: nil)

  @Test(
    "is judged by the method's least and greatest number of choices",
    arguments: [
      (first, [0, 0, 0, 0], .blank), (first, [0, 0, 1, 0], .valid),
      (first, [1, 0, 1, 0], .overvoted), (first, [1, 1, 1, 1], .overvoted),
      (first, [0, 0, 2, 0], .malformed), (first, [2, 2, 2, 2], .malformed),
      (first, [1, 1, 0, 255], .malformed), (first, [1, 0, 0], .malformed),
      (first, [1, 0, 0, 0, 0], .malformed), (first, [], .malformed),
      (upToThree, [0, 0, 0, 0], .blank), (upToThree, [1, 0, 0, 0], .valid),
      (upToThree, [1, 1, 0, 1], .valid), (upToThree, [1, 1, 1, 1], .overvoted),
      (exactlyThree, [0, 0, 0, 0], .blank), (exactlyThree, [0, 1, 0, 0], .undervoted),
      (exactlyThree, [0, 1, 1, 0], .undervoted), (exactlyThree, [0, 1, 1, 1], .valid),
      (exactlyThree, [1, 1, 1, 1], .overvoted), (exactlyThree, [0, 1, 0, 3], .malformed),
      (approval, [0, 0, 0, 0], .blank), (approval, [0, 0, 0, 1], .valid),
      (approval, [1, 1, 1, 1], .valid), (approval, [1, 1, 1, 2], .malformed),
      (.supportOppose, [0, 0, 0, 0], .blank), (.supportOppose, [1, 2, 3, 0], .valid),
      (.supportOppose, [1, 1, 1, 1], .valid), (.supportOppose, [0, 0, 0, 3], .valid),
      (.supportOppose, [0, 0, 0, 4], .malformed), (.supportOppose, [1, 2, 3, 128], .malformed),
      (petition, [0, 0, 0, 0], .blank), (petition, [1, 0, 0, 0], .valid),
      (petition, [1, 0, 1, 0], .valid), (petition, [1, 1, 1, 0], .overvoted),
      (petition, [1, 1, 3, 0], .malformed),
      (question, [0, 0, 0, 0], .blank), (question, [0, 1, 0, 0], .valid),
      (question, [1, 1, 0, 0], .overvoted), (question, [1, 2, 0, 0], .malformed),
    ] as [(Method, [UInt8], BallotCategory)])
  func judge(method: Method, marks: [UInt8], expected: BallotCategory) {
    #expect(contest(method, 4, Self.none).judge(marks) == expected)
  }

  @Test(
    "an option taken out before the poll is no choice; one that fell during the poll is",
    arguments: [
      (first, [.diedBefore], [1, 0, 0, 0], .blank),
      (first, [.disqualifiedBefore], [1, 0, 0, 0], .blank),
      (first, [.diedBefore], [1, 1, 0, 0], .valid),
      (first, [.diedBefore], [1, 1, 1, 0], .overvoted),
      (first, [.diedBefore], [2, 1, 0, 0], .malformed),
      (exactlyThree, [.diedBefore], [1, 1, 1, 0], .undervoted),
      (exactlyThree, [.diedBefore], [1, 1, 1, 1], .valid),
      (first, [.diedDuring], [1, 0, 0, 0], .valid),
      (first, [.disqualifiedDuring], [1, 1, 0, 0], .overvoted),
      (.supportOppose, [.diedBefore], [1, 0, 0, 0], .blank),
      (.supportOppose, [.diedBefore, .standing], [1, 2, 0, 0], .valid),
    ] as [(Method, [OptionStatus], [UInt8], BallotCategory)])
  func out(
    method: Method, statuses: [OptionStatus], marks: [UInt8], expected: BallotCategory
  ) {
    #expect(contest(method, 4, statuses).judge(marks) == expected)
  }
}
