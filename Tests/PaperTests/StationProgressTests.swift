import Election
import Encoding
import TestSupport
import Testing

@testable import Paper

@Suite("How far a station is")
struct StationProgressTests {
  private let definition: Definition
  private static let election = Digest([32 of UInt8](repeating: 0))

  init() throws { definition = try SampleDefinition().definition() }

  private func account(_ inBox: Int) throws -> StationAccount {
    try StationAccount(
      json: [
        "station": "s2", "issued": .integer(inBox), "unused": 0, "spoilt": 0, "tendered": 0,
        "in-box": .integer(inBox), "note": "",
      ], definition: definition)
  }

  private func sheet(_ batch: String, _ contest: String, papers: Int) -> Sheet {
    Sheet(
      election: Self.election, key: SheetKey(station: "s2", batch: batch, contest: contest),
      papers: papers, counts: [:], rejected: [:], objections: nil)
  }

  /// The account's papers, the sheets as batch, contest and papers, those pending, and what is
  /// said: in or out, papers, and how many are to come.
  @Test(
    "is what its account and its sheets say",
    arguments: [
      (nil, [], [], "out 0 ?"), (0, [], [], "in 0 0"), (5, [], [], "out 0 5"),
      (5, [("b1", "chief", 5), ("b1", "motion", 5)], [], "in 5 0"),
      (5, [("b1", "chief", 5)], [], "out 5 0"),
      (9, [("b1", "chief", 5), ("b1", "motion", 5)], [], "out 5 4"),
      (
        9, [("b1", "chief", 5), ("b1", "motion", 5), ("b2", "chief", 4), ("b2", "motion", 4)], [],
        "in 9 0"
      ),
      // A batch counts by its largest contest.
      (9, [("b1", "chief", 5), ("b1", "motion", 3), ("b2", "motion", 4)], [], "in 9 0"),
      (9, [("b1", "chief", 5), ("b1", "motion", 5), ("b2", "chief", 4)], ["b2"], "out 9 0"),
      (4, [("b1", "chief", 5), ("b1", "motion", 5)], [], "in 5 0"),
      (nil, [("b1", "chief", 5), ("b1", "motion", 5)], [], "in 5 ?"),
    ] as [(Int?, [(String, String, Int)], [String], String)])
  func progress(
    inBox: Int?, sheets: [(String, String, Int)], pending: [String], expected: String
  ) throws {
    let found = StationProgress.list(
      definition, accounts: try inBox.map { [try account($0)] } ?? [],
      sheets: sheets.map { sheet($0.0, $0.1, papers: $0.2) },
      pending: pending.map { SheetKey(station: "s2", batch: $0, contest: "motion") })
    let station = try #require(found.first { $0.station == "s2" })
    #expect(
      "\(station.isIn ? "in" : "out") \(station.papers) \(station.toCome.map { "\($0)" } ?? "?")"
        == expected)
    #expect(found.map(\.station) == ["s1", "s2"])
  }

  @Test("a sheet that an amendment made wrong is keyed again, or counts again once that is undone")
  func reopened() throws {
    let text = { (c1: Int) in
      "station,batch,contest,item,count\n"
        + [("papers", 9), ("c1", c1), ("c2", 9 - c1), ("c3", 0), ("c4", 0)]
        .map { "s1,b1,council,\($0.0),\($0.1)\n" }.joined()
        + "s1,b1,council,rejected:unmarked,0\ns1,b1,council,rejected:overvoted,0\n"
    }
    let sheet = try #require(
      try SheetTable.parse(
        Array(text(4).utf8), definition: definition, election: Self.election
      ).first)
    var book = SheetBook()
    for by in ["ann", "bob"] { book.add(sheet, by: by) }
    #expect(book.agreed.count == 1 && book.pending.isEmpty)
    let without = try SampleDefinition().setting(
      "$.contests[1].options[0].status", to: "died-before"
    ).definition()
    book.amend(try #require(without.contest("council")))
    #expect(book.agreed.isEmpty)
    #expect(book.pending.map(\.why) == [.amended])
    #expect(book.objection(to: sheet, by: "cat") == nil)
    book.amend(try #require(definition.contest("council")))
    #expect(book.agreed == [sheet] && book.pending.isEmpty)
  }
}
