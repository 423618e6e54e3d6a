import Election
import Encoding
import TestSupport
import Testing

@Suite("The limits of a definition")
struct DefinitionLimitTests {
  private static let name = SampleDefinition.name("Name", "名")

  private func problems(_ changes: [(path: String, value: JSON?)]) -> [String] {
    do {
      _ = try SampleDefinition().setting(changes).definition()
      return []
    } catch { return error.problems }
  }

  private func options(_ count: Int) -> JSON {
    .array((0..<count).map { ["id": .string("o\($0)"), "name": Self.name] })
  }

  @Test("a contest has at most 10000 options", arguments: [9_999, 10_000, 10_001])
  func options(count: Int) {
    #expect(
      problems([("$.contests[0].options", options(count))])
        == (count > 10_000 ? ["$.contests[0].options: more than 10000 options"] : []))
  }

  @Test("a ballot has at most 65533 marks, which is 64 KiB", arguments: [65_532, 65_533, 65_534])
  func marks(count: Int) throws {
    // The second style holds four contests already: 3 + 4 + 3 + 3 options.
    let contests = [10_000, 10_000, 10_000, 10_000, 10_000, 10_000, count - 60_013]
    var changes: [(path: String, value: JSON?)] = []
    for (index, options) in contests.enumerated() {
      changes.append(
        (
          "$.contests[\(4 + index)]",
          [
            "id": .string("more-\(index)"), "title": Self.name, "area": "hk",
            "method": "support-oppose", "options": self.options(options),
          ]
        ))
      changes.append(("$.styles[1].contests[\(4 + index)]", .string("more-\(index)")))
    }
    guard count <= 65_533 else {
      #expect(problems(changes) == ["$.styles[1].contests: more than 65533 options in all"])
      return
    }
    #expect(try SampleDefinition().setting(changes).definition().ballotByteCount == 65_536)
  }

  @Test("there are at most 65536 styles", arguments: [65_536, 65_537])
  func styles(count: Int) {
    let styles = (0..<count).map { index -> JSON in
      let id = index < 2 ? ["all", "east"][index] : "style-\(index)"
      return ["id": .string(id), "area": "hk", "contests": ["chief"]]
    }
    let changes: [(path: String, value: JSON?)] = [("$.styles", .array(styles))]
    #expect(
      problems(changes) == (count > 65_536 ? ["$.styles: more than 65536 styles"] : []))
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
