import Election
import Encoding
import Paper
import TestSupport
import Testing

@testable import coldcount

@Suite("What there is to key at a desk")
struct DeskIndexTests {
  private func sheet(_ batch: Int, votes: Int) -> Sheet {
    Sheet(
      election: Digest([32 of UInt8](repeating: 7)),
      key: SheetKey(station: "s1", batch: "b\(batch)", contest: "council"),
      papers: 9, counts: ["c1": .chosen(votes), "c2": .chosen(9 - votes)], rejected: [:],
      objections: nil)
  }

  @Test("is, entry by entry, what it is when all of the paper is gone through", arguments: 0..<4)
  func kept(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let definition = try SampleDefinition().definition()
    var paper = KeyedPaper()
    var index = DeskIndex(definition, paper, person: "clerk-1")
    for _ in 0..<120 {
      let sheet = sheet(
        .random(in: 0..<12, using: &random), votes: .random(in: 0..<3, using: &random))
      let person = ["clerk-1", "clerk-2", "officer-a"].randomElement(using: &random) ?? "clerk-1"
      paper.key(sheet, by: person)
      index.note(.sheet(sheet.key), in: paper)
      let anew = DeskIndex(definition, paper, person: "clerk-1")
      #expect(index.waiting == anew.waiting)
      #expect(index.differing == anew.differing)
      #expect(index.agreedSheetCount == paper.sheets.agreed.count)
      #expect(index.pendingSheetCount == paper.sheets.pending.count)
      #expect(index.batches(at: "s1") == anew.batches(at: "s1"))
      #expect(index.choice(.sheet(sheet.key)) == anew.choice(.sheet(sheet.key)))
    }
  }
}
