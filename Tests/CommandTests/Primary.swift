import Encoding
import Foundation
import TestSupport
import Testing

/// A primary made from the beginning with the built program: one contest of the whole city and a
/// ranked one in the east, an electronic channel, six stations with paper.
enum Primary {
  static let options = (1...8).map { "a\($0)" }
  static let stations = (1...6).map { "s\($0)" }

  fileprivate static func draft(
    of election: ElectionRoom.DraftParts, embargo: String?, smallCell: Int
  ) throws -> JSON {
    let name = { (en: String, zh: String) -> JSON in ["en": .string(en), "zh-Hant": .string(zh)] }
    func person(_ id: String, _ role: String) throws -> JSON {
      try election.person(id, role, name: name(id, id))
    }
    func contest(_ id: String, _ area: String, _ more: JSON.Members, _ options: [String]) -> JSON {
      let members: JSON.Members = [
        "id": .string(id), "title": name("Contest \(id)", "選舉 \(id)"), "area": .string(area),
        "options": .array(
          options.map { ["id": .string($0), "name": name("Candidate \($0)", "候選人 \($0)")] }),
      ]
      return .object(members.merging(more) { $1 })
    }
    return [
      "format": "coldcount/election/1", "id": "primary", "title": name("Primary", "初選"),
      "date": "2026-07-11", "timeZone": "Asia/Hong_Kong", "languages": ["zh-Hant", "en"],
      "polls": ["opens": "2026-07-11T07:00:00+08:00", "closes": "2026-07-12T21:00:00+08:00"],
      "identity": ["fields": ["number"], "pepper": try election.pepperHash()],
      "areas": [
        ["id": "city", "name": name("City", "全市"), "electorate": 5_000],
        ["id": "east", "name": name("East", "東區"), "electorate": 2_400],
        ["id": "west", "name": name("West", "西區"), "electorate": 2_600],
      ],
      "contests": [
        contest(
          "city", "city",
          ["method": "plurality", "seats": 1, "minChoices": 1, "maxChoices": 1], Self.options),
        contest(
          "ranked", "east",
          ["method": "single-transferable", "seats": 2, "minChoices": 1, "maxChoices": 5],
          ["r1", "r2", "r3", "r4", "r5"]),
      ],
      "styles": [
        ["id": "east", "area": "east", "contests": ["city", "ranked"]],
        ["id": "west", "area": "west", "contests": ["city"]],
      ],
      "channels": [
        ["id": "paper", "kind": "paper", "name": name("Paper", "紙張")],
        ["id": "online", "kind": "electronic", "name": name("Online", "網上")],
      ],
      "stations": stations(name),
      "collectors": [
        [
          "id": "web", "name": name("Web", "網站"), "publicKey": try election.key("web"),
          "roles": ["ballots"], "channel": "online", "styles": ["east", "west"],
        ]
      ],
      "people": [
        try person("officer-a", "officer"), try person("officer-b", "officer"),
        try person("keeper", "custodian"), try person("clerk-1", "operator"),
        try person("clerk-2", "operator"),
      ],
      "quorum": ["open": 2, "sign": 2],
      "rejections": [
        ["id": "unmarked", "name": name("Unmarked", "未填劃")],
        ["id": "overvoted", "name": name("Too many marks", "填劃過多")],
      ],
      "policy": [
        "withinChannel": "last", "smallCell": .integer(smallCell),
        "embargo": embargo.map { .string($0) } ?? .null,
      ],
    ]
  }

  private static func stations(_ name: (String, String) -> JSON) -> JSON {
    .array(
      Self.stations.enumerated().map { position, id in
        let area = position < 3 ? "east" : "west"
        return [
          "id": .string(id), "name": name("Station \(position + 1)", "票站 \(position + 1)"),
          "area": .string(area), "styles": [.string(area)], "channel": "paper",
        ]
      })
  }
}

extension ElectionRoom {
  static func primary(embargo: String? = nil, smallCell: Int = 5) throws -> ElectionRoom {
    try ElectionRoom(
      officers: ["officer-a", "officer-b"], clerks: ["clerk-1", "clerk-2"], keeper: "keeper",
      run: { try Binary.run($0) },
      draft: { try Primary.draft(of: $0, embargo: embargo, smallCell: smallCell) })
  }

  /// Seals and imports a primary's electronic ballots: of each area a ballot for every entry, its
  /// choice in the city's contest and in the east its ranking.
  func vote(east: [(String, String)], west: [String]) throws {
    let cast = "2026-07-11T12:00:00+08:00"
    let tables = [
      "number,cast,city,ranked\n"
        + east.enumerated().map { "E\($0),\(cast),\($1.0),\($1.1)\n" }.joined(),
      "number,cast,city\n" + west.enumerated().map { "W\($0),\(cast),\($1)\n" }.joined(),
    ]
    for (position, style) in ["east", "west"].enumerated() {
      try write(tables[position], "\(style).csv")
      try succeed(
        [
          "seal", "\(path)/\(style).csv", "--election", definition, "--style", style,
          "--sequence", "\(position + 1)", "--to", "\(path)/stick/\(style)",
        ] + pepper + signer("web")
          + (position == 1
            ? ["--final", "--previous", "\(path)/stick/east/manifest.json"] : []))
    }
    try take("\(path)/stick")
  }

  /// Keys the papers of some stations of a primary: the votes of each option there.
  func paper(_ votes: [String: [Int]]) throws {
    var table = PaperTable()
    for (station, counts) in votes.sorted(by: { $0.key < $1.key }) {
      let papers = counts.reduce(0, +)
      table.add(
        "b1", "city", at: station, papers: papers, Array(zip(Primary.options, counts)),
        rejected: ["unmarked": 0, "overvoted": 0])
      table.account(at: station, issued: papers, inBox: papers)
    }
    try key(table)
  }

  /// Has somebody key a sheet and an account of a primary at a desk of theirs, and export them;
  /// gives the folder on the stick.
  func keyAtDesk(_ clerk: String, votes: Int = 4, to stick: String = "desks") throws -> String {
    let desk = ["--workspace", "\(path)/desk-\(clerk)"]
    if !FileManager.default.fileExists(atPath: desk[1]) {
      try succeed(["desk", "init", desk[1], "--election", definition])
    }
    var table = PaperTable()
    table.add(
      "b1", "city", papers: votes, Primary.options.map { ($0, $0 == "a1" ? votes : 0) },
      rejected: ["unmarked": 0, "overvoted": 0])
    table.account(issued: votes, inBox: votes)
    try write(table.sheets, "desk.csv")
    try write(table.accounts, "desk-accounts.csv")
    for words in [["import", "\(path)/desk.csv"], ["account", "\(path)/desk-accounts.csv"]] {
      try succeed(["paper"] + words + desk + signer(clerk))
    }
    let made = try Binary.json(["desk", "export", "\(path)/\(stick)"] + desk + signer(clerk))
    return made["folders"]?.array?.last?.string ?? ""
  }

  /// Writes everything that came in for another count; gives the folder.
  func inputs(to stick: String = "hall") throws -> String {
    let made = try Binary.json(
      ["export", "--inputs", "\(path)/\(stick)"] + workspace + signer(people.clerks[0]))
    return made["folder"]?.string ?? ""
  }
}
