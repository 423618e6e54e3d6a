import Foundation
import TestSupport
import Testing

/// A ceremony in a real terminal.
@Suite("The ceremony in a terminal")
struct CeremonyTerminalTests {
  private static let officers = ["officer-a", "officer-b", "officer-c"]

  /// One in which all have dealt.
  private func dealt() throws -> ProofRoom {
    let room = try ProofRoom()
    try room.begin()
    for officer in Self.officers {
      try Binary.succeed(["ceremony", "deal", room.ceremony] + room.signer(officer))
    }
    return room
  }

  /// The words that stand beside their numbers on a screen.
  private func words(_ screen: String) -> [Int: String] {
    var words: [Int: String] = [:]
    for match in screen.matches(of: /([0-9]+)   ([a-z]+)/) {
      words[Int(match.output.1) ?? 0] = String(match.output.2)
    }
    return words
  }

  @Test(
    "the console shows where it is, and every hash before a deal is opened",
    arguments: ["en", "zh-Hant"])
  func console(language: String) throws {
    let room = try dealt()
    let window = try TerminalWindow(
      [
        "console", room.ceremony, "--keys", "\(room.path)/keys", "--media", room.path,
        "--workspace", "\(room.path)/count", "--lang", language,
      ], columns: 80, rows: 24)
    try KeptScreen.wait(window, showing: "officer-c", "\(language)-20-ceremony", room: room.path)
    try window.press("Enter")
    try window.wait("--words")
    try window.type("\(room.box("officer-a"))\r")
    try window.wait("officer-a.secret")
    try window.press("Enter")
    try KeptScreen.wait(window, showing: "deal.officer-c", "\(language)-21-hashes", room: room.path)
    try window.press("Escape")
    try window.wait("--words")
    try window.press("Escape")
    try window.wait("officer-c")
    try window.type("q")
    try window.wait("status 0")
  }

  @Test(
    "the words are shown to one officer, asked back, and wiped off the screen and what scrolled")
  func shown() throws {
    let room = try dealt()
    let window = try TerminalWindow(
      ["ceremony", "take", room.ceremony] + room.signer("officer-a") + room.taking("officer-a"),
      columns: 80, rows: 24)
    try KeptScreen.wait(window, showing: "33 words come next", "en-22-covered", room: room.path)
    try window.press("Enter")
    let words = words(try window.wait("alone looks"))
    #expect(words.count == 33 && Set(words.keys) == Set(1...33))
    // Another size draws everything again.
    try window.resize(columns: 100, rows: 30)
    #expect(try window.waitFor { self.words($0) == words } != nil)
    try window.resize(columns: 80, rows: 24)
    try window.press("Enter")
    for turn in 1...3 {
      let asked = try window.wait("Word \(turn) of 3")
      let number = try #require(asked.firstMatch(of: /Type word ([0-9]+)/)?.output.1)
      let word = try #require(Int(number).flatMap { words[$0] })
      if turn == 2 {
        try window.type("\(word)x\r")
        try window.wait("That is not word")
      }
      try window.type("\(word)\r")
    }
    let end = try window.wait("status 0")
    #expect(end.contains("officer-a has the words on paper"), "\(end)")
    // What is asked back was typed without an echo.
    let history = try window.history()
    let found = history.split(whereSeparator: \.isWhitespace).count {
      words.values.contains(String($0))
    }
    // A word or two may be those of a sentence.
    #expect(found < 5, "\(history)")
    #expect(try !window.isFullScreen())
  }
}
