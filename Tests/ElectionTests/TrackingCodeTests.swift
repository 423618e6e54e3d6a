import Election
import Testing
import Words

@Suite("A tracking code as people type it")
struct TrackingCodeTests {
  @Test(
    "is read in any groups, in capitals and in full width",
    arguments: [
      "3f9a01c277de40b85e12", "3f9a 01c2 77de 40b8 5e12", "3F9A-01C2-77DE-40B8-5E12",
      " 3f9a  01c2\u{2009}77de–40b8\u{2011}5e12 ", "３ｆ９Ａ　０１ｃ２ 77de 40b8 5e12",
    ])
  func read(text: String) throws {
    let code = try TrackingCode(text)
    #expect(code.digits == "3f9a01c277de40b85e12")
    #expect(code.grouped == "3f9a 01c2 77de 40b8 5e12")
    #expect(try TrackingCode(code.grouped) == code)
  }

  @Test(
    "with a letter that is none is refused, and what it looks like is named",
    arguments: [
      ("o", "look whether it is a 0"), ("O", "look whether it is a 0"),
      ("l", "look whether it is a 1"), ("S", "look whether it is a 5"),
      ("x", "look at the receipt again"), ("\u{1B}", "look at the receipt again"),
    ])
  func letters(letter: String, advice: String) throws {
    let error = try #require(throws: TrackingCodeError.self) {
      try TrackingCode("3f9a \(letter)1c2 77de 40b8 5e12")
    }
    #expect(error == .letter(letter, position: 5))
    #expect(error.report.advice?.english == advice)
    #expect(!error.report.message.english.contains("\u{1B}"))
  }

  @Test("of too few or too many digits is refused", arguments: [0, 4, 19, 65])
  func length(count: Int) throws {
    #expect(throws: TrackingCodeError.length(count)) {
      try TrackingCode(String(repeating: "a", count: count))
    }
    for whole in [20, 64] { _ = try TrackingCode(String(repeating: "a", count: whole)) }
  }
}
