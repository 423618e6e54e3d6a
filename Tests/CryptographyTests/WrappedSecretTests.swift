import Cryptography
import Encoding
import TestSupport
import Testing
import Words

@Suite("Wrapped secrets")
struct WrappedSecretTests {
  static func wrap(
    _ content: String = "traffic pecan", kind: WrappedSecret.Kind = .share
  ) throws -> WrappedSecret {
    try WrappedSecret.wrap(
      secret(content), kind: kind, election: "ce-2017", holder: "officer-a",
      passphrase: secret("pass phrase"), cost: .least)
  }

  static func json(_ wrapped: WrappedSecret) throws -> JSON {
    try JSON.parse(canonical: wrapped.file)
  }

  /// The file with `value` under the keys of `path`; nil takes the key out.
  static func changed(_ json: JSON, _ path: [String], _ value: JSON?) -> JSON {
    var members = json.object ?? [:]
    guard path.count > 1, let key = path.first else {
      members[path.first ?? ""] = value
      return .object(members)
    }
    members[key] = changed(members[key] ?? [:], Array(path.dropFirst()), value)
    return .object(members)
  }

  @Test("What is wrapped comes back with its passphrase only", arguments: [0, 1, 32, 4_096])
  func whole(count: Int) throws {
    let content = String(repeating: "x", count: count)
    let wrapped = try Self.wrap(content, kind: .vault)
    let again = try WrappedSecret(file: wrapped.file)
    #expect(again == wrapped)
    #expect(again.kind == .vault && again.election == "ce-2017" && again.holder == "officer-a")
    #expect(again.cost == .least)
    let found = text(try again.open(passphrase: secret("pass phrase")))
    #expect(found == content)
    for wrong in ["", "pass phrase\n", "Pass phrase"] {
      let error = failure { () throws(CryptographyError) in
        _ = try again.open(passphrase: SecretBytes(copying: Array(wrong.utf8).span))
      }
      #expect(error == .passphrase)
    }
  }

  @Test("Salt and nonce are new each time")
  func fresh() throws {
    let (one, other) = (try Self.json(Self.wrap()), try Self.json(Self.wrap()))
    #expect(one["nonce"] != other["nonce"] && one["kdf"]?["salt"] != other["kdf"]?["salt"])
  }

  @Test(
    "A change of anything in the file makes it refuse the passphrase",
    arguments: [
      (["election"], "ce-2018"), (["holder"], "officer-b"), (["kind"], "vault"),
      (["kdf", "ops"], 2), (["kdf", "mem"], 16_384), (["kdf", "salt"], .string(zeros(16))),
      (["nonce"], .string(zeros(24))), (["box"], .string(zeros(29))),
    ] as [([String], JSON)])
  func bound(path: [String], value: JSON) throws {
    let changed = Self.changed(try Self.json(Self.wrap()), path, value)
    let wrapped = try WrappedSecret(file: changed.canonical)
    let error = failure { () throws(CryptographyError) in
      _ = try wrapped.open(passphrase: SecretBytes(copying: Array("pass phrase".utf8).span))
    }
    #expect(error == .passphrase)
  }

  static func zeros(_ count: Int) -> String {
    Base64.encode([UInt8](repeating: 0, count: count))
  }

  @Test(
    "Keys that are missing, unknown, of the wrong type or out of range are named",
    arguments: [
      (["format"], "coldcount/wrapped/2"), (["format"], nil), (["election"], "A"),
      (["election"], nil), (["holder"], ""), (["holder"], 1), (["kind"], "count"), (["kind"], nil),
      (["kdf"], nil), (["kdf"], []), (["kdf", "alg"], "argon2i13"), (["kdf", "alg"], nil),
      (["kdf", "mem"], 8_191), (["kdf", "mem"], 2_147_483_649), (["kdf", "mem"], "8192"),
      (["kdf", "ops"], 0), (["kdf", "ops"], 17), (["kdf", "ops"], -1), (["kdf", "ops"], nil),
      (["kdf", "salt"], .string(zeros(15))), (["kdf", "salt"], .string(zeros(17))),
      (["kdf", "salt"], "!"), (["kdf", "extra"], 1), (["nonce"], .string(zeros(23))),
      (["nonce"], .null), (["box"], .string(zeros(15))), (["box"], .string(zeros(4_113))),
      (["box"], nil), (["extra"], 1),
    ] as [([String], JSON?)])
  func members(path: [String], value: JSON?) throws {
    let changed = Self.changed(try Self.json(Self.wrap()), path, value)
    let error = failure { () throws(CryptographyError) in
      _ = try WrappedSecret(file: changed.canonical)
    }
    guard case .wrapped(let violations) = error else {
      Issue.record("not refused: \(String(describing: error))")
      return
    }
    #expect(violations.map(\.path) == ["$." + path.joined(separator: ".")])
  }

  @Test("Everything that is wrong is listed at once")
  func all() throws {
    #expect(throws: CryptographyError.self) { try WrappedSecret(file: Array("{}\n".utf8)) }
    let error = failure { () throws(CryptographyError) in
      _ = try WrappedSecret(file: Array("{}\n".utf8))
    }
    guard case .wrapped(let violations) = error else {
      Issue.record("not refused")
      return
    }
    #expect(
      violations.map(\.path) == [
        "$.format", "$.kind", "$.election", "$.holder", "$.nonce", "$.box", "$.kdf",
      ])
  }

  @Test("A file that is not canonical JSON is refused")
  func forms() throws {
    let file = try Self.wrap().file
    let text = String(decoding: file, as: UTF8.self)
    let files: [[UInt8]] = [
      [], Array("\n".utf8), file.dropLast(), file + [10], file.dropLast(20), Array("[]\n".utf8),
      Array(text.replacing("\"box\"", with: "\"box\":\"\",\"box\"").utf8),
      Array(text.replacing("8192", with: "8192.0").utf8),
      Array(text.replacing("8192", with: "1e400").utf8),
      Array(text.replacing("8192", with: "99999999999999999999").utf8),
      Array(text.replacing(",", with: ", ").utf8), [0xEF, 0xBB, 0xBF] + file,
      file.dropLast() + [0xFF, 10], Array(String(repeating: "[", count: 5_000).utf8),
    ]
    for file in files {
      let error = failure { () throws(CryptographyError) in _ = try WrappedSecret(file: file) }
      guard case .wrapped = error else {
        Issue.record("\(String(decoding: file, as: UTF8.self)): \(String(describing: error))")
        continue
      }
    }
    let limit = WrappedSecret.maxByteCount
    #expect(throws: CryptographyError.tooLarge("a wrapped secret", limit: limit)) {
      try WrappedSecret(file: [UInt8](repeating: 32, count: limit + 1))
    }
  }

  @Test("Only ids and secrets that can be read again are written")
  func writing() throws {
    let tooLong = failure { () throws(CryptographyError) in
      _ = try WrappedSecret.wrap(
        SecretBytes(count: 4_097), kind: .share, election: "e", holder: "h",
        passphrase: SecretBytes(count: 0), cost: .least)
    }
    #expect(tooLong == .tooLarge("a secret to wrap", limit: 4_096))
    let ids = failure { () throws(CryptographyError) in
      _ = try WrappedSecret.wrap(
        SecretBytes(count: 1), kind: .share, election: "E", holder: "\u{1B}",
        passphrase: SecretBytes(count: 0), cost: .least)
    }
    #expect(
      ids
        == .wrapped([
          Violation(path: "$.election", problem: "not an identifier"),
          Violation(path: "$.holder", problem: "not an identifier"),
        ]))
  }

  @Test("PyNaCl opens what we wrap")
  func opened() throws {
    let script = """
      import sys, json, base64
      from nacl import bindings as b
      from nacl.pwhash import argon2id
      o = json.loads(sys.argv[1])
      box = base64.b64decode(o.pop('box'))
      ad = (json.dumps(o, sort_keys=True, separators=(',', ':'), ensure_ascii=False) + '\\n').encode()
      kdf = o['kdf']
      key = argon2id.kdf(32, b'pass phrase', base64.b64decode(kdf['salt']), kdf['ops'], kdf['mem'])
      print(b.crypto_aead_xchacha20poly1305_ietf_decrypt(box, ad, base64.b64decode(o['nonce']), key)
          .decode())
      """
    let file = String(decoding: try Self.wrap().file, as: UTF8.self)
    #expect(try Peer.run(script: script, [file]) == "traffic pecan")
  }

  @Test("We open what PyNaCl wraps")
  func wrapped() throws {
    let script = """
      import json, base64
      from nacl import bindings as b
      from nacl.pwhash import argon2id
      e = lambda x: base64.b64encode(x).decode()
      salt, nonce = bytes(range(16)), bytes(range(24))
      o = {'election': 'e1', 'format': 'coldcount/wrapped/1', 'holder': 'keeper', 'kind': 'vault',
           'kdf': {'alg': 'argon2id13', 'mem': 65536, 'ops': 3, 'salt': e(salt)}, 'nonce': e(nonce)}
      dump = lambda: json.dumps(o, sort_keys=True, separators=(',', ':'), ensure_ascii=False)
      key = argon2id.kdf(32, '曾 pass'.encode(), salt, 3, 65536)
      o['box'] = e(b.crypto_aead_xchacha20poly1305_ietf_encrypt(
          bytes(range(32)), (dump() + '\\n').encode(), nonce, key))
      print(dump())
      """
    let file = try Peer.run(script: script) + "\n"
    let wrapped = try WrappedSecret(file: Array(file.utf8))
    let found = bytes(try wrapped.open(passphrase: secret("曾 pass")))
    #expect(found == Array(0..<32))
  }
}
