import Election
import Encoding
import Paper
import TestSupport
import Testing
import Words

@Suite("What is open of the paper")
struct PaperFindingsTests {
  /// What people keyed: sheets as `station batch contest papers`, accounts as
  /// `station[/contest] issued in-box`, everything alike by two people unless it ends in the names
  /// of those who keyed it.
  struct Keyed: Sendable, CustomTestStringConvertible {
    let what: String
    var sheets: [String] = []
    var accounts: [String] = []
    /// Accounts whose difference is explained, with what it was.
    var explained: [String: [Int]] = [:]
    /// What is open at station s2, whose papers carry chief and motion.
    let open: [String]

    var testDescription: String { what }
  }

  private static let pair = ["s2 b1 chief 10", "s2 b1 motion 10"]

  /// Cases at a station of which every paper carries `chief` and `motion`.
  static let cases: [Keyed] = [
    Keyed(what: "nothing", open: ["nothing of station s2 is in"]),
    Keyed(what: "all of it", sheets: pair, accounts: ["s2 10 10"], open: []),
    Keyed(what: "an empty box", accounts: ["s2 0 0"], open: []),
    Keyed(what: "no account", sheets: pair, open: ["station s2 has no account"]),
    Keyed(
      what: "an account that one person keyed", sheets: pair, accounts: ["s2 10 10 ann"],
      open: ["account s2 was keyed by ann only"]),
    Keyed(
      what: "an account that two keyed differently", sheets: pair,
      accounts: ["s2 10 10 ann", "s2 12 10 bob"],
      open: ["account s2 was keyed differently by ann, bob: issued"]),
    Keyed(
      what: "a sheet that one person keyed", sheets: [pair[0], "s2 b1 motion 10 ann"],
      accounts: ["s2 10 10"], open: ["sheet s2/b1/motion was keyed by ann only"]),
    Keyed(
      what: "a sheet that two keyed differently",
      sheets: [pair[0], "s2 b1 motion 10 ann", "s2 b1 motion 11 bob"], accounts: ["s2 10 10"],
      open: ["sheet s2/b1/motion was keyed differently by ann, bob: papers"]),
    Keyed(
      what: "a batch without a contest", sheets: pair + ["s2 b2 chief 5"], accounts: ["s2 15 15"],
      open: ["batch s2/b2 has no sheet of motion"]),
    Keyed(
      what: "unequal papers in a batch", sheets: ["s2 b1 chief 10", "s2 b1 motion 8"],
      accounts: ["s2 10 10"],
      open: ["batch s2/b1 has unequal numbers of papers: chief 10, motion 8"]
    ),
    Keyed(
      what: "the same batch as b1 and as b01",
      sheets: pair + ["s2 b01 chief 10", "s2 b01 motion 10"], accounts: ["s2 10 10"],
      open: ["station s2 has 10 papers in the box but 20 in its batches"]),
    Keyed(
      what: "fewer papers than in the box", sheets: pair, accounts: ["s2 12 12"],
      open: ["station s2 has 12 papers in the box but 10 in its batches"]),
    Keyed(
      what: "papers that are out of sight", sheets: pair, accounts: ["s2 13 10"],
      open: ["station s2 issued 13 papers but accounts for 10"]),
    Keyed(
      what: "a difference that an officer explained", sheets: pair, accounts: ["s2 13 9"],
      explained: ["s2": [4, -1]], open: []),
    Keyed(
      what: "an explanation of another difference", sheets: pair, accounts: ["s2 13 9"],
      explained: ["s2": [3, -1]],
      open: [
        "station s2 issued 13 papers but accounts for 9",
        "station s2 has 9 papers in the box but 10 in its batches",
      ]),
    Keyed(
      what: "no sheet at all", accounts: ["s2 9 9"],
      open: ["station s2 has no sheet of chief", "station s2 has no sheet of motion"]),
  ]

  @Test("is told station by station", arguments: cases)
  func list(_ keyed: Keyed) throws {
    #expect(try open(keyed, at: "s2", SampleDefinition()) == keyed.open)
  }

  /// Cases at a station with two kinds of papers: `all` with chief and motion, `east` with all four.
  static let styles: [Keyed] = [
    Keyed(
      what: "a batch of each style",
      sheets: ["a chief 4", "a motion 4"]
        + ["chief 5", "council 5", "petition 5", "motion 5"].map { "b \($0)" },
      accounts: ["s1 9 9"], open: []),
    Keyed(
      what: "a batch that fits one style and no other",
      sheets: ["a chief 4", "a council 4", "a petition 4"], accounts: ["s1 4 4"],
      open: ["batch s1/a has no sheet of motion"]),
    Keyed(
      what: "a batch of which one contest is in, and the others nowhere", sheets: ["a chief 4"],
      accounts: ["s1 4 4"],
      open: [
        "batch s1/a has no sheet of motion", "station s1 has no sheet of council",
        "station s1 has no sheet of petition",
      ]),
  ]

  @Test("a batch belongs to the style whose contests were keyed", arguments: styles)
  func style(_ keyed: Keyed) throws {
    let sheets = keyed.sheets.map { "s1 \($0)" }
    let keyed = Keyed(
      what: keyed.what, sheets: sheets, accounts: keyed.accounts, open: keyed.open)
    #expect(try open(keyed, at: "s1", SampleDefinition()) == keyed.open)
  }

  @Test("a batch whose contests are on no one paper is told")
  func mixed() throws {
    let apart = SampleDefinition().setting([
      ("$.styles[0].contests", ["chief"]), ("$.styles[1].contests", ["council", "petition"]),
    ]).setting("$.contests[3]", to: nil)
    let keyed = Keyed(
      what: "", sheets: ["s1 b1 chief 4", "s1 b1 council 4"], accounts: ["s1 4 4"], open: [])
    let open = try open(keyed, at: "s1", apart)
    #expect(
      open.contains("batch s1/b1 has contests that are on no one paper: chief, council"), "\(open)")
  }

  @Test("batches that the definition lists are expected, and no others")
  func batches() throws {
    let listed = SampleDefinition().setting("$.stations[1].batches", to: ["b1", "b2"])
    let keyed = Keyed(
      what: "", sheets: Self.pair + ["s2 b9 chief 1", "s2 b9 motion 1"], accounts: ["s2 11 11"],
      open: [])
    #expect(
      try open(keyed, at: "s2", listed) == [
        "batch s2/b9 is none that is expected", "batch s2/b2 is expected and was not keyed",
      ])
    let all = Keyed(
      what: "", sheets: Self.pair + ["s2 b2 chief 1", "s2 b2 motion 1"], accounts: ["s2 11 11"],
      open: [])
    #expect(try open(all, at: "s2", listed).isEmpty)
  }

  @Test("where every contest has papers of its own, each is accounted for and batched by itself")
  func each() throws {
    let each = SampleDefinition().setting("$.papers", to: "each")
    let sheets = ["s2 c1 chief 10", "s2 m1 motion 7", "s2 m2 motion 1"]
    let whole = Keyed(
      what: "", sheets: sheets, accounts: ["s2/chief 10 10", "s2/motion 8 8"], open: [])
    #expect(try open(whole, at: "s2", each).isEmpty)
    let wrong = Keyed(
      what: "", sheets: sheets + ["s2 c1 motion 10"], accounts: ["s2/chief 9 9"], open: [])
    #expect(
      try open(wrong, at: "s2", each) == [
        "station s2/motion has no account",
        "station s2/chief has 9 papers in the box but 10 in its batches",
        "batch s2/c1 has contests that are on no one paper: chief, motion",
      ])
  }

  @Test("a station that counts nothing on sheets needs nothing")
  func nothingToCount() throws {
    let uncontested = SampleDefinition().setting([
      ("$.contests", .array([SampleDefinition().json["contests"]?.array?[1] ?? .null])),
      ("$.contests[0].options[0].status", "died-before"),
      ("$.contests[0].options[1].status", "died-before"),
      ("$.contests[0].options[2].status", "died-before"),
      ("$.styles[0].contests", ["council"]), ("$.styles[1].contests", ["council"]),
    ])
    let nothing = Keyed(what: "", open: [])
    #expect(try open(nothing, at: "s2", uncontested).isEmpty)
    let account = Keyed(what: "", accounts: ["s2 9 9"], open: [])
    #expect(try open(account, at: "s2", uncontested).isEmpty)
  }

  @Test("what was set aside is keyed anew by two people, and what was taken out by nobody")
  func setAside() throws {
    let definition = try SampleDefinition().definition()
    var paper = try paper(
      Keyed(
        what: "", sheets: Self.pair + ["s2 b01 chief 10", "s2 b01 motion 10"],
        accounts: ["s2 10 10"], open: []), definition)
    for contest in ["chief", "motion"] {
      paper.sheets.void(
        SheetKey(station: "s2", batch: "b01", contest: contest), by: "officer-a")
    }
    #expect(words(definition, paper, at: "s2").isEmpty)
    let again = sheet("s2 b01 chief 10")
    #expect(paper.sheets.objection(to: again, by: "ann")?.english.contains("officer-a") == true)
    paper.sheets.add(again, by: "ann")
    #expect(words(definition, paper, at: "s2").isEmpty)
    paper.sheets.reopen(sheet(Self.pair[0]).key, by: "officer-b")
    paper.accounts.reopen(AccountKey(station: "s2"), by: "officer-b")
    #expect(
      words(definition, paper, at: "s2") == [
        "account s2 was reopened by officer-b: two people key it again",
        "sheet s2/b1/chief was reopened by officer-b: two people key it again",
      ])
    // What was withdrawn is no entry of two.
    paper.sheets.add(sheet(Self.pair[0]), by: "ann")
    #expect(
      words(definition, paper, at: "s2").last == "sheet s2/b1/chief was keyed by ann only")
  }

  private func open(
    _ keyed: Keyed, at station: String, _ sample: SampleDefinition
  ) throws -> [String] {
    let definition = try sample.definition()
    return words(definition, try paper(keyed, definition), at: station)
  }

  private func words(
    _ definition: Definition, _ paper: KeyedPaper, at station: String
  ) -> [String] {
    PaperFindings.list(definition, paper).map(\.message.english)
      .filter { $0.split { !($0.isLetter || $0.isNumber) }.contains { $0 == station } }
  }

  private func paper(_ keyed: Keyed, _ definition: Definition) throws -> KeyedPaper {
    var paper = KeyedPaper()
    for line in keyed.sheets {
      let words = line.split(separator: " ").map(String.init)
      for person in words.count > 4 ? [words[4]] : ["cat", "dan"] {
        paper.sheets.add(sheet(line), by: person)
      }
    }
    for line in keyed.accounts {
      let words = line.split(separator: " ").map(String.init)
      let place = words[0].split(separator: "/").map(String.init)
      var members: JSON.Members = [
        "station": .string(place[0]), "issued": .integer(Int(words[1]) ?? -1), "unused": 0,
        "spoilt": 0, "tendered": 0, "in-box": .integer(Int(words[2]) ?? -1), "note": "",
      ]
      if place.count > 1 { members["contest"] = .string(place[1]) }
      let account = try StationAccount(json: .object(members), definition: definition)
      for person in words.count > 3 ? [words[3]] : ["cat", "dan"] {
        paper.accounts.add(account, by: person)
      }
    }
    for (station, numbers) in keyed.explained {
      paper.explain(
        Explanation(
          AccountKey(station: station), .init(unaccounted: numbers[0], uncounted: numbers[1]),
          reason: "torn"), by: "officer-a")
    }
    return paper
  }

  private func sheet(_ line: String) -> Sheet {
    let words = line.split(separator: " ").map(String.init)
    return Sheet(
      election: Digest([32 of UInt8](repeating: 0)),
      key: SheetKey(station: words[0], batch: words[1], contest: words[2]),
      papers: Int(words[3]) ?? -1, counts: [:], rejected: [:], objections: nil)
  }
}
