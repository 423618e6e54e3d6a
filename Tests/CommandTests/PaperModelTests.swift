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
  var book = SheetBook()
  var model: PaperModel
  var keyCount = 0

  init(_ person: String = "clerk-1", definition: Definition? = nil) throws {
    self.definition = try definition ?? SampleDefinition().definition()
    model = PaperModel(
      person: try #require(self.definition.people.first { $0.id == person }),
      definition: self.definition, election: election, book: book, drafts: [:],
      language: .english)
  }

  /// Lets another person sit down at the same desk.
  mutating func seat(_ person: String) throws {
    model = PaperModel(
      person: try #require(definition.people.first { $0.id == person }), definition: definition,
      election: election, book: book, drafts: [:], language: .english)
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
    if case .enter(let sheet) = effect {
      book.add(sheet, by: model.person.id)
      model.entered(sheet, book: book, definition: definition)
    }
    return effect
  }

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
    ]).definition()
    var desk = try Desk(definition: definition)
    let votes = (1...10).map { 100 + $0 }
    let papers = votes.reduce(0, +) + 14
    let form =
      ([papers] + votes + [9, 4, 1, 0]).map { "\($0)\n" }.joined() + "\n"
    desk.press("s1 b1 cou\n" + form)
    #expect(desk.book.keys.map(\.description) == ["s1/b1/council"])
    // The next batch of the same contest is what a practised clerk keys next.
    desk.press("s1 b2 cou")
    desk.keyCount = 0
    desk.press("\n" + form)
    #expect(desk.book.keys.count == 2)
    #expect(desk.keyCount == 55)
  }

  @Test("the next sheet is proposed: the next contest, then the next batch")
  func proposals() throws {
    var desk = try Desk()
    desk.press("s1 b1 council\n" + council + "\n")
    #expect(desk.model.choices.first?.key.description == "s1/b1/petition")
    desk.press("\n10\n9\n6\n3\n1\n0\n\n")
    #expect(desk.model.choices.first?.key.description == "s1/b1/motion")
    desk.press("\n10\n4\n3\n2\n1\n0\n\n")
    #expect(desk.book.keys.count == 3)
    #expect(desk.model.choices.first?.key.description == "s1/b2/chief")
  }

  @Test("who comes second is led from sheet to sheet and sees nothing of the first entry")
  func second() throws {
    var desk = try Desk()
    desk.press("s1 b1 cou\n" + council + "\n" + "s1 b2 cou\n" + council + "\n")
    try desk.seat("clerk-2")
    #expect(desk.model.choices.prefix(2).map(\.key.batch) == ["b1", "b2"])
    desk.press("\n")
    #expect(desk.screen().contains("second entry"))
    #expect(!desk.screen().contains("clerk-1"))
    let form = desk.model.mode
    guard case .keying(_, let numbers) = form else { throw Failure(form) }
    #expect(numbers.numbers.isEmpty)
    desk.press(council + "\n")
    #expect(desk.book.agreed.count == 1)
    #expect(desk.screen().contains("It counts"))
    #expect(desk.model.choices.first?.key.description == "s1/b2/council")
  }

  private struct Failure: Error {
    let mode: PaperModel.Mode
    init(_ mode: PaperModel.Mode) { self.mode = mode }
  }

  @Test("entries that differ are shown side by side once both are in, and a third decides")
  func third() throws {
    var desk = try Desk()
    desk.press("s1 b1 cou\n" + council + "\n")
    try desk.seat("clerk-2")
    desk.press("s1 b1 cou\n10\n5\n2\n2\n0\n0\n1\n\n")
    let differing = desk.screen()
    #expect(differing.contains("clerk-1") && differing.contains("clerk-2"))
    #expect(differing.contains("Option c2") && differing.contains("Option c3"))
    #expect(!differing.contains("Option c1"))
    // Who keyed it can look again, and not key it again.
    desk.press("\ns1 b1 cou\n")
    #expect(
      desk.model.mode == .comparing(SheetKey(station: "s1", batch: "b1", contest: "council")))
    // Who decides is shown neither of the two before.
    try desk.seat("officer-a")
    desk.press("s1 b1 cou\n")
    #expect(desk.screen().contains("you decide"))
    #expect(!desk.screen().contains("clerk-"))
    desk.press(council + "\n")
    #expect(desk.book.agreed.count == 1)
  }

  @Test(
    "a form that does not add up is not entered, and says why",
    arguments: [
      ("10\n5\n3\n0\n0\n0\n1\n", "8 votes on 9 valid papers, expected 9"),
      ("10\n5\n3\n2\n0\n0\n1\n", "10 votes on 9 valid papers, expected 9"),
      ("10\n11\n0\n0\n0\n0\n0\n", "Option c1: 11 is more than the 10 papers"),
      ("10\n0\n0\n0\n0\n9\n9\n", "More papers rejected than there are"),
      ("10\n\n3\n1\n0\n0\n1\n", "Not keyed yet: Option c1. None is 0"),
    ])
  func problems(keys: String, problem: String) throws {
    var desk = try Desk()
    desk.press("s1 b1 cou\n" + keys)
    #expect(desk.screen(columns: 132, rows: 43).contains(problem), "\(desk.screen())")
    let effects = desk.press("\n\n")
    #expect(!effects.contains { if case .enter = $0 { true } else { false } })
    #expect(desk.book.keys.isEmpty)
  }

  @Test("judgements are held against the valid papers option by option")
  func judged() throws {
    var desk = try Desk()
    desk.press("s1 b1 chief\n10\n5\n2\n2\n1\n8\n1\n0\n0\n0\n1\n0\n")
    #expect(desk.screen(columns: 132, rows: 43).contains("Option lam: 10 judgements on 9 valid"))
    #expect(desk.screen().contains("✗ Option lam      10 / 9"))
  }

  @Test("where every contest has papers of its own, the next batch is of the same contest")
  func each() throws {
    var desk = try Desk(
      definition: SampleDefinition().setting("$.papers", to: "each").definition())
    desk.press("s1 b1 council\n" + council + "\n")
    #expect(desk.model.choices.first?.key.description == "s1/b2/council")
  }

  @Test("what is keyed is kept after every number, and is there again after a crash")
  func drafts() throws {
    var desk = try Desk()
    let key = SheetKey(station: "s1", batch: "b1", contest: "council")
    let effects = desk.press("s1 b1 cou\n10\n5\n3")
    #expect(
      effects.filter { $0 != .none } == [
        .keep(["papers": 10], of: key), .keep(["papers": 10, "c1": 5], of: key),
      ])
    desk.model = PaperModel(
      person: desk.model.person, definition: desk.definition, election: desk.election,
      book: desk.book, drafts: [key: ["papers": 10, "c1": 5]], language: .chinese)
    #expect(desk.model.choices.first == SheetChoice(key: key, kind: .unfinished))
    desk.press("\n3\n1\n0\n0\n1\n\n")
    #expect(desk.book.keys == [key])
    #expect(desk.model.drafts.isEmpty)
  }

  @Test("a begun sheet is removed with a capital X, and only that one")
  func remove() throws {
    var desk = try Desk()
    let key = SheetKey(station: "s1", batch: "b1", contest: "council")
    desk.press("s1 b1 cou\n10\n")
    desk.press(.escape)
    #expect(desk.model.drafts == [key: ["papers": 10]])
    #expect(desk.press("X") == [.remove(key)])
    #expect(desk.press("X") == [.none])
    #expect(desk.model.drafts.isEmpty)
  }

  @Test("the language changes in the middle of a form and nothing is lost")
  func language() throws {
    var desk = try Desk()
    desk.press("s1 b1 cou\n10\n5\nl")
    #expect(desk.screen().contains("票站一 · 區議會"))
    #expect(desk.screen().contains("選項 c2"))
    desk.press("3\n1\n0\n0\n1\n\n")
    #expect(desk.book.keys.count == 1)
    #expect(desk.screen().contains("已輸入"))
  }

  @Test(
    "every screen fits its size", arguments: [(80, 24), (132, 43), (81, 30)],
    [Language.english, .chinese])
  func sizes(size: (columns: Int, rows: Int), language: Language) throws {
    var desk = try Desk()
    desk.model.language = language
    for keys in ["", "s1 b1 chief\n", "10\n5\n", "2\n2\n1\n7\n1\n0\n0\n0\n1\n0\n", "\n"] {
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
