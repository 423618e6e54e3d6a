import Encoding
import TestSupport

private func keyOf(_ index: Int) -> JSON { .string(SampleDefinition.signingKeys[index]) }
private func sealing(_ index: Int) -> JSON { .string(SampleDefinition.sealingKeys[index]) }
private let range = "not an integer from 1 to"

extension Broken {
  static let duplicates: [Broken] = [
    Broken(
      "$.areas[1].id", "hk",
      "$.areas[1].id: hk is there twice", "$.contests[1].area: no area east",
      "$.contests[2].area: no area east", "$.styles[1].area: no area east",
      "$.stations[0].area: no area east"),
    Broken(
      "$.contests[3].id", "chief",
      "$.contests[3].id: chief is there twice", "$.styles[0].contests[1]: no contest motion",
      "$.styles[1].contests[3]: no contest motion"),
    Broken(
      [("$.styles[2]", ["id": "all", "area": "hk", "contests": ["chief"]])],
      "$.styles[2].id: all is there twice"),
    Broken(
      "$.channels[3]", ["id": "kiosk", "kind": "paper", "name": SampleDefinition.name("K", "K")],
      "$.channels[3].id: kiosk is there twice"),
    Broken("$.stations[1].id", "s1", "$.stations[1].id: s1 is there twice"),
    Broken("$.collectors[1].id", "web", "$.collectors[1].id: web is there twice"),
    Broken("$.people[6].id", "clerk-1", "$.people[6].id: clerk-1 is there twice"),
    Broken("$.people[3].id", "officer-a", "$.people[3].id: officer-a is there twice"),
    Broken("$.rejections[1].id", "unmarked", "$.rejections[1].id: unmarked is there twice"),
    Broken("$.contests[1].options[3].id", "c1", "$.contests[1].options[3].id: c1 is there twice"),
    Broken("$.languages[2]", "en", "$.languages[2]: en is there twice"),
    Broken("$.styles[1].contests[4]", "chief", "$.styles[1].contests[4]: chief is there twice"),
    Broken("$.stations[0].styles[2]", "east", "$.stations[0].styles[2]: east is there twice"),
    Broken("$.stations[0].batches", ["b1", "b1"], "$.stations[0].batches[1]: b1 is there twice"),
    Broken("$.stations[0].batches", ["B 1"], "$.stations[0].batches[0]: not an identifier"),
    Broken(
      [("$.contests[1].options[0].number", 7), ("$.contests[1].options[2].number", 7)],
      "$.contests[1].options[2].number: 7 is there twice"),
    Broken("$.areas[0].code", "=1", "$.areas[0].code: begins with a space or a sign of a formula"),
    Broken("$.contact", "\u{1B}[2J", "$.contact: not a text without control characters"),
    Broken("$.papers", "some", "$.papers: not one or each"),
    Broken("$.collectors[0].styles[2]", "all", "$.collectors[0].styles[2]: all is there twice"),
    Broken(
      "$.collectors[0].roles[1]", "ballots",
      "$.collectors[0].roles[1]: ballots is there twice"),
    Broken(
      "$.people[1].publicKey", keyOf(4),
      "$.people[1].publicKey: also the key of people[0]"),
    Broken(
      "$.collectors[2].publicKey", keyOf(0),
      "$.collectors[2].publicKey: also the key of collectors[0]"),
    Broken(
      "$.people[5].publicKey", keyOf(3),
      "$.collectors[3].publicKey: also the key of people[5]"),
    Broken(
      "$.people[3].publicKey", keyOf(6),
      "$.people[3].publicKey: also the key of people[2]"),
    Broken(
      "$.keys.vault[1]", sealing(1),
      "$.keys.vault[1]: \(SampleDefinition.sealingKeys[1]) is there twice"),
    Broken("$.keys.count", sealing(2), "$.keys.count: also a vault key"),
    Broken(
      "$.keys.shares[1].hash", .string(String(repeating: "a0", count: 32)),
      "$.keys.shares[1].hash: \(String(repeating: "a0", count: 32)) is there twice"),
    Broken(
      "$.keys.shares[1].officer", "officer-a",
      "$.keys.shares[1].officer: officer-a is there twice"),
  ]

  static let references: [Broken] = [
    Broken("$.contests[2].area", "north", "$.contests[2].area: no area north"),
    Broken("$.areas[1].parent", "north", "$.areas[1].parent: no area north"),
    Broken("$.areas[1].parent", "east", "$.areas[1].parent: east lies in itself"),
    Broken("$.styles[0].area", "north", "$.styles[0].area: no area north"),
    Broken("$.stations[1].area", "north", "$.stations[1].area: no area north"),
    Broken("$.styles[1].contests[2]", "vote", "$.styles[1].contests[2]: no contest vote"),
    Broken(
      "$.styles[1].contests[2]", "a\u{202E}b",
      "$.styles[1].contests[2]: no contest a\\u{202e}b"),
    Broken("$.styles[0].contests", [], "$.styles[0].contests: a style that names no contest"),
    Broken("$.stations[0].styles[0]", "west", "$.stations[0].styles[0]: no style west"),
    Broken("$.stations[0].styles", [], "$.stations[0].styles: no style"),
    Broken("$.collectors[3].styles[1]", "west", "$.collectors[3].styles[1]: no style west"),
    Broken("$.collectors[3].styles", [], "$.collectors[3].styles: no style"),
    Broken("$.stations[1].channel", "post", "$.stations[1].channel: no channel post"),
    Broken(
      "$.stations[1].channel", "kiosk",
      "$.stations[1].channel: not a channel of kind paper"),
    Broken("$.collectors[0].channel", "post", "$.collectors[0].channel: no channel post"),
    Broken("$.collectors[0].channel", nil, "$.collectors[0].channel: missing"),
    Broken(
      "$.collectors[0].channel", .null,
      "$.collectors[0].channel: ballots and registers have a channel"),
    Broken("$.collectors[0].station", "s9", "$.collectors[0].station: no station s9"),
    Broken(
      "$.collectors[2].station", nil,
      "$.collectors[2].station: a register belongs to a station"),
    Broken(
      "$.collectors[2].channel", "kiosk",
      "$.collectors[2].channel: a register is of a channel of kind paper",
      "$.collectors[2].channel: not the channel of its station"),
    Broken("$.collectors[2].roles", [], "$.collectors[2].roles: no role"),
    Broken(
      "$.collectors[2].roles[0]", "spy",
      "$.collectors[2].roles[0]: not ballots, register, roll or withdrawal"),
    Broken(
      "$.areas", [],
      "$.areas: empty", "$.contests[0].area: no area hk", "$.contests[1].area: no area east",
      "$.contests[2].area: no area east", "$.contests[3].area: no area hk",
      "$.styles[0].area: no area hk", "$.styles[1].area: no area east",
      "$.stations[0].area: no area east", "$.stations[1].area: no area hk"),
    Broken([("$.stations", []), ("$.collectors", []), ("$.styles", [])], "$.styles: empty"),
    Broken([("$.stations", []), ("$.collectors", []), ("$.channels", [])], "$.channels: empty"),
  ]

  static let methods: [Broken] = [
    Broken("$.contests[0].method", "lottery", "$.contests[0].method: unknown method"),
    Broken("$.contests[0].method", "Plurality", "$.contests[0].method: unknown method"),
    Broken("$.contests[0].method", 1, "$.contests[0].method: not a string"),
    Broken("$.contests[0].seats", 1, "$.contests[0].seats: unknown here: is it misspelt?"),
    Broken("$.contests[0].options", [], "$.contests[0].options: no option"),
    Broken("$.contests[1].seats", 0, "$.contests[1].seats: \(range) 1,000,000,000"),
    Broken("$.contests[1].seats", -1, "$.contests[1].seats: \(range) 1,000,000,000"),
    Broken("$.contests[1].seats", nil, "$.contests[1].seats: missing"),
    Broken("$.contests[1].minChoices", 0, "$.contests[1].minChoices: \(range) 4"),
    Broken("$.contests[1].minChoices", 2, "$.contests[1].minChoices: more than maxChoices"),
    Broken("$.contests[1].maxChoices", 5, "$.contests[1].maxChoices: \(range) 4"),
    Broken("$.contests[1].maxChoices", nil, "$.contests[1].maxChoices: missing"),
    Broken("$.contests[1].required", 5, "$.contests[1].required: unknown here: is it misspelt?"),
    Broken("$.contests[2].required", 0, "$.contests[2].required: \(range) 1,000,000,000"),
    Broken("$.contests[2].maxChoices", 0, "$.contests[2].maxChoices: \(range) 3"),
    Broken("$.contests[2].maxChoices", 4, "$.contests[2].maxChoices: \(range) 3"),
    Broken(
      "$.contests[3].minYes", -1,
      "$.contests[3].minYes: not an integer from 0 to 1,000,000,000"),
    Broken(
      "$.contests[3].minTurnout", "half",
      "$.contests[3].minTurnout: not an integer from 0 to 1,000,000,000"),
    Broken(
      "$.contests[3].maxChoices", 1, "$.contests[3].maxChoices: unknown here: is it misspelt?"),
    Broken(
      "$.contests[3].options[0].id", "aye",
      "$.contests[3].options: a question needs the option yes",
      "$.contests[3].options: a question has only the options yes, no and abstain"),
    Broken(
      "$.contests[3].options[1]", nil,
      "$.contests[3].options: a question needs the option no"),
    Broken(
      "$.contests[3].options[2].id", "maybe",
      "$.contests[3].options: a question has only the options yes, no and abstain"),
    Broken(
      "$.contests[1].options[0].status", "standing",
      "$.contests[1].options[0].status: not a status of an option"),
    Broken(
      "$.contests[1].options[0].status", "withdrawn",
      "$.contests[1].options[0].status: not a status of an option"),
  ]

  static let people: [Broken] = [
    Broken("$.quorum.open", 1, "$.quorum.open: not an integer from 2 to 16"),
    Broken("$.quorum.open", 17, "$.quorum.open: not an integer from 2 to 16"),
    Broken("$.quorum.open", 4, "$.quorum.open: more than the 3 officers"),
    Broken("$.quorum.sign", 4, "$.quorum.sign: more than the 3 officers"),
    Broken("$.quorum.sign", 1, "$.quorum.sign: not more than half of the 3 officers"),
    Broken("$.quorum.sign", 0, "$.quorum.sign: not an integer from 1 to 1,000"),
    Broken(
      "$.people[6].role", "officer",
      "$.quorum.sign: not more than half of the 4 officers",
      "$.keys.shares: 3 shares for 4 officers"),
    Broken(
      "$.people[6].role", "king",
      "$.people[6].role: not officer, operator, custodian or auditor"),
    Broken("$.people[4].role", "auditor", "$.keys.vault: 2 keys for 1 custodians"),
    Broken(
      [("$.people[4].role", "auditor"), ("$.people[3].role", "auditor"), ("$.keys.vault", [])],
      "$.people: no custodian"),
    Broken("$.keys.vault[1]", nil, "$.keys.vault: 1 keys for 2 custodians"),
    Broken(
      "$.keys.vault[1]", "x",
      "$.keys.vault[1]: not an X25519 public key in base64 that can be used"),
    Broken(
      "$.keys.count", "x",
      "$.keys.count: not an X25519 public key in base64 that can be used"),
    Broken("$.keys.shares[2]", nil, "$.keys.shares: 2 shares for 3 officers"),
    Broken(
      "$.keys.shares[2].officer", "clerk-1",
      "$.keys.shares[2].officer: clerk-1 is no officer"),
    Broken(
      "$.keys.shares[2].hash", "A0",
      "$.keys.shares[2].hash: not a hash of 64 lower-case hexadecimal digits"),
    Broken(
      "$.people[0].publicKey", "RWshort",
      "$.people[0].publicKey: not a minisign public key (RW…) that can be used"),
    Broken(
      "$.collectors[0].publicKey", "",
      "$.collectors[0].publicKey: not a minisign public key (RW…) that can be used"),
  ]

  static let names: [Broken] = [
    Broken("$.title.en", nil, "$.title.en: missing"),
    Broken("$.areas[0].name.zh-Hant", nil, "$.areas[0].name.zh-Hant: missing"),
    Broken("$.contests[2].title.en", nil, "$.contests[2].title.en: missing"),
    Broken(
      "$.contests[2].options[1].name.en", nil,
      "$.contests[2].options[1].name.en: missing"),
    Broken("$.title", [:], "$.title: no text in any language"),
    Broken("$.stations[0].name", [:], "$.stations[0].name: no text in any language"),
    Broken("$.title", "Sample", "$.title: not an object"),
    Broken("$.title.en", 1, "$.title.en: not a string"),
    Broken("$.title.en", "", "$.title.en: an empty name"),
    Broken("$.title.e", "x", "$.title.e: not a language tag"),
    Broken("$.title.en_GB", "x", "$.title.en_GB: not a language tag"),
    Broken("$.languages", [], "$.languages: no language"),
    Broken(
      "$.channels[0].name.en", "=1",
      "$.channels[0].name.en: begins with a space or a sign of a formula"),
  ]

  static let types: [Broken] = [
    Broken("$.id", "Sample", "$.id: not an identifier ([a-z0-9][a-z0-9._-]{0,63})"),
    Broken(
      "$.id", .string(String(repeating: "a", count: 65)),
      "$.id: not an identifier ([a-z0-9][a-z0-9._-]{0,63})"),
    Broken("$.id", 1, "$.id: not a string"),
    Broken("$.date", "2017-02-29", "$.date: not a day like 2017-03-19"),
    Broken("$.date", "19.3.2017", "$.date: not a day like 2017-03-19"),
    Broken("$.timeZone", "Hong Kong", "$.timeZone: not a time zone like Asia/Hong_Kong"),
    Broken("$.languages", "en", "$.languages: not an array"),
    Broken("$.polls", [], "$.polls: not an object"),
    Broken(
      "$.polls.opens", "2017-03-10 12:00",
      "$.polls.opens: not a time like 2017-03-19T22:00:00+08:00"),
    Broken("$.polls.closes", "2017-03-10T04:00:00Z", "$.polls.closes: not after the poll opens"),
    Broken(
      "$.polls.closes", "2017-03-10T11:59:59+08:00",
      "$.polls.closes: not after the poll opens"),
    Broken("$.polls.opens", "1969-12-31T23:59:59Z", "$.polls.opens: before 1970"),
    Broken("$.identity", [], "$.identity: not an object"),
    Broken("$.identity.fields", [], "$.identity.fields: no field"),
    Broken("$.identity.fields[0]", "HKID", "$.identity.fields[0]: not an identifier"),
    Broken("$.identity.pepper", nil, "$.identity.pepper: missing"),
    Broken(
      "$.identity.pepper", "00",
      "$.identity.pepper: not a hash of 64 lower-case hexadecimal digits"),
    Broken("$.areas", [:], "$.areas: not an array"),
    Broken("$.areas[1]", 1, "$.areas[1]: not an object"),
    Broken(
      "$.areas[0].electorate", -1,
      "$.areas[0].electorate: not an integer from 0 to 1,000,000,000"),
    Broken(
      "$.areas[0].electorate", true,
      "$.areas[0].electorate: not an integer from 0 to 1,000,000,000"),
    Broken(
      "$.areas[0].electorate", "500",
      "$.areas[0].electorate: not an integer from 0 to 1,000,000,000"),
    Broken("$.contests", 1, "$.contests: not an array"),
    Broken("$.contests[3]", "motion", "$.contests[3]: not an object"),
    Broken("$.contests[3].options", .null, "$.contests[3].options: not an array"),
    Broken("$.channels[1].kind", "radio", "$.channels[1].kind: not electronic or paper"),
    Broken("$.quorum", [2, 2], "$.quorum: not an object"),
    Broken("$.keys", "none", "$.keys: not an object"),
    Broken("$.rejections", "none", "$.rejections: not an array"),
    Broken("$.policy", 1, "$.policy: not an object"),
    Broken("$.policy.withinChannel", "Last", "$.policy.withinChannel: not first or last"),
    Broken("$.policy.smallCell", 0, "$.policy.smallCell: \(range) 1,000,000,000"),
    Broken(
      "$.policy.embargo", "soon",
      "$.policy.embargo: not a time like 2017-03-19T22:00:00+08:00"),
  ]
}
