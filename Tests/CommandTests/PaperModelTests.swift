import Console
import Election
import Encoding
import Paper
import TestSupport
import Testing

import Words
@testable import coldcount

/// A desk with a book of its own, so that several people can key one after the other.
private struct Desk {
  let definition: Definition
  let election = Digest([32 of UInt8](repeating: 7))
  var paper = KeyedPaper()
  var model: PaperModel
  var keyCount = 0

  init(_ person: String = "clerk-1", definition: Definition? = nil) throws {
    self.definition = try definition ?? SampleDefinition().definition()
    model = PaperModel(
      person: try #require(self.definition.people.first { $0.id == person }),
      definition: self.definition, election: election, paper: paper, drafts: [:],
      language: .english)
  }

  /// Lets another person sit down at the same desk.
  mutating func seat(_ person: String, drafts: [DeskKey: DeskDraft] = [:]) throws {
    model = PaperModel(
      person: try #require(definition.people.first { $0.id == person }), definition: definition,
      election: election, paper: paper, drafts: drafts, language: .english)
  }

  /// Presses keys: `\n` is Enter.
  @discardableResult
  mutating func press(_ text: String) -> [PaperModel.Effect] {
    text.map { press($0 == "\n" ? .enter : .character($0)) }
  }

  @discardableResult
  mutating func press(_ key: Key) -> PaperModel.Effect {
    keyCount += 1
    let effect = model.press(key)
    if case .enter(let entry) = effect {
      paper.key(entry, by: model.person.id)
      model.entered(entry, paper: paper, definition: definition)
    }
    return effect
  }

  var keyed: [String] { paper.sheets.keys.map(\.description) }

  func screen(columns: Int = 80, rows: Int = 24) -> String {
    model.screen(ScreenSize(columns: columns, rows: rows)).text
  }
}

@Suite("The desk at which sheets are keyed")
struct PaperModelTests {
  /// Ten papers, one rejected.
  private let council = "10\n5\n3\n1\n0\n0\n1\n"

  @Test("a sheet of ten candidates takes 55 keys, choosing and confirming it included")
  func keystrokes() throws {
    let options = JSON.array(
      (1...10).map {
        [
          "id": .string("c\($0)"),
          "name": SampleDefinition.name("Candidate \($0)", "候選人 \($0)"),
        ]
      })
    let rejections = JSON.array(
      ["unmarked", "overvoted", "uncertain", "identifiable"].map {
        ["id": .string($0), "name": SampleDefinition.name($0, $0)]
      })
    let definition = try SampleDefinition().setting([
      ("$.contests[1].options", options), ("$.rejections", rejections),
      ("$.stations[0].batches", ["b1", "b2"]),
    ]).definition()
    var desk = try Desk(definition: definition)
    let votes = (1...10).map { 100 + $0 }
    let papers = votes.reduce(0, +) + 14
    let form =
      ([papers] + votes + [9, 4, 1, 0]).map { "\($0)\n" }.joined() + "y"
    desk.press("s1 b1 cou\n" + form)
    #expect(desk.keyed == ["s1/b1/council"])
    // The next batch of the same contest is what a practised clerk keys next.
    desk.press("s1 b2 cou")
    desk.keyCount = 0
    desk.press("\n" + form)
    #expect(desk.keyed.count == 2)
    #expect(desk.keyCount == 55)
  }

  @Test("the next sheet is proposed: the next contest, then the next batch")
  func proposals() throws {
    var desk = try Desk()
    desk.press("s1 b1 council\ny" + council + "y")
    #expect(desk.model.choices.first?.key?.description == "s1/b1/petition")
    desk.press("\n10\n9\n6\n3\n1\n0\ny")
    #expect(desk.model.choices.first?.key?.description == "s1/b1/motion")
    desk.press("\n10\n4\n3\n2\n1\n0\ny")
    #expect(desk.keyed.count == 3)
    // Nothing says which batches the station has: the next is not made up.
    #expect(desk.model.choices.first == DeskChoice(station: "s1"))
    desk.press("\n")
    #expect(desk.model.typed == "s1 ")
    #expect(desk.screen().contains("as it is written on its papers"))
  }

  @Test("where the definition lists batches they are proposed one after the other, and no other is")
  func listed() throws {
    var desk = try Desk(
      definition: SampleDefinition().setting([
        ("$.stations[0].batches", ["b1", "b10", "b2"]), ("$.papers", "each"),
      ]).definition())
    #expect(desk.model.choices.prefix(3).map(\.key?.batch) == ["b1", "b10", "b2"])
    desk.press("s1 b1 council\n" + council + "y")
    #expect(desk.model.choices.first?.key?.description == "s1/b10/council")
    desk.press("s1 b3 cou")
    #expect(desk.model.choices.isEmpty)
  }

  @Test("a batch that nothing tells of is a question, which no key that is held down answers")
  func newBatch() throws {
    var desk = try Desk()
    let key = DeskKey.sheet(SheetKey(station: "s1", batch: "b01", contest: "council"))
    #expect(!desk.model.choices.contains { $0.key?.batch != nil })
    desk.press("s1 b01 cou\n\n\n")
    #expect(desk.model.mode == .asking(.newBatch(key)))
    let asked = desk.screen(columns: 132, rows: 43)
    #expect(asked.contains("batch b01 of station s1. Is this batch written on"), "\(asked)")
    desk.press(.escape)
    #expect(desk.model.mode == .choosing)
    desk.press("\ny")
    #expect(desk.screen().contains("Station s1 · batch b01"))
  }

  private static func station(_ id: String, _ english: String, _ chinese: String) -> JSON {
    [
      "id": .string(id), "name": SampleDefinition.name(english, chinese), "area": "east",
      "channel": "paper", "styles": ["all", "east"],
    ]
  }

  @Test(
    "a station is found by its id, its number, the beginning of its id or a word of its name",
    arguments: [
      ("s012", ["s012"]), ("12", ["s012"]), ("120", ["s120"]), ("s12", ["s120", "s121"]),
      ("s", ["s012", "s120", "s121"]), ("tsuen", ["n7"]), ("west", ["n7"]), ("荔景", ["s120"]),
      ("會堂", ["s120", "s121"]), ("n7", ["n7"]), ("7", ["n7"]), ("lai", ["s120"]), ("x", []),
    ])
  func stations(typed: String, found: [String]) throws {
    var desk = try Desk(
      definition: SampleDefinition().setting([
        (
          "$.stations",
          [
            Self.station("s012", "Primary School", "小學"),
            Self.station("s120", "Lai King Hall", "荔景會堂"),
            Self.station("s121", "Town Hall", "大會堂"), Self.station("n7", "Tsuen Wan West", "荃灣西"),
          ]
        ), ("$.collectors", []),
      ]).definition())
    desk.press(typed)
    #expect(Set(desk.model.choices.map(\.station)) == Set(found))
    guard let first = found.first else { return }
    #expect(desk.model.choices.first?.station == first)
    desk.press(" b1 cou\ny")
    #expect(desk.screen().contains("Station \(first) · batch b1"))
  }

  @Test("an account is keyed by two people like a sheet, and may be entered though it differs")
  func accounts() throws {
    var desk = try Desk()
    desk.press("s1 acc\n")
    #expect(desk.screen().contains("Station s1 · account"))
    desk.press("40\n6\n2\n0\n31\n")
    #expect(desk.screen().contains("1 not accounted for"))
    #expect(desk.screen().contains("Is this right?"))
    let key = AccountKey(station: "s1")
    desk.press("\n\n")
    #expect(desk.paper.accounts.keys.isEmpty)
    desk.press("y")
    #expect(desk.paper.accounts.status(key) == .once(by: "clerk-1"))
    try desk.seat("clerk-2")
    #expect(desk.model.choices.first == DeskChoice(.account(key), .second))
    desk.press("\n40\n6\n2\n0\n32\ny")
    #expect(desk.screen().contains("Found in the box"))
    #expect(desk.screen().contains("31") && desk.screen().contains("32"))
    try desk.seat("officer-a")
    desk.press("s1 acc\n40\n6\n2\n0\n32\ny")
    #expect(desk.paper.accounts.agreed(key)?.inBox == 32)
  }

  @Test("where options have numbers they stand in the order of the paper")
  func numbered() throws {
    let definition = try SampleDefinition().setting([
      ("$.contests[1].options[0].number", 12), ("$.contests[1].options[2].number", 3),
    ]).definition()
    let desk = try Desk(definition: definition)
    let key = DeskKey.sheet(SheetKey(station: "s1", batch: "b1", contest: "council"))
    let labels = desk.model.fields(key)?.rows.map(\.label) ?? []
    #expect(labels[1...4] == ["3  Option c3", "12  Option c1", "Option c2", "Option c4"])
  }

  @Test("what is half keyed is kept once nobody types, and goes on in the very field")
  func pause() throws {
    var desk = try Desk()
    let key = DeskKey.sheet(SheetKey(station: "s1", batch: "b1", contest: "council"))
    desk.press("s1 b1 cou\ny10\n5")
    let draft = DeskDraft(items: ["papers": 10, "c1": 5], field: "c1")
    #expect(desk.model.pause() == .keep(draft, of: key))
    #expect(desk.model.pause() == .none)
    try desk.seat("clerk-1", drafts: [key: draft])
    desk.press("\n7\n")
    #expect(desk.model.drafts[key] == DeskDraft(items: ["papers": 10, "c1": 57], field: "c2"))
  }

  @Test("who comes second is led from sheet to sheet and sees nothing of the first entry")
  func second() throws {
    var desk = try Desk()
    desk.press("s1 b1 cou\ny" + council + "y" + "s1 b2 cou\ny" + council + "y")
    try desk.seat("clerk-2")
    #expect(desk.model.choices.prefix(2).map(\.key?.batch) == ["b1", "b2"])
    desk.press("\n")
    #expect(desk.screen().contains("second entry"))
    #expect(!desk.screen().contains("clerk-1"))
    let form = desk.model.mode
    guard case .keying(_, let numbers) = form else { throw Failure(form) }
    #expect(numbers.numbers.isEmpty)
    desk.press(council + "y")
    #expect(desk.paper.sheets.agreed.count == 1)
    #expect(desk.screen().contains("It counts"))
    #expect(desk.model.choices.first?.key?.description == "s1/b2/council")
  }

  private struct Failure: Error {
    let mode: PaperModel.Mode
    init(_ mode: PaperModel.Mode) { self.mode = mode }
  }

  @Test("entries that differ are shown side by side once both are in, and a third decides")
  func third() throws {
    var desk = try Desk()
    desk.press("s1 b1 cou\ny" + council + "y")
    try desk.seat("clerk-2")
    desk.press("s1 b1 cou\n10\n5\n2\n2\n0\n0\n1\ny")
    let differing = desk.screen()
    #expect(differing.contains("clerk-1") && differing.contains("clerk-2"))
    #expect(differing.contains("Option c2") && differing.contains("Option c3"))
    #expect(!differing.contains("Option c1"))
    // Who keyed it can look again, and not key it again.
    desk.press("\ns1 b1 cou\n")
    #expect(
      desk.model.mode
        == .comparing(.sheet(SheetKey(station: "s1", batch: "b1", contest: "council"))))
    // Who decides is shown neither of the two before.
    try desk.seat("officer-a")
    desk.press("s1 b1 cou\n")
    #expect(desk.screen().contains("you decide"))
    #expect(!desk.screen().contains("clerk-"))
    desk.press(council + "y")
    #expect(desk.paper.sheets.agreed.count == 1)
  }

  @Test(
    "a form that does not add up is not entered, and says why",
    arguments: [
      ("10\n5\n3\n0\n0\n0\n1\n", "8 votes on 9 valid papers, expected 9"),
      ("10\n5\n3\n2\n0\n0\n1\n", "10 votes on 9 valid papers, expected 9"),
      ("10\n11\n0\n0\n0\n0\n0\n", "Option c1: 11 is more than the 10 papers"),
      ("10\n0\n0\n0\n0\n9\n9\n", "More papers rejected than there are"),
      ("10\n\n3\n1\n0\n0\n1\n", "Not keyed yet: Option c1. If there are none, type 0"),
    ])
  func problems(keys: String, problem: String) throws {
    var desk = try Desk()
    desk.press("s1 b1 cou\ny" + keys)
    #expect(desk.screen(columns: 132, rows: 43).contains(problem), "\(desk.screen())")
    let effects = desk.press("\n\ny")
    #expect(!effects.contains { if case .enter = $0 { true } else { false } })
    #expect(desk.keyed.isEmpty)
  }

  @Test("judgements are held against the valid papers option by option")
  func judged() throws {
    var desk = try Desk()
    desk.press("s1 b1 chief\ny10\n5\n2\n2\n1\n8\n1\n0\n0\n0\n1\n0\n")
    #expect(desk.screen(columns: 132, rows: 43).contains("Option lam: 10 judgements on 9 valid"))
    #expect(desk.screen().contains("✗ Option lam      10 / 9"))
  }

  @Test("where every contest has papers of its own, the next batch is of the same contest")
  func each() throws {
    var desk = try Desk(
      definition: SampleDefinition().setting([
        ("$.papers", "each"), ("$.stations[0].batches", ["b1", "b2"]),
      ]).definition())
    desk.press("s1 b1 council\n" + council + "y")
    #expect(desk.model.choices.first?.key?.description == "s1/b2/council")
  }

  @Test("what is keyed is kept after every number, and is there again after a crash")
  func drafts() throws {
    var desk = try Desk()
    let key = DeskKey.sheet(SheetKey(station: "s1", batch: "b1", contest: "council"))
    let effects = desk.press("s1 b1 cou\ny10\n5\n3")
    #expect(
      effects.filter { $0 != .none } == [
        .keep(DeskDraft(items: ["papers": 10], field: "c1"), of: key),
        .keep(DeskDraft(items: ["papers": 10, "c1": 5], field: "c2"), of: key),
      ])
    desk.model = PaperModel(
      person: desk.model.person, definition: desk.definition, election: desk.election,
      paper: desk.paper,
      drafts: [key: DeskDraft(items: ["papers": 10, "c1": 5], field: "c2")], language: .chinese)
    #expect(desk.model.choices.first == DeskChoice(key, .unfinished))
    desk.press("\n3\n1\n0\n0\n1\ny")
    #expect(desk.keyed == ["s1/b1/council"])
    #expect(desk.model.drafts.isEmpty)
  }

  @Test("a begun sheet is removed with a capital X once that is said again with Y")
  func remove() throws {
    var desk = try Desk()
    let key = DeskKey.sheet(SheetKey(station: "s1", batch: "b1", contest: "council"))
    desk.press("s1 b1 cou\ny10\n")
    desk.press(.escape)
    #expect(desk.model.drafts == [key: DeskDraft(items: ["papers": 10], field: "c1")])
    #expect(desk.press("XX\n") == [.none, .none, .none])
    #expect(desk.screen().contains("Throw away what was begun of s1/b1/council?"))
    desk.press(.escape)
    #expect(desk.model.drafts.count == 1)
    #expect(desk.press("XY") == [.none, .remove(key)])
    #expect(desk.press("X") == [.none])
    #expect(desk.model.drafts.isEmpty)
  }

  @Test("the language changes in the middle of a form and nothing is lost")
  func language() throws {
    var desk = try Desk()
    desk.press("s1 b1 cou\ny10\n5\nlL")
    #expect(desk.screen().contains("票站一 · 區議會"))
    #expect(desk.screen().contains("選項 c2"))
    desk.press("3\n1\n0\n0\n1\ny")
    #expect(desk.keyed.count == 1)
    #expect(desk.screen().contains("已輸入"))
  }

  @Test(
    "every screen fits its size", arguments: [(80, 24), (132, 43), (81, 30)],
    [Language.english, .chinese])
  func sizes(size: (columns: Int, rows: Int), language: Language) throws {
    var desk = try Desk()
    desk.model.language = language
    for keys in ["", "s1 b1 chief\n", "y10\n5\n", "2\n2\n1\n7\n1\n0\n0\n0\n1\n0\n", "\n"] {
      desk.press(keys)
      let screen = desk.model.screen(ScreenSize(columns: size.columns, rows: size.rows))
      #expect(screen.lines.count == size.rows)
      #expect(screen.lines.allSatisfy { $0.width <= size.columns }, "\(screen.text)")
    }
    #expect(desk.screen(columns: 79).contains("80"))
  }

  @Test(
    "a station, batch or contest that does not exist opens nothing", arguments: ["x9", "s1 b1 x"])
  func unknown(typed: String) throws {
    var desk = try Desk()
    desk.press(typed + "\n")
    #expect(desk.model.mode == .choosing)
    #expect(desk.screen().contains("No sheet fits"))
  }
}
