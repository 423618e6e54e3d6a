import Election
import Encoding
import TestSupport
import Testing
import Words

/// A change of the sample and every violation that must come of it, in words.
struct Broken: Sendable, CustomTestStringConvertible {
  let changes: [(path: String, value: JSON?)]
  let violations: [String]

  /// One change.
  init(_ path: String, _ value: JSON?, _ violations: String...) {
    changes = [(path, value)]
    self.violations = violations
  }

  /// Several changes.
  init(_ changes: [(path: String, value: JSON?)], _ violations: String...) {
    self.changes = changes
    self.violations = violations
  }

  var testDescription: String { changes.map(\.path).joined(separator: " ") }
}

@Suite("A definition that does not hold")
struct DefinitionViolationTests {
  private func check(_ broken: Broken) throws {
    let error = try #require(throws: DefinitionError.self) {
      try SampleDefinition().setting(broken.changes).definition()
    }
    #expect(error.violations.map(\.description).sorted() == broken.violations.sorted())
  }

  @Test("what is there twice is named", arguments: Broken.duplicates)
  func duplicates(broken: Broken) throws { try check(broken) }

  @Test("what points nowhere is named", arguments: Broken.references)
  func references(broken: Broken) throws { try check(broken) }

  @Test("what a method cannot have is named", arguments: Broken.methods)
  func methods(broken: Broken) throws { try check(broken) }

  @Test("what the rules of people and keys forbid is named", arguments: Broken.people)
  func people(broken: Broken) throws { try check(broken) }

  @Test("a name that cannot be shown is named", arguments: Broken.names)
  func names(broken: Broken) throws { try check(broken) }

  @Test("what is of the wrong type or range is named", arguments: Broken.types)
  func types(broken: Broken) throws { try check(broken) }

  @Test(
    "a name may begin with none of the signs of a formula",
    arguments: [
      " ", "=", "+", "-", "@", "\u{3000}", "\u{A0}", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
      "\u{2212}",
    ])
  func formulas(sign: String) throws {
    try check(
      Broken(
        "$.contests[0].options[1].name.en", .string(sign + "1"),
        "$.contests[0].options[1].name.en: begins with a space or a sign of a formula"))
  }

  @Test(
    "a name may hold no character that steers",
    arguments: [
      "\u{0}", "\n", "\u{1B}", "\u{7F}", "\u{9B}", "\u{61C}", "\u{200E}", "\u{200F}", "\u{202A}",
      "\u{202E}", "\u{2066}", "\u{2069}", "\u{2028}", "\u{FEFF}", "\u{E0041}",
    ])
  func hostile(character: String) throws {
    try check(
      Broken(
        "$.people[6].name.en", .string("a" + character),
        "$.people[6].name.en: a control or bidirectional character"))
  }

  @Test(
    "no name, wherever it stands, may be a formula or steer a terminal or the eye",
    arguments: [
      "$.title.en", "$.areas[1].name.zh-Hant", "$.contests[0].title.en",
      "$.contests[1].options[2].name.zh-Hant", "$.channels[0].name.en", "$.stations[0].name.en",
      "$.stations[1].name.zh-Hant", "$.collectors[0].name.en", "$.people[0].name.en",
      "$.rejections[0].name.en",
    ])
  func everyName(path: String) throws {
    for (name, problem) in [
      ("=cmd|' /C calc'!A0", "begins with a space or a sign of a formula"),
      ("\u{1B}]0;x\u{07}", "a control or bidirectional character"),
      ("a \u{202E}live", "a control or bidirectional character"),
    ] { try check(Broken(path, .string(name), "\(path): \(problem)")) }
  }

  @Test(
    "a sign or a space inside a name does no harm",
    arguments: [
      "A = B", "a-b", "x@y", "１＋１", "曾 俊華", "…",
    ])
  func harmless(name: String) throws {
    let definition = try SampleDefinition().setting("$.title.en", to: .string(name)).definition()
    #expect(definition.title.text("en") == name)
  }

  @Test(
    "an unknown key is named at every level",
    arguments: [
      "$", "$.polls", "$.identity", "$.areas[1]", "$.contests[2]", "$.contests[2].options[1]",
      "$.styles[0]", "$.channels[2]", "$.stations[1]", "$.collectors[3]", "$.people[0]", "$.quorum",
      "$.keys", "$.keys.shares[2]", "$.rejections[1]", "$.policy",
    ])
  func unknownKeys(object: String) throws {
    try check(Broken("\(object).extra", 1, "\(object).extra: unknown here: is it misspelt?"))
  }

  @Test(
    "a missing key is named at every level",
    arguments: [
      "$.format", "$.id", "$.title", "$.date", "$.timeZone", "$.polls", "$.polls.opens",
      "$.areas[1].name", "$.contests[0].options[2].name", "$.stations[1].name",
      "$.collectors[0].publicKey", "$.people[5].role", "$.quorum", "$.quorum.sign",
      "$.keys", "$.keys.count", "$.rejections[1].id", "$.policy", "$.policy.smallCell",
      "$.policy.embargo",
    ])
  func missingKeys(path: String) throws { try check(Broken(path, nil, "\(path): missing")) }

  @Test("everything that is wrong is listed at once")
  func all() throws {
    try check(
      Broken(
        [
          ("$.id", "Upper Case"), ("$.quorum.open", 4), ("$.contests[1].seats", 0),
          ("$.styles[0].contests[0]", "nothing"), ("$.stations[1].channel", "online"),
          ("$.people[3].publicKey", .string(SampleDefinition.signingKeys[0])),
          ("$.policy.withinChannel", "middle"), ("$.zebra", true),
        ],
        "$.id: not an identifier ([a-z0-9][a-z0-9._-]{0,63})",
        "$.quorum.open: more than the 3 officers",
        "$.contests[1].seats: not an integer from 1 to 1,000,000,000",
        "$.styles[0].contests[0]: no contest nothing",
        "$.stations[1].channel: not a channel of kind paper",
        "$.collectors[0].publicKey: also the key of people[3]",
        "$.policy.withinChannel: not first or last",
        "$.zebra: unknown here: is it misspelt?"))
  }

  @Test("the path is that of the file, also after a part that could not be read")
  func pathsAfterUnreadablePart() throws {
    try check(
      Broken(
        [
          ("$.contests[0].method", "lottery"), ("$.contests[2].area", "nowhere"),
          ("$.people[0].role", "king"), ("$.people[6].id", "keeper"),
        ],
        "$.contests[0].method: unknown method", "$.contests[2].area: no area nowhere",
        "$.people[0].role: not officer, operator, custodian or auditor",
        "$.people[6].id: keeper is there twice"))
  }

  @Test("a path that comes from the file cannot steer the terminal")
  func escapedPath() throws {
    try check(Broken("$.policy.\u{1B}c", 1, "$.policy.\\u{1b}c: unknown here: is it misspelt?"))
  }
}
