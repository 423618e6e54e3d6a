package import Encoding
import Foundation

extension ElectionRoom {
  /// What the draft of an election gets that is made for it: keys, and the hash of the pepper.
  package struct DraftParts {
    let path: String
    let run: Program

    package init(path: String, run: @escaping Program) {
      self.path = path
      self.run = run
    }

    /// Makes a new key of this name; gives the public one.
    package func key(_ name: String) throws -> JSON {
      _ = try run(["key", "new", name, "--no-passphrase", "--to", "\(path)/keys"])
      let file = try String(contentsOfFile: "\(path)/keys/\(name).pub", encoding: .utf8)
      return .string(String(file.split(separator: "\n")[1]))
    }

    /// A person of the draft, with a new key.
    package func person(_ id: String, _ role: String, name: JSON) throws -> JSON {
      ["id": .string(id), "name": name, "role": .string(role), "publicKey": try key(id)]
    }

    /// The hash of the pepper, by another implementation.
    package func pepperHash() throws -> JSON {
      .string(
        try Peer.run(
          script: """
            import hashlib
            pepper = b'coldcount/pepper/1\\n' + bytes([\(ElectionRoom.pepperByte)] * 32)
            print(hashlib.blake2b(pepper, digest_size=32).hexdigest())
            """))
    }
  }

  private static let pepperByte = 0x5a
  private static let passphraseText = "for the tests"

  package var pepper: [String] { ["--pepper", "\(path)/pepper.hex"] }
  package var passphrase: [String] { ["--passphrase-file", "\(path)/passphrase.txt"] }

  /// A count of an election that the program makes from its draft, begun: everybody's keys, the
  /// pepper, the ceremony with the officers' shares as words, and the workspace.
  package convenience init(
    officers: [String], clerks: [String], keeper: String, run: @escaping Program,
    draft: (DraftParts) throws -> JSON
  ) throws {
    let folder = try Self.folder()
    let path = folder.path
    self.init(
      folder, definition: "\(path)/made/election.json",
      people: People(
        keys: "\(path)/keys", officers: officers, clerks: clerks, keeper: keeper,
        vaultKey: ["--vault-key", "\(path)/vault.secret"], share: { "\(path)/\($0).txt" }),
      run: run)
    let byte = String(Self.pepperByte, radix: 16)
    try write(String(repeating: byte, count: 32) + "\n", "pepper.hex")
    try write(Self.passphraseText + "\n", "passphrase.txt")
    let made = try draft(DraftParts(path: path, run: run)).canonical
    try write(String(decoding: made, as: UTF8.self), "draft.json")
    try holdCeremony()
    try takeVaultKey()
    try begin()
  }

  /// Makes the keys, keeps the words of each officer's share, and has the definition signed.
  private func holdCeremony() throws {
    let words = try succeed(
      ["ceremony", "\(path)/draft.json", "--to", "\(path)/made", "--words"] + passphrase
    ).split(separator: "\n").map(String.init)
    for officer in people.officers {
      guard let place = words.firstIndex(of: "\(officer):"), words.indices.contains(place + 1)
      else { throw Refused(description: "the ceremony printed no words for \(officer)") }
      try write(words[place + 1] + "\n", "\(officer).txt")
      try succeed(["sign", definition] + signer(officer))
    }
  }

  /// Takes the vault key out of its wrapped file with PyNaCl, so that no test stretches a
  /// passphrase for each question.
  private func takeVaultKey() throws {
    let script = """
      import base64, json, sys, nacl.bindings, nacl.pwhash
      w = json.load(open(sys.argv[1])); box = base64.b64decode(w.pop("box")); k = w["kdf"]
      key = nacl.pwhash.argon2id.kdf(
          32, sys.argv[2].encode(), base64.b64decode(k["salt"]), k["ops"], k["mem"])
      aad = json.dumps(w, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
      plain = nacl.bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
          box, aad + b"\\n", base64.b64decode(w["nonce"]), key)
      print(base64.b64encode(plain).decode())
      """
    let key = try Peer.run(
      script: script, ["\(path)/made/vault.\(people.keeper).json", Self.passphraseText])
    try write(key + "\n", "vault.secret")
  }

  /// What nobody may read where this election was counted: the vault key, and the shares' words.
  package func secrets() throws -> [[UInt8]] {
    let words = try people.officers.map { officer in
      try String(contentsOfFile: people.share(officer), encoding: .utf8)
        .trimmingCharacters(in: .newlines)
    }
    let key = try String(contentsOfFile: vaultKey[1], encoding: .utf8)
    guard let secret = Base64.decode(key.trimmingCharacters(in: .newlines)) else {
      throw Refused(description: "\(vaultKey[1]) is no key")
    }
    return [secret] + words.map { Array($0.utf8) }
  }
}
