package import Encoding
import Words

/// A draft to fill in: everything that an election of a kind has, with a question mark where people
/// have to say something.
///
/// No key and no pepper of anybody stands in it.
package enum DraftTemplate: String, CaseIterable, Sendable {
  /// A question that everybody answers with yes or no, at stations and online.
  case referendum
  /// One seat a constituency, paper alone.
  case districtCouncil = "district-council"
  /// Several candidates of a camp, one choice, at stations and online.
  case primary
  /// A question that people sign, online and on paper, and from which they may withdraw.
  case petition

  /// The draft, of an election of this format.
  package func json(_ format: Definition.Format = .sealed) -> JSON {
    var members: JSON.Members = [
      "format": .string(format.rawValue), "id": Self.open("election-2027"),
      "title": Self.asked("title of the election"), "date": Self.open("2027-03-19"),
      "timeZone": "Asia/Hong_Kong",
      "languages": .array(Language.allCases.map { .string($0.rawValue) }),
      "polls": [
        "opens": Self.open("2027-03-19T09:00:00+08:00"),
        "closes": Self.open("2027-03-19T21:00:00+08:00"),
      ],
      "areas": .array(areas.map { ["id": .string($0), "name": Self.asked("area \($0)")] }),
      "contests": .array(areas.map(contest)), "styles": .array(areas.map(style)),
      "channels": .array(channels), "stations": .array(areas.map(station)),
      "collectors": .array(isOnline ? [collector] : []), "people": .array(people(format)),
      "quorum": ["open": 2, "sign": 2], "policy": policy,
    ]
    if isOnline {
      members["identity"] = ["fields": ["voter"], "pepper": Self.fromCommand("pepper new")]
    }
    if format == .verifiable {
      members["keys"] = [
        "vault": [Self.fromCommand("key vault", "keeper --election ID")]
      ]
    }
    return .object(members)
  }

  /// What begins every text that is still to be filled in.
  private static let mark = "?"

  /// Where a draft is still to be filled in, with the hint that stands there.
  static func openPaths(_ json: JSON, at path: String = "$") -> [(path: String, hint: String)] {
    switch json {
    case .string(let text):
      text.hasPrefix(mark)
        ? [(path, String(text.dropFirst(mark.count).drop { $0 == " " }))] : []
    case .array(let values):
      values.enumerated().flatMap { openPaths($1, at: "\(path)[\($0)]") }
    case .object(let members):
      members.flatMap { openPaths($0.value, at: "\(path).\($0.key)") }
    case .null, .bool, .integer: []
    }
  }

  private static func open(_ hint: String) -> JSON { .string("\(mark) \(hint)") }

  /// What a command of this program prints.
  private static func fromCommand(_ command: String, _ name: String = "NAME") -> JSON {
    open("coldcount \(command) \(name)")
  }

  /// Names in every language of the program, yet to be filled in.
  private static func asked(_ hint: Message) -> JSON { names { open($0.text(hint)) } }

  /// Names in every language of the program.
  private static func words(_ name: Message) -> JSON { names { .string($0.text(name)) } }

  private static func names(_ name: (Language) -> JSON) -> JSON {
    .object(JSON.Members(Language.allCases.map { ($0.rawValue, name($0)) }))
  }

  private var isOnline: Bool { self != .districtCouncil }
  /// The ids of the areas, of which each has a contest, a style and a station.
  private var areas: [String] { self == .districtCouncil ? ["a1", "a2"] : ["all"] }

  private func contest(_ area: String) -> JSON {
    var members: JSON.Members = [
      "id": .string("c-\(area)"), "area": .string(area), "options": .array(options),
      "title": self == .districtCouncil
        ? Self.asked("constituency \(area)") : Self.asked("what is voted on"),
    ]
    switch self {
    case .referendum, .petition: members["method"] = "question"
    case .districtCouncil, .primary:
      members["method"] = "plurality"
      for key in ["seats", "minChoices", "maxChoices"] { members[key] = 1 }
    }
    return .object(members)
  }

  private var options: [JSON] {
    switch self {
    case .referendum, .petition:
      [["id": "yes", "name": Self.words("Yes")], ["id": "no", "name": Self.words("No")]]
    case .districtCouncil, .primary:
      (1...2).map { ["id": .string("o\($0)"), "name": Self.asked("candidate \($0)")] }
    }
  }

  private func style(_ area: String) -> JSON {
    ["id": .string(area), "area": .string(area), "contests": [.string("c-\(area)")]]
  }

  private var channels: [JSON] {
    let paper: JSON = ["id": "paper", "kind": "paper", "name": Self.words("Paper")]
    guard isOnline else { return [paper] }
    let online: JSON = ["id": "online", "kind": "electronic", "name": Self.words("Online")]
    // The first prevails; Taiwan's electronic signatures of a petition come before those on paper.
    return self == .petition ? [online, paper] : [paper, online]
  }

  private func station(_ area: String) -> JSON {
    [
      "id": .string("s-\(area)"), "name": Self.asked("station \(area)"), "area": .string(area),
      "styles": [.string(area)], "channel": "paper",
    ]
  }

  private var collector: JSON {
    [
      "id": "web", "name": Self.words("Website"), "publicKey": Self.fromCommand("key new", "web"),
      "roles": ["ballots"], "channel": "online", "styles": ["all"],
    ]
  }

  private func people(_ format: Definition.Format) -> [JSON] {
    let people: [(id: String, role: Person.Role)] =
      ["officer-a", "officer-b", "officer-c"].map { ($0, .officer) } + [("keeper", .custodian)]
      + ["clerk-1", "clerk-2", "clerk-3"].map { ($0, .operator) }
    return people.map { id, role in
      var members: JSON.Members = [
        "id": .string(id), "name": Self.asked("name of \(id)"), "role": .string(role.rawValue),
        "publicKey": Self.fromCommand("key new", id),
      ]
      if format == .verifiable, role == .officer {
        members["box"] = Self.fromCommand("key box", "\(id) --election ID")
      }
      return .object(members)
    }
  }

  private var policy: JSON {
    var members: JSON.Members = ["withinChannel": "last", "smallCell": 5, "embargo": nil]
    if self == .petition { members["withdrawal"] = true }
    return .object(members)
  }
}
