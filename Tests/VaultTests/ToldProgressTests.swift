import Election
import Encoding
import TestSupport
import Testing

@testable import Vault

@Suite("How far a vote has come, for all")
struct ToldProgressTests {
  /// The progress with so many ballots of each style, all of which have the first contest.
  private static func progress(_ totals: [Int], _ definition: Definition) -> VaultProgress {
    VaultProgress(
      styles: zip(definition.styles, totals).map { style, total in
        .init(
          style: style.id, standing: [("online", total)], struck: [(.superseded, 1)], onPaper: 0,
          required: [])
      })
  }

  @Test(
    "is one number a contest, rounded down to a step of twice the smallest number",
    arguments: [
      ([0, 0], 0), ([4, 5], 0), ([4, 6], 10), ([10, 9], 10), ([3, 1_000], 1_000),
      ([509, 500], 1_000),
    ])
  func steps(totals: [Int], expected: Int) throws {
    let definition = try SampleDefinition().setting("$.policy.smallCell", to: 5).definition()
    let shared = try #require(
      definition.contests.first { contest in
        definition.styles.prefix(2).allSatisfy { $0.contests.contains(contest.id) }
      })
    let told = try #require(
      ToldProgress(Self.progress(totals, definition), of: definition))
    #expect(told.step == 10)
    #expect(told.contests.map(\.contest) == definition.contests.map(\.id))
    #expect(told.contests.first { $0.contest == shared.id }?.atLeast == expected)
  }

  @Test("two numbers differ by nothing or by a step, whatever came in between")
  func differences() throws {
    let definition = try SampleDefinition().setting("$.policy.smallCell", to: 5).definition()
    let told = (0...60).compactMap {
      ToldProgress(Self.progress([$0, 0], definition), of: definition)?.contests[0].atLeast
    }
    #expect(told.count == 61)
    for (earlier, later) in zip(told, told.dropFirst()) {
      #expect(later == earlier || later - earlier == 10)
    }
  }

  @Test("is not rounded where the election has no smallest number")
  func unruled() throws {
    let definition = try SampleDefinition().setting("$.policy.smallCell", to: 1).definition()
    #expect(ToldProgress(Self.progress([3, 1], definition), of: definition) == nil)
  }
}
