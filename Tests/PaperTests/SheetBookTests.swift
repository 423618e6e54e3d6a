import Election
import Encoding
import TestSupport
import Testing
import Words

@testable import Paper

@Suite("Sheets keyed by people")
struct SheetBookTests {
  private let definition: Definition
  private let key = SheetKey(station: "s1", batch: "b1", contest: "motion")

  init() throws { definition = try SampleDefinition().definition() }

  /// A sheet of ten papers with so many for yes; nine are for one of yes and no.
  private func sheet(yes: Int, batch: String = "b1") throws -> Sheet {
    let rows = SampleSheet.csv(
      "motion", ["yes": yes, "no": 9 - yes, "abstain": 0], batch: batch)
    let sheets = try SheetTable.parse(
      Array((SampleSheet.header + rows).utf8), definition: definition,
      election: SampleSheet.election)
    return try #require(sheets.first)
  }

  /// The status after entries of people, one after the other.
  private func status(_ entries: [(by: String, yes: Int)]) throws -> SheetBook.Status? {
    var book = SheetBook()
    for entry in entries { book.add(try sheet(yes: entry.yes), by: entry.by) }
    return book.status(key)
  }

  @Test("a sheet counts when two different people have keyed it alike")
  func two() throws {
    #expect(try status([]) == nil)
    #expect(try status([("ann", 5)]) == .once(by: "ann"))
    #expect(
      try status([("ann", 5), ("bob", 5)]) == .agreed(try sheet(yes: 5), by: ["ann", "bob"]))
    #expect(
      try status([("ann", 5), ("bob", 4)]) == .differs(by: ["ann", "bob"], items: ["no", "yes"]))
  }

  @Test("the same person twice is one person, and may correct while nobody else has keyed it")
  func samePerson() throws {
    #expect(try status([("ann", 5), ("ann", 5)]) == .once(by: "ann"))
    #expect(try status([("ann", 5), ("ann", 4)]) == .once(by: "ann"))
    #expect(
      try status([("ann", 5), ("ann", 4), ("bob", 4)])
        == .agreed(try sheet(yes: 4), by: ["ann", "bob"]))
  }

  @Test("after sixteen people who all differ nobody keys a sheet but who agrees with one of them")
  func many() throws {
    func sheet(_ papers: Int) -> Sheet {
      Sheet(
        election: SampleSheet.election, key: key, papers: papers, counts: [:], rejected: [:],
        objections: nil)
    }
    var book = SheetBook()
    for number in 1...16 { book.add(sheet(number), by: "clerk-\(number)") }
    #expect(book.entries(key).count == 16)
    #expect(
      book.objection(to: sheet(17), by: "clerk-17")
        == "sheet s1/b1/motion was keyed by 16 people who all differ; an officer reopens it")
    book.add(sheet(17), by: "clerk-17")
    #expect(book.entries(key).count == 16)
    #expect(book.objection(to: sheet(16), by: "clerk-17") == nil)
  }

  @Test("a third person decides by agreeing with one of two")
  func third() throws {
    let differing = [("ann", 5), ("bob", 4)]
    #expect(
      try status(differing + [("cat", 4)]) == .agreed(try sheet(yes: 4), by: ["bob", "cat"]))
    #expect(
      try status(differing + [("cat", 5)]) == .agreed(try sheet(yes: 5), by: ["ann", "cat"]))
    #expect(
      try status(differing + [("cat", 3)])
        == .differs(by: ["ann", "bob", "cat"], items: ["no", "yes"]))
    #expect(
      try status(differing + [("cat", 3), ("dan", 3)])
        == .agreed(try sheet(yes: 3), by: ["cat", "dan"]))
  }

  @Test("none of two who differ can decide by keying the sheet again")
  func noSelfAgreement() throws {
    var book = SheetBook()
    book.add(try sheet(yes: 5), by: "ann")
    book.add(try sheet(yes: 4), by: "bob")
    let objection = book.objection(to: try sheet(yes: 5), by: "bob")
    #expect(objection == "bob has keyed sheet s1/b1/motion; another person must decide")
    book.add(try sheet(yes: 5), by: "bob")
    #expect(book.status(key) == .differs(by: ["ann", "bob"], items: ["no", "yes"]))
    #expect(book.objection(to: try sheet(yes: 5), by: "cat") == nil)
  }

  @Test("a sheet that two agree on cannot be keyed again")
  func closed() throws {
    var book = SheetBook()
    book.add(try sheet(yes: 5), by: "ann")
    book.add(try sheet(yes: 5), by: "bob")
    let again = try sheet(yes: 1)
    #expect(
      book.objection(to: again, by: "cat")
        == "sheet s1/b1/motion was keyed by two people who agree; where it is wrong, an officer reopens it"
    )
    book.add(again, by: "cat")
    #expect(book.agreed.map(\.counts) == [try sheet(yes: 5).counts])
  }

  @Test(
    "two pairs who differ count neither way, in whatever order they come",
    arguments: [[0, 1, 2, 3], [2, 3, 0, 1], [0, 2, 1, 3], [3, 0, 1, 2]])
  func pairs(_ order: [Int]) throws {
    let entries = [("ann", 5), ("bob", 5), ("cat", 1), ("dan", 1)]
    let status = try status(order.map { entries[$0] })
    #expect(
      status == .differs(by: order.map { entries[$0].0 }, items: ["no", "yes"]))
  }

  @Test("what is keyed after two people agreed changes what counts only where two contradict them")
  func late() throws {
    var book = SheetBook()
    let changes = try [("ann", 5), ("bob", 5), ("cat", 5), ("dan", 1), ("ann", 1), ("eve", 1)]
      .map { book.add(try sheet(yes: $0.1), by: $0.0) }
    #expect(changes == [true, true, false, false, false, true])
    #expect(book.agreed(key) == nil)
    book.reopen(key, by: "officer-a")
    for by in ["cat", "dan"] { book.add(try sheet(yes: 4), by: by) }
    #expect(book.agreed(key) == (try sheet(yes: 4)))
  }

  @Test("a pending sheet holds up no other")
  func pending() throws {
    var book = SheetBook()
    book.add(try sheet(yes: 5, batch: "b3"), by: "ann")
    for by in ["ann", "bob"] { book.add(try sheet(yes: 2, batch: "b2"), by: by) }
    book.add(try sheet(yes: 5), by: "ann")
    book.add(try sheet(yes: 4), by: "bob")
    #expect(book.keys.map(\.batch) == ["b1", "b2", "b3"])
    #expect(book.agreed.map(\.key.batch) == ["b2"])
    #expect(
      book.pending.map { $0.why.message($0.key).english } == [
        "s1/b1/motion was keyed differently by ann, bob: no, yes",
        "s1/b3/motion was keyed by ann only",
      ])
    #expect(Sheet.papersByStation(book.agreed)["s1"] == 10)
    #expect(Sheet.papersByStation(book.agreed)["s2"] == nil)
  }

  @Test("every kind of difference is named")
  func differences() throws {
    let one = try sheet(yes: 5)
    var rejected = one.rejected
    rejected["overvoted"] = 3
    let other = Sheet(
      election: one.election, key: one.key, papers: 13, counts: one.counts, rejected: rejected,
      objections: .init(rejected: 1, accepted: 0))
    var book = SheetBook()
    book.add(one, by: "ann")
    book.add(other, by: "bob")
    #expect(
      book.status(key)
        == .differs(by: ["ann", "bob"], items: ["objections", "papers", "rejected:overvoted"]))
  }
}

@Suite("The account of a station")
struct StationAccountTests {
  private static let header = "station,issued,unused,spoilt,tendered,in-box,note\n"
  private let definition: Definition

  init() throws { definition = try SampleDefinition().definition() }

  private func parse(_ rows: String) throws(SheetError) -> [StationAccount] {
    try StationAccount.parse(Array((Self.header + rows).utf8), definition: definition)
  }

  @Test(
    "what does not add up is told and is no error",
    arguments: [
      ("s1,100,80,5,1,14,", 14, 0, 0), ("s1,100,80,5,1,13,", 13, 1, 0),
      ("s1,100,80,5,1,14,", 15, 0, -1), ("s1,99,80,5,1,14,one more", 0, -1, 14),
      ("s1,0,0,0,0,0,", 0, 0, 0),
    ])
  func differences(row: String, papers: Int, unaccounted: Int, uncounted: Int) throws {
    let account = try #require(try parse(row + "\n").first)
    let found = account.difference(papers: papers)
    #expect(found == .init(unaccounted: unaccounted, uncounted: uncounted))
    #expect(found.isNone == (unaccounted == 0 && uncounted == 0))
    #expect(try StationAccount(json: account.json, definition: definition) == account)
  }

  @Test(
    "a line that does not hold is named",
    arguments: [
      ("s9,1,1,0,0,0,\n", "line 2: no station 's9'; there are s1, s2"),
      (
        "s1,-1,1,0,0,0,\n",
        "line 2: column issued: '-1' is not a count; type it with the digits 0 to 9 only"
      ),
      (
        "s1,1,1,0,0,x,\n",
        "line 2: column in-box: 'x' is not a count; type it with the digits 0 to 9 only"
      ),
      ("s1,1,1,0,0,00,\n", "line 2: column in-box: '00' has a zero in front; type 0"),
      ("s1,1,,0,0,0,\n", "line 2: column unused: the cell is empty; type 0 where none was counted"),
      ("s1,1,1,0,0,0\n", "line 2: 6 fields where the header has 7"),
      ("s1,1,1,0,0,0,\ns1,1,1,0,0,0,\n", "line 3: s1 is there twice"),
      (
        "s1,1,1,0,0,0,\(String(repeating: "n", count: 2001))\n",
        "line 2: column note: longer than 2,000 bytes"
      ),
    ])
  func refused(rows: String, problem: String) {
    let error = #expect(throws: SheetError.self) { try parse(rows) }
    #expect(error?.problems.map(\.english) == [problem])
  }

  @Test("two people agree on the figures, each with a note in their own words")
  func agree() throws {
    let (one, other) = (try parse("s1,9,4,0,0,5,torn\n")[0], try parse("s1,9,4,0,0,5,\n")[0])
    let third = try parse("s1,9,3,0,0,6,\n")[0]
    var book = AccountBook()
    book.add(one, by: "ann")
    #expect(book.status(one.key) == .once(by: "ann") && book.agreed.isEmpty)
    book.add(third, by: "bob")
    #expect(
      book.status(one.key) == .differs(by: ["ann", "bob"], items: ["in-box", "unused"]))
    #expect(
      book.objection(to: one, by: "bob")
        == "bob has keyed the account of s1; another person must decide")
    book.add(other, by: "cat")
    #expect(book.agreed == [one] && book.boxes == ["s1": 5])
    #expect(
      book.objection(to: third, by: "dan")
        == "the account of s1 was keyed by two people who agree; where it is wrong, an officer reopens it"
    )
  }

  @Test("where every contest has papers of its own there is a row for each")
  func each() throws {
    let each = try SampleDefinition().setting("$.papers", to: "each").definition()
    let header = "station,contest,issued,unused,spoilt,tendered,in-box,note\n"
    let parse = { (rows: String) throws(SheetError) in
      try StationAccount.parse(Array((header + rows).utf8), definition: each)
    }
    let accounts = try parse("s1,chief,9,4,0,0,5,\ns1,motion,9,5,0,0,4,\n")
    #expect(accounts.map(\.key.contest) == ["chief", "motion"])
    for account in accounts {
      #expect(try StationAccount(json: account.json, definition: each) == account)
      #expect(throws: SheetError.self) {
        try StationAccount(json: account.json, definition: definition)
      }
    }
    for (rows, problem) in [
      ("s1,chief,9,4,0,0,5,\ns1,chief,9,4,0,0,5,\n", "line 3: s1 chief is there twice"),
      ("s1,who,9,4,0,0,5,\n", "line 2: no contest 'who'; there are chief, council, "),
    ] {
      let error = #expect(throws: SheetError.self) { try parse(rows) }
      #expect(error?.problems.first?.english.hasPrefix(problem) == true)
    }
    #expect(throws: SheetError.self) { try self.parse("s1,chief,9,4,0,0,5,\n") }
  }

  @Test("a table with another header is refused")
  func header() {
    let error = #expect(throws: SheetError.self) {
      try StationAccount.parse(Array("station,issued\n".utf8), definition: definition)
    }
    #expect(
      error?.problems.first?.english.hasPrefix("line 1: the header is not station,issued,") == true)
  }
}
