import Election
import Encoding
import Paper
import Testing
import Words

@testable import Result

@Suite("What is still out, in a result")
struct StillOutTests {
  private static let key = SheetKey(station: "s1", batch: "b1", contest: "c")

  private static let items: [(kind: String, item: Outstanding)] =
    [
      ("no-bundle", .nothing(collector: "web")),
      ("missing-bundle", .missing(collector: "web", sequence: 2)),
      ("no-last-bundle", .noFinal(collector: "web", highest: 1)),
      ("after-last-bundle", .afterFinal(collector: "web", sequence: 3)),
      ("broken-chain", .previous(collector: "web", sequence: 3)),
      ("identities", .identities(bundle: Digest(words: (7, 7, 7, 7)))),
      ("cross-style", .crossStyle(count: 1)),
      ("unsigned-reconciliation", .unsignedReconciliation),
      ("register", .register(station: "s1", entries: 2000, issued: 1)),
      ("lots", .lots(contest: "c", candidates: ["x", "y"])),
    ] + paper.map { ($0, .paper($1)) }

  private static let paper: [(kind: String, item: PaperFinding)] = [
    ("station", .nothing(station: "s1")), ("account", .noAccount(account)),
    ("account-entry", .account(account, .once(by: "ann"))),
    ("sheet", .sheet(key, .once(by: "ann"))),
    ("no-sheet", .noSheet(station: "s1", contest: "c")),
    ("batch-lacks", .batchLacks(batch, contests: ["c"])),
    ("batch-mixed", .batchMixed(batch, contests: ["c", "d"])),
    ("unequal-papers", .unequalPapers(batch, papers: ["c": 2000, "d": 3])),
    ("unexpected-batch", .unexpectedBatch(batch)), ("missing-batch", .missingBatch(batch)),
    ("issued", .issued(account, issued: 2000, accountedFor: 3)),
    ("issued", .issued(AccountKey(station: "s1", contest: "c"), issued: 3, accountedFor: 2000)),
    ("in-box", .inBox(account, inBox: 2000, papers: 3)),
  ]
  private static let account = AccountKey(station: "s1")
  private static let batch = Batch(station: "s1", id: "b1")

  @Test("each kind has its name and its words in both languages, and reads again as it was")
  func kinds() throws {
    for (kind, item) in Self.items {
      let out = StillOut(item)
      #expect(out.json["kind"] == .string(kind))
      #expect(out.json["words"]?["en"] == .string(item.message.english))
      #expect(out.json["words"]?["zh-Hant"] == .string(item.message.text(in: .chinese)))
      let violations = Violations()
      let again = StillOut(ObjectReader(out.json, violations: violations), isPublic: false)
      #expect(violations.list.isEmpty, "\(violations.list)")
      #expect(again == out)
    }
  }

  @Test("words that differ in one language alone make another thing that is out")
  func words() throws {
    let out = StillOut(Outstanding.paper(.nothing(station: "s1")))
    var members = try #require(out.json.object)
    members["words"] = ["en": .string(out.message.english), "zh-Hant": "票站"]
    let other = StillOut(ObjectReader(.object(members), violations: Violations()), isPublic: false)
    #expect(other != nil)
    #expect(other != out)
  }

  @Test("what the public is told names neither who keyed nor how many registered")
  func published() {
    for (_, item) in Self.items {
      let json = String(decoding: StillOut(item).published.json.canonical, as: UTF8.self)
      #expect(!json.contains("ann"))
      #expect(!json.contains("2000"))
    }
  }
}
