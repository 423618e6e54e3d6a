import Election
import Encoding
import Foundation
import TestSupport
import Testing

@Suite("The definition of an election")
struct DefinitionTests {
  @Test("the definition of the vectors is accepted as it stands")
  func acceptsVectors() throws {
    let file = try Data(
      contentsOf: URL(fileURLWithPath: "\(Peer.packageRoot)/Tests/Vectors/election.json"))
    let definition = try Definition(file: Array(file), keys: .wellFormed)
    #expect(definition.id == "vector-2017")
    #expect(definition.styles.map(\.contests) == [["chief"], ["chief", "council", "committee"]])
    #expect(definition.ballotByteCount == 32)
    #expect(definition.custodians.map(\.id) == ["keeper", "keeper-2"])
    #expect(definition.officers.count == 3)
    #expect(definition.contest("council")?.method.choices == 1...1)
    #expect(definition.polls.closes.seconds == 1_489_932_000)
  }

  @Test("the sample with all four methods is accepted")
  func acceptsSample() throws {
    let definition = try SampleDefinition().definition()
    #expect(
      definition.contests.map(\.method) == [
        .supportOppose, .plurality(seats: 2, minChoices: 1, maxChoices: 1),
        .threshold(required: 3, maxChoices: 2), .question(minYes: 2, minTurnout: 4),
      ])
    #expect(definition.stations.map(\.id) == ["s1", "s2"])
  }

  @Test("numbers, groups, codes and a contact are read where they are there")
  func optionalMembers() throws {
    let definition = try SampleDefinition().setting([
      ("$.contests[1].options[1].number", 4),
      ("$.contests[1].options[1].group", SampleDefinition.name("Party", "政黨")),
      ("$.areas[1].code", "HK-EAST"), ("$.contact", "+852 2345 6789"),
    ]).definition()
    let option = try #require(definition.contest("council")?.options[1])
    #expect(option.number == 4 && option.group?.text("en") == "Party")
    #expect(definition.contest("council")?.options[0].number == nil)
    #expect(definition.areas.map(\.code) == [nil, "HK-EAST"])
    #expect(definition.contact == "+852 2345 6789")
  }

  @Test(
    "what may be left out may be left out",
    arguments: [
      "$.identity", "$.rejections", "$.keys.shares", "$.areas[0].electorate",
      "$.contests[3].minYes", "$.contests[3].minTurnout",
    ])
  func optionalKeys(path: String) throws {
    let definition = try SampleDefinition().setting(path, to: nil).definition()
    if path == "$.rejections" {
      #expect(
        definition.rejections.map(\.id) == [
          "unmarked", "overvoted", "not-as-prescribed", "uncertain", "identifiable", "mutilated",
          "unendorsed", "tendered", "spoilt", "unused",
        ])
    }
    #expect(definition.id == "sample-2017")
  }

  @Test(
    "an embargo, a status and an approval contest are read",
    arguments: [
      "died-before", "disqualified-before", "died-during", "disqualified-during",
    ])
  func reads(status: String) throws {
    let definition = try SampleDefinition().setting([
      ("$.policy.embargo", "2017-03-20T00:00:00Z"),
      ("$.contests[1].options[0].status", .string(status)),
      ("$.contests[1].maxChoices", 4),
    ]).definition()
    #expect(definition.policy.embargo?.seconds == 1_489_968_000)
    #expect(definition.contest("council")?.options.first?.status.rawValue == status)
    #expect(definition.contest("council")?.method.choices == 1...4)
  }

  @Test("a name is given in the language asked for, else in another")
  func names() {
    let names = Names(["en": "East", "zh-Hant": "東區"])
    #expect(names.text("zh-Hant") == "東區")
    #expect(names.text("fr") == "East")
    #expect(Names([:]).text("en").isEmpty)
  }

  @Test("a draft is laid out freely and has no keys until the ceremony makes them")
  func draft() throws {
    let sample = SampleDefinition()
    let text = String(decoding: sample.setting("$.keys", to: nil).file, as: UTF8.self)
      .replacing(",\"date\"", with: " ,\n\t\"date\"")
    let draft = try Definition.draft(Array(text.utf8), keys: .wellFormed)
    #expect(draft.definition.keys.vault.isEmpty)
    #expect(draft.completed(keys: try #require(sample.json["keys"])) == sample.file)
    #expect(throws: DefinitionError.self) {
      try Definition.draft(sample.file, keys: .wellFormed)
    }
  }

  @Test("says who sends a style, and where a contest is voted on, as its lists do")
  func lookups() throws {
    let definition = try SampleDefinition().definition()
    for style in definition.styles.map(\.id) + ["nowhere"] {
      for collector in definition.collectors {
        #expect(definition.sends(collector.id, style: style) == collector.styles.contains(style))
      }
      #expect(!definition.sends("nobody", style: style))
    }
    for contest in definition.contests.map(\.id) + ["nothing"] {
      let styles = definition.styles.filter { $0.contests.contains(contest) }.map(\.id)
      #expect(definition.styles(with: contest) == Set(styles))
      for station in definition.stations {
        #expect(
          definition.carries(contest, at: station)
            == station.styles.contains { styles.contains($0) })
      }
    }
  }
}
