import Cryptography
import Encoding
import Foundation
import TestSupport
import Testing

@Suite("What the custodian asks and does")
struct VaultCommandTests {
  private static let day = "2026-03-1"
  private static func at(_ day: Int) -> String {
    "2026-03-\(day < 10 ? "0" : "")\(day)T12:00:00+08:00"
  }

  /// A signed on paper and then online; B twice online; C once; D withdrew; E is on no roll; F
  /// signed after the end; G signed on paper.
  private func filled() throws -> ElectionRoom {
    let room = try ElectionRoom.petition()
    try room.seal("registrar", "roll", ["A1", "B1", "C1", "D1", "F1", "G1", "H1"])
    try room.seal(
      "web", "ballots",
      [
        "A1,\(Self.at(9)),yes", "B1,\(Self.at(2)),yes", "b-1,\(Self.at(3)),yes",
        "C1,\(Self.at(4)),yes", "D1,\(Self.at(5)),yes", "E1,\(Self.at(6)),yes",
        "F1,2026-04-01T12:00:00+08:00,yes",
      ])
    try room.seal("scan", "ballots", ["A1,\(Self.at(2)),yes", "G1,\(Self.at(2)),yes"])
    try room.seal("desk", "withdrawal", ["D1,\(Self.at(20))", "C1,\(Self.at(1))"])
    return room
  }

  @Test(
    "a petition is reconciled by every rule, and each person is told what became of their entry")
  func petition() throws {
    let room = try filled()
    let result = try room.reconcile()
    let struck = Dictionary(
      (result["struck"]?.array ?? []).map {
        ($0["reason"]?.string ?? "", $0["count"]?.integer ?? 0)
      },
      uniquingKeysWith: +)
    #expect(
      struck == [
        "duplicate": 1, "other-channel": 1, "withdrawn": 1, "not-on-roll": 1, "outside-poll": 1,
      ])
    // The spelling of an identity does not matter; the order is that of casting, the roll first.
    for (person, expected) in [
      ("A1", ["- on-roll", "paper struck other-channel", "online counted"]),
      ("Ｂ1", ["- on-roll", "online counted", "online struck duplicate"]),
      ("c 1", ["- on-roll", "- withdrew", "online counted"]),
      ("D1", ["- on-roll", "online struck withdrawn", "- withdrew"]),
      ("E1", ["online struck not-on-roll"]),
      ("F1", ["- on-roll", "online struck outside-poll"]),
      ("G1", ["- on-roll", "paper counted"]), ("H1", ["- on-roll"]), ("Z9", []),
    ] { #expect(try room.find(person) == expected, "\(person)") }
    let progress = try Binary.json(
      ["vault", "progress"] + room.vaultKey + room.workspace + room.signer("keeper"))
    let style = try #require(progress["styles"]?.array?.first)
    #expect(style["total"] == 4)
    #expect(style["standing"] == ["online": 3, "paper": 1])
    #expect(style["required"] == ["petition": 3])
    // The journal says that it was asked, and nobody's name or token.
    let journal = try Binary.json(["journal"] + room.workspace)
    let asked = (journal["lines"]?.array ?? []).filter { $0["event"] == "vault" }
    #expect(asked.count == 10)
    #expect(Set(asked.compactMap { $0["data"]?["act"]?.string }) == ["find", "progress"])
    #expect(asked.allSatisfy { $0["data"]?.object?.keys.sorted() == ["act", "officers"] })

    let result2 = try Binary.json(
      ["count", "--stage", "final"] + room.shares + room.workspace + room.signer("officer-a"))
    let contest = try #require(result2["contests"]?.array?.first)
    #expect(contest["outcome"]?["kind"] == "passed")
    #expect(contest["options"]?.array?.first?["total"] == 4)
  }

  @Test("the rejected register tells token, style, channel, reason and tracking code")
  func rejected() throws {
    let room = try filled()
    let before = try Binary.run(
      ["vault", "rejected"] + room.vaultKey + room.workspace + room.signer("keeper"))
    #expect(before.status == 1)
    #expect(before.stderr.contains("no rejected register"))
    _ = try room.reconcile()
    let table = try Binary.succeed(
      ["vault", "rejected"] + room.vaultKey + room.workspace + room.signer("keeper"))
    let rows = try CSV.parse(Array(table.utf8))
    #expect(rows.header == ["token", "style", "channel", "reason", "tracking"])
    #expect(
      rows.rows.map { $0.fields[3] }.sorted()
        == ["duplicate", "not-on-roll", "other-channel", "outside-poll", "withdrawn"])
    #expect(rows.rows.map { $0.fields[0] } == rows.rows.map { $0.fields[0] }.sorted())
    // Each code is that of a sealed ballot that lies in the workspace.
    let json = try Binary.json(
      ["vault", "rejected"] + room.vaultKey + room.workspace + room.signer("keeper"))
    #expect(json["rejected"]?.array?.count == 5)
    let other = try Binary.run(
      ["vault", "rejected", "--vault-key", "\(Binary.vectors)/keys/vault.secret"] + room.workspace
        + room.signer("keeper"))
    #expect(other.status == 1)
  }

  @Test("a strike is lifted by the tracking code that a person was shown, and what changed is told")
  func byTrackingCode() throws {
    let room = try filled()
    _ = try room.reconcile()
    let rows = try CSV.parse(
      Array(
        try Binary.succeed(
          ["vault", "rejected"] + room.vaultKey + room.workspace + room.signer("keeper")
        ).utf8)
    ).rows
    let code = try #require(rows.first { $0.fields[3] == "outside-poll" }).fields[4]
    let shown = stride(from: 0, to: 20, by: 4).map { start in
      String(code.dropFirst(start).prefix(4))
    }.joined(separator: " ")
    let made = try Binary.json(
      [
        "amend", "--change", "restore code \(shown)", "--reason", "The clock of the kiosk was fast",
        "--to", room.path,
      ] + room.workspace)
    let file = try #require(made["amendment"]?.string)
    for officer in ["officer-a", "officer-b"] {
      try Binary.succeed(["sign", file] + room.workspace + room.signer(officer))
    }
    try Binary.succeed(["amend", file] + room.workspace + room.signer("clerk"))
    let output = try Binary.run(
      ["reconcile"] + room.vaultKey + room.workspace + room.signer("keeper"))
    #expect(output.stdout.contains("by amendment: 1 strike lifted"))
    #expect(output.stderr.contains("since the last run: 0 strikes more, 1 fewer"))
    #expect(try room.find("F1") == ["- on-roll", "online counted"])
    for wrong in ["restore code 0000", "restore code \(String(repeating: "0", count: 64))"] {
      let refused = try Binary.run(
        ["amend", "--change", wrong, "--reason", "x", "--to", room.path] + room.workspace)
      #expect(refused.status != 0)
    }
  }

  @Test("after the final result the vault forgets who cast what, and at the end everything")
  func severed() throws {
    let room = try filled()
    _ = try room.reconcile()
    let passphrase = ["--passphrase-file", "\(room.path)/passphrase.txt"]
    try FileManager.default.copyItem(
      atPath: "\(room.path)/vault.secret", toPath: "\(room.path)/old.secret")
    let sever =
      [
        "vault", "sever", "--vault-key", "\(room.path)/old.secret", "--new-key",
        "\(room.path)/voters.json",
      ] + room.shares + room.workspace + room.signer("keeper") + passphrase
    let early = try Binary.run(sever)
    #expect(early.status == 1)
    #expect(early.stderr.contains("not a final one"))
    try Binary.succeed(
      ["count", "--stage", "final"] + room.shares + room.workspace + room.signer("officer-a"))
    let result = "\(room.path)/count/results/final/result.json"
    for officer in ["officer-a", "officer-b"] {
      try Binary.succeed(["sign", result] + room.signer(officer))
    }
    // One officer is no quorum.
    let alone = try Binary.run(
      sever.enumerated().filter { $0.offset != 6 && $0.offset != 7 }.map(\.element))
    #expect(alone.status == 1)
    #expect(alone.stderr.contains("2 officers must open"))
    let severed = try Binary.json(sever)
    // Seven on the roll, six online, two on paper: every place of a person once.
    #expect(severed["entries"] == 15)
    #expect(severed["officers"] == ["officer-a", "officer-b"])
    #expect(!FileManager.default.fileExists(atPath: "\(room.path)/old.secret"))
    let left = try FileManager.default.subpathsOfDirectory(atPath: "\(room.path)/vault").sorted()
    #expect(left == ["heads", "lock", "sections", "vault.json", "voters.sealed"])
    for question in ["find", "progress"] {
      let output = try Peer.run(
        Binary.path,
        ["vault", question] + (question == "find" ? room.pepper : []) + room.vaultKey
          + room.workspace + room.signer("keeper"), input: "A1\n")
      #expect(output.status == 1)
      #expect(output.stderr.contains("severed"))
    }
    #expect(
      try Binary.run(["reconcile"] + room.vaultKey + room.workspace + room.signer("keeper")).stderr
        .contains("severed"))
    // What was counted stands and can be given away and verified.
    try Binary.succeed(
      ["export", "\(room.path)/package"] + room.workspace + room.signer("officer-a"))
    for officer in ["officer-a", "officer-b"] {
      try Binary.succeed(["sign", "\(room.path)/package/B2SUMS"] + room.signer(officer))
    }
    #expect(try Binary.json(["verify", "\(room.path)/package"])["failed"] == 0)
    let destroyed = try Binary.json(
      ["vault", "destroy"] + room.shares + room.workspace + room.signer("keeper"))
    #expect(destroyed["destroyed"] == true)
    #expect(
      try FileManager.default.subpathsOfDirectory(atPath: "\(room.path)/vault").sorted()
        == ["heads", "lock", "sections", "vault.json"])
    let journal = try Binary.json(["journal"] + room.workspace)
    #expect(
      (journal["lines"]?.array ?? []).filter { $0["event"] == "vault" }.map {
        $0["data"]?["officers"]
      } == [["officer-a", "officer-b"], ["officer-a", "officer-b"]])
  }

  @Test("tokens are made of identities as PyNaCl makes them, and bad ones are told by line")
  func tokens() throws {
    let room = try ElectionRoom.petition()
    let election = ["--election", "\(room.path)/made/election.json"]
    let output = try Peer.run(
      Binary.path, ["identity", "token"] + election + room.pepper, input: "A123456(7)\nａ１２３ 4567\n")
    #expect(output.status == 0, "\(output.stderr)")
    let lines = output.stdout.split(separator: "\n").map(String.init)
    let peer = try Peer.run(
      script:
        "import nacl.hash, nacl.encoding; print(nacl.hash.blake2b(b'A1234567', digest_size=32, key=bytes([0x5a] * 32), encoder=nacl.encoding.HexEncoder).decode())"
    )
    #expect(lines[0] == peer)
    #expect(lines.count == 2 && lines[1] == lines[0])
    for (input, message) in [
      ("A1\nÅ\n", "line 2"), ("A1,B2\n", "2 fields"), ("\n", "line 1"),
      (String(repeating: "A", count: 5_000) + "\n", "too long"),
    ] {
      let refused = try Peer.run(
        Binary.path, ["identity", "token"] + election + room.pepper, input: input)
      #expect(refused.status != 0 && refused.status < 4, "\(input.prefix(9))")
      #expect(refused.stderr.contains(message), "\(refused.stderr)")
    }
    try room.write(String(repeating: "00", count: 32) + "\n", "other.hex")
    let other = try Peer.run(
      Binary.path, ["identity", "token", "--pepper", "\(room.path)/other.hex"] + election,
      input: "A1\n")
    #expect(other.status == 2 && other.stderr.contains("not the pepper"))
  }

  @Test("nobody is twice on a roll, and nobody holds a vault key and a share")
  func twice() throws {
    let room = try ElectionRoom.petition()
    try room.write("number\nA1\nB1\na 1\n", "roll.csv")
    let roll = try Binary.run(
      [
        "seal", "\(room.path)/roll.csv", "--election", "\(room.path)/made/election.json", "--kind",
        "roll", "--to", "\(room.path)/roll",
      ] + room.pepper + room.signer("registrar"))
    #expect(roll.status == 1)
    #expect(roll.stderr.contains("1 person on the roll twice"))
    let draft = try String(contentsOfFile: "\(room.path)/draft.json", encoding: .utf8)
    try room.write(
      draft.replacingOccurrences(of: "{\"en\":\"keeper\"}", with: "{\"en\":\"officer-b\"}"),
      "both.json")
    let both = try Binary.run([
      "ceremony", "\(room.path)/both.json", "--to", "\(room.path)/both", "--passphrase-file",
      "\(room.path)/passphrase.txt",
    ])
    #expect(both.status == 1)
    #expect(both.stderr.contains("has the name of officer-b"))
    #expect(!FileManager.default.fileExists(atPath: "\(room.path)/both"))
  }

  @Test("no token, no key and nothing from which one follows is anywhere but in the vault")
  func separation() throws {
    let room = try filled()
    _ = try room.reconcile()
    try Binary.succeed(
      ["count", "--stage", "final"] + room.shares + room.workspace + room.signer("officer-a"))
    for officer in ["officer-a", "officer-b"] {
      try Binary.succeed(
        ["sign", "\(room.path)/count/results/final/result.json"] + room.signer(officer))
    }
    _ = try room.find("A1")
    let export = try Binary.run(
      ["export", "\(room.path)/package"] + room.workspace + room.signer("officer-a"))
    let verify = try Binary.run(["verify", "\(room.path)/package"])
    let status = try Binary.run(["status"] + room.workspace)
    let journal = try Binary.run(["journal", "--json"] + room.workspace)

    // Tokens of everybody, the pepper, the vault key, the shares, and the identities themselves.
    let identities = ["A1", "B1", "C1", "D1", "E1", "F1", "G1", "H1"]
    let tokens = try Peer.run(
      Binary.path,
      ["identity", "token", "--election", "\(room.path)/made/election.json"] + room.pepper,
      input: identities.joined(separator: "\n") + "\n"
    ).stdout.split(separator: "\n").map(String.init)
    var secrets: [[UInt8]] = try tokens.map { try #require(Hex.decode($0)) }
    try #require(secrets.count == identities.count)
    secrets.append([UInt8](repeating: 0x5A, count: 32))
    secrets += try room.secrets()
    var places: [(String, [UInt8])] = [
      ("export", Array((export.stdout + export.stderr).utf8)),
      ("verify", Array((verify.stdout + verify.stderr).utf8)),
      ("status", Array((status.stdout + status.stderr).utf8)),
      ("journal", Array((journal.stdout + journal.stderr).utf8)),
    ]
    for folder in ["count", "package"] {
      for name in try FileManager.default.subpathsOfDirectory(atPath: "\(room.path)/\(folder)") {
        if let data = FileManager.default.contents(atPath: "\(room.path)/\(folder)/\(name)") {
          places.append(("\(folder)/\(name)", Array(data)))
        }
      }
    }
    #expect(places.count > 40)
    for (name, bytes) in places {
      for form in Self.decoded(bytes) {
        for secret in secrets { #expect(!Self.contains(form, secret), "\(name)") }
      }
    }
    // The test would see them: the vault's own answer holds every token that was struck.
    let rejected = try Binary.succeed(
      ["vault", "rejected"] + room.vaultKey + room.workspace + room.signer("keeper"))
    #expect(
      Self.decoded(Array(rejected.utf8)).contains { form in
        secrets.prefix(8).contains { Self.contains(form, $0) }
      })
  }

  /// Bytes as they are, and every run of hexadecimal or base64 in them decoded.
  private static func decoded(_ bytes: [UInt8]) -> [[UInt8]] {
    var forms = [bytes]
    for run in bytes.split(whereSeparator: { byte in
      !(0x30...0x39).contains(byte) && !(0x41...0x5A).contains(byte & 0xDF)
        && ![0x2B, 0x2F, 0x3D].contains(byte)
    }) where run.count >= 40 {
      let text = String(decoding: run, as: UTF8.self)
      if let hex = Hex.decode(text.lowercased()) { forms.append(hex) }
      if let base64 = Base64.decode(text) { forms.append(base64) }
    }
    return forms
  }

  private static func contains(_ bytes: [UInt8], _ secret: [UInt8]) -> Bool {
    guard bytes.count >= secret.count, let first = secret.first else { return false }
    var start = 0
    while let found = bytes[start...].firstIndex(of: first), found + secret.count <= bytes.count {
      if bytes[found..<found + secret.count].elementsEqual(secret) { return true }
      start = found + 1
    }
    return false
  }
}
