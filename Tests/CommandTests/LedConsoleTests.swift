import Console
import Cryptography
import Election
import Encoding
import Foundation
import Guide
import Storage
import TestSupport
import Testing
import Words

@testable import coldcount

/// The console where it leads officers through a folder that they carry.
@Suite("The console at a ceremony and on an officer's own laptop")
struct LedConsoleTests {
  private static let officers = ["officer-a", "officer-b", "officer-c"]

  /// The overview of what a session finds.
  private func overview(
    _ room: ProofRoom, folder: String? = nil, media: [String] = [],
    _ language: Language = .english, isCarriedBack: Bool = false
  ) -> Overview {
    let disk = LiveDisk()
    let finder = Finder(disk: disk, folders: media, keyFolders: ["\(room.path)/keys"])
    var memory = SessionMemory(
      workspace: "\(room.path)/none", election: nil, vault: nil, folder: folder)
    memory.isCarriedBack = isCarriedBack
    let reading = ReadingMaker(finder: finder, disk: disk, clock: LiveClock()).read(memory)
    return OverviewMaker(language: language).make(reading)
  }

  private func marks(_ overview: Overview) -> [Step.Mark] { overview.steps.map(\.mark) }

  /// Every screen fits the smallest terminal, line by line.
  private func expectFits(
    _ screen: Screen, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let size = ScreenSize.least
    #expect(screen.lines.count == size.rows, sourceLocation: sourceLocation)
    #expect(
      screen.lines.allSatisfy { $0.width <= size.columns }, sourceLocation: sourceLocation)
  }

  @Test("a ceremony shows what every officer has done, and leads each through the next visit")
  func ceremony() throws {
    let room = try ProofRoom()
    let before = overview(room, media: [room.path])
    let begin = try #require(before.steps.first { $0.name == "Ceremony" }?.orders.first)
    #expect(begin.line.starts(with: ["ceremony", "begin", "\(room.path)/draft.json"]))
    try room.begin()
    var shown = overview(room, folder: room.ceremony)
    #expect(marks(shown) == [.done, .pending, .pending, .pending, .idle])
    #expect(overview(room, media: [room.path]).folder == room.ceremony)
    for officer in Self.officers {
      let order = try #require(shown.steps.first { $0.name == officer }?.orders.first)
      #expect(
        order.line == [
          "ceremony", "deal", room.ceremony, "--as", officer, "--key",
          "\(room.path)/keys/\(officer).key", "--lang", "en",
        ])
      try Binary.succeed(order.line)
      shown = overview(room, folder: room.ceremony)
    }
    #expect(marks(shown) == [.done, .pending, .pending, .pending, .idle])
    for (index, officer) in Self.officers.enumerated() {
      let order = try #require(shown.steps.first { $0.name == officer }?.orders.first)
      #expect(order.words == ["ceremony", "take"] && order.line.contains("--words"))
      try Binary.succeed(
        ["ceremony", "take", room.ceremony] + room.signer(officer) + room.taking(officer))
      shown = overview(room, folder: room.ceremony)
      #expect(shown.steps[index + 1].mark == .done && shown.steps[index + 1].orders.isEmpty)
    }
    #expect(marks(shown) == [.done, .done, .done, .done, .pending])
    let hash = Digest.of(
      Array(try Data(contentsOf: URL(filePath: "\(room.ceremony)/election.json"))))
    #expect(Array(shown.steps[4].details.prefix(2)) == HashText.halves(hash.description))
    #expect(shown.steps[4].details[0].count == 39)
    #expect(shown.steps[4].orders.map(\.words) == [["init"], ["rehearse"]])
    // What is done needs nobody to be led, until it is named.
    #expect(overview(room, media: [room.path]).folder == nil)
  }

  @Test(
    "nobody deals or takes before the hashes were read aloud and confirmed",
    arguments: Language.allCases, ["deal", "take"])
  func readAloud(language: Language, visit: String) throws {
    let room = try ProofRoom()
    try room.begin()
    if visit == "take" {
      for officer in Self.officers {
        try Binary.succeed(["ceremony", "deal", room.ceremony] + room.signer(officer))
      }
    }
    var model = ConsoleModel(
      overview(room, folder: room.ceremony, language), language: language)
    expectFits(model.screen(.least))
    #expect(model.press(.enter) == .none)
    if visit == "take" { for letter in "x.json" { _ = model.press(.character(letter)) } }
    _ = model.press(.enter)
    if visit == "take" { _ = model.press(.enter) }
    let screen = model.screen(.least)
    expectFits(screen)
    let names = visit == "deal" ? ["draft.json"] : Self.officers.map { "deal.\($0).json" }
    for name in names {
      let bytes = try Data(contentsOf: URL(filePath: "\(room.ceremony)/\(name)"))
      let hash = HashText.grouped(Digest.of(Array(bytes)).description)
      #expect(screen.text.contains(" \(name)\n \(hash)\n"), "\(screen.text)")
    }
    for key in [Key.enter, .character(" "), .down, .tab] {
      #expect(model.press(key) == .none)
      #expect(model.screen(.least) == screen)
    }
    #expect(model.press(.character("n")) == .none)
    #expect(model.screen(.least) != screen)
    _ = model.press(.enter)
    guard case .run(let order) = model.press(.character("y")) else {
      Issue.record("not confirmed")
      return
    }
    #expect(order.words == ["ceremony", visit])
  }

  @Test("more hashes than a screen holds are confirmed page by page")
  func pages() throws {
    let room = try ProofRoom()
    try room.begin()
    var shown = overview(room, folder: room.ceremony)
    let hash = String(repeating: "0f", count: 32)
    shown.comparisons = [
      "ceremony deal": Overview.ReadAloud(
        lines: (1...16).map { .init(name: "deal.\($0).json", hash: hash) }, question: "Right?")
    ]
    var model = ConsoleModel(shown, language: .english)
    for _ in 0..<2 { #expect(model.press(.enter) == .none) }
    var seen = 0
    for page in 1...2 {
      let screen = model.screen(.least)
      expectFits(screen)
      #expect(screen.text.contains("page \(page) of 2") && screen.text.contains("Right?"))
      seen += screen.text.split(separator: "\n").count { $0.hasPrefix(" deal.") }
      let effect = model.press(.character("Y"))
      #expect((effect == .none) == (page == 1))
    }
    #expect(seen == 16)
  }

  @Test("on a laptop of their own an officer mixes, and opens, with the head from paper")
  func ownLaptop() throws {
    let room = try ProofRoom.counting()
    let stick = try room.handOut("mix", "mixing")
    // No workspace is here: what was carried is found by itself.
    let found = overview(room, media: [stick])
    #expect(found.folder == stick)
    #expect(marks(found) == [.pending, .idle, .pending, .idle])
    let journal = try #require(found.journal)
    #expect(journal.lines == (try room.journal().count))
    let mixing = try #require(found.steps[2].orders.first)
    #expect(mixing.words == ["mix"] && mixing.fields[0].text == stick)
    #expect(mixing.fields.first { $0.option == "--head" }?.text.isEmpty == true)
    #expect(found.toDo == [2])
    // People write it down in groups, and type it so.
    let head = HashText.grouped(journal.head)
    try Binary.succeed(room.carried("mix", stick, "officer-a") + ["--head", head])
    let back = overview(room, folder: stick, isCarriedBack: true)
    #expect(marks(back) == [.done, .idle, .done, .pending] && back.toDo == [3])
    #expect(back.journal == nil)
    try Binary.succeed(room.taken("mix", stick, "officer-a"))
    let status = try Binary.json(["status"] + room.workspace)
    let step = try #require(status["steps"]?.array?.first { $0["step"]?.string == "count" })
    #expect(step["state"]?.string == "mixed 1 of 2: officer-a")
    #expect(
      step["details"]?.array?.first == "1 more officer has to mix: one of officer-b, officer-c.")
    try Binary.succeed(room.turn("mix", "officer-b"))
    let opening = try room.handOut("open", "opening")
    for language in Language.allCases {
      let shown = overview(room, folder: opening, language)
      #expect(marks(shown) == [.pending, .done, .pending, .idle])
      #expect(shown.steps[2].orders.first?.words == ["open"])
      var model = ConsoleModel(shown, language: language)
      expectFits(model.screen(.least))
      _ = model.press(.enter)
      expectFits(model.screen(.least))
    }
  }

  @Test("a key and a share are asked for only once everything holds")
  func askedLast() throws {
    let room = try ProofRoom.counting()
    for officer in ["officer-a", "officer-b"] { try Binary.succeed(room.turn("mix", officer)) }
    let stick = try room.handOut("open", "opening")
    try room.spoil("\(stick)/proof/mix-1.officer-a.bin", by: "officer-a", journal: nil)
    var line = try room.opening(stick, "officer-b", with: "officer-c")
    // Neither is there: nobody looks for them.
    for option in ["--key", "--share"] {
      let index = try #require(line.firstIndex(of: option))
      line[index + 1] = "\(room.path)/nothing"
    }
    let refused = try Binary.run(line)
    #expect(refused.status == 1 && refused.stderr.contains("[mix-proof]"), "\(refused)")
  }
}

@Suite("An officer's words on the screen")
struct WordsModelTests {
  private func model(_ language: Language = .english) -> WordsModel {
    WordsModel(officer: "officer-a", language: language, count: 33, asked: [2, 9, 33])
  }

  @Test("the words have a place each, beside their numbers", arguments: Language.allCases)
  func places(language: Language) {
    var model = model(language)
    model.press(.enter)
    let screen = model.screen(.least)
    #expect(screen.lines.count == ScreenSize.least.rows)
    var taken: Set<Int> = []
    for number in 1...33 {
      let place = model.place(of: number)
      let line = screen.lines[place.row].text
      #expect(line.split(separator: " ").contains("\(number)"), "\(number): \(line)")
      // The longest word has eight letters.
      #expect(taken.isDisjoint(with: (0..<8).map { place.row * 80 + place.column + $0 }))
      taken.formUnion((0..<8).map { place.row * 80 + place.column + $0 })
      #expect(place.column + 8 < 80)
    }
  }

  @Test("they are confirmed once every word that is asked for was typed as it was shown")
  func confirmed() {
    var model = model()
    #expect(model.wanted == nil && model.phase == .covered)
    model.press(.character("x"))
    #expect(model.phase == .covered)
    model.press(.enter)
    model.press(.enter)
    #expect(model.wanted == 2)
    model.answered(isRight: false)
    #expect(model.phase == .asked(0, isAgain: true))
    #expect(model.screen(.least).text.contains("That is not word 2."))
    model.answered(isRight: true)
    #expect(model.wanted == 9)
    // Whoever is not sure looks again, and is asked from the beginning.
    model.press(.escape)
    #expect(model.phase == .covered)
    model.press(.enter)
    model.press(.enter)
    for number in [2, 9, 33] {
      #expect(model.wanted == number && !model.isOver)
      model.answered(isRight: true)
    }
    #expect(model.phase == .confirmed && model.isOver)
  }

  @Test("whoever leaves has not confirmed them", arguments: [Key.escape, .closed], [0, 1])
  func left(key: Key, enters: Int) {
    var model = model()
    for _ in 0..<enters { model.press(.enter) }
    model.press(key)
    #expect(model.phase == .left && model.isOver)
  }

  @Test(
    "a word is what was shown, but for spaces behind it",
    arguments: [
      ("leaf", true), ("leaf  ", true), ("lea", false), ("leafy", false), ("", false),
      ("Leaf", false), ("academic", false),
    ])
  func equal(typed: String, isRight: Bool) {
    let words = Array("academic leaf task\n".utf8)
    let ranges = WordsSheet.ranges(words.span)
    #expect(ranges == [0..<8, 9..<13, 14..<18])
    let bytes = Array(typed.utf8)
    #expect(
      WordsSheet.isEqual(bytes.span, bytes.count, words.span, ranges[1]) == isRight)
  }
}
