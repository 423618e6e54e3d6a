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

  /// Makes the keys and the draft, of a question to which one collector takes answers.
  init() throws {
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
    let draft: JSON = [
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
    try folder.write(String(decoding: draft.canonical, as: UTF8.self), to: "draft.json")
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
