import Election
import Encoding
import Paper
import TestSupport
import Testing
import Words

@Suite("The sums of sheets")
struct SheetSumsTests {
  private func problems(
    _ rows: String, _ changes: [(path: String, value: JSON?)] = []
  ) throws -> [String] {
    let definition = try SampleDefinition().setting(changes).definition()
    do {
      _ = try SheetTable.parse(
        Array((SampleSheet.header + rows).utf8), definition: definition,
        election: SampleSheet.election)
      return []
    } catch { return error.problems.map(\.english) }
  }

  @Test(
    "leave out what was marked for an option taken out before the poll",
    arguments: [
      // Nine valid papers with one choice each among c1 to c3; what c4 has changes nothing.
      ("died-before", 0, nil), ("died-before", 9, nil), ("disqualified-before", 10, nil),
      ("died-during", 0, nil), ("died-during", 1, 10), ("disqualified-during", 9, 18),
    ] as [(String, Int, Int?)])
  func takenOut(status: String, marks: Int, sum: Int?) throws {
    let expected =
      sum.map { ["sheet s1/b1/council: \($0) votes on 9 valid papers, expected 9 to 9"] } ?? []
    #expect(
      try problems(
        SampleSheet.csv("council", ["c4": marks]),
        [("$.contests[1].options[3].status", .string(status))]) == expected)
  }

  @Test(
    "lie between the fewest and the most choices on every valid paper",
    arguments: [(17, true), (18, false), (19, false), (26, false), (27, false), (28, true)])
  func choices(votes: Int, isRefused: Bool) throws {
    let rows = SampleSheet.csv(
      "council", ["c1": 9, "c2": 8, "c3": min(votes - 17, 9), "c4": max(0, votes - 26)])
    let expected = "sheet s1/b1/council: \(votes) votes on 9 valid papers, expected 18 to 27"
    #expect(
      try problems(rows, [("$.contests[1].minChoices", 2), ("$.contests[1].maxChoices", 3)])
        == (isRefused ? [expected] : []))
  }

  @Test("are not looked for where only one batch above has papers: two batches may be alike")
  func alike() throws {
    let zeros = Dictionary(
      uniqueKeysWithValues: (SampleSheet.items["motion"] ?? []).map { ($0.item, Int?(0)) })
    let rows =
      SampleSheet.csv("motion", zeros, batch: "b1") + SampleSheet.csv("motion", batch: "b2")
      + SampleSheet.csv("motion", batch: "b3") + SampleSheet.csv("motion", zeros, batch: "b4")
    #expect(try problems(rows) == [])
  }
}
