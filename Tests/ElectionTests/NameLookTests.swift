import Encoding
import TestSupport
import Testing
import Words

@testable import Election

@Suite("Names that look alike")
struct NameLookTests {
  @Test(
    "are told as of one look",
    arguments: [
      ("Chan Tai Man", "chan taiman"), ("Chan", "Ｃｈａｎ"), ("Paco", "Расо"), ("PACO", "РАСО"),
      ("Tok", "Τοk"), ("Ada", "𝐀𝓭𝖺"), ("No 1", "No １"), ("1", "𝟏"), ("Office", "Oﬃce"),
      ("Chan", "Ch\u{00AD}an"), ("陳大文", "陳 大文"), ("豈", "\u{F900}"), ("é", "e\u{301}"),
    ])
  func alike(one: String, other: String) {
    #expect(NameLook(one) == NameLook(other))
  }

  @Test(
    "do not take in those that people can tell apart",
    arguments: [
      ("Chan", "Chau"), ("陳大文", "陳大明"), ("Иван", "Ivan"), ("1", "l"), ("李", "季"),
      ("Yes", "No"), ("Ανδρέας", "Andreas"),
    ])
  func different(one: String, other: String) {
    #expect(NameLook(one) != NameLook(other))
  }

  @Test(
    "by hidden characters or mixed scripts stand in no definition",
    arguments: [
      ("Ch\u{200B}an", "a character that is not shown (U+200B)"),
      ("Chan\u{2060}", "a character that is not shown (U+2060)"),
      ("陳\u{200D}大文", "a character that is not shown (U+200D)"),
      ("\u{FE0F}Chan", "a character that is not shown (U+FE0F)"),
      ("\u{2F08}民", "a radical in the place of a character (U+2F08)"),
      ("Pаco", "letters of two scripts in one word"),
      ("Αnna", "letters of two scripts in one word"),
    ])
  func disguised(name: String, problem: String) {
    #expect(NameDisguise.problem(name)?.english == problem)
  }

  @Test(
    "are no fault where scripts stand beside each other, or joiners where they belong",
    arguments: [
      "Chan Тай Ман", "陳大文 (Chan Tai Man)", "می\u{200C}خواهم", "क्\u{200D}ष", "👩\u{200D}⚖\u{FE0F}",
      "葛\u{E0100}城", "O'Neill", "Müller-Lüdenscheidt", "Καποδίστριας", "１號候選人",
    ])
  func honest(name: String) {
    #expect(NameDisguise.problem(name) == nil)
  }

  @Test(
    "are refused for the options of a contest and for disguised people, at their place",
    arguments: [
      ("$.contests[1].options[1].name.en", "$.contests[1].options[0].name.en", "same"),
      ("$.people[1].name.en", "$.people[0].name.en", "disguised"),
      ("$.collectors[1].name.en", "$.collectors[0].name.en", "disguised"),
    ])
  func definitions(path: String, other: String, kind: String) throws {
    // All of it Cyrillic.
    let changes: [(path: String, value: JSON?)] = [
      (other, "Paco"), (path, kind == "same" ? "Paco" : "Расо"),
    ]
    let error = #expect(throws: DefinitionError.self) {
      try SampleDefinition().setting(changes).definition()
    }
    #expect(error?.violations.contains { $0.path == path } == true, "\(String(describing: error))")
  }

  @Test("of keys are their points: one under two numbers is one signer")
  func oneKey() throws {
    let path = "$.people[1].publicKey"
    let key = try #require(SampleDefinition().definition().people.first?.publicKey)
    var bytes = try #require(Base64.decode(key))
    bytes[2] ^= 1
    let error = #expect(throws: DefinitionError.self) {
      try SampleDefinition().setting(path, to: .string(Base64.encode(bytes))).definition()
    }
    #expect(error?.violations.map(\.description) == ["\(path): also the key of people[0]"])
  }
}
