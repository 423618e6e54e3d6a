import Encoding
import Foundation
import TestSupport
import Testing

/// A petition made from the beginning with the built program: electronic signatures prevail over
/// paper ones that are recorded one by one, people may withdraw, and a roll says who may sign.
///
/// Everybody's key is unencrypted, the officers' shares are words, the vault key is base64.
final class PetitionRoom {
  let path: String
  var workspace: [String] { ["--workspace", "\(path)/count"] }
  var pepper: [String] { ["--pepper", "\(path)/pepper.hex"] }
  var vaultKey: [String] { ["--vault-key", "\(path)/vault.secret"] }
  var shares: [String] {
    ["officer-a", "officer-b"].flatMap { ["--share", "\(path)/\($0).txt"] }
  }
  private(set) var shareWords: [String] = []
  private(set) var vaultSecret: [UInt8] = []

  init() throws {
    path = NSTemporaryDirectory() + "coldcount-petition-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try write(String(repeating: "5a", count: 32) + "\n", "pepper.hex")
    try write("for the tests\n", "passphrase.txt")
    try write(String(decoding: try draft().canonical, as: UTF8.self), "draft.json")
    let words = try Binary.succeed([
      "ceremony", "\(path)/draft.json", "--to", "\(path)/made", "--words", "--passphrase-file",
      "\(path)/passphrase.txt",
    ]).split(separator: "\n").map(String.init)
    for officer in ["officer-a", "officer-b"] {
      let place = try #require(words.firstIndex(of: "\(officer):"))
      try write(words[place + 1] + "\n", "\(officer).txt")
      shareWords.append(words[place + 1])
      try Binary.succeed(
        ["sign", "\(path)/made/election.json"] + signer(officer))
    }
    try takeVaultKey()
    try Binary.succeed(
      [
        "init", "\(path)/count", "--election", "\(path)/made/election.json", "--vault",
        "\(path)/vault",
      ] + signer("clerk"))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
  }

  func signer(_ person: String) -> [String] {
    ["--as", person, "--key", "\(path)/keys/\(person).key"]
  }

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
      Binary.path, ["vault", "find", "--json"] + vaultKey + pepper + workspace, input: number + "\n"
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

  private func key(_ name: String) throws -> JSON {
    try Binary.succeed(["key", "new", name, "--no-passphrase", "--to", "\(path)/keys"])
    let file = try String(contentsOfFile: "\(path)/keys/\(name).pub", encoding: .utf8)
    return .string(String(file.split(separator: "\n")[1]))
  }

  private func draft() throws -> JSON {
    let name = { (text: String) -> JSON in ["en": .string(text)] }
    func collector(_ id: String, _ role: String, _ channel: JSON) throws -> JSON {
      [
        "id": .string(id), "name": name(id), "publicKey": try key(id), "roles": [.string(role)],
        "channel": channel, "styles": ["all"],
      ]
    }
    func person(_ id: String, _ role: String) throws -> JSON {
      ["id": .string(id), "name": name(id), "role": .string(role), "publicKey": try key(id)]
    }
    let pepper = try Peer.run(
      script:
        "import hashlib; print(hashlib.blake2b(b'coldcount/pepper/1\\n' + bytes([0x5a] * 32), digest_size=32).hexdigest())"
    )
    return [
      "format": "coldcount/election/1", "id": "petition", "title": name("Petition"),
      "date": "2026-03-01", "timeZone": "Asia/Taipei", "languages": ["en"],
      "polls": ["opens": "2026-03-01T00:00:00+08:00", "closes": "2026-03-31T23:59:59+08:00"],
      "identity": ["fields": ["number"], "pepper": .string(pepper)],
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
