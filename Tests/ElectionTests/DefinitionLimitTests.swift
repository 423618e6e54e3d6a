@testable import Election
import Encoding
import TestSupport
import Testing
import Words

@Suite("The limits of a definition")
struct DefinitionLimitTests {
  private static let name = SampleDefinition.name("Name", "名")

  private func problems(_ changes: [(path: String, value: JSON?)]) -> [String] {
    do {
      _ = try SampleDefinition().setting(changes).definition()
      return []
    } catch { return error.violations.map(\.description) }
  }

  /// What the rules say of the sample with other contests and styles: without a file, which would
  /// take long to read.
  private func problems(
    contests: [Contest], styles: [Style], format: Definition.Format = .sealed,
    collectors: [Collector]? = nil
  ) throws -> [String] {
    let whole = try SampleDefinition().definition()
    let definition = Definition(
      format: format,
      id: whole.id, title: whole.title, date: whole.date, timeZone: whole.timeZone,
      languages: whole.languages, polls: whole.polls, identity: nil, areas: whole.areas,
      contests: contests, styles: whole.styles + styles, channels: whole.channels,
      stations: whole.stations, collectors: collectors ?? whole.collectors, people: whole.people,
      quorum: whole.quorum, keys: whole.keys, rejections: whole.rejections, policy: whole.policy,
      papers: .one, contact: nil)
    let violations = Violations()
    DefinitionRules(definition: definition, violations: violations).check(isDraft: false)
    return violations.list.map(\.description)
  }

  /// The sample's contests and one of so many options.
  private func contests(_ optionCounts: [Int]) throws -> [Contest] {
    let whole = try SampleDefinition().definition()
    let name = whole.title
    return whole.contests
      + optionCounts.enumerated().map { index, count in
        let options = (0..<count).map {
          ContestOption(
            id: "o\($0)", name: Names(["en": "Option \($0)", "zh-Hant": "選項 \($0)"]),
            status: .standing)
        }
        return Contest(
          id: "more-\(index)", title: name, area: "hk", method: .supportOppose, options: options)
      }
  }

  @Test("a contest has at most 10,000 options", arguments: [9_999, 10_000, 10_001])
  func options(count: Int) throws {
    #expect(
      try problems(contests: contests([count]), styles: [])
        == (count > 10_000 ? ["$.contests[4].options: more than 10,000 options"] : []))
  }

  @Test("a ballot has at most 65,533 marks, which is 64 KiB", arguments: [65_532, 65_533, 65_534])
  func marks(count: Int) throws {
    let contests = try contests([Int](repeating: 10_000, count: 6) + [count - 60_000])
    let style = Style(id: "long", area: "hk", contests: contests.dropFirst(4).map(\.id))
    #expect(
      try problems(contests: contests, styles: [style])
        == (count > 65_533 ? ["$.styles[2].contests: more than 65,533 options in all"] : []))
  }

  @Test(
    "a contest of a verifiable election has at most 10,020 options", arguments: [10_020, 10_021])
  func verifiableOptions(count: Int) throws {
    #expect(
      try problems(contests: contests([count]), styles: [], format: .verifiable)
        == (count > 10_020 ? ["$.contests[4].options: more than 10,020 options"] : []))
  }

  @Test("a ballot of a verifiable election has at most 65,536 points", arguments: [0, 1])
  func points(more: Int) throws {
    // 196 contests of 334 points are 65,464.
    let contests = try contests([Int](repeating: 10_020, count: 196) + [30 * (72 + more)])
    let style = Style(id: "long", area: "hk", contests: contests.dropFirst(4).map(\.id))
    #expect(
      try problems(contests: contests, styles: [style], format: .verifiable)
        == (more > 0 ? ["$.styles[2].contests: more than 65,536 points in a ballot"] : []))
  }

  @Test("a verifiable election has at most 2^20 lists", arguments: [0, 1])
  func lists(more: Int) throws {
    let contests = try contests([Int](repeating: 1, count: 1_024))
    let ids = contests.dropFirst(4).map(\.id)
    let styles =
      (0..<1_024).map { Style(id: "s\($0)", area: "hk", contests: ids) }
      + [Style(id: "one", area: "hk", contests: ["chief"])]
    let whole = try SampleDefinition().definition()
    let collector = try #require(whole.collectors.first { $0.roles.contains(.ballots) })
    let own = Collector(
      id: collector.id, name: collector.name, publicKey: collector.publicKey, roles: [.ballots],
      channel: collector.channel, styles: styles.prefix(1_024 + more).map(\.id), station: nil)
    #expect(
      try problems(
        contests: contests, styles: styles, format: .verifiable, collectors: [own])
        == (more > 0 ? ["$.collectors: more than 1,048,576 lists"] : []))
  }

  @Test("there are at most 65,536 styles", arguments: [65_535, 65_536, 65_537])
  func styles(count: Int) throws {
    let styles = (2..<count).map { Style(id: "s\($0)", area: "hk", contests: ["chief"]) }
    #expect(
      try problems(contests: contests([]), styles: styles)
        == (count > 65_536 ? ["$.styles: more than 65,536 styles"] : []))
  }

  @Test("there are at most 256 channels", arguments: [255, 256, 257])
  func channels(count: Int) {
    let more = (3..<count).map { index -> (path: String, value: JSON?) in
      (
        "$.channels[\(index)]",
        ["id": .string("channel-\(index)"), "kind": "electronic", "name": Self.name]
      )
    }
    #expect(problems(more) == (count > 256 ? ["$.channels: more than 256 channels"] : []))
  }

  @Test("there are at most 256 categories of rejection", arguments: [255, 256, 257])
  func rejections(count: Int) {
    let all = (0..<count).map { ["id": .string("r\($0)"), "name": Self.name] as JSON }
    #expect(
      problems([("$.rejections", .array(all))])
        == (count > 256 ? ["$.rejections: more than 256 rejections"] : []))
  }

  @Test("there are at most 16 officers", arguments: [15, 16, 17])
  func officers(count: Int) {
    let found = problems(
      people(count - 3, "officer") + [("$.quorum.sign", 9), ("$.keys.shares", nil)])
    #expect(found == (count > 16 ? ["$.people: more than 16 officers"] : []))
  }

  @Test("there are at most 64 custodians", arguments: [63, 64, 65])
  func custodians(count: Int) {
    let keys = (0..<count).map { index in
      JSON.string(Base64.encode([UInt8](repeating: UInt8(index + 1), count: 32)))
    }
    let found = problems(people(count - 2, "custodian") + [("$.keys.vault", .array(keys))])
    #expect(found == (count > 64 ? ["$.people: more than 64 custodians"] : []))
  }

  private func people(_ count: Int, _ role: String) -> [(path: String, value: JSON?)] {
    (0..<count).map { index in
      let key = Base64.encode([0x45, 0x64] + [UInt8](repeating: UInt8(index + 1), count: 40))
      return (
        "$.people[\(7 + index)]",
        [
          "id": .string("person-\(index)"), "name": Self.name, "role": .string(role),
          "publicKey": .string(key),
        ]
      )
    }
  }

  @Test(
    "no id is a word that means something where the id is written",
    arguments: [
      ("$.channels[2].id", "total"), ("$.contests[1].options[0].id", "papers"),
      ("$.contests[1].options[0].id", "total"), ("$.contests[2].options[1].id", "sum"),
      ("$.contests[2].id", "subtotal"), ("$.stations[1].id", "totals"),
    ])
  func reserved(path: String, word: String) {
    #expect(
      problems([(path, .string(word))]).contains("\(path): \(word) has a meaning of its own"))
  }

  @Test(
    "a language is a tag, and nothing else is said of one that is not",
    arguments: [
      "", "e", "english-", "\u{1B}[2J", "en us",
    ])
  func languages(text: String) {
    #expect(
      problems([("$.languages[2]", .string(text))]) == ["$.languages[2]: not a language tag"])
  }

  @Test("an identity has every field once")
  func fields() {
    #expect(
      problems([("$.identity.fields", ["number", "number"])])
        == ["$.identity.fields[1]: number is there twice"])
  }

  @Test("text that is there twice cannot steer the terminal")
  func escaped() {
    let hostile = JSON.string("\u{1B}c")
    let found = problems([("$.styles[0].contests", [hostile, hostile])])
    #expect(
      found == [
        "$.styles[0].contests[0]: no contest \\u{1b}c",
        "$.styles[0].contests[1]: no contest \\u{1b}c",
        "$.styles[0].contests[1]: \\u{1b}c is there twice",
      ])
  }
}
