import Cryptography
import Encoding
import Foundation
import TestSupport

/// An election with proofs from its draft on: everybody's keys, and the folder of the ceremony.
struct ProofRoom {
  let folder: TemporaryFolder
  var path: String { folder.path }
  var ceremony: String { "\(path)/ceremony" }
  var passphrase: [String] { ["--passphrase-file", "\(path)/passphrase.txt"] }

  /// Makes the keys and the draft, of a question to which one collector takes answers; `adapt` makes it
  /// another election.
  init(
    _ adapt: (ElectionRoom.DraftParts, inout JSON.Members) throws -> Void = { _, _ in }
  ) throws {
    folder = try TemporaryFolder()
    try folder.write("for the tests\n", to: "passphrase.txt")
    let name = { (text: String) -> JSON in ["en": .string(text)] }
    let parts = ElectionRoom.DraftParts(path: folder.path, run: { try Binary.run($0) })
    var people: [JSON] = []
    for officer in ["officer-a", "officer-b", "officer-c"] {
      var person = try parts.person(officer, "officer", name: name(officer)).object ?? [:]
      person["box"] = .string(try sealingKey(officer))
      people.append(.object(person))
    }
    people.append(try parts.person("keeper", "custodian", name: name("keeper")))
    people.append(try parts.person("clerk", "operator", name: name("clerk")))
    var draft: JSON.Members = [
      "format": "coldcount/election/2", "id": "question", "title": name("Question"),
      "date": "2026-03-01", "timeZone": "Asia/Taipei", "languages": ["en"],
      "polls": ["opens": "2026-03-01T08:00:00+08:00", "closes": "2026-03-01T16:00:00+08:00"],
      "identity": ["fields": ["number"], "pepper": try parts.pepperHash()],
      "areas": [["id": "all", "name": name("All")]],
      "contests": [
        [
          "id": "question", "title": name("Question"), "area": "all", "method": "question",
          "options": [["id": "yes", "name": name("Yes")], ["id": "no", "name": name("No")]],
        ]
      ],
      "styles": [["id": "all", "area": "all", "contests": ["question"]]],
      "channels": [["id": "online", "kind": "electronic", "name": name("Online")]],
      "stations": [],
      "collectors": [
        [
          "id": "web", "name": name("web"), "publicKey": try parts.key("web"),
          "roles": ["ballots"], "channel": "online", "styles": ["all"],
        ]
      ],
      "people": .array(people), "quorum": ["open": 2, "sign": 2],
      "keys": ["vault": [.string(try sealingKey("keeper"))]],
      "policy": ["withinChannel": "last", "smallCell": 2, "embargo": nil],
    ]
    try adapt(parts, &draft)
    try folder.write(
      String(decoding: JSON.object(draft).canonical, as: UTF8.self), to: "draft.json")
  }

  /// The options of somebody who signs.
  func signer(_ person: String) -> [String] {
    ["--as", person, "--key", "\(path)/keys/\(person).key"]
  }

  /// The secret half of a sealing key, in a text file: no test stretches a passphrase for it.
  func box(_ person: String) -> String { "\(path)/\(person).secret" }

  /// What an officer takes a share with.
  func taking(_ officer: String) -> [String] { ["--box", box(officer), "--words"] + passphrase }

  /// Begins the ceremony.
  func begin() throws {
    try Binary.succeed(["ceremony", "begin", "\(path)/draft.json", "--to", ceremony])
  }

  private func sealingKey(_ person: String) throws -> String {
    let key = try BoxKey.generate()
    let secret = key.withSecret { $0.withBytes { bytes in (0..<32).map { bytes[$0] } } }
    try folder.write(Base64.encode(secret) + "\n", to: "\(person).secret")
    return key.publicKey.base64
  }
}

/// The count of such an election.
extension ProofRoom {
  /// One of which the ceremony was held, and eleven ballots are in and reconciled.
  static func counting() throws -> ProofRoom {
    let room = try ProofRoom()
    try room.holdCeremony()
    let marks = ["yes", "yes", "no", "yes", "no", "", "yes", "yes no", "no", "yes", "yes"]
    let rows = marks.enumerated().map { "N\($0),2026-03-01T10:00:00+08:00,\($1)" }
    try room.seal(["number,cast,question"] + rows, ["--sequence", "1", "--final"], to: "web-1")
    try room.take()
    return room
  }

  /// Has every officer deal and take.
  func holdCeremony() throws {
    try begin()
    for officer in ["officer-a", "officer-b", "officer-c"] {
      try Binary.succeed(["ceremony", "deal", ceremony] + signer(officer))
    }
    for officer in ["officer-a", "officer-b", "officer-c"] {
      let told = try Binary.succeed(
        ["ceremony", "take", ceremony] + signer(officer) + taking(officer))
      let words = told.split(separator: "\n").map(String.init)
      try folder.write("\(words[1])\n", to: "\(officer).txt")
    }
  }

  /// Seals ballots of a table onto the stick.
  func seal(_ table: [String], _ options: [String], to name: String) throws {
    try folder.write(table.joined(separator: "\n") + "\n", to: "table.csv")
    try folder.write(String(repeating: "5a", count: 32) + "\n", to: "pepper.hex")
    try Binary.succeed(
      [
        "seal", "\(path)/table.csv", "--election", "\(ceremony)/election.json", "--kind", "ballots",
        "--to", "\(path)/stick/\(name)", "--pepper", "\(path)/pepper.hex",
      ] + options + signer("web"))
  }

  /// Makes the workspace, takes in what is on the stick and reconciles.
  func take() throws {
    try Binary.succeed(
      [
        "init", "\(path)/count", "--election", "\(ceremony)/election.json", "--vault",
        "\(path)/vault",
      ] + signer("clerk"))
    try Binary.succeed(["import", "\(path)/stick"] + workspace + signer("clerk"))
    try reconcile()
  }

  var workspace: [String] { ["--workspace", "\(path)/count"] }
  /// An officer who acts in the workspace.
  var officer: [String] { workspace + signer("officer-a") }

  func reconcile() throws {
    try Binary.succeed(
      ["reconcile", "--vault-key", box("keeper")] + workspace + signer("keeper"))
  }

  private func hands(_ officers: [String]) -> [String] {
    officers.flatMap { ["--share", "\(path)/\($0).txt"] }
      + officers.flatMap { ["--officer-key", "\(path)/keys/\($0).key"] }
  }

  /// The command line of a count in which these officers mix and open.
  func count(by officers: [String], stage: String = "electronic") -> [String] {
    ["count", "--stage", stage] + officer + hands(officers)
  }

  /// The command line of a release by these officers.
  func release(by officers: [String]) -> [String] { ["release"] + officer + hands(officers) }

  /// Has the latest result signed and exported, and the package signed; gives its folder.
  func export(_ name: String, stage: String = "electronic") throws -> String {
    let target = "\(path)/\(name)"
    for person in ["officer-a", "officer-b"] {
      try Binary.succeed(
        ["sign", "\(path)/count/results/\(stage)/result.json"] + signer(person))
    }
    try Binary.succeed(["export", target, "--stage", stage] + officer)
    for person in ["officer-a", "officer-b"] {
      try Binary.succeed(["sign", "\(target)/B2SUMS"] + workspace + signer(person))
    }
    return target
  }

  /// The events of the journal, or of another one.
  func journal(_ file: String? = nil) throws -> [String] {
    let text = try String(
      contentsOfFile: file ?? "\(path)/count/journal.jsonl", encoding: .utf8)
    return try text.split(separator: "\n").compactMap {
      try JSON.parse(draft: Array($0.utf8))["event"]?.string
    }
  }

  /// A tracking code of a ballot that counts.
  func trackingCode() throws -> String {
    let list = try String(
      contentsOfFile: "\(path)/count/results/electronic/tracking.txt", encoding: .utf8)
    return String(list.prefix(64))
  }

  /// Has the officers change something.
  func amend(_ change: String) throws {
    try Binary.succeed(
      ["amend", "--change", change, "--reason", "x", "--to", path] + workspace)
    let file = "\(path)/amendment-001.json"
    for person in ["officer-a", "officer-b"] {
      try Binary.succeed(["sign", file] + workspace + signer(person))
    }
    try Binary.succeed(["amend", file] + workspace + signer("clerk"))
  }
}
