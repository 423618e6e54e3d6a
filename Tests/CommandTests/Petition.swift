import Encoding
import Foundation
import TestSupport
import Testing

/// A petition made from the beginning with the built program: electronic signatures prevail over
/// paper ones that are recorded one by one, people may withdraw, and a roll says who may sign.
enum Petition {
  fileprivate static func draft(of election: ElectionRoom.DraftParts) throws -> JSON {
    let name = { (text: String) -> JSON in ["en": .string(text)] }
    func collector(_ id: String, _ role: String, _ channel: JSON) throws -> JSON {
      [
        "id": .string(id), "name": name(id), "publicKey": try election.key(id),
        "roles": [.string(role)],
        "channel": channel, "styles": ["all"],
      ]
    }
    func person(_ id: String, _ role: String) throws -> JSON {
      try election.person(id, role, name: name(id))
    }
    return [
      "format": "coldcount/election/1", "id": "petition", "title": name("Petition"),
      "date": "2026-03-01", "timeZone": "Asia/Taipei", "languages": ["en"],
      "polls": ["opens": "2026-03-01T00:00:00+08:00", "closes": "2026-03-31T23:59:59+08:00"],
      "identity": ["fields": ["number"], "pepper": try election.pepperHash()],
      "areas": [["id": "all", "name": name("All")]],
      "contests": [
        [
          "id": "petition", "title": name("Petition"), "area": "all", "method": "threshold",
          "required": 3, "maxChoices": 1, "options": [["id": "yes", "name": name("Yes")]],
        ]
      ],
      "styles": [["id": "all", "area": "all", "contests": ["petition"]]],
      "channels": [
        ["id": "online", "kind": "electronic", "name": name("Online")],
        ["id": "paper", "kind": "paper", "name": name("Paper")],
      ],
      "stations": [],
      "collectors": [
        try collector("web", "ballots", "online"), try collector("scan", "ballots", "paper"),
        try collector("registrar", "roll", .null), try collector("desk", "withdrawal", .null),
      ],
      "people": [
        try person("officer-a", "officer"), try person("officer-b", "officer"),
        try person("keeper", "custodian"), try person("clerk", "operator"),
      ],
      "quorum": ["open": 2, "sign": 2],
      "policy": ["withinChannel": "first", "smallCell": 1, "withdrawal": true, "embargo": nil],
    ]
  }
}

extension ElectionRoom {
  static func petition() throws -> ElectionRoom {
    try ElectionRoom(
      officers: ["officer-a", "officer-b"], clerks: ["clerk"], keeper: "keeper",
      run: { try Binary.run($0) }, draft: Petition.draft)
  }

  /// Seals a bundle of a petition from table rows and imports it.
  func seal(
    _ collector: String, _ kind: String, _ rows: [String], sequence: Int = 1, final: Bool = true
  ) throws {
    let header =
      switch kind {
      case "roll": "number"
      case "ballots": "number,cast,petition"
      default: "number,cast"
      }
    try write(([header] + rows).joined(separator: "\n") + "\n", "table.csv")
    let target = "\(path)/stick/\(collector)-\(sequence)"
    try succeed(
      [
        "seal", "\(path)/table.csv", "--election", definition, "--kind", kind, "--sequence",
        "\(sequence)", "--to", target,
      ] + pepper + signer(collector) + (final ? ["--final"] : [])
        + (sequence > 1
          ? ["--previous", "\(path)/stick/\(collector)-\(sequence - 1)/manifest.json"] : []))
    try take(target)
  }

  /// What became of the entries of a person, as `channel fate`.
  func find(_ number: String) throws -> [String] {
    let output = try Peer.run(
      Binary.path, ["vault", "find", "--json"] + vaultKey + pepper + workspace + signer("keeper"),
      input: number + "\n"
    )
    #expect(output.status == 0, "\(output.stderr)")
    let found = try JSON.parse(canonical: Array(output.stdout.utf8))
    return (found["entries"]?.array ?? []).map { entry in
      [
        entry["channel"]?.string ?? "-", entry["fate"]?.string ?? "",
        entry["reason"]?.string ?? "",
      ].filter { !$0.isEmpty }.joined(separator: " ")
    }
  }
}
