import Election
import Encoding
import TestSupport
import Testing
import Words

@testable import Paper

/// Sheets of the sample: 10 papers of station s1, 1 of them rejected.
enum SampleSheet {
  static let election = Digest([32 of UInt8](repeating: 7))

  /// The items of a good sheet of each contest.
  static let items: [String: [(item: String, count: Int)]] = [
    "chief": [
      ("papers", 10), ("tsang:support", 5), ("tsang:oppose", 2), ("tsang:abstain", 2),
      ("lam:support", 1), ("lam:oppose", 8), ("lam:abstain", 0), ("woo:support", 0),
      ("woo:oppose", 0), ("woo:abstain", 0), ("rejected:unmarked", 1), ("rejected:overvoted", 0),
    ],
    "council": [
      ("papers", 10), ("c1", 5), ("c2", 3), ("c3", 1), ("c4", 0), ("rejected:unmarked", 0),
      ("rejected:overvoted", 1),
    ],
    "petition": [
      ("papers", 10), ("p1", 9), ("p2", 6), ("p3", 3), ("rejected:unmarked", 1),
      ("rejected:overvoted", 0),
    ],
    "motion": [
      ("papers", 10), ("yes", 4), ("no", 3), ("abstain", 2), ("rejected:unmarked", 1),
      ("rejected:overvoted", 0),
    ],
  ]

  /// The table of a contest's sheet, with some items set to another count, or taken out.
  static func csv(
    _ contest: String, _ changes: [String: Int?] = [:], station: String = "s1",
    batch: String = "b1"
  ) -> String {
    (items[contest] ?? []).map { item, count in
      guard let change = changes[item] else {
        return "\(station),\(batch),\(contest),\(item),\(count)\n"
      }
      return change.map { "\(station),\(batch),\(contest),\(item),\($0)\n" } ?? ""
    }.joined()
  }

  static let header = "station,batch,contest,item,count\n"
}

@Suite("Paper sheets")
struct SheetTests {
  private let definition: Definition

  init() throws { definition = try SampleDefinition().definition() }

  private func parse(_ rows: String) throws(SheetError) -> [Sheet] {
    try SheetTable.parse(
      Array((SampleSheet.header + rows).utf8), definition: definition,
      election: SampleSheet.election)
  }

  private func problems(_ rows: String) -> [String] {
    do {
      _ = try parse(rows)
      return []
    } catch { return error.problems.map(\.english) }
  }

  @Test(
    "of every method are read from a table", arguments: ["chief", "council", "petition", "motion"])
  func reads(contest: String) throws {
    let sheets = try parse(SampleSheet.csv(contest))
    let sheet = try #require(sheets.first)
    #expect(sheets.count == 1)
    #expect(sheet.key == SheetKey(station: "s1", batch: "b1", contest: contest))
    #expect(sheet.papers == 10)
    #expect(sheet.valid == 9)
    let again = try Sheet(json: JSON.parse(canonical: sheet.file), definition: definition)
    #expect(again == sheet)
    #expect(again.file == sheet.file)
  }

  @Test("many sheets come in the order in which they begin, in whatever order their rows are")
  func many() throws {
    let rows = (SampleSheet.csv("motion", batch: "b2") + SampleSheet.csv("motion"))
      .split(separator: "\n")
    let sheets = try parse(rows.reversed().joined(separator: "\n") + "\n")
    #expect(sheets.map(\.key.batch) == ["b1", "b2"])
  }

  @Test("a table as spreadsheets write it is taken")
  func spreadsheet() throws {
    let rows = SampleSheet.csv("council")
    let plain = SampleSheet.header + rows
    let quoted = plain.replacing("s1,b1", with: "\"s1\",\"b1\"").replacing("\n", with: "\r\n")
    let sheets = try SheetTable.parse(
      [0xEF, 0xBB, 0xBF] + Array(quoted.utf8) + [0x0D, 0x0A], definition: definition,
      election: SampleSheet.election)
    #expect(try sheets == parse(rows))
  }

  @Test("a canonical sheet has the form of the formats' pages, objections included")
  func canonical() throws {
    let sheet = try #require(try parse(SampleSheet.csv("motion")).first)
    let text = String(decoding: sheet.file, as: UTF8.self)
    #expect(
      text == """
        {"batch":"b1","contest":"motion","counts":{"abstain":2,"no":3,"yes":4},\
        "election":"\(SampleSheet.election)","format":"coldcount/sheet/1","papers":10,\
        "rejected":{"overvoted":0,"unmarked":1},"station":"s1"}

        """)
    let json = try JSON.parse(canonical: Array(text.utf8))
    var members = try #require(json.object)
    members["objections"] = ["rejected": 2, "accepted": 1]
    let other = try Sheet(json: .object(members), definition: definition)
    #expect(other.objections == .init(rejected: 2, accepted: 1))
    #expect(other.json == .object(members))
  }

  @Test(
    "figures that do not hold are refused",
    arguments: [
      ("council", ["c1": 6], "10 votes on 9 valid papers, expected 9 to 9"),
      ("council", ["c1": 4], "8 votes on 9 valid papers, expected 9 to 9"),
      ("council", ["rejected:unmarked": 1], "9 votes on 8 valid papers, expected 8 to 8"),
      ("council", ["papers": 9, "rejected:unmarked": 9], "more papers rejected than there are"),
      ("council", ["c1": 11], "c1 has 11, more than the 10 papers"),
      ("council", ["rejected:unmarked": 11], "unmarked has 11, more than the 10 papers"),
      ("petition", ["p1": 10], "19 votes on 9 valid papers, expected 9 to 18"),
      ("petition", ["p1": 0, "p2": 5], "8 votes on 9 valid papers, expected 9 to 18"),
      ("motion", ["yes": 5], "10 votes on 9 valid papers, expected 9 to 9"),
      ("chief", ["tsang:support": 6], "tsang has 10 judgements on 9 valid papers"),
      ("chief", ["lam:abstain": 1], "lam has 10 judgements on 9 valid papers"),
      ("chief", ["lam:oppose": 11], "lam has 11, more than the 10 papers"),
    ] as [(String, [String: Int?], String)])
  func figures(contest: String, changes: [String: Int?], problem: String) {
    let found = problems(SampleSheet.csv(contest, changes))
    #expect(found.contains("sheet s1/b1/\(contest): \(problem)"), "\(found)")
  }

  @Test(
    "at the limits figures hold",
    arguments: [
      ("petition", ["p1": 9, "p2": 9, "p3": 0]), ("petition", ["p1": 9, "p2": 0, "p3": 0]),
      ("chief", ["tsang:support": 9, "tsang:oppose": 0, "tsang:abstain": 0]),
      ("chief", ["tsang:support": 0, "tsang:oppose": 0, "tsang:abstain": 0]),
      ("council", ["c1": 0, "c2": 0, "c3": 0, "rejected:overvoted": 10]),
      ("motion", ["papers": 0, "yes": 0, "no": 0, "abstain": 0, "rejected:unmarked": 0]),
    ] as [(String, [String: Int?])])
  func limits(contest: String, changes: [String: Int?]) {
    #expect(problems(SampleSheet.csv(contest, changes)).isEmpty)
  }

  @Test("what was not keyed is not zero")
  func incomplete() {
    let rows = SampleSheet.csv("chief", ["papers": nil, "woo:abstain": nil])
    #expect(
      problems(rows) == ["sheet s1/b1/chief: incomplete, missing papers, woo:abstain"])
    #expect(
      problems(SampleSheet.csv("council", ["c4": nil]))
        == ["sheet s1/b1/council: incomplete, missing c4"])
  }

  @Test(
    "a row that does not belong is refused with its line",
    arguments: [
      ("s1,b1,motion,total,9\n", "line 8: a sum; only what was counted is keyed"),
      ("s1,b1,motion,Total,9\n", "line 8: a sum; only what was counted is keyed"),
      ("s1,total,motion,yes,9\n", "line 8: a sum; only what was counted is keyed"),
      ("s1,b1,motion,總計,9\n", "line 8: a sum; only what was counted is keyed"),
      ("s1,b1,motion,yes,4\n", "line 8: yes is there twice in sheet s1/b1/motion"),
      ("s1,b1,motion,perhaps,1\n", "sheet s1/b1/motion: unknown item perhaps"),
      ("s1,b1,motion,yes:support,1\n", "sheet s1/b1/motion: unknown item yes:support"),
      ("s1,b1,motion,rejected:torn,1\n", "sheet s1/b1/motion: unknown item rejected:torn"),
      ("s1,B 2,motion,yes,1\n", "line 8: the batch B 2 is not an identifier"),
      ("s1,b2,motion,yes,01\n", "line 8: column count: '01' has a zero in front; type 1"),
      (
        "s1,b2,motion,yes,100000001\n", "line 8: column count: 100,000,001 is more than 100,000,000"
      ),
      (
        "s1,b2,nothing,yes,1\n",
        "line 8: no contest 'nothing'; there are chief, council, petition, motion"
      ),
      ("s1,b1,motion,yes\n", "line 8: 4 fields where the header has 5"),
      ("s1,b1,motion,y\u{1B}es,1\n", "sheet s1/b1/motion: unknown item y\\u{1b}es"),
    ])
  func rows(row: String, problem: String) {
    let found = problems(SampleSheet.csv("motion") + row)
    #expect(found == [problem])
  }

  @Test("a sheet of another place is refused")
  func places() {
    #expect(
      problems(SampleSheet.csv("motion", station: "s9")) == [
        "line 2: no station 's9'; there are s1, s2"
      ])
    #expect(
      problems(SampleSheet.csv("council", station: "s2"))
        == ["sheet s2/b1/council: council is not voted on at s2"])
  }

  @Test("a sheet that is the sum of those above it is refused")
  func sums() {
    let doubled = Dictionary(
      uniqueKeysWithValues: (SampleSheet.items["motion"] ?? []).map {
        ($0.item, Int?($0.count * 2))
      })
    let two = SampleSheet.csv("motion") + SampleSheet.csv("motion", batch: "b2")
    #expect(problems(two).isEmpty)
    #expect(
      problems(two + SampleSheet.csv("motion", doubled, batch: "b3"))
        == [
          "sheet s1/b3/motion: is the sum of the batches above it; where it is a batch all the same, "
            + "import with --not-a-total"
        ])
  }

  @Test(
    "a file that is no table of sheets is refused",
    arguments: [
      ("", "line 1: no header line"), ("station,batch,contest,item\n", "line 1: the header is not"),
      (SampleSheet.header, "line 1: no sheet in the file"),
      (SampleSheet.header + "\"s1,b1", "line 2: a quote that is never closed"),
      ("{\"format\":1}\n", "the file is JSON"),
    ])
  func noTable(text: String, problem: String) {
    let error = #expect(throws: SheetError.self) {
      try SheetTable.parse(
        Array(text.utf8), definition: definition, election: SampleSheet.election)
    }
    #expect(error?.problems.count == 1)
    #expect(error?.problems.first?.english.hasPrefix(problem) == true)
    #expect(error?.report.code == "sheet")
  }

  @Test(
    "a sheet in JSON is checked key by key",
    arguments: [
      ("$.format", "coldcount/sheet/2", ["$.format: not coldcount/sheet/1"]),
      ("$.election", "x", ["$.election: not a hash of 64 lower-case hexadecimal digits"]),
      ("$.papers", -1, ["$.papers: not an integer from 0 to 100,000,000"]),
      ("$.papers", nil, ["$.papers: missing"]),
      ("$.counts.yes", nil, ["$.counts.yes: missing"]),
      ("$.counts.yes", "4", ["$.counts.yes: not an integer from 0 to 100,000,000"]),
      ("$.counts.maybe", 0, ["$.counts.maybe: unknown here: is it misspelt?"]),
      ("$.rejected.torn", 0, ["$.rejected.torn: unknown here: is it misspelt?"]),
      ("$.rejected.unmarked", nil, ["$.rejected.unmarked: missing"]),
      ("$.contest", "nothing", ["$.contest: no contest nothing"]),
      ("$.station", "S1", ["$.station: not an identifier ([a-z0-9][a-z0-9._-]{0,63})"]),
      ("$.objections", 1, ["$.objections: not an object"]),
      ("$.objections", ["rejected": 1], ["$.objections.accepted: missing"]),
      ("$.note", "x", ["$.note: unknown here: is it misspelt?"]),
      ("$.counts.yes", 5, ["sheet s1/b1/motion: 10 votes on 9 valid papers, expected 9 to 9"]),
      ("$.station", "s9", ["sheet s1/b1/motion: no station s9"]),
    ] as [(String, JSON?, [String])])
  func json(path: String, value: JSON?, expected: [String]) throws {
    let sheet = try #require(try parse(SampleSheet.csv("motion")).first)
    var members = try #require(sheet.json.object)
    let steps = path.dropFirst(2).split(separator: ".").map(String.init)
    if steps.count == 1 {
      members[steps[0]] = value
    } else {
      var inner = try #require(members[steps[0]]?.object)
      inner[steps[1]] = value
      members[steps[0]] = .object(inner)
    }
    let error = #expect(throws: SheetError.self) {
      try Sheet(json: .object(members), definition: definition)
    }
    #expect(
      error?.problems.map(\.english)
        == expected.map {
          $0.asTold.replacing("s1/b1/motion: no", with: "s9/b1/motion: no")
        }
    )
  }

  @Test("a ranked contest has no sheet: its papers are recorded one by one")
  func ranked() throws {
    let options = (0..<3).map { index -> JSON in
      ["id": .string("c\(index)"), "name": SampleDefinition.name("N \(index)", "名 \(index)")]
    }
    let definition = try SampleDefinition().setting(
      "$.contests[1]",
      to: [
        "id": "council", "title": SampleDefinition.name("C", "會"), "area": "east",
        "method": "instant-runoff", "options": .array(options),
      ]
    ).definition()
    let text =
      SampleSheet.header
      + "s1,b1,council,papers,3\ns1,b1,council,c0,1\ns1,b1,council,c1,1\ns1,b1,council,c2,1\n"
      + "s1,b1,council,rejected:unmarked,0\ns1,b1,council,rejected:overvoted,0\n"
    let error = #expect(throws: SheetError.self) {
      try SheetTable.parse(
        Array(text.utf8), definition: definition, election: SampleSheet.election)
    }
    #expect(error?.problems.contains { $0.english.contains("recorded one by one") } == true)
  }
}
