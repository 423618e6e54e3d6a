import Election
import Encoding
import Paper
import TestSupport
import Testing
import Words

@Suite("Something that is out")
struct OutstandingItemTests {
  @Test("is settled by an amendment that names just that")
  func settles() throws {
    let election = Digest([32 of UInt8](repeating: 7))
    let changes = [
      "missing web 2", "last web 3", "accept-chain app 4", "accept-cross-style 2",
      "accept-register s1 30", "last desk 0",
    ].compactMap { Change.json(words: $0) }
    let amendment = try Amendment(
      json: [
        "format": .string(Amendment.format), "election": .string(election.description),
        "number": 1, "previous": .null, "changes": .array(changes), "reason": "because",
      ], definition: try SampleDefinition().definition(), election: election)
    let rulings = Rulings([amendment])
    for (item, expected) in [
      (.missing(collector: "web", sequence: 2), true),
      (.missing(collector: "web", sequence: 3), false),
      (.missing(collector: "app", sequence: 2), false),
      (.noFinal(collector: "web", highest: 3), true),
      (.noFinal(collector: "web", highest: 4), false),
      (.nothing(collector: "desk"), true), (.nothing(collector: "web"), false),
      (.afterFinal(collector: "app", sequence: 4), true),
      (.previous(collector: "app", sequence: 4), true),
      (.previous(collector: "app", sequence: 5), false),
      (.crossStyle(count: 2), true), (.crossStyle(count: 3), false),
      (.register(station: "s1", entries: 30, issued: 2), true),
      (.register(station: "s1", entries: 31, issued: 2), false),
      (.register(station: "s2", entries: 1, issued: 0), false),
      (.paper(.nothing(station: "s1")), false), (.unsignedReconciliation, false),
      (.lots(contest: "council", candidates: ["c1"]), false),
    ] as [(Outstanding, Bool)] {
      #expect(rulings.settles(item) == expected, "\(item)")
    }
  }

  @Test("has words of its own in both languages")
  func words() {
    let key = SheetKey(station: "s1", batch: "b1", contest: "c")
    let pending: [PendingEntry] = [
      .differs(by: ["a", "b"], items: ["papers"]), .amended, .reopened(by: "officer-a"),
    ]
    let items = SampleResult.outstanding + pending.map { .paper(.sheet(key, $0)) }
    for item in items {
      let chinese = item.message.text(in: .chinese)
      #expect(chinese.unicodeScalars.contains { $0.value > 0x2E80 }, "\(chinese)")
      #expect(item.message.english.utf8.allSatisfy { $0 < 0x80 })
    }
    #expect(Set(items.map(\.message)).count == items.count)
  }
}
