import Encoding
import Foundation
import TestSupport
import Testing

/// A petition made from the beginning with the built program: electronic signatures prevail over
/// paper ones that are recorded one by one, people may withdraw, and a roll says who may sign.
///
/// Everybody's key is unencrypted, the officers' shares are words, the vault key is base64.
final class PetitionRoom {
  let election: MadeElection
  var path: String { election.path }
  var workspace: [String] { election.workspace }
  var pepper: [String] { election.pepper }
  var vaultKey: [String] { ["--vault-key", "\(path)/vault.secret"] }
  var shares: [String] { election.shares }
  var shareWords: [String] { election.shareWords }
  private(set) var vaultSecret: [UInt8] = []

  init() throws {
    election = try MadeElection(
      "petition", officers: ["officer-a", "officer-b"], clerk: "clerk", run: Binary.succeed,
      draft: Self.draft)
    try takeVaultKey()
  }

  func write(_ text: String, _ name: String) throws { try election.write(text, name) }

  func signer(_ person: String) -> [String] { election.signer(person) }

  /// Takes the vault key out of its wrapped file with PyNaCl, so that no test stretches a
  /// passphrase for each question.
  private func takeVaultKey() throws {
    let script = """
      import base64, json, sys, nacl.bindings, nacl.pwhash
      w = json.load(open(sys.argv[1])); box = base64.b64decode(w.pop("box")); k = w["kdf"]
      key = nacl.pwhash.argon2id.kdf(32, b"for the tests", base64.b64decode(k["salt"]), k["ops"], k["mem"])
      aad = json.dumps(w, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\\n"
      plain = nacl.bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(box, aad, base64.b64decode(w["nonce"]), key)
      print(base64.b64encode(plain).decode())
      """
    let key = try Peer.run(script: script, ["\(path)/made/vault.keeper.json"])
    try write(key + "\n", "vault.secret")
    vaultSecret = try #require(Base64.decode(key))
  }

  /// Seals a bundle from table rows and imports it.
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
    try Binary.succeed(
      [
        "seal", "\(path)/table.csv", "--election", "\(path)/made/election.json", "--kind", kind,
        "--sequence", "\(sequence)", "--to", target,
      ] + pepper + signer(collector) + (final ? ["--final"] : [])
        + (sequence > 1
          ? ["--previous", "\(path)/stick/\(collector)-\(sequence - 1)/manifest.json"] : []))
    try Binary.succeed(["import", target] + workspace + signer("clerk"))
  }

  func reconcile() throws -> JSON {
    try Binary.json(["reconcile"] + vaultKey + workspace + signer("keeper"))
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

  private static func draft(of election: MadeElection) throws -> JSON {
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
